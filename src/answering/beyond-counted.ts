import { parseNumeral } from '../text/numerals.js';
import { COUNTED, NUMERAL } from './reading/positions.js';

/** What things are counted by that a speech tells one after the other. */
const COUNTER = `(?:${COUNTED}|[对组])`;
/** 第四个故事: a number, and what is counted, by two characters of its name. */
const COUNTED_THING = new RegExp(`第(${NUMERAL})(${COUNTER})(?:大|小)?([\\u4e00-\\u9fff]{2})`, 'g');
/** So many of a thing, from the first on, show that the speech counts it. */
const FEWEST_COUNTED = 2;

/** The numbers of each counted thing that a text names. */
function numbersOf(text: string): Map<string, Set<number>> {
  const numbers = new Map<string, Set<number>>();
  for (const [, number = '', counter = '', noun = ''] of text.matchAll(COUNTED_THING)) {
    const value = parseNumeral(number);
    const thing = counter + noun;
    if (value !== null) numbers.set(thing, (numbers.get(thing) ?? new Set()).add(value));
  }
  return numbers;
}

/** 三对关系: so many of a thing, by its name. */
const SO_MANY = new RegExp(
  `(?<![第零〇一二三四五六七八九十百两\\d])(${NUMERAL})(${COUNTER})(?:大|小)?([\\u4e00-\\u9fff]{2})`,
  'g',
);

/** The most that a text says there are of a thing. */
function saidNumbers(text: string): Map<string, number> {
  const said = new Map<string, number>();
  for (const [, number = '', counter = '', noun = ''] of text.matchAll(SO_MANY)) {
    const value = parseNumeral(number) ?? 0;
    if (value >= FEWEST_COUNTED) said.set(counter + noun, Math.max(said.get(counter + noun) ?? 0, value));
  }
  return said;
}

/** What a speech counts, with how far it counts: 第一个故事, 第二个故事, 第三个故事 make three, and so do 三个故事. */
export function countedThings(text: string): ReadonlyMap<string, number> {
  const counted = saidNumbers(text);
  for (const [thing, numbers] of numbersOf(text)) {
    let last = 0;
    while (numbers.has(last + 1)) last += 1;
    const most = Math.max(...numbers);
    if (last >= FEWEST_COUNTED && last === most) counted.set(thing, Math.max(last, counted.get(thing) ?? 0));
    else if (most > (counted.get(thing) ?? Infinity)) counted.delete(thing);
  }
  return counted;
}

/** Whether a question asks for one more of a thing than the speech counts: 第四个故事, where three are told. */
export function isBeyondCounted(question: string, counted: ReadonlyMap<string, number>): boolean {
  return [...numbersOf(question)].some(([thing, numbers]) => Math.max(...numbers) > (counted.get(thing) ?? Infinity));
}
