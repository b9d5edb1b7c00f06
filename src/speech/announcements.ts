import { CHINESE_NUMERAL_CLASS, parseNumeral } from '../text/numerals.js';
import type { Announcement, OutlineNode, Span } from './types.js';

const ANNOUNCING = new RegExp(
  `(?:讲|提|谈|说|强调|抓好|做好|汇报|突出)(?:以下|如下)?([${CHINESE_NUMERAL_CLASS}]{1,3}|\\d{1,2})(?:点|条|个方面|方面|件事|个问题)(?:的)?(?:意见|要求|问题|建议|想法|希望|看法|体会|工作|内容)?`,
  'g',
);
/** Points that are announced begin soon after the announcing words. */
const FARTHEST = 400;

function allLists(nodes: readonly OutlineNode[]): (readonly OutlineNode[])[] {
  return [nodes, ...nodes.flatMap((node) => (node.children.length > 0 ? allLists(node.children) : []))];
}

/** The list whose first item begins soon after `end`, numbered from 1: its items in order. */
function listAfter(lists: readonly (readonly OutlineNode[])[], end: number): OutlineNode[] {
  let best: { distance: number; items: OutlineNode[] } | null = null;
  for (const list of lists) {
    const first = list.findIndex((node) => node.ordinal === 1 && node.span.start >= end);
    const head = list[first];
    if (head === undefined) continue;
    const distance = head.span.start - end;
    if (distance > FARTHEST || (best !== null && distance >= best.distance)) continue;
    const rest = list.slice(first);
    const stop = rest.findIndex((node, index) => node.ordinal !== index + 1);
    best = { distance, items: stop < 0 ? rest : rest.slice(0, stop) };
  }
  return best?.items ?? [];
}

/** Numbers of points that the text announces before a list of points, beside the number that the list has. */
export function findAnnouncements(text: string, outline: readonly OutlineNode[]): Announcement[] {
  const lists = allLists(outline);
  return [...text.matchAll(ANNOUNCING)].flatMap((match) => {
    const announced = parseNumeral(match[1] ?? '');
    const span = { start: match.index, end: match.index + match[0].length };
    const items = listAfter(lists, span.end);
    return announced === null || announced < 2 || items.length === 0
      ? []
      : [{ span, announced, found: items.length, items }];
  });
}

/** The last words of a text that stops in mid-sentence; null where it ends as a text should. */
export function findBreakOff(text: string, lastParagraph: Span, lastNode: OutlineNode): Span | null {
  const words = text.slice(lastParagraph.start, lastParagraph.end);
  const isSpeech =
    lastNode.kind === 'section' ||
    lastNode.kind === 'point' ||
    lastNode.kind === 'opening' ||
    lastNode.kind === 'closing';
  if (!isSpeech || words.length < 30 || /[。！？；…!?.;”’」』）)》】"]$/.test(words)) return null;
  const lastStop = Math.max(...['。', '！', '？', '；', '，', ','].map((stop) => words.lastIndexOf(stop)));
  return { start: lastParagraph.start + Math.max(lastStop + 1, words.length - 60), end: lastParagraph.end };
}
