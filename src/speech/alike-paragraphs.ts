import type { Block } from './block.js';

/** Fewest paragraphs in a row that begin alike and so divide a speech. */
const FEWEST_IN_A_ROW = 3;
const LONGEST_SAYING = 40;
/** Units of a paragraph in a row, on average: shorter ones are the lines of one wish or slogan. */
const SHORTEST_AVERAGE = 60;
/** How paragraphs begin that each make a demand: 要把板凳坐到群众家里去。…, 希望组织部门的同志…. */
const DEMAND = /^(?:要(?![求素闻点员是不说])|希望|必须|坚持)/;

/** “一粥一饭，当思来处不易。”…: a saying over what is said about it. */
const SAYING = /^[“「『][^”」』]{4,36}[。！][”」』]/;
/** 1951年，我十九岁…: what is told by years; each year may go on in a second paragraph. */
const YEAR = '年';
/** Whom one speaks to, and no matter. */
const ADDRESS = /^(?:同志|各位|朋友|同学|老师|乡亲|代表|女士|大家|今天|谢谢)/;

/** 说到水，…说到桥，…: what is told by its subject; each may go on in a second paragraph. */
const SUBJECT_WORDS = '说到';
const SUBJECT = /^(?:[说讲谈]到|至于)(?!底|这|做)/;
/** How far the next of those may stand. */
const FARTHEST = 2;

/** What a paragraph has in common with those that begin alike, in so many characters; empty where it has nothing. */
function openingOf(text: string, { span }: Block, length: number): string {
  const words = text.slice(span.start, Math.min(span.end, span.start + LONGEST_SAYING));
  if (SAYING.test(words)) return '“”';
  if (/^\d{4}年/.test(words)) return YEAR;
  if (SUBJECT.test(words)) return SUBJECT_WORDS;
  const demand = DEMAND.exec(words)?.[0];
  if (demand !== undefined) return demand;
  const opening = words.slice(0, length);
  return ADDRESS.test(words) || !/^\p{Script=Han}+$/u.test(opening) ? '' : opening;
}

interface Opening {
  readonly index: number;
  /** Which paragraph it is: lists inside paragraphs count none. */
  readonly paragraph: number;
  readonly words: string;
}

/** Runs of paragraphs that have their opening in common, each at most so far from the one before. */
function runsOf(openings: readonly Opening[], farthest: number): number[][] {
  const runs: number[][] = [];
  let before: Opening | undefined;
  for (const opening of openings) {
    const goesOn = opening.words === before?.words && opening.paragraph - before.paragraph <= farthest;
    if (goesOn) runs.at(-1)?.push(opening.index);
    else runs.push([opening.index]);
    before = opening;
  }
  return runs;
}

/**
 * Runs of paragraphs, one directly behind the other, that begin alike (我们纪念他，就要学习他…, 要…) in at least `length`
 * characters, or with a year each, as indices of blocks. `isFree` tells those that nothing else sets apart.
 */
export function rowsOfParagraphs(
  text: string,
  blocks: readonly Block[],
  isFree: (block: Block) => boolean,
  length: number,
): number[][] {
  let paragraph = 0;
  const openings = blocks.flatMap((block, index) => {
    if (!block.isInline) paragraph += 1;
    return isFree(block) ? [{ index, paragraph, words: openingOf(text, block, length) }] : [];
  });
  const goesOnFar = ({ words }: Opening) => words === YEAR || words === SUBJECT_WORDS;
  const rows = [
    ...runsOf(
      openings.filter((opening) => opening.words !== '' && !goesOnFar(opening)),
      1,
    ),
    ...runsOf(openings.filter(goesOnFar), FARTHEST),
  ];
  return rows.filter((row) => {
    const units = row.reduce((sum, at) => sum + ((blocks[at]?.span.end ?? 0) - (blocks[at]?.span.start ?? 0)), 0);
    return row.length >= FEWEST_IN_A_ROW && units >= SHORTEST_AVERAGE * row.length;
  });
}
