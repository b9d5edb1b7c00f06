import type { OutlineNode, Sentence, Span, Speech } from '../../speech/types.js';
import { sentenceIndexAt } from './citation.js';

/** Longest quote of several sentences, in UTF-16 units; one sentence may be longer. */
export const LONGEST_QUOTE = 200;

/** Sentences that one quote may consist of. */
export const SENTENCES_OF_QUOTE = 3;

/** The words of the sentence at an index; empty where there is none. */
export function sentenceWords({ sentences, text }: Speech, index: number | undefined): string {
  const span = sentences[index ?? -1]?.span;
  return span === undefined ? '' : text.slice(span.start, span.end);
}

/** End of the sentence that begins at or after `offset`. */
export function firstSentenceEndOf(speech: Speech, offset: number): number {
  return speech.sentences[sentenceIndexAt(speech, offset)]?.span.end ?? speech.text.length;
}

/**
 * From a sentence on, as many of the following sentences inside `limit` as fit: at most `count` sentences and
 * `LONGEST_QUOTE` units, the first one whole in any case.
 */
export function leadingSpan(speech: Speech, offset: number, limit: Span, count: number): Span {
  const first = sentenceIndexAt(speech, offset);
  const start = speech.sentences[first]?.span.start ?? offset;
  let end = speech.sentences[first]?.span.end ?? offset;
  for (const sentence of speech.sentences.slice(first + 1, first + count)) {
    if (sentence.span.end > limit.end || sentence.span.end - start > LONGEST_QUOTE) break;
    end = sentence.span.end;
  }
  return { start, end };
}

/** Shorter sentences say nothing by themselves, in UTF-16 units. */
const SHORT = 14;

/**
 * A sentence with those before it in its division, as far as they fit: `count` in all, short ones (谢谢大家！) not counted, and
 * `LONGEST_QUOTE` units. Where only short ones stand in its division, what stands before that as well.
 */
export function trailingSpan(speech: Speech, last: Sentence, count: number): Span {
  const says = ({ span }: Sentence) => span.end - span.start >= SHORT;
  let { start } = last.span;
  let said = Number(says(last));
  for (let number = last.number - 1; number > 0; number -= 1) {
    const sentence = speech.sentences[number - 1];
    if (sentence === undefined) break;
    const isOutside = sentence.node !== last.node && said > 0;
    if (said >= count || isOutside || sentence.isHeading || last.span.end - sentence.span.start > LONGEST_QUOTE) break;
    start = sentence.span.start;
    said += Number(says(sentence));
  }
  return { start, end: last.span.end };
}

/** A division's heading with the first sentence under it: how an item of an enumeration is shown. */
export function itemSpan(speech: Speech, node: { readonly heading: Span | null; readonly span: Span }): Span {
  return leadingSpan(speech, node.span.start, node.span, node.heading === null ? 1 : 2);
}

/** Whether two spans share a character. */
export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Units up to which an item that is a sentence is like a heading (其一，教授要上讲台。): what it says comes behind it. */
const LONGEST_HEADLINE = 16;
/** Sentences that say what such an item is about. */
const SENTENCES_OF_BODY = 2;
/** How the next item begins. */
const NEXT_ITEM = /^(?:[其第][二三四五六七八九十]|[二三四五六七八九十][是、来]|另[一外]|还有|再[一有者]|其次|最后|末)/;

/** An item that is a short sentence, with what its paragraph says behind it up to the next; any other as it is. */
export function withBody(speech: Speech, span: Span): Span {
  const first = sentenceIndexAt(speech, span.start);
  const { text, sentences } = speech;
  const isHeadline = sentences[first]?.span.end === span.end && /[。！]$/.test(text.slice(span.start, span.end));
  if (!isHeadline || span.end - span.start > LONGEST_HEADLINE) return span;
  let { end } = span;
  for (const sentence of sentences.slice(first + 1, first + 1 + SENTENCES_OF_BODY)) {
    const isBeyond =
      sentence.span.end - span.start > LONGEST_QUOTE || text.slice(end, sentence.span.start).includes('\n');
    if (isBeyond || sentence.isHeading || NEXT_ITEM.test(text.slice(sentence.span.start, sentence.span.end))) break;
    end = sentence.span.end;
  }
  return { start: span.start, end };
}

/**
 * A question that the speaker asks, with as much of the answer behind it, inside its division, as fits in a quote; any
 * other span as it is.
 */
export function withAnswer(speech: Speech, span: Span): Span {
  if (!ASKS.test(speech.text.slice(span.start, span.end).trimEnd())) return span;
  const last = sentenceIndexAt(speech, span.end - 1);
  let { end } = span;
  for (const sentence of speech.sentences.slice(last + 1)) {
    const isBeyond = sentence.span.end - span.start > LONGEST_QUOTE || sentence.node !== speech.sentences[last]?.node;
    if (isBeyond || ASKS.test(speech.text.slice(sentence.span.start, sentence.span.end))) break;
    end = sentence.span.end;
  }
  return { start: span.start, end };
}

