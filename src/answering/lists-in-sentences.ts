import type { Question } from './question.js';

/**
 * True where a text holds a term that the question sets in quotation marks as often as the question asks for items; more
 * than once, where it asks for some.
 */
export function repeatsTerm(question: Question, text: string): boolean {
  const { itemCount, quotedTerms } = question;
  const least = itemCount ?? (/[几哪]些?[个条项种点]/.test(question.text) ? 2 : null);
  return least !== null && quotedTerms.some((term) => text.split(term).length - 1 >= least);
}

/** True where a part of a text between other stops lists exactly so many things, set off by 、 or, before the last, by 和. */
export function listsExactly(text: string, count: number): boolean {
  return text.split(/[，。；：！？,;:!?\n]/).some((part) => {
    const items = part.split('、');
    const joined = /[和与及]/.test(items.at(-1)?.slice(1) ?? '') ? 1 : 0;
    return items.length > 1 && (items.length === count || items.length + joined === count);
  });
}

/** True where a sentence is itself a list: of so many things, or of some where no number is given. */
export function listsItself(text: string, count: number | null): boolean {
  return count === null ? text.split('、').length > 2 : listsExactly(text, count);
}
