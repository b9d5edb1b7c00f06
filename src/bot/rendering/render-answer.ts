import type { Answer, AnswerNote, Quote } from '../../answering/quoting/answer.js';
import type { Translate } from '../context.js';
import { TextBuilder, type FormattedText } from './formatted-text.js';

/** Address that opens a sentence in the bot. */
export function sentenceLink(botUsername: string, id: string): string {
  return `https://t.me/${botUsername}?start=${id}`;
}

/** A quote as a block quotation with its citation after it; the citation opens the sentence. */
export function renderQuote(
  quote: Quote,
  style: 'blockquote' | 'expandable_blockquote',
  botUsername: string,
): FormattedText {
  return new TextBuilder()
    .styled(quote.text, style)
    .add('\n')
    .link(quote.citation, sentenceLink(botUsername, quote.id))
    .build();
}

/** The bot's own words: never a block quotation. */
export function ownWords(text: string): FormattedText {
  return { text, entities: [] };
}

function renderNote(note: AnswerNote, translate: Translate): FormattedText | null {
  if (note.key === 'continued') return ownWords(translate('note-continued', note.values));
  if (note.key === 'announced') return ownWords(translate('note-announced', note.values));
  if (note.key === 'breaks_off') return ownWords(translate('note-breaks-off'));
  return ownWords(translate('note-count', note.values));
}

function notFoundWords(answer: Extract<Answer, { status: 'not_found' }>, translate: Translate): string {
  const announced = answer.notes.find(({ key }) => key === 'announced');
  const count = answer.notes.find(({ key }) => key === 'count');
  if (answer.reason === 'missing_part' && announced !== undefined)
    return translate('not-found-missing-part', announced.values);
  if (answer.notes.some(({ key }) => key === 'nothing_more')) return translate('not-found-more');
  if (answer.reason === 'absent' && count !== undefined) return translate('not-found-count', count.values);
  if (answer.reason === 'blank') return translate('not-found-blank');
  return translate(answer.reason === 'off_topic' ? 'not-found-off-topic' : 'not-found-absent');
}

/**
 * An answer as blocks to be packed into messages. The best quote is a plain block quotation, further ones can be
 * folded out; an enumeration's items are all shown.
 */
export function renderAnswer(answer: Answer, translate: Translate, botUsername: string): FormattedText[] {
  if (answer.status === 'not_found') {
    const blocks = [ownWords(notFoundWords(answer, translate))];
    if (answer.nearest.length > 0) blocks.push(ownWords(translate('nearest')));
    return [...blocks, ...answer.nearest.map((quote) => renderQuote(quote, 'expandable_blockquote', botUsername))];
  }
  const quotes = answer.quotes.map((quote, index) =>
    renderQuote(
      quote,
      index === 0 || answer.form === 'enumeration' ? 'blockquote' : 'expandable_blockquote',
      botUsername,
    ),
  );
  const notes = answer.notes.flatMap((note) => renderNote(note, translate) ?? []);
  return [...quotes, ...notes];
}
