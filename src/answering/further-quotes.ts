import type { Speech } from '../speech/types.js';
import { quotesShown, type Answer, type NotFound, type Quote } from './quoting/answer.js';
import { sentenceIndexAt } from './quoting/citation.js';
import { itemAnswer } from './outline/division-answers.js';
import { atPosition } from './quoting/divisions.js';
import type { Position } from './reading/positions.js';

/** Quotes shown for one open question, however often more are asked for: what ranks lower says nothing about it. */
const MOST_QUOTES = 12;

/** The answer to "还有呢" where everything has been shown. */
export const NOTHING_MORE: NotFound = {
  status: 'not_found',
  reason: 'absent',
  nearest: [],
  notes: [{ key: 'nothing_more', values: {} }],
};

const saysNothingMore = ({ notes }: Answer) => notes.some(({ key }) => key === 'nothing_more');

/** How many quotes may follow after these answers to one question; the items of a list leave the room to others. */
export function roomForMore(answers: readonly Answer[], quoteCount: number): number {
  if (answers.some(saysNothingMore)) return 0;
  const open = answers.filter((answer) => answer.status === 'not_found' || answer.form === 'quotes');
  const shown = open.reduce((sum, answer) => sum + quotesShown(answer).length, 0);
  return Math.max(0, Math.min(quoteCount, MOST_QUOTES - shown));
}

/** Further quotes are offered as the ones before them were: as answers, or as the nearest words. */
export function furtherAnswer(before: Answer, quotes: readonly Quote[]): Answer {
  if (quotes.length === 0) return NOTHING_MORE;
  if (before.status === 'answered') return { status: 'answered', form: 'quotes', quotes, notes: [] };
  return { status: 'not_found', reason: 'absent', nearest: quotes, notes: [] };
}

/** An item by its place among those that an enumeration showed, headings not counted; null where it showed fewer. */
export function itemShown(speech: Speech, answer: Answer, position: Position): Answer | null {
  if (answer.status !== 'answered' || answer.form !== 'enumeration') return null;
  const items = answer.quotes.filter(({ start, end }) => {
    const sentence = speech.sentences[sentenceIndexAt(speech, start)];
    return sentence?.isHeading !== true || end > sentence.span.end;
  });
  const item = atPosition(items, position);
  return item === undefined ? null : itemAnswer(speech, item);
}
