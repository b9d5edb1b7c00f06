import { parseNumeral } from '../text/numerals.js';
import { COUNTED, NUMERAL } from './reading/positions.js';

/** 第四个故事: a number, and what is counted, by two characters of its name. */
const COUNTED_THING = new RegExp(`第(${NUMERAL})(${COUNTED})(?:大|小)?([\\u4e00-\\u9fff]{2})`, 'g');
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

/** What a speech counts, with how far it counts: 第一个故事, 第二个故事, 第三个故事 make three. */
export function countedThings(text: string): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const [thing, numbers] of numbersOf(text)) {
    let last = 0;
    while (numbers.has(last + 1)) last += 1;
    if (last >= FEWEST_COUNTED && last === Math.max(...numbers)) counted.set(thing, last);
  }
  return counted;
}

/** Whether a question asks for one more of a thing than the speech counts: 第四个故事, where three are told. */
export function isBeyondCounted(question: string, counted: ReadonlyMap<string, number>): boolean {
  return [...numbersOf(question)].some(([thing, numbers]) => Math.max(...numbers) > (counted.get(thing) ?? Infinity));
}
