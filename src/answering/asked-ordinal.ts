import { parseNumeral } from '../text/numerals.js';
import { listsAtLeast } from './lists/lists-in-sentences.js';
import { COUNTED, NUMERAL } from './reading/positions.js';

/** 第四条: the number of an item, where it is not counted from the back. */
const ORDINAL = new RegExp(`(?<!倒数?)第(${NUMERAL})(?:个|大|小)?(?:${COUNTED}|部分|方面|问|轮|组|封|首|幅|段)`);
/** How the number of an item may be written: 第四…, 四是…, （四）, 四、, 4.; what comes next: 另外, 再一个. */
const NUMBERED = new RegExp(
  `第(${NUMERAL})|(${NUMERAL})(?:是|要|则|看|来)|[（(](${NUMERAL})[)）]|(${NUMERAL})[、.．]`,
  'g',
);
const GOES_ON = /另外?一|还有一|再一[个件条样]|其次|接着|然后/;

/** The number of the item that a question asks for, from the second on; null where it asks for none. */
function askedOrdinal(question: string): number | null {
  const number = parseNumeral(ORDINAL.exec(question)?.[1] ?? '');
  return number !== null && number > 1 ? number : null;
}

const numbersIn = (text: string) =>
  [...text.matchAll(NUMBERED)].map(([, ...numbers]) =>
    parseNumeral(numbers.find((number) => number !== undefined) ?? ''),
  );

/** Whether a question asks for the item of a number that a text neither bears nor lists as many of: 第五张纸条 where four are read out. */
export function lacksAskedOrdinal(question: string, text: string): boolean {
  const asked = askedOrdinal(question);
  if (asked === null) return false;
  return !numbersIn(text).includes(asked) && !listsAtLeast(text, asked) && !GOES_ON.test(text);
}
