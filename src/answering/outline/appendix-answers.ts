import type { OutlineNode, Sentence, Speech } from '../../speech/types.js';
import { parseNumeral } from '../../text/numerals.js';
import type { Answer } from '../quoting/answer.js';
import { makeQuote } from '../quoting/citation.js';
import { quotesAnswer } from './division-answers.js';
import type { Position } from '../reading/positions.js';
import { leadingSpan } from '../quoting/spans.js';
import { isInside } from '../quoting/spoken.js';

/** The number that a sentence begins with, as items of a list do ("六、", "（三）", "2."). */
function markOf(speech: Speech, sentence: Sentence): number | null {
  const words = speech.text.slice(sentence.span.start, sentence.span.start + 8);
  const mark = /^[（(]?([零〇一二三四五六七八九十百\d]{1,3})[）)、.．]/.exec(words)?.[1];
  return mark === undefined ? null : parseNumeral(mark);
}

/** Answers that show notes and items of annexes of one speech. */
export class AppendixAnswers {
  constructor(private readonly speech: Speech) {}

  /** A note by the number that it begins with, or counted from the last one, with what follows up to the next one. */
  note(number: Position): Answer | null {
    const notes = this.speech.sentences.filter(({ node }) => node.kind === 'note' || node.kind === 'annex');
    const wordsOf = ({ span }: Sentence) => this.speech.text.slice(span.start, span.end);
    const isNumbered = (sentence: Sentence) => /^[（(〔[]?\d{1,3}(?![\d年月日])/.test(wordsOf(sentence));
    const note =
      number < 0
        ? notes.filter(isNumbered).at(number)
        : notes.find((sentence) => new RegExp(`^[（(〔\\[]?${number}(?!\\d)`).test(wordsOf(sentence)));
    if (note === undefined) return this.noSuchNumber(notes.filter(isNumbered));
    const next = notes.slice(notes.indexOf(note) + 1).find(isNumbered);
    const end = next?.span.start ?? note.node.span.end;
    return quotesAnswer([
      makeQuote(this.speech, leadingSpan(this.speech, note.span.start, { start: note.span.start, end }, 3), 1),
    ]);
  }

  /** That there is no note or item of a number, where they are numbered: the last one as nearest. */
  private noSuchNumber(numbered: readonly Sentence[]): Answer | null {
    const last = numbered.at(-1);
    if (last === undefined) return null;
    return { status: 'not_found', reason: 'absent', nearest: [makeQuote(this.speech, last.span, 0)], notes: [] };
  }

  /** An item of an annex, up to the next: the outline leaves annexes whole, so it is found by its mark. */
  annexItem(annex: OutlineNode, position: Position): Answer | null {
    const items = this.speech.sentences.filter(
      (sentence) => isInside(sentence, annex) && markOf(this.speech, sentence) !== null,
    );
    const found =
      position < 0 ? items.at(position) : items.find((sentence) => markOf(this.speech, sentence) === position);
    if (found === undefined) return this.noSuchNumber(items);
    const end = items[items.indexOf(found) + 1]?.span.start ?? annex.span.end;
    const span = leadingSpan(this.speech, found.span.start, { start: found.span.start, end }, 2);
    return quotesAnswer([makeQuote(this.speech, span, 1)]);
  }
}
