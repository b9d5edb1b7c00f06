import { parseNumeral } from '../text/numerals.js';
import { listsSome } from './lists/lists-in-sentences.js';
import type { Question } from './reading/question.js';

const COUNTER = '[个家名条项种件位座所类对张份首篇部本点大次句处支批]';
/** 七种情形, 十二条: things that a text only counts. */
const COUNTED = new RegExp(`(?<!第)([一二三四五六七八九十百两\\d]{1,4})多?${COUNTER}([\\u4e00-\\u9fff]{0,4})`, 'g');
/** One of several things that are counted side by side: 20家企业、12个单位和8名招商员. */
const COUNTED_ITEM = new RegExp(`[、和](?!一)[\\d一二三四五六七八九十百两]{1,4}多?${COUNTER}[^、，。；]*`, 'g');
/** Asks for what the things are, one by one. */
const ASKS_FOR_MEMBERS = /哪[一二三四五六七八九十两\d]+|哪些|哪几|分别|都有谁|还有谁|名单|逐条|具体|都叫|列了|都是/;
/** Announces things at its end, or tells them: what stands behind says them. */
const ANNOUNCES = /^[\u4e00-\u9fff”]{0,6}(?:[。：:]|$)/;
const TELLS =
  /一是|一个是|第一|首先|其一|[：:]|就是|即(?![将使便日可])|也就是|包括|分别|(?<by>[对要把将从按])[^，。]{2,}[,，]\k<by>/;
/** Dates are told as well as things. */
const DATE = /[\d一二三四五六七八九十]+[月日号]/g;
/** Words in quotation marks. */
const QUOTED = /“[^”]+”/g;

/** Characters of a noun by which a question names the same things. */
const NOUN_LENGTH = 2;

/**
 * Whether a text says how many there are of what a question asks the members of, and tells none of them: 哪些行为 of
 * 负面的九条.
 */
export function onlyCounts({ asked, itemCount, isEnglish }: Question, text: string): boolean {
  if (isEnglish || !ASKS_FOR_MEMBERS.test(asked) || listsSome(text.replace(COUNTED_ITEM, '')) || TELLS.test(text))
    return false;
  const told = Math.max([...text.matchAll(DATE)].length, [...text.matchAll(QUOTED)].length);
  for (const { 0: words, 1: number = '', 2: noun = '', index } of text.matchAll(COUNTED)) {
    const count = parseNumeral(number);
    const isNamed = noun.length >= NOUN_LENGTH && asked.includes(noun.slice(0, NOUN_LENGTH));
    if (count === null || count < 2 || (itemCount !== count && !isNamed)) continue;
    const isTold = told >= count || (count === 2 && text.includes('、'));
    return !isTold && !ANNOUNCES.test(text.slice(index + words.length - noun.length));
  }
  return false;
}
