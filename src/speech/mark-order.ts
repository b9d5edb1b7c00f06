import type { Block } from './block.js';
import { BARE_NUMBER_FAMILY, DECIMAL_FAMILY, ORDER_FAMILY } from './marks.js';

/** Form of 第一, and its rank where lists of a usually higher form (1.) stand inside it; below （一）. */
const ORDINAL_FAMILY = '第一，';
const RANK_OVER_DIGITS = 2.4;
/** Rank of 1. and of what stands below it. */
const DIGITS_RANK = 3;

/**
 * Puts 第一, over 1. where the count of 1. begins anew inside one of its items: then those are the chapters, whatever the
 * usual order of forms.
 */
function nestByRestart(blocks: readonly Block[]): Block[] {
  let isInside = false;
  const holdsList = blocks.some(({ mark, isInline }) => {
    if (mark === null || isInline) return false;
    if (mark.family === ORDINAL_FAMILY) isInside = true;
    else if (mark.rank < DIGITS_RANK) isInside = false;
    return isInside && mark.rank === DIGITS_RANK && mark.ordinal === 1;
  });
  return holdsList ? withOrdinalsAt(RANK_OVER_DIGITS, blocks) : [...blocks];
}

/** The blocks with 第一， at a rank, but inside paragraphs. */
const withOrdinalsAt = (rank: number, blocks: readonly Block[]): Block[] =>
  blocks.map((block) =>
    block.mark?.family === ORDINAL_FAMILY && !block.isInline ? { ...block, mark: { ...block.mark, rank } } : block,
  );

/** The blocks without the marks of a form. */
const withoutForm = (family: string, blocks: readonly Block[]): Block[] =>
  blocks.map((block) => (block.mark?.family === family ? { ...block, mark: null, heading: null } : block));

/** A number with nothing behind it is a mark only where others go on from it (1.1): else it may count anything. */
function withoutLoneNumbers(blocks: readonly Block[]): Block[] {
  const hasDecimals = blocks.some(({ mark }) => mark?.family === DECIMAL_FAMILY);
  return hasDecimals ? [...blocks] : withoutForm(BARE_NUMBER_FAMILY, blocks);
}

/** 首先 alone begins no list: nothing follows that goes on from it. */
function withoutLoneOrderWord(text: string, blocks: readonly Block[]): Block[] {
  const [first, ...others] = blocks.filter(({ mark }) => mark?.family === ORDER_FAMILY);
  if (first?.mark?.ordinal !== 1 || others.length > 0) return [...blocks];
  if (/其次|再次|最后/.test(text.slice(first.span.start, first.span.end))) return [...blocks];
  return withoutForm(ORDER_FAMILY, blocks);
}

/** Form of 一要提高站位, and the rank of 第一， where it stands inside such a one. */
const DEMAND_FAMILY = '一是';
const RANK_UNDER_DEMANDS = 6.4;

/** Puts 第一， under 一要 where it stands between one and the next: those are the chapters then. */
function nestUnderDemands(blocks: readonly Block[]): Block[] {
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
  return holds ? withOrdinalsAt(RANK_UNDER_DEMANDS, blocks) : [...blocks];
}

/** Settles what the forms of marks alone leave open: which are none, and which stand inside which, against their usual order. */
export function settleMarks(text: string, blocks: readonly Block[]): Block[] {
  const marks = withoutLoneOrderWord(text, withoutLoneNumbers(blocks));
  return nestUnderDemands(nestByRestart(marks));
}
