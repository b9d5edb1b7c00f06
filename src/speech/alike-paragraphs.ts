import type { Block } from './block.js';

/** Fewest paragraphs in a row that begin alike and so divide a speech. */
const FEWEST_IN_A_ROW = 3;
/** Characters that paragraphs in a row must have in common at their beginning, where it is no demand. */
const SAME_OPENING = 3;
const LONGEST_SAYING = 40;
/** Units of a paragraph in a row, on average: shorter ones are the lines of one wish or slogan. */
const SHORTEST_AVERAGE = 60;
/** How paragraphs begin that each make a demand: 要把板凳坐到群众家里去。…, 希望组织部门的同志…. */
const DEMAND = /^(?:要(?![求素闻点员是不说])|希望|必须|坚持)/;

/** “一粥一饭，当思来处不易。”…: a saying over what is said about it. */
const SAYING = /^[“「『][^”」』]{4,36}[。！][”」』]/;
/** Whom one speaks to, and no matter. */
const ADDRESS = /^(?:同志|各位|朋友|同学|老师|乡亲|代表|女士|大家|今天|谢谢)/;

/** What a paragraph has in common with those that begin alike. */
function openingOf(text: string, { span }: Block): string {
  const words = text.slice(span.start, Math.min(span.end, span.start + LONGEST_SAYING));
  if (SAYING.test(words)) return '“”';
  return (
    DEMAND.exec(words)?.[0] ??
    (ADDRESS.test(words) || !/^\p{Script=Han}{3}/u.test(words) ? '' : words.slice(0, SAME_OPENING))
  );
}

/**
 * Runs of paragraphs, one directly behind the other, that begin alike (我们纪念他，就要学习他…, 要…), as indices of
 * blocks. `isFree` tells those that nothing else sets apart.
 */
export function rowsOfParagraphs(
  text: string,
  blocks: readonly Block[],
  isFree: (block: Block) => boolean,
): number[][] {
  const rows: number[][] = [];
  let opening = '';
  for (const [index, block] of blocks.entries()) {
    const own = isFree(block) ? openingOf(text, block) : '';
    const row = rows.at(-1);
    if (row !== undefined && own !== '' && own === opening && row.at(-1) === index - 1) row.push(index);
    else if (own !== '') rows.push([index]);
    opening = own;
  }
  return rows.filter((row) => {
    const units = row.reduce((sum, at) => sum + ((blocks[at]?.span.end ?? 0) - (blocks[at]?.span.start ?? 0)), 0);
    return row.length >= FEWEST_IN_A_ROW && units >= SHORTEST_AVERAGE * row.length;
  });
}
