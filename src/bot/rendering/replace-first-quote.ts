import type { MessageEntity } from 'grammy/types';
import { TextBuilder, type FormattedText } from './formatted-text.js';

/** Entities that the bot itself puts into messages; Telegram adds others, which it finds again by itself. */
const OWN_ENTITIES: ReadonlySet<string> = new Set([
  'bold',
  'underline',
  'strikethrough',
  'blockquote',
  'expandable_blockquote',
  'text_link',
]);

/** The words of a message's first block quotation; null where it has none. */
export function firstQuoteOf(message: FormattedText): string | null {
  const first = firstQuotation(message.entities);
  return first === undefined ? null : message.text.slice(first.offset, first.offset + first.length);
}

function firstQuotation(entities: readonly MessageEntity[]): MessageEntity | undefined {
  return entities.find(({ type }) => type === 'blockquote' || type === 'expandable_blockquote');
}

/**
 * The same message with another quote, and its citation, in the place of the first one; everything before and after
 * stays. A message without a quotation becomes the quote alone.
 */
export function replaceFirstQuote(message: FormattedText, quote: FormattedText): FormattedText {
  const first = firstQuotation(message.entities);
  if (first === undefined) return quote;
  // The citation is the link right after the quotation.
  const quoteEnd = first.offset + first.length;
  const citation = message.entities.find(
    ({ type, offset }) =>
      type === 'text_link' && offset > quoteEnd && message.text.slice(quoteEnd, offset).trim() === '',
  );
  const end = citation === undefined ? quoteEnd : citation.offset + citation.length;
  return new TextBuilder()
    .append(sliceOf(message, 0, first.offset))
    .append(quote)
    .append(sliceOf(message, end, message.text.length))
    .build();
}

function sliceOf({ text, entities }: FormattedText, start: number, end: number): FormattedText {
  const inside = entities.filter(
    ({ type, offset, length }) => OWN_ENTITIES.has(type) && offset >= start && offset + length <= end,
  );
  return {
    text: text.slice(start, end),
    entities: inside.map((entity) => ({ ...entity, offset: entity.offset - start })),
  };
}
