import { parseNumeral } from '../../text/numerals.js';

/** A position in a list: from the front (1, 2, …), from the back (-1 is the last), or the middle one (`MIDDLE`). */
export type Position = number;

/** The position of the middle one, of however many there are. */
export const MIDDLE: Position = 0;

/** Whether a part is meant or a point of one. */
export type DivisionLevel = 'part' | 'point';

/** A number in Chinese or Arabic digits, as part of a regular expression. */
export const NUMERAL = '[零〇一二三四五六七八九十百两\\d]{1,4}';
/** What parts are called. */
export const PART_UNIT = '(?:大?部分|大块|大板块|板块|章|节|大段|篇|大标题|大题目|话题|大点|大条|大项|大方面)';
/** What points are called. */
export const POINT_UNIT =
  '(?:[大小]?点(?:意见|要求|建议|希望|期望)?|[大小]?条|个?方面|[大小]?项|款|小节|[个大]*问题|件事?|段|小?标题|要点|大?任务|要求|意见|建议|措施|希望|期望|忠告|嘱托|心愿|理由|原因)';

/** Whether words name a part ("那一章") or a point ("那一条"). */
export const levelOf = (words: string): DivisionLevel =>
  /部分|章|篇|块|话题|大标题|大题目/.test(words) || !/[点条项节]|方面|标题/.test(words) ? 'part' : 'point';

/** What things are counted by, as part of a regular expression. */
export const COUNTED = '[个条点件道张步种类位次句关层桩样项段场档招笔仗]';
/** What else things are counted by, in a list that no outline shows; 个 only where no noun follows ("第三个是什么"). */
export const ITEM_UNIT =
  '(?:道(?![谢歉别理路德])|笔|仗|桩|张|样|种|类|小?步|处|句|件|轮|组|档|招|场(?=[\\u4e00-\\u9fff]{2})|[位个](?=[的]?(?:是|呢|叫|讲|说|提|指|问|怎|咋|如何|具体|观众|听众|起来|站起|[,，。?？]|$)))';
/** A position with where the words for it stand. */
export interface Found {
  readonly position: Position;
  readonly index: number;
  readonly length: number;
}

/** A text with blanks for the words of a position, so that all else stands where it stood; null leaves it as it is. */
export function withoutPosition(text: string, found: Found | null): string {
  return found === null
    ? text
    : text.slice(0, found.index) + '　'.repeat(found.length) + text.slice(found.index + found.length);
}

/** The position that a numeral names, from the back where told so; null where it is none. */
export function positionOf(word: string, fromBack: boolean): Position | null {
  const value = parseNumeral(word);
  return value === null || value === 0 ? null : fromBack ? -value : value;
}

/** The first position of a unit (a regular expression) that a text names; null where it names none. */
export function findPosition(text: string, unit: string, from = 0): Found | null {
  const slice = text.slice(from);
  const numbered = new RegExp(`(倒数)?第(${NUMERAL})(?:个|大)?${unit}`).exec(slice);
  const last = new RegExp(`(?:最后|最末)(?:的)?(?:一|那)?(?:个|大)?(?:带[序编]号的)?${unit}`).exec(slice);
  const first = new RegExp(`(?:头一|首)个?${unit}|开头(?:第)?一${unit}`).exec(slice);
  const candidates: Found[] = [];
  const numberedPosition = numbered === null ? null : positionOf(numbered[2] ?? '', numbered[1] !== undefined);
  if (numbered !== null && numberedPosition !== null)
    candidates.push({ position: numberedPosition, index: from + numbered.index, length: numbered[0].length });
  if (last !== null) candidates.push({ position: -1, index: from + last.index, length: last[0].length });
  const middle = new RegExp(
    `(?:夹在|处在|排在|居于?|位于)?(?:最?正?中间|正?当中|正中)的?[那这]一?(?:个|大)?${unit}`,
  ).exec(slice);
  if (middle !== null) candidates.push({ position: MIDDLE, index: from + middle.index, length: middle[0].length });
  if (first !== null) candidates.push({ position: 1, index: from + first.index, length: first[0].length });
  return candidates.sort((a, b) => a.index - b.index)[0] ?? null;
}

/** A point named by its mark: “三是”, （二）, 一、 as words of the question. */
export function findMarkedPoint(text: string): Found | null {
  const match =
    new RegExp(`[“"「『（(](${NUMERAL})(?:是|、|要)[”"」』）)]`).exec(text) ??
    new RegExp(`[“"「『]第(${NUMERAL})[，,]?[”"」』]`).exec(text) ??
    new RegExp(`(?:带?括号)(?:里)?(?:是|的)?(${NUMERAL})(?=[那这的，,]|$)`).exec(text) ??
    new RegExp(`[（(](${NUMERAL})[）)]`).exec(text) ??
    new RegExp(`(?:的|里|中)(${NUMERAL})是`).exec(text);
  const position = match === null ? null : positionOf(match[1] ?? '', false);
  return match === null || position === null ? null : { position, index: match.index, length: match[0].length };
}

/** Words that number points without a number, with the places they name. */
const POINT_WORDS: Readonly<Partial<Record<string, Position>>> = { 首先: 1, 其次: 2, 再次: 3, 最后: -1 };
const POINT_WORD = /[“"「『](首先|其次|再次|最后)[，,]?[”"」』]/;

/** A point of a part that is named by the word it begins with: 第三部分里，“其次”说的是什么. */
export function findPointWord(text: string): Found | null {
  const match = POINT_WORD.exec(text);
  const position = POINT_WORDS[match?.[1] ?? ''];
  return match === null || position === undefined ? null : { position, index: match.index, length: match[0].length };
}

/** 第二个角度, 第二种虚: one of several things of any name; no time, no sentence, no part of the text. */
const NUMBERED_THING = new RegExp(
  `(倒数)?第(${NUMERAL})(?:[个种样重层类步](?!月)|(?![季天次届产书期批年世位时代线轮课把手句部大小段块章节行]))[\\u4e00-\\u9fff]{1,3}?(?=[的是,，?？呢]|[说讲谈怎叫指])`,
);

/** The first thing of any name that a text names by its number; null where it names none. */
export function findNumberedThing(text: string): Found | null {
  const match = NUMBERED_THING.exec(text);
  const position = match === null ? null : positionOf(match[2] ?? '', match[1] !== undefined);
  return match === null || position === null ? null : { position, index: match.index, length: match[0].length };
}
