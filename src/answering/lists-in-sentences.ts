import type { Question } from './question.js';

/** True where a text holds a term that the question sets in quotation marks as often as the question asks for items. */
export function repeatsTerm(question: Question, text: string): boolean {
  const { itemCount, quotedTerms } = question;
  return itemCount !== null && quotedTerms.some((term) => text.split(term).length - 1 >= itemCount);
}

/** True where a part of a text between other stops lists exactly so many things, set off by 、 or, before the last, by 和. */
export function listsExactly(text: string, count: number): boolean {
  return text.split(/[，。；：！？,;:!?\n]/).some((part) => {
    const items = part.split('、');
    const joined = /[和与及]/.test(items.at(-1)?.slice(1) ?? '') ? 1 : 0;
    return items.length > 1 && (items.length === count || items.length + joined === count);
  });
}
