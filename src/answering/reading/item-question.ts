import { parseNumeral } from '../../text/numerals.js';
import { COUNTED, findPosition, type Found, ITEM_UNIT, MIDDLE, NUMERAL } from './positions.js';
import type { StructureQuestion } from './structure-question-type.js';
import { topicOf } from './structure-topic.js';

/** An item by its place among things that are counted ("三道门里的第二道"), or among English ones ("the third group"). */
export function readItem(text: string): StructureQuestion | null {
  const found = findPosition(text, ITEM_UNIT);
  if (found === null) return readNamedItem(text);
  const count = countBefore(text, found.index);
  // Of four doors none is the middle one.
  if (found.position === MIDDLE && count !== null && count % 2 === 0) return null;
  return {
    ask: 'item',
    position: found.position,
    count,
    thing: thingOf(text, found),
    topic: topicOf(text, found),
    term: null,
  };
}

/** An item by its place among those that have words in common: 第四个深刻领会. */
function readNamedItem(text: string): StructureQuestion | null {
  const match = new RegExp(
    `(?:(倒数)?第(${NUMERAL})|最后一)个(?:[“"]([^“”"]{1,8})[”"]|([^“”",，。?？的是讲说]{2,8}?)(?=是|讲|说|指|叫|呢|[?？]|$))`,
  ).exec(text);
  const number = match?.[2] === undefined ? -1 : parseNumeral(match[2]);
  const term = match?.[3] ?? match?.[4];
  if (number === null || number === 0 || term === undefined) return null;
  return {
    ask: 'item',
    position: match?.[1] === undefined ? number : -number,
    count: null,
    thing: null,
    topic: topicOf(text),
    term,
  };
}

/** 三道门, 十个方面: how many things there are; no third, no 三年 or 两次. */
const SO_MANY = new RegExp(
  `(?<![第\\d])(${NUMERAL})(?:(?!次|位|段时)${COUNTED}(?!月|半|钟|学期)|大?方面|大(?:块|部分|板块))(?=[^。?？]{0,30}$)`,
  'g',
);

/** What points of any outline are counted by or called. */
const OUTLINE_UNITS = /^(?:[点条项段个款节]|[大小]?方面|小?标题|小节|要点)$/;

/** What is counted, behind what it is counted by: the 防线 of 最后一道防线. */
const NOUN_BEHIND =
  /^(?![是的呢叫讲说提指问写在有，。,])(?!东西|事)([\u4e00-\u9fff]{2,3}?)(?=的?(?:是|呢|叫|讲|说|提|指|问|写|在)|[,，?？。]|$)/;

/** What is at a place, where its name says so: the 件 of 最后一件, the 希望 of 第三点希望; null for points of any kind. */
export function thingOf(text: string, found: Found | null): string | null {
  const words = found === null ? '' : text.slice(found.index, found.index + found.length);
  if (/^[“"「『]/.test(words)) return null;
  const counted = new RegExp(`^.*(${COUNTED})`).exec(words);
  const rest = words.slice(counted?.[0].length ?? 0);
  const noun = rest.replace(/^(?:事|个)$|^.*[（(“”"「『第].*$/, '');
  const counter = counted?.[1] ?? '';
  const isThing = counter !== '' && !OUTLINE_UNITS.test(counter);
  const behind =
    found === null || !isThing || rest !== ''
      ? undefined
      : NOUN_BEHIND.exec(text.slice(found.index + found.length))?.[1];
  return [noun, behind ?? '', counter].find((each) => each !== '' && !OUTLINE_UNITS.test(each)) ?? null;
}

/** How many things there are among which a place is named behind: 三道门里的, 十件实事中的, 四种路子，列在最后的; null where it is not said. */
export function countBefore(text: string, index: number): number | null {
  const said = [...text.slice(0, index).matchAll(SO_MANY)].at(-1)?.[1];
  const value = parseNumeral(said ?? '');
  // 一条条 counts nothing.
  return value === 1 ? null : value;
}
