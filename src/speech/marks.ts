import { CHINESE_NUMERAL_CLASS, parseNumeral } from '../text/numerals.js';

/** The mark that opens a heading or point. */
export interface Mark {
  /** As written. */
  readonly label: string;
  /** The number it says; null for `——`. */
  readonly ordinal: number | null;
  /** Form of the mark; marks of one list share it. */
  readonly family: string;
  /** Importance: a mark of a higher rank stands inside one of a lower rank. */
  readonly rank: number;
}

/** Form of the marks of paragraphs whose first sentence is a short heading. */
export const RUN_IN_FAMILY = 'run-in';

/** Form of a number that nothing but a blank parts from its heading: "1 一季度情况", over "1.1 总体形势". */
export const BARE_NUMBER_FAMILY = '1 ';
/** Form of the numbers below those. */
export const DECIMAL_FAMILY = '1.1';
/** Form of 首先, 其次, 再次 and 最后. */
export const ORDER_FAMILY = '首先';

/** Form of a number or a year that stands on a line of its own over what it counts. */
export const LONE_NUMBER_FAMILY = '01';
/** Form of letters and stems that nothing but a blank parts from a short heading: "A 队伍". */
export const BARE_LETTER_FAMILY = 'A ';
/** Form of dashes and dots; those of one text nest in the order in which they first stand. */
export const BULLET_FAMILY = '——';

const N = `[${CHINESE_NUMERAL_CLASS}]{1,4}`;
const ORDER_WORDS: readonly string[] = ['首先', '其次', '再次', '最后'];
/** Signs that count by their order. */
const SEQUENCES: readonly (readonly string[])[] = [
  ORDER_WORDS,
  ...['①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳', '⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿', '甲乙丙丁戊己庚辛', 'ABCDEFGH', 'abcdefgh', 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ'].map((signs) => [
    ...signs,
  ]),
  ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'],
];

// Ranks follow the order in which official Chinese texts nest them (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）),
// with the spoken forms 第一， and 一是 below the written ones.
const FORMS: readonly { family: string; rank: number; pattern: RegExp }[] = [
  { family: 'part', rank: 0, pattern: new RegExp(`^第(${N}|\\d{1,2})(?:部分|编|章|篇|单元|板块|专题)[、：: 　]?`) },
  { family: '§1', rank: 0.5, pattern: /^§ ?(\d{1,2})[ 　.、]/ },
  { family: '第一节', rank: 0.6, pattern: new RegExp(`^第(${N}|\\d{1,2})[节讲][、：: 　](?=\\S)`) },
  { family: '第一条', rank: 0.8, pattern: new RegExp(`^第(${N}|\\d{1,2})条[ 　](?=\\S)`) },
  { family: 'I.', rank: 0.9, pattern: /^(X|IX|IV|V?I{1,3}|V|[Ⅰ-Ⅹ])[.、．] ?(?=[\u4e00-\u9fff“])/ },
  { family: '甲、', rank: 1.3, pattern: /^([甲乙丙丁戊己庚辛])[、．.]/ },
  { family: 'A.', rank: 1.4, pattern: /^([A-H])[.、．] ?(?=[\u4e00-\u9fff“])/ },
  // The head of a longer paragraph does not end so soon.
  { family: BARE_LETTER_FAMILY, rank: 1.4, pattern: /^([A-H甲乙丙丁])[ 　]+(?=[\u4e00-\u9fff]{1,10}(?:$|\n))/ },
  {
    family: LONE_NUMBER_FAMILY,
    rank: 1,
    pattern: /^(?:(?:19|20)\d{2}|(?:PART ?|Part ?)?0?(\d))\n(?=[\u4e00-\u9fff“])/,
  },
  { family: '##', rank: 1, pattern: /^## +/ },
  { family: '###', rank: 2, pattern: /^### +(?:(\d{1,2})[.、] *)?/ },
  { family: '一、', rank: 1, pattern: new RegExp(`^(${N})[、．]`) },
  { family: '（一）', rank: 2, pattern: new RegExp(`^[（(](${N})[）)]`) },
  { family: '1.1.1', rank: 2.2, pattern: /^\d{1,2}[.．]\d{1,2}[.．](\d{1,2})[ 　]+(?=[\u4e00-\u9fff])/ },
  { family: DECIMAL_FAMILY, rank: 2, pattern: /^\d{1,2}[.．](\d{1,2})[ 　]+(?=[\u4e00-\u9fffA-Z])/ },
  { family: BARE_NUMBER_FAMILY, rank: 1, pattern: /^(\d{1,2})[ 　]+(?=[\u4e00-\u9fff])(?![年月日个万亿岁名人])/ },
  { family: '1.', rank: 3, pattern: /^([\d０-９]{1,2})[.．、](?!\d)/ },
  { family: '【】', rank: 2.4, pattern: /^【[^】：:]{1,10}】(?=[^【\s])/ },
  { family: 'Q1', rank: 2.4, pattern: /^Q(\d{1,2})[ 　.、]/ },
  { family: '1)', rank: 3.5, pattern: /^([\d０-９]{1,2})[)）](?!\d)/ },
  { family: '(a)', rank: 4.2, pattern: /^(?:[（(]?([a-h])[)）]|([a-h])[.．] ?(?=[\u4e00-\u9fff]))/ },
  { family: '⑴', rank: 4, pattern: /^([⑴-⑿])/ },
  { family: '（1）', rank: 4, pattern: /^[（(]([\d０-９]{1,2})[）)]/ },
  { family: '①', rank: 4.5, pattern: /^([①-⑳])/ },
  { family: '案例一', rank: 4.8, pattern: new RegExp(`^(?:典型)?案例(?:之)?(${N}|\\d{1,2})[：:，、 　]`) },
  { family: '第一，', rank: 5, pattern: new RegExp(`^第(${N})(?:[，,、：:]|是|个方面|要(?![务素义领诀]))`) },
  { family: '一是', rank: 6, pattern: new RegExp(`^(${N})(?:是|要)`) },
  { family: '其一，', rank: 6, pattern: new RegExp(`^其(${N})[，,]`) },
  // 最后，祝大家… closes a speech.
  {
    family: ORDER_FAMILY,
    rank: 6,
    pattern: /^(首先|其次|再次|最后(?!，(?:再次|我|让我|请允许我)*(?:预?祝|谢谢)))[，,]/,
  },
  {
    family: BULLET_FAMILY,
    rank: 7,
    pattern: /^(?:——|――|—|[•●■◆▪◇○□▲▶△★☆◎➤※·]|[-–*] (?=\S))(?![\d一二三四五六七八九〇○]{2,4}年)/,
  },
];

function ordinalOf(captured: string | undefined): number | null {
  if (captured === undefined) return null;
  const place = Math.max(...SEQUENCES.map((signs) => signs.indexOf(captured)));
  return place >= 0 ? place + 1 : parseNumeral(captured);
}

/** The mark at the start of a paragraph, or null. */
export function readMark(head: string): Mark | null {
  for (const { family, rank, pattern } of FORMS) {
    const match = pattern.exec(head);
    if (match === null) continue;
    return { label: match[0].trimEnd(), ordinal: ordinalOf(match[1] ?? match[2]), family, rank };
  }
  return null;
}
