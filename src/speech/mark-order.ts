import type { Block } from './block.js';
import {
  BARE_LETTER_FAMILY,
  BARE_NUMBER_FAMILY,
  BULLET_FAMILY,
  DECIMAL_FAMILY,
  LONE_NUMBER_FAMILY,
  ORDER_FAMILY,
} from './marks.js';

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
  return holdsList ? withFormAt(ORDINAL_FAMILY, RANK_OVER_DIGITS, blocks) : [...blocks];
}

/** The blocks with the marks of a form at a rank, but inside paragraphs. */
const withFormAt = (family: string, rank: number, blocks: readonly Block[]): Block[] =>
  blocks.map((block) =>
    block.mark?.family === family && !block.isInline ? { ...block, mark: { ...block.mark, rank } } : block,
  );

/** The blocks without the marks of a form. */
const withoutForm = (family: string, blocks: readonly Block[]): Block[] =>
  blocks.map((block) => (block.mark?.family === family ? { ...block, mark: null, heading: null } : block));

/** A number with nothing behind it is a mark only where others go on from it (1.1): else it may count anything. */
function withoutLoneNumbers(blocks: readonly Block[]): Block[] {
  const hasDecimals = blocks.some(({ mark }) => mark?.family === DECIMAL_FAMILY);
  return hasDecimals ? [...blocks] : withoutForm(BARE_NUMBER_FAMILY, blocks);
}

/** Marks that are so slight that one alone is none. */
const SLIGHT_FAMILIES: readonly string[] = [BARE_LETTER_FAMILY, LONE_NUMBER_FAMILY];

function withoutLoneSlightMarks(blocks: readonly Block[]): Block[] {
  const isLone = (family: string) => blocks.filter(({ mark }) => mark?.family === family).length === 1;
  return SLIGHT_FAMILIES.filter(isLone).reduce((kept, family) => withoutForm(family, kept), [...blocks]);
}

/** How much lower bullets of another sign stand than those before them. */
const BULLET_STEP = 0.1;

/** Nests bullets of several signs in the order in which they first stand: ■ over ● over ◇. */
function nestBullets(blocks: readonly Block[]): Block[] {
  const isBullet = (mark: Block['mark']) => mark?.family === BULLET_FAMILY;
  const signs = [...new Set(blocks.flatMap(({ mark }) => (mark !== null && isBullet(mark) ? [mark.label] : [])))];
  if (signs.length < 2) return [...blocks];
  return blocks.map((block) =>
    block.mark !== null && isBullet(block.mark)
      ? { ...block, mark: { ...block.mark, rank: block.mark.rank + BULLET_STEP * signs.indexOf(block.mark.label) } }
      : block,
  );
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

/** Whether a list of one form begins between an item of another form and the next one of that. */
function standsInside(inner: string, outer: string, blocks: readonly Block[]): boolean {
  let item = 0;
  let isInside = false;
  return blocks.some(({ mark, isInline }) => {
    if (mark === null || isInline) return false;
    if (mark.family === outer) {
      if (isInside && item > 0 && mark.ordinal === item + 1) return true;
      item = mark.ordinal ?? 0;
      isInside = false;
    } else if (mark.family === inner) isInside = isInside || mark.ordinal === 1;
    else if (mark.rank < DIGITS_RANK) item = 0;
    return false;
  });
}

/** Puts 第一， under 一要 where it stands between one and the next: those are the chapters then. */
const nestUnderDemands = (blocks: readonly Block[]): Block[] =>
  standsInside(ORDINAL_FAMILY, DEMAND_FAMILY, blocks)
    ? withFormAt(ORDINAL_FAMILY, RANK_UNDER_DEMANDS, blocks)
    : [...blocks];

/** Forms that usually stand under 1. and hold it as often, and their rank then. */
const ROUND_FAMILIES: readonly string[] = ['⑴', '（1）', '①'];
const RANK_OVER_POINTS = 2.9;

function nestUnderRound(blocks: readonly Block[]): Block[] {
  const outer = ROUND_FAMILIES.find((family) => standsInside('1.', family, blocks));
  return outer === undefined ? [...blocks] : withFormAt(outer, RANK_OVER_POINTS, blocks);
}

/** Rank of 1. where 1.1 stands under it. */
const RANK_OVER_DECIMALS = 1;

/** Puts 1. over 1.1. */
export const nestDecimals = (blocks: readonly Block[]): Block[] =>
  blocks.some(({ mark }) => mark?.family === DECIMAL_FAMILY)
    ? withFormAt('1.', RANK_OVER_DECIMALS, blocks)
    : [...blocks];

/** Settles what the forms of marks alone leave open: which are none, and which stand inside which, against their usual order. */
export function settleMarks(text: string, blocks: readonly Block[]): Block[] {
  const marks = withoutLoneOrderWord(text, withoutLoneSlightMarks(withoutLoneNumbers(nestDecimals(blocks))));
  return nestBullets(nestUnderRound(nestUnderDemands(nestByRestart(marks))));
}
