import type { Block } from './block.js';
import { BARE_NUMBER_FAMILY, DECIMAL_FAMILY } from './marks.js';

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

/** A number with nothing behind it is a mark only where others go on from it (1.1): else it may count anything. */
export function withoutLoneNumbers(blocks: readonly Block[]): Block[] {
  const hasDecimals = blocks.some(({ mark }) => mark?.family === DECIMAL_FAMILY);
  return blocks.map((block) =>
    block.mark?.family === BARE_NUMBER_FAMILY && !hasDecimals ? { ...block, mark: null, heading: null } : block,
  );
}

/** 首先 alone begins no list: nothing follows that goes on from it. */
export function withoutLoneOrderWord(text: string, blocks: readonly Block[]): Block[] {
  const [first, ...others] = blocks.filter(({ mark }) => mark?.family === '首先');
  if (first?.mark?.ordinal !== 1 || others.length > 0) return [...blocks];
  if (/其次|再次|最后/.test(text.slice(first.span.start, first.span.end))) return [...blocks];
  return blocks.map((block) => (block.mark?.family === '首先' ? { ...block, mark: null, heading: null } : block));
}

/** Form of 一要提高站位, and the rank of 第一， where it stands inside such a one. */
const DEMAND_FAMILY = '一是';
const RANK_UNDER_DEMANDS = 6.4;

/** Puts 第一， under 一要 where it stands between one and the next: those are the chapters then. */
export function nestUnderDemands(blocks: readonly Block[]): Block[] {
  let demand = 0;
  let isInside = false;
  const holds = blocks.some(({ mark, isInline }) => {
    if (mark === null || isInline) return false;
    if (mark.family === DEMAND_FAMILY) {
      if (isInside && demand > 0 && mark.ordinal === demand + 1) return true;
      demand = mark.ordinal ?? 0;
      isInside = false;
    } else if (mark.family === ORDINAL_FAMILY) isInside = isInside || mark.ordinal === 1;
    else if (mark.rank < DIGITS_RANK) demand = 0;
    return false;
  });
  if (!holds) return [...blocks];
  return blocks.map((block) =>
    block.mark?.family === ORDINAL_FAMILY && !block.isInline
      ? { ...block, mark: { ...block.mark, rank: RANK_UNDER_DEMANDS } }
      : block,
  );
}
