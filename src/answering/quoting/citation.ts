import type { OutlineNode, Span, Speech } from '../../speech/types.js';
import { toChineseNumeral } from '../../text/numerals.js';
import type { Quote } from './answer.js';

const CHINESE_KIND_NAMES: Readonly<Partial<Record<OutlineNode['kind'], string>>> = {
  title: '标题',
  byline: '署名',
  salutation: '称呼',
  opening: '开头',
  closing: '结尾',
  annex: '附件',
  note: '注释',
  chrome: '页面文字',
};
const ENGLISH_KIND_NAMES: typeof CHINESE_KIND_NAMES = {
  title: 'title',
  opening: 'opening',
  closing: 'closing',
  note: 'notes',
  annex: 'annex',
};

/** Nodes from the top to the innermost one that holds `offset`. */
export function pathAt(speech: Speech, offset: number): OutlineNode[] {
  const path: OutlineNode[] = [];
  let nodes = speech.outline;
  for (;;) {
    const node = nodes.find(({ span }) => offset >= span.start && offset < span.end);
    if (node === undefined) return path;
    path.push(node);
    nodes = node.children;
  }
}

/** Position of a node among the siblings that a reader would count with it, from 1. */
function ordinalAmong(siblings: readonly OutlineNode[], node: OutlineNode): number {
  return node.ordinal ?? siblings.filter(({ kind }) => kind === node.kind).indexOf(node) + 1;
}

function nodeName(siblings: readonly OutlineNode[], node: OutlineNode, language: 'zh' | 'en'): string {
  const ordinal = ordinalAmong(siblings, node);
  if (node.kind === 'section') {
    if (language === 'en') return `part ${ordinal}`;
    return (
      node.label ?? `第${toChineseNumeral(siblings.filter(({ kind }) => kind === 'section').indexOf(node) + 1)}部分`
    );
  }
  if (node.kind === 'point')
    return language === 'en'
      ? `point ${ordinal}`
      : node.label !== null && /^[（(]/.test(node.label)
        ? node.label
        : `第${toChineseNumeral(ordinal)}点`;
  return (language === 'en' ? ENGLISH_KIND_NAMES : CHINESE_KIND_NAMES)[node.kind] ?? '';
}

/** Where an offset stands in words, such as `二、第一点`; null in the running text outside every part. */
function sectionName(speech: Speech, offset: number): string | null {
  const path = pathAt(speech, offset);
  let siblings = speech.outline;
  let name = '';
  for (const node of path) {
    const part = nodeName(siblings, node, speech.language);
    const needsComma = name !== '' && part !== '' && !/[、）)]$/.test(name);
    name += (needsComma ? (speech.language === 'en' ? ', ' : '、') : '') + part;
    siblings = node.children;
  }
  // A section's mark alone ("三、") is no name.
  return name === '' ? null : name.replace(/^([一二三四五六七八九十百]+)、$/, '第$1部分');
}

/** Index into `speech.sentences` of the sentence that holds `offset`, or of the first after it. */
export function sentenceIndexAt(speech: Speech, offset: number): number {
  let low = 0;
  let high = speech.sentences.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((speech.sentences[middle]?.span.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A quote of a span: the one way by which words of the speech get into an answer. The citation has one fixed form:
 * `〔二、第一点 · 第 58 句 · 片段 12〕`, of an English speech `[part 2, point 1 · sentence 58]`.
 */
export function makeQuote(speech: Speech, span: Span, score: number): Quote {
  const sentence = speech.sentences[sentenceIndexAt(speech, span.start)];
  if (sentence === undefined || span.start < 0 || span.end > speech.text.length || span.end <= span.start) {
    throw new RangeError(`no quote at ${span.start}–${span.end} of ${speech.text.length}`);
  }
  const section = sectionName(speech, span.start);
  const isEnglish = speech.language === 'en';
  const parts = [
    section,
    isEnglish ? `sentence ${sentence.number}` : `第 ${sentence.number} 句`,
    sentence.fragment === null ? null : isEnglish ? `fragment ${sentence.fragment}` : `片段 ${sentence.fragment}`,
  ].filter((part) => part !== null);
  return {
    text: speech.text.slice(span.start, span.end),
    start: span.start,
    end: span.end,
    section,
    sentence: sentence.number,
    id: sentence.id,
    fragment: sentence.fragment,
    citation: isEnglish ? `[${parts.join(' · ')}]` : `〔${parts.join(' · ')}〕`,
    score,
  };
}
