import type { Speech } from '../speech/types.js';
import { foldText, foldWithOffsets, isContent, type CharacterFold, type FoldedText } from '../text/fold.js';
import { makeQuote, sentenceIndexAt } from './citation.js';
import type { KeywordInContext, WordCount } from './speech-service.js';
import type { Quote } from './answer.js';

/** Occurrences or sentences shown on one page. */
export const PAGE_SIZE = 10;
/** Characters shown on either side of a found word. */
const CONTEXT_LENGTH = 18;

/** One page of a list, clamped to the pages there are. */
export function pageOf<Item>(
  items: readonly Item[],
  page: number,
): { items: readonly Item[]; page: number; pageCount: number } {
  const pageCount = Math.max(1, Math.ceil(items.length / PAGE_SIZE));
  const current = Math.min(Math.max(0, Math.floor(page)), pageCount - 1);
  return { items: items.slice(current * PAGE_SIZE, (current + 1) * PAGE_SIZE), page: current, pageCount };
}

/** Counts words and finds sentences in one speech, with script, width, case, spacing and punctuation folded. */
export class WordFinder {
  private readonly folded: FoldedText;

  constructor(
    private readonly speech: Speech,
    private readonly fold: CharacterFold,
  ) {
    this.folded = foldWithOffsets(speech.text, fold, isContent);
  }

  private foldedWord(word: string): string {
    return foldWithOffsets(word, this.fold, isContent).text;
  }

  /** Offsets in the speech at which a word occurs, without overlap. */
  occurrences(word: string): { start: number; end: number }[] {
    const wanted = this.foldedWord(word);
    const found: { start: number; end: number }[] = [];
    if (wanted === '') return found;
    const { text, offsets } = this.folded;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const last = offsets[at + wanted.length - 1] ?? 0;
      const lastLength = (this.speech.text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1;
      found.push({ start: offsets[at] ?? 0, end: last + lastLength });
    }
    return found;
  }

  /** Number of occurrences with one page of them in context; for none, the most similar words that do occur. */
  count(word: string, page: number): WordCount {
    const found = this.occurrences(word);
    const shown = pageOf(found, page);
    return {
      word,
      count: found.length,
      lines: shown.items.map((span) => this.inContext(span)),
      page: shown.page,
      pageCount: shown.pageCount,
      nearestWords: found.length === 0 ? this.nearestWords(word) : [],
    };
  }

  /** The word with its surroundings inside the sentence, as one slice. */
  private inContext(span: { start: number; end: number }): KeywordInContext {
    const sentence = this.speech.sentences[sentenceIndexAt(this.speech, span.start)];
    const start = Math.max(sentence?.span.start ?? 0, span.start - CONTEXT_LENGTH);
    const end = Math.min(Math.max(sentence?.span.end ?? span.end, span.end), span.end + CONTEXT_LENGTH);
    const isLow = (offset: number) => (this.speech.text.charCodeAt(offset) & 0xfc00) === 0xdc00;
    const whole = { start: isLow(start) ? start - 1 : start, end: isLow(end) ? end + 1 : end };
    const quote = makeQuote(this.speech, { start: Math.min(whole.start, span.start), end: whole.end }, 1);
    return { quote, wordStart: span.start - quote.start, wordEnd: span.end - quote.start };
  }

  /** Parts of the word that occur, longest and most frequent first; at most three, none inside another. */
  private nearestWords(word: string): { word: string; count: number }[] {
    const characters = Array.from(this.foldedWord(word).slice(0, 40));
    const nearest: { word: string; count: number }[] = [];
    for (let length = characters.length - 1; length >= 1 && nearest.length < 3; length -= 1) {
      for (let start = 0; start + length <= characters.length && nearest.length < 3; start += 1) {
        const part = characters.slice(start, start + length).join('');
        if (nearest.some((entry) => entry.word.includes(part)) || (length === 1 && nearest.length > 0)) continue;
        const count = this.occurrences(part).length;
        if (count > 0) nearest.push({ word: part, count });
      }
    }
    return nearest;
  }

  /** Sentences that hold every word, in order. */
  find(words: readonly string[], page: number): { quotes: Quote[]; page: number; pageCount: number; total: number } {
    const wanted = words.map((word) => this.foldedWord(word)).filter((word) => word !== '');
    const matches = this.speech.sentences.filter((sentence) => {
      if (wanted.length === 0) return false;
      const text = foldWithOffsets(
        this.speech.text.slice(sentence.span.start, sentence.span.end),
        this.fold,
        isContent,
      ).text;
      return wanted.every((word) => text.includes(word));
    });
    const shown = pageOf(matches, page);
    return {
      quotes: shown.items.map(({ span }) => makeQuote(this.speech, span, 1)),
      page: shown.page,
      pageCount: shown.pageCount,
      total: matches.length,
    };
  }

  /** Words of a question that carry content and how often each occurs, for saying how absence was established. */
  wordCounts(words: readonly string[]): { word: string; count: number }[] {
    return words.map((word) => ({ word, count: this.occurrences(foldText(word, this.fold)).length }));
  }
}
