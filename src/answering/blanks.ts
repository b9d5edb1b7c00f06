import { foldText, type CharacterFold } from '../text/fold.js';
import type { Question } from './reading/question.js';
import { type Form, requiredForm } from './required-form.js';

/** How a number or a date is blanked out. */
const BLANK = /[*＊□]+|×+(?!\s?\d)|X{2,}/g;

/** The same with what is left of the number: ××万人, 3867×××. */
const BLANK_NUMBER = new RegExp(`\\d*(?:${BLANK.source})[万亿千百]*`, 'g');

/** True where a text has something blanked out. */
export const hasBlank = (text: string): boolean => text.search(BLANK) >= 0;

/** True where the words around a blank are those that the question asks the number or date of. */
function asksForBlank(question: Question, text: string, fold: CharacterFold): boolean {
  const isNumber = question.wanted === 'number';
  if (!isNumber && question.wanted !== 'date') return false;
  const asked = foldText(question.text, fold);
  const counter = /(?:多少|几)([\u4e00-\u9fff])/.exec(asked)?.[1];
  for (const match of text.matchAll(BLANK)) {
    const after = foldText(text.slice(match.index + match[0].length, match.index + match[0].length + 4), fold);
    const before = foldText(text.slice(Math.max(0, match.index - 8), match.index), fold);
    const unit = after.charAt(0);
    if (!isNumber) {
      if (/[年月日]/.test(unit) && asked.includes(unit)) return true;
      continue;
    }
    // 伤了几个人: 有×人受伤; 投资是多少钱: 带回来的有××××万元.
    if (/^[人名]$/.test(unit) && /(?:多少|几)[个名位]?人/.test(asked) && sharesCharacter(after.slice(1, 3), asked))
      return true;
    const isMoney = /多少钱|金额|资金/.test(asked) && /^[万亿千百]*元/.test(after);
    // 多少条意见: 收集到意见建议*条.
    if ((counter === unit || isMoney) && pairsIn(before).some((pair) => asked.includes(pair))) return true;
    const nouns = before.match(/[\u4e00-\u9fff]{2}(?=[^\u4e00-\u9fff]*$)/)?.[0] ?? '';
    if (nouns !== '' && asked.includes(nouns)) return true;
    if (after.length >= 3 && asked.includes(after.slice(1, 3))) return true;
  }
  return false;
}

/** Whether a character of a content word stands in another text. */
const sharesCharacter = (text: string, other: string) =>
  [...text].some((each) => !/[，。、；的了，在是]/.test(each) && other.includes(each));

const pairsIn = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));

/** True where the first text that would hold the asked form without its blanks holds it only without them: 惠及××万人次. */
function isBlankedOut(form: Form, texts: readonly string[]): boolean {
  for (const text of texts) {
    if (form(text.replace(BLANK_NUMBER, ''))) return false;
    if (hasBlank(text) && form(text.replace(BLANK, '5'))) return true;
  }
  return false;
}

/** 何××同志: a name of which only the first character is left. */
const BLANK_NAME = /[\u4e00-\u9fff](?:[×Xx*＊某○]{2}|[×*＊某](?:[\u4e00-\u9fff](?=[，。、；）]|同志)|同志))/;

/** Whether what a question wants is blanked out in one of the best texts: by the words around the blank, or by its form. */
export function wantsBlank(question: Question, texts: readonly string[], fold: CharacterFold): boolean {
  if (question.wanted === 'person-name' && BLANK_NAME.test(texts[0] ?? '')) return true;
  if (!texts.some(hasBlank)) return false;
  if (texts.some((text) => asksForBlank(question, text, fold))) return true;
  const form = requiredForm(question);
  return form !== null && isBlankedOut(form, texts);
}
