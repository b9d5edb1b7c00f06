import type { Speech } from '../speech/types.js';
import { withRegionalForms, type CharacterFold } from '../text/fold.js';
import { UnitReader, type UnitText } from '../text/unit-text.js';
import { makeQuote, sentenceIndexAt } from './quoting/citation.js';
import type { KeywordInContext, WordCount } from './speech-service.js';
import type { Quote } from './quoting/answer.js';

/** Occurrences or sentences shown on one page. */
export const PAGE_SIZE = 10;
/** Characters shown on either side of a found word. */
const CONTEXT_LENGTH = 18;

/** One page of a list, clamped to the pages there are. */
function pageOf<Item>(
  items: readonly Item[],
  page: number,
): { items: readonly Item[]; page: number; pageCount: number } {
  const pageCount = Math.max(1, Math.ceil(items.length / PAGE_SIZE));
  const current = Math.min(Math.max(0, Math.floor(page) || 0), pageCount - 1);
  return { items: items.slice(current * PAGE_SIZE, (current + 1) * PAGE_SIZE), page: current, pageCount };
}

/** Units of a word for which nearest words are looked for. */
const LONGEST_WORD = 40;
/** Letters that words share at least to be called alike. */
const SHORTEST_STEM = 3;
/** Nearest words that are named. */
const MOST_NEAREST = 3;

/**
 * Counts words and finds sentences in one speech, with script, width, case, spacing and punctuation folded. Words in
 * letters and numbers in digits are counted whole: `art` is not in `party`, nor 5 in 15 or in 3.5.
 */
export class WordFinder {
  private readonly reader: UnitReader;
  private readonly folded: UnitText;
  /** 1 where a unit starts in the folded text. */
  private readonly borders: Uint8Array;
  /** How often each whole unit occurs. */
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly speech: Speech,
    fold: CharacterFold,
  ) {
    this.reader = new UnitReader(withRegionalForms(fold));
    this.folded = this.reader.read(speech.text);
    this.borders = new Uint8Array(this.folded.folded.length + 1);
    for (const start of this.folded.unitStarts) this.borders[start] = 1;
    for (const unit of this.folded.units) this.counts.set(unit, (this.counts.get(unit) ?? 0) + 1);
  }

  /** Offsets in the speech at which a word occurs, without overlap. */
  occurrences(word: string): { start: number; end: number }[] {
    return this.matches(this.reader.read(word).folded, false);
  }

  private matches(wanted: string, overlapping: boolean): { start: number; end: number }[] {
    const found: { start: number; end: number }[] = [];
    if (wanted === '') return found;
    const { folded, starts, ends } = this.folded;
    for (let at = folded.indexOf(wanted); at >= 0;) {
      const end = at + wanted.length;
      const isWhole = this.borders[at] === 1 && this.borders[end] === 1;
      if (isWhole) found.push({ start: starts[at] ?? 0, end: ends[end - 1] ?? 0 });
      at = folded.indexOf(wanted, isWhole && !overlapping ? end : at + 1);
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

  /** The most similar words that do occur: parts of the word, longest first, and of words in letters those alike. */
  private nearestWords(word: string): { word: string; count: number }[] {
    const { units } = this.reader.read(Array.from(word).slice(0, LONGEST_WORD).join(''));
    const nearest: { word: string; count: number }[] = [];
    for (let length = units.length - 1; length >= 1 && nearest.length < MOST_NEAREST; length -= 1) {
      for (let start = 0; start + length <= units.length && nearest.length < MOST_NEAREST; start += 1) {
        const part = units.slice(start, start + length).join('');
        if (nearest.some((entry) => entry.word.includes(part)) || (length === 1 && nearest.length > 0)) continue;
        const count = this.matches(part, false).length;
        if (count > 0) nearest.push({ word: part, count });
      }
    }
    return nearest.length > 0 ? nearest : units.flatMap((unit) => this.alike(unit)).slice(0, MOST_NEAREST);
  }

  /** Words of the speech that start as a word in letters does, the most alike first. */
  private alike(word: string): { word: string; count: number }[] {
    const shared = (other: string) => {
      let length = 0;
      while (length < word.length && word[length] === other[length]) length += 1;
      return length;
    };
    const least = Math.max(SHORTEST_STEM, Math.ceil(word.length / 2));
    return [...this.counts]
      .filter(([other]) => shared(other) >= least)
      .sort(([a], [b]) => shared(b) - shared(a) || a.length - b.length)
      .slice(0, MOST_NEAREST)
      .map(([other, count]) => ({ word: other, count }));
  }

  /** Sentences that hold every word, in order. */
  find(words: readonly string[], page: number): { quotes: Quote[]; page: number; pageCount: number; total: number } {
    const wanted = words.map((word) => this.reader.read(word).folded).filter((word) => word !== '');
    const holders = wanted.map((word) => this.sentencesWith(word));
    const matches = this.speech.sentences.filter(
      ({ number }) => holders.length > 0 && holders.every((holding) => holding.has(number)),
    );
    const shown = pageOf(matches, page);
    return {
      quotes: shown.items.map(({ span }) => makeQuote(this.speech, span, 1)),
      page: shown.page,
      pageCount: shown.pageCount,
      total: matches.length,
    };
  }

  /** Numbers of the sentences that hold a folded word as a whole. */
  private sentencesWith(wanted: string): ReadonlySet<number> {
    const holding = new Set<number>();
    for (const { start, end } of this.matches(wanted, true)) {
      const sentence = this.speech.sentences[sentenceIndexAt(this.speech, start)];
      if (sentence !== undefined && start >= sentence.span.start && end <= sentence.span.end)
        holding.add(sentence.number);
    }
    return holding;
  }

  /** How often each word occurs, for saying how absence was established. */
  wordCounts(words: readonly string[]): { word: string; count: number }[] {
    return words.map((word) => ({ word, count: this.occurrences(word).length }));
  }
}
