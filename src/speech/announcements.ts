import { CHINESE_NUMERAL_CLASS, parseNumeral } from '../text/numerals.js';
import type { Announcement, OutlineNode, Span } from './types.js';

const ANNOUNCING = new RegExp(
  `(?:讲|提|谈|说|聊|强调|抓好|做好|办好|打好|汇报|突出|回答|许|分)(?:一|了|下|出|成|为)?(?:以下|如下)?([${CHINESE_NUMERAL_CLASS}]{1,3}|\\d{1,2})(?:点|条|个方面|方面|件[\\u4e00-\\u9fff]{0,2}事|个事儿|个问题|个部分|个话题|个故事|个愿|场[\\u4e00-\\u9fff]{2})(?:的)?(?:意见|要求|问题|建议|想法|希望|看法|体会|工作|内容)?`,
  'g',
);
/** Points that are announced begin soon after the announcing words. */
const FARTHEST = 400;

interface ListHead {
  readonly list: readonly OutlineNode[];
  readonly index: number;
  readonly start: number;
}

/** Every item numbered 1 with the list that it opens, in the order of the text. */
function findListHeads(nodes: readonly OutlineNode[]): ListHead[] {
  return nodes.flatMap((node, index) => [
    ...(node.ordinal === 1 ? [{ list: nodes, index, start: node.span.start }] : []),
    ...findListHeads(node.children),
  ]);
}

/** The items numbered 1, 2, 3… from a list's head on. */
function itemsFrom({ list, index }: ListHead): OutlineNode[] {
  const items: OutlineNode[] = [];
  for (let node = list[index]; node?.ordinal === items.length + 1; node = list[index + items.length]) items.push(node);
  return items;
}

/** Numbers of points that the text announces before a list of points, beside the number that the list has. */
export function findAnnouncements(text: string, outline: readonly OutlineNode[]): Announcement[] {
  const heads = findListHeads(outline);
  let next = 0;
  return [...text.matchAll(ANNOUNCING)].flatMap((match) => {
    const announced = parseNumeral(match[1] ?? '');
    const span = { start: match.index, end: match.index + match[0].length };
    while ((heads[next]?.start ?? Infinity) < span.end) next += 1;
    const head = heads[next];
    if (announced === null || announced < 2 || head === undefined || head.start - span.end > FARTHEST) return [];
    const items = itemsFrom(head);
    return [{ span, announced, found: items.length, items }];
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
  // After a comma with nothing behind it, the last words are those before the comma.
  const start = lastStop + 1 < words.length ? lastStop + 1 : 0;
  const from = lastParagraph.start + Math.max(start, words.length - 60);
  const isHalf = /^[\udc00-\udfff]/.test(text.slice(from, from + 1));
  return { start: isHalf ? from + 1 : from, end: lastParagraph.end };
}