/** True for words that lean on the sentence before them: examples, conclusions, pronouns without a noun. */
export function leansBack(text: string): boolean {
  return /^(?:比如|例如|譬如|这(?!次|里|些年|一年)|其(?!次|中|他|实|余)|它|他们|她|对此|为此|因此|所以|同时也|也就是|就是(?!说)|即[，,]|此外)/.test(
    text,
  );
}

/** A question that the speaker asks: what follows answers it. */
const ASKS = /[？?][”"’]?$/;
/** Sentences that a quotation inside the speech may reach over to be shown whole. */
const LONGEST_QUOTATION = 3;

/** The sentences of a division from the one that opens a quotation to the one that closes it, where they fit in a quote. */
function wholeQuotation(speech: Speech, span: Span, node: OutlineNode): Span {
  const isOpen = ({ start, end }: Span) => depthOf(speech.text.slice(start, end)) > 0;
  const isClosing = ({ start, end }: Span) => depthOf(speech.text.slice(start, end)) < 0;
  let { start, end } = span;
  const first = sentenceIndexAt(speech, start);
  const last = sentenceIndexAt(speech, end - 1);
  for (let step = 1; step <= LONGEST_QUOTATION && isClosing({ start, end }); step += 1) {
    const before = speech.sentences[first - step];
    if (before === undefined || before.node !== node || before.isHeading) return span;
    start = before.span.start;
  }
  for (let step = 1; step <= LONGEST_QUOTATION && isOpen({ start, end }); step += 1) {
    const after = speech.sentences[last + step];
    if (after === undefined || after.node !== node) return span;
    end = after.span.end;
  }
  const isWhole = !isOpen({ start, end }) && !isClosing({ start, end });
  return isWhole && end - start <= LONGEST_QUOTE ? { start, end } : span;
}

/** How many quotations a text opens more than it closes. */
const depthOf = (text: string) => text.split('“').length - text.split('”').length;

/**
 * The span to quote for a sentence that answers: with the sentence before where it leans on that one, with the next
 * where it is too short to say anything or a question, with the rest of what it quotes; inside one division and within
 * the longest quote.
 */
export function quoteSpan(speech: Speech, index: number): Span {
  const sentence = speech.sentences[index];
  if (sentence === undefined) throw new RangeError(`no sentence ${index}`);
  let { start, end } = sentence.span;
  const text = speech.text.slice(start, end);
  const before = speech.sentences[index - 1];
  const after = speech.sentences[index + 1];
  const joins = (other: Sentence | undefined): other is Sentence => other !== undefined && other.node === sentence.node;
  const asks = ASKS.test(text);
  const leans = leansBack(text) && joins(before) && !before.isHeading && end - before.span.start <= LONGEST_QUOTE;
  if (leans) start = before.span.start;
  if ((asks || (!leans && end - start < SHORT)) && joins(after) && after.span.end - start <= LONGEST_QUOTE)
    end = after.span.end;
  return wholeQuotation(speech, { start, end }, sentence.node);
}

/** Whether ；joins a sentence to the one behind it. */
export function isJoinedToNext({ text }: Speech, { span }: Pick<Sentence, 'span'>): boolean {
  return /[；;]$/.test(text.slice(span.start, span.end));
}

/**
 * A span with what ；joins to it before and behind in its division, so that a statement is quoted whole: sentence by
 * sentence, those behind first, as far as they fit in a quote.
 */
export function wholeStatement(speech: Speech, { start, end }: Span): Span {
  const { sentences } = speech;
  let first = sentenceIndexAt(speech, start);
  let last = sentenceIndexAt(speech, end - 1);
  const node = sentences[first]?.node;
  const goesOn = (at: number) => {
    const sentence = sentences[at];
    return sentence?.node === node && sentence !== undefined && isJoinedToNext(speech, sentence);
  };
  const fits = (from: number, to: number) => {
    const [head, tail] = [sentences[from], sentences[to]];
    if (head?.node !== node || tail?.node !== node || head === undefined || tail === undefined) return false;
    return to - from < SENTENCES_OF_QUOTE && tail.span.end - head.span.start <= LONGEST_QUOTE;
  };
  while (goesOn(last) && fits(first, last + 1)) last += 1;
  while (goesOn(first - 1) && fits(first - 1, last)) first -= 1;
  return {
    start: Math.min(start, sentences[first]?.span.start ?? start),
    end: Math.max(end, sentences[last]?.span.end ?? end),
  };
}
