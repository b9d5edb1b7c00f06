import type { Random } from './random.js';

/** Words of force or degree, each with words of another force. */
export const MODAL_SWAPS: Readonly<Record<string, readonly string[]>> = {
  必须: ['可以', '应当'],
  务必: ['可以', '最好'],
  应当: ['必须', '可以'],
  应该: ['必须', '可以'],
  可以: ['必须', '不得'],
  不得: ['可以', '应当'],
  不能: ['可以', '应该'],
  基本: ['完全', '部分'],
  全面: ['部分', '基本'],
  充分: ['基本', '部分'],
  完全: ['部分', '基本'],
  所有: ['部分'],
  一切: ['部分'],
  始终: ['有时'],
  超过: ['接近'],
  以上: ['以下'],
  坚决: ['适当'],
  must: ['may', 'should'],
  shall: ['may', 'might'],
  can: ['must', 'should'],
  cannot: ['can'],
  will: ['may'],
  every: ['some'],
  all: ['some'],
  only: ['also'],
};
/** Names that an edit replaces. */
export const NAMES = [
  '广东',
  '甘肃',
  '北京',
  '上海',
  '深圳',
  '兰州',
  '湖南',
  '浙江',
  '美国',
  '日本',
  '法国',
  '中国',
  '香港',
  '澳门',
  '广州',
  '酒泉',
  '敦煌',
  '人大',
  '党委',
  '政府',
  '法院',
  '中央',
  '国务院',
  'America',
  'American',
  'Americans',
  'God',
  'Asia',
];
/** Names in Latin letters with what replaces them; the others have replacements in common. */
export const NAME_SWAPS: Readonly<Record<string, string>> = {
  America: 'Russia',
  American: 'Russian',
  Americans: 'Russians',
  God: 'Caesar',
  Asia: 'Africa',
};
/** Nouns with what replaces them. */
export const NOUNS: readonly (readonly [string, string])[] = [
  ['人民', '职工'],
  ['经济', '音乐'],
  ['教育', '体育'],
  ['文化', '气象'],
  ['群众', '观众'],
  ['企业', '商店'],
  ['农村', '城郊'],
  ['社会', '家庭'],
  ['制度', '建筑'],
  ['安全', '美观'],
  ['科技', '园艺'],
  ['女人', '老人'],
  ['自由', '财富'],
  ['梦', '病'],
  ['nations', 'villages'],
  ['liberty', 'comfort'],
  ['world', 'valley'],
  ['hope', 'gold'],
  ['power', 'music'],
];
/** Numbers that an edit may change, the blank `*` among them. */
export const EDIT_NUMBERS =
  /(?<![\d.,])\d+(?:\.\d+)?(?![\d,.])|(?<=第)[一二三四五六七八九十]+(?=[次届个条])|[一二三四五六七八九](?=是[^，,。]{4})|(?<![一二三四五六七八九十百千万])[二三四五六七八九](?=[个项级次年届大县条])|\*/g;
const OTHER_DIGITS = '一二三四五六七八九';

/** A number of the same form and another value. */
export function otherNumber(random: Random, number: string): string {
  if (number === '*') return String(2 + random.below(90));
  if (/^\d/.test(number)) {
    const at = random.below(number.length);
    if (!/\d/.test(number.charAt(at))) return number;
    const digit = String((Number(number.charAt(at)) + 1 + random.below(8)) % 10);
    return (number.slice(0, at) + digit + number.slice(at + 1)).replace(/^0(?=\d)/, '3');
  }
  return OTHER_DIGITS.replace(number.charAt(0), '').charAt(random.below(8)) + number.slice(1);
}
