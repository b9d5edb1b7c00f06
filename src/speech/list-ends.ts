import type { Block } from './block.js';
import type { Mark } from './marks.js';
import { SPOKEN_FAMILY } from './spoken-marks.js';

/** Lists of this rank and weaker ones ("First,", 一是, ——, headings without a number) are followed by text of their parent. */
export const WEAK_LIST_RANK = 5.5;
/** Whether nothing but its length says where the last item of a mark's list ends. */
const isWeak = ({ rank, family }: Pick<Mark, 'rank' | 'family'>): boolean =>
  rank >= WEAK_LIST_RANK || family === SPOKEN_FAMILY;

interface OpenList {
  readonly family: string;
  readonly rank: number;
  item: Block;
  /** Paragraphs of text that the item has so far. */
  paragraphs: number;
  /** Most paragraphs that an earlier item has; -1 while there is none. */
  mostBefore: number;
}

/**
 * How many paragraphs of text the last item of a weak list may take: as many as the longest item before it, since
 * nothing but that tells the item's body from what the speech says after the list. Other items have no entry.
 */
export function findBodyLimits(blocks: readonly Block[]): Map<Block, number> {
  const limits = new Map<Block, number>();
  const open: OpenList[] = [];
  const close = (list: OpenList | undefined) => {
    if (list !== undefined && list.mostBefore >= 0) limits.set(list.item, list.mostBefore);
  };
  for (const block of blocks) {
    const { mark } = block;
    if (mark === null) {
      const current = open.at(-1);
      if (current !== undefined && !block.isInline) current.paragraphs += 1;
      continue;
    }
    while (open.length > 0 && (open.at(-1)?.rank ?? 0) > mark.rank) close(open.pop());
    if (open.at(-1)?.rank === mark.rank && open.at(-1)?.family !== mark.family) close(open.pop());
    if (!isWeak(mark)) continue;
    const list = open.at(-1);
    const goesOn = list?.rank === mark.rank && mark.ordinal !== 1;
    if (list !== undefined && goesOn) {
      list.mostBefore = Math.max(list.mostBefore, list.paragraphs);
      list.item = block;
      list.paragraphs = 0;
    } else {
      if (list?.rank === mark.rank) close(open.pop());
      open.push({ family: mark.family, rank: mark.rank, item: block, paragraphs: 0, mostBefore: -1 });
    }
  }
  while (open.length > 0) close(open.pop());
  return limits;
}
