import type { Block } from './block.js';

/** Form of 第一, and its rank where lists of a usually higher form (1.) stand inside it; below （一）. */
const ORDINAL_FAMILY = '第一，';
const RANK_OVER_DIGITS = 2.4;
/** Rank of 1. and of what stands below it. */
const DIGITS_RANK = 3;

/**
 * Puts 第一, over 1. where the count of 1. begins anew inside one of its items: then those are the chapters, whatever the
 * usual order of forms.
 */
export function nestByRestart(blocks: readonly Block[]): Block[] {
  let isInside = false;
  const holdsList = blocks.some(({ mark, isInline }) => {
    if (mark === null || isInline) return false;
    if (mark.family === ORDINAL_FAMILY) isInside = true;
    else if (mark.rank < DIGITS_RANK) isInside = false;
    return isInside && mark.rank === DIGITS_RANK && mark.ordinal === 1;
  });
  if (!holdsList) return [...blocks];
  return blocks.map((block) =>
    block.mark?.family === ORDINAL_FAMILY && !block.isInline
      ? { ...block, mark: { ...block.mark, rank: RANK_OVER_DIGITS } }
      : block,
  );
}
