import { CHINESE_NUMERAL_CLASS, parseNumeral } from '../text/numerals.js';
import { isEnglishHeading, markEnglishParagraphs } from './english-headings.js';
import { beginsWithVocative } from './front-matter.js';
import { findHeading, firstSentenceEnd } from './headings.js';
import { readMark, RUN_IN_FAMILY, type Mark } from './marks.js';
import { trimSpan } from './paragraphs.js';
import { markSpoken } from './spoken-marks.js';
import type { Span } from './types.js';

/** A paragraph, or the part of one that an inline mark opens. */
export interface Block {
  readonly span: Span;
  readonly mark: Mark | null;
  readonly heading: Span | null;
  /** True where the mark stands inside a paragraph; such a list never divides the whole speech. */
  readonly isInline: boolean;
}

/** Searches for headings that run into their body cost a pass over the text each; speeches have few of them. */
const MOST_RUN_IN_SEARCHES = 24;

const INLINE_MARK = new RegExp(
  `(?<=[。；：;:！!])(?:第([${CHINESE_NUMERAL_CLASS}]{1,3})[，,、]|([${CHINESE_NUMERAL_CLASS}]{1,3})[是要])`,
  'g',
);

/** Starts of the parts of a paragraph that inline marks in sequence open ("…：一是…；二是…"). */
function inlineMarkStarts(text: string, paragraph: Span): number[] {
  const starts: number[] = [];
  const slice = text.slice(paragraph.start, paragraph.end);
  const opening = readMark(slice.slice(0, 12));
  let expected = opening !== null && opening.rank >= 5 ? (opening.ordinal ?? 0) + 1 : 1;
  for (const match of slice.matchAll(INLINE_MARK)) {
    if (parseNumeral(match[1] ?? match[2] ?? '') !== expected) continue;
    starts.push(paragraph.start + match.index);
    expected += 1;
  }
  return starts.length >= 2 || (starts.length === 1 && expected > 2) ? starts : [];
}

/** Starts of short headings in the imperative inside a paragraph ("要加强宪法监督。提高…"), where there are several. */
function imperativeStarts(text: string, paragraph: Span): number[] {
  const slice = text.slice(paragraph.start, paragraph.end);
  const starts: number[] = [];
  let lastEnd = -1;
  for (const match of slice.matchAll(/(?<=[。！；])要[^，,。；;：:]{3,16}。/g)) {
    const end = match.index + match[0].length;
    // Two in a row are a list of short sentences, not headings with bodies.
    if (match.index !== lastEnd && end < slice.length) starts.push(paragraph.start + match.index);
    lastEnd = end;
  }
  return starts.length >= 2 ? starts : [];
}

function splitAt(text: string, span: Span, starts: readonly number[]): Span[] {
  const borders = [span.start, ...starts.filter((start) => start > span.start), span.end];
  return borders.slice(0, -1).map((start, index) => trimSpan(text, { start, end: borders[index + 1] ?? span.end }));
}

/**
 * The parts of a paragraph that inline marks open. Where each item before the last is one sentence, so is the last:
 * what the paragraph says after it ("…；三是抓考核。这样才能落实。") is a part of its own.
 */
function splitAtInlineMarks(text: string, paragraph: Span): Span[] {
  const parts = splitAt(text, paragraph, inlineMarkStarts(text, paragraph));
  const last = parts.at(-1);
  const opensWithMark = readMark(text.slice(paragraph.start, paragraph.start + 16)) !== null;
  const before = parts.slice(opensWithMark ? 0 : 1, -1);
  if (last === undefined || before.length === 0) return parts;
  if (before.some((part) => firstSentenceEnd(text, part) < part.end)) return parts;
  const end = firstSentenceEnd(text, last);
  return end < last.end ? [...parts.slice(0, -1), ...splitAt(text, last, [end])] : parts;
}

const IMPERATIVE: Mark = { label: '', ordinal: null, family: '要', rank: 8 };

