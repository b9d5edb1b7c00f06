import { parseNumeral } from '../../text/numerals.js';
import { NUMERAL } from './positions.js';

/** What several places may be named of: not 前两年 or 前三名, which are none of a text. */
const UNIT =
  '(?:大?部分|大?板块|大块|章(?!程)|节(?![目日约能奏省点课])|点(?![钟名])(?:意见|要求|建议|希望)?|条(?![例件])|项(?!目)(?:任务|要求|措施)?|' +
  '个?方面|个?(?:要求|任务|问题|希望|建议|措施)|件事|(?:自然)?段(?!时|历史|路|话|日子))';
const AND = '(?:、|，|,|和|与|跟|及|以及|还有)';
const ONE = `第?(?:${NUMERAL})(?:个|大)?(?:${UNIT})?`;

/** 前两点, 头三条, 开头的两项. */
const FIRST_SO_MANY = new RegExp(
  `(?<![之以目当空提年])(?:最?前[面头]?|头|开头)的?(?<count>${NUMERAL})(?:个|大)?(?<unit>${UNIT})`,
);
/** 后两条, 最后三点, 倒数两个部分. */
const LAST_SO_MANY = new RegExp(
  `(?<![之以背今往此然年事先])(?:最后[面头]?|后[面头]?|末尾|倒数)的?(?<count>${NUMERAL})(?:个|大)?(?<unit>${UNIT})`,
);
/** 第一点和第二点, 第一、三部分. */
const ONE_BY_ONE = new RegExp(
  `第(?:${NUMERAL})(?:个|大)?(?:${UNIT})?(?:${AND}${ONE})*${AND}第?(?:${NUMERAL})(?:个|大)?(?<unit>${UNIT})`,
);
/** 第一到第三点. */
const FROM_TO = new RegExp(
  `第(?<first>${NUMERAL})(?:个|大)?(?:${UNIT})?[到至](?:第)?(?<last>${NUMERAL})(?:个|大)?(?<unit>${UNIT})`,
);

/** 一二三部分: numerals in a row. */
const IN_A_ROW = new RegExp(
  `(?<!第|[\\d十百])(?<row>[一二三四五六七八九]{2,6})(?<unit>大?部分|大?板块|章(?!程)|点(?![钟名]))`,
);

/** They are compared, or name another place: 前两点之间, 除了第一点和第二点. */
const NOT_ALL = /之间|中间|当中|夹|关系|区别|联系|不同|相同|差别|比|除了?|以外|[之以][前后]|(?:后|前)面|哪/;
/** More would be the whole. */
const MOST = 10;

const upTo = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);

/** The words for a place counted from the back: the last is -1. */
const fromBack = (place: number, unit: string) => (place === 1 ? `最后一${unit}` : `倒数第${place}${unit}`);

function namesIn(match: RegExpExecArray, pattern: RegExp): string[] {
  const { unit = '', count = '', first = '', last = '', row = '' } = match.groups ?? {};
  const bare = unit.replace(/^个/, '');
  if (pattern === IN_A_ROW) {
    const values = [...row].map((digit) => parseNumeral(digit) ?? 0);
    const isRow = values.every((value, index) => index === 0 || value === (values[index - 1] ?? 0) + 1);
    return isRow ? values.map((value) => `第${value}${bare}`) : [];
  }
  if (pattern === ONE_BY_ONE)
    return Array.from(match[0].matchAll(new RegExp(`第?(${NUMERAL})`, 'g')), ([, number = '']) => `第${number}${bare}`);
  const [low, high] =
    pattern === FROM_TO ? [parseNumeral(first) ?? 0, parseNumeral(last) ?? 0] : [1, parseNumeral(count) ?? 0];
  if (low < 1 || high > MOST) return [];
  return pattern === LAST_SO_MANY
    ? upTo(low, high)
        .reverse()
        .map((place) => fromBack(place, bare))
    : upTo(low, high).map((place) => `第${place}${bare}`);
}

/** A question for several places at once (前两点, 第一和第三部分) as one question for each; null for any other. */
export function placesApart(text: string): string[] | null {
  for (const pattern of [FROM_TO, ONE_BY_ONE, FIRST_SO_MANY, LAST_SO_MANY, IN_A_ROW]) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const behind = text.slice(match.index + match[0].length);
    const names = namesIn(match, pattern);
    if (NOT_ALL.test(behind) || NOT_ALL.test(text.slice(0, match.index)) || names.length < 2) return null;
    return names.map((name) => text.slice(0, match.index) + name + behind.replace(/分别|各自?/, ''));
  }
  return null;
}
