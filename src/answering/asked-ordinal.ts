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

/** 第二期, 第三批: the number of one of several that follow one another, and what they are called. */
const OF_A_ROW = new RegExp(`第(${NUMERAL})(期|批|届|轮|阶段|季|步|档|组)`, 'g');

/** Whether a text tells of another one of what a question asks for by its number: 第一期 where 第二期 is asked for. */
function tellsOfAnother(question: string, text: string): boolean {
  return [...question.matchAll(OF_A_ROW)].some(([, number = '', row]) => {
    const told = [...text.matchAll(OF_A_ROW)].flatMap(([, each = '', other]) =>
      other === row ? [parseNumeral(each)] : [],
    );
    return told.length > 0 && !told.includes(parseNumeral(number));
  });
}

/** Whether a question asks for the item of a number that a text neither bears nor lists as many of: 第五张纸条 where four are read out. */
export function lacksAskedOrdinal(question: string, text: string): boolean {
  if (tellsOfAnother(question, text)) return true;
  const asked = askedOrdinal(question);
  if (asked === null) return false;
  return !numbersIn(text).includes(asked) && !listsAtLeast(text, asked) && !GOES_ON.test(text);
}

/** 三星, 二等, 甲级: one of several degrees. */
const DEGREE = /(?<![第\d零一二三四五六七八九十])(?:[一二三四五六七八九十](?:星|等(?!级))|[甲乙丙丁][级等类])/g;

/** Whether a question asks for a degree that a speech never names, and a text names others: 三星 beside 五星 and 四星. */
export function asksForOtherDegree(question: string, text: string, speech: ReadonlySet<string>): boolean {
  return [...question.matchAll(DEGREE)].some(
    ([words]) =>
      !speech.has(words) && [...text.matchAll(DEGREE)].some(([other]) => other.charAt(1) === words.charAt(1)),
  );
}