/** Splits paragraphs at inline marks and reads each part's mark and heading. */
export function makeBlocks(text: string, paragraphs: readonly Span[], language: 'zh' | 'en'): Block[] {
  let runInSearches = 0;
  const blocks: Block[] = [];
  for (const paragraph of paragraphs) {
    for (const part of splitAtInlineMarks(text, paragraph)) {
      const isInline = part.start > paragraph.start;
      const written = readMark(text.slice(part.start, part.start + 16));
      const mark =
        isInline && written !== null && !followsOwnMark(text, paragraph, written) ? { ...written, rank: 9 } : written;
      const starts = imperativeStarts(text, part);
      const [first, ...rest] = splitAt(text, part, starts);
      if (first === undefined) continue;
      if (mark === null) {
        blocks.push({ span: first, mark, heading: null, isInline });
      } else {
        const mayRunIn = mark.rank <= 2 && runInSearches < MOST_RUN_IN_SEARCHES;
        if (mayRunIn) runInSearches += 1;
        blocks.push({ span: first, mark, heading: findHeading(text, first, mark, mayRunIn), isInline });
      }
      for (const span of rest) {
        blocks.push({
          span,
          mark: IMPERATIVE,
          heading: { start: span.start, end: firstSentenceEnd(text, span) },
          isInline: true,
        });
      }
    }
  }
  if (language === 'en') return markUnnumbered(text, markEnglish(text, blocks), language);
  return markSpoken(text, markUnnumbered(text, blocks, language));
}

/** Gives the blocks of an English speech the marks that words are there: "Second,", "Part Two". */
function markEnglish(text: string, blocks: readonly Block[]): Block[] {
  const headings = blocks.flatMap((block, index) =>
    isBareHeading(text, block, blocks[index + 1], 'en') ? [index] : [],
  );
  const spans = blocks.map(({ span }) => span);
  const marks = markEnglishParagraphs(text, spans, new Set(headings));
  return blocks.map((block, index) => (block.mark === null ? { ...block, ...marks.get(index) } : block));
}

/** True when the paragraph itself opens with a mark of the same form: the inline marks then go on with its list. */
function followsOwnMark(text: string, paragraph: Span, mark: Mark): boolean {
  return readMark(text.slice(paragraph.start, paragraph.start + 16))?.family === mark.family;
}

const textOf = (text: string, span: Span) => text.slice(span.start, span.end);

/** A line that stands alone as a heading without a number: short, and no sentence. */
function isBareHeading(text: string, block: Block, next: Block | undefined, language: 'zh' | 'en'): boolean {
  const words = textOf(text, block.span);
  if (language === 'en')
    return block.mark === null && next !== undefined && isEnglishHeading(words, textOf(text, next.span));
  if (block.mark !== null || next === undefined || words.length > 32 || words.length < 4) return false;
  return (
    !/[。！？；：，、,:;!?.…」）)》】]$/.test(words) &&
    // “护航者” may end a heading; what somebody says ends with its own stop.
    !/(?:^[^“]*|[。！？；：，、,:;!?.…])”$/.test(words) &&
    /[\u4e00-\u9fffA-Za-z]/.test(words) &&
    next.span.end - next.span.start > words.length
  );
}

/** A short sentence on a line of its own above a long paragraph ("这是经济实力持续提升的五年。"). */
function isSentenceHeading(text: string, block: Block, next: Block | undefined): boolean {
  const words = textOf(text, block.span);
  if (block.mark !== null || next === undefined || next.mark !== null) return false;
  return (
    words.length <= 32 && words.length >= 5 && /^[^。！？；]+。$/.test(words) && next.span.end - next.span.start >= 60
  );
}

/** Two short clauses of about a length: 服务人次，屡创新高。 */
const SLOGAN = /^[\u4e00-\u9fff“”]{4,8}，[\u4e00-\u9fff“”]{4,8}。$/;

const FEWEST_SLOGANS = 2;

/** A paragraph whose first sentence is a short heading ("促进全省联动发展。提升大湾区…"). */
function hasRunInHeading(text: string, block: Block, next: Block | undefined, maySlogan: boolean): boolean {
  if (block.mark !== null) return false;
  const end = firstSentenceEnd(text, block.span);
  const first = text.slice(block.span.start, end);
  const hasBody = end < block.span.end - 20 || next?.isInline === true;
  return (
    hasBody &&
    first.length <= 36 &&
    first.length >= 5 &&
    (/^[^，,：:！!？?“]+。$/.test(first) || (maySlogan && SLOGAN.test(first)))
  );
}

/** What parts of a report are called: 2025年工作回顾, 2026年工作安排, “十五五”时期的主要目标. */
const NAMES_A_PART = /(?:工作|情况|时期|任务)[^，。]{0,6}(?:回顾|总结|安排|打算|部署|任务|目标|思路|重点)$|重点工作$/;

/** Whether numbered divisions stand under headings without a number: none of those interrupts a count of theirs. */
function standsOverNumbered(blocks: readonly Block[], bare: readonly boolean[]): boolean {
  let isCounting = false;
  let hasHeading = false;
  for (const [index, { mark, isInline }] of blocks.entries()) {
    if (bare[index] === true) {
      // A heading right inside a division interrupts its count if the count goes on behind it.
      const next = blocks
        .slice(index + 1)
        .find((block) => !block.isInline && block.mark !== null && block.mark.rank <= 1);
      if (isCounting && next !== undefined && next.mark?.ordinal !== 1) return false;
      hasHeading = true;
      isCounting = false;
    } else if (mark !== null && !isInline && mark.rank <= 1) {
      if (!hasHeading) return false;
      isCounting = true;
    }
  }
  return hasHeading;
}

/** Gives marks to headings without a number, where several of one kind show that they are headings. */
function markUnnumbered(text: string, blocks: readonly Block[], language: 'zh' | 'en'): Block[] {
  const hasNumberedSections = blocks.some((block) => block.mark !== null && block.mark.rank <= 1);
  const bare = blocks.map((block, index) => isBareHeading(text, block, blocks[index + 1], language));
  const bareCount = bare.filter(Boolean).length;
  const isOverNumbered = hasNumberedSections && standsOverNumbered(blocks, bare);
  // Of headings of two kinds those that name a part (2025年工作回顾) hold the others.
  const named = blocks.map((block, index) => bare[index] === true && NAMES_A_PART.test(textOf(text, block.span)));
  const hasNamedParts = named.filter(Boolean).length >= 2 && named.indexOf(true) === bare.indexOf(true);
  const prefixes = new Map<string, number>();
  blocks.forEach((block, index) => {
    if (!isSentenceHeading(text, block, blocks[index + 1])) return;
    const prefix = text.slice(block.span.start, block.span.start + 2);
    prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1);
  });
  const marked = blocks.map((block, index): Block => {
    if (bare[index] === true && bareCount >= 2) {
      const isOver = isOverNumbered || !hasNumberedSections;
      const isPart = NAMES_A_PART.test(textOf(text, block.span));
      const rank = !isOver ? 2.5 : isPart === hasNamedParts ? (isOverNumbered ? 0.5 : 1) : isOverNumbered ? 0.7 : 1.2;
      return { ...block, mark: { label: '', ordinal: null, family: 'bare', rank }, heading: block.span };
    }
    const prefix = text.slice(block.span.start, block.span.start + 2);
    if ((prefixes.get(prefix) ?? 0) >= 3 && isSentenceHeading(text, block, blocks[index + 1])) {
      return { ...block, mark: { label: '', ordinal: null, family: prefix, rank: 6 }, heading: block.span };
    }
    return block;
  });
  return markRunInGroups(text, marked);
}

/** In a run of unmarked paragraphs, all (but perhaps the first) with a short first sentence: those are headings. */
function markRunInGroups(text: string, blocks: readonly Block[]): Block[] {
  const result = [...blocks];
  for (let start = 0; start < blocks.length; start += 1) {
    if (blocks[start]?.mark !== null) continue;
    let end = start + 1;
    // An address to the audience begins a new stretch, and so does what follows an inline list.
    while (
      blocks[end]?.mark === null &&
      !beginsWithVocative(text.slice(blocks[end]?.span.start, (blocks[end]?.span.start ?? 0) + 40))
    )
      end += 1;
    const run = blocks.slice(start, end);
    // One alone is a sentence like any other.
    const slogans = run.filter(({ span }) => SLOGAN.test(text.slice(span.start, firstSentenceEnd(text, span)))).length;
    const headed = run.map((block, index) =>
      hasRunInHeading(text, block, blocks[start + index + 1], slogans >= FEWEST_SLOGANS),
    );
    const candidates = headed.slice(headed[0] === true ? 0 : 1);
    const count = candidates.filter(Boolean).length;
    if (count >= 2 && count >= candidates.length * 0.8) {
      run.forEach((block, index) => {
        if (headed[index] !== true) return;
        const heading = { start: block.span.start, end: firstSentenceEnd(text, block.span) };
        result[start + index] = {
          ...block,
          mark: { label: '', ordinal: null, family: RUN_IN_FAMILY, rank: 6.5 },
          heading,
        };
      });
    }
    start = end - 1;
  }
  return result;
}
