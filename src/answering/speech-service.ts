import type { Answer, Quote, Turn } from './quoting/answer.js';
import type { ClaimCheck } from './checking/claim-check.js';
import type { ExampleQuestions } from './example-questions.js';

/** What there is to say about the loaded speech. */
export interface SpeechInfo {
  readonly title: string;
  readonly date: string | null;
  readonly language: 'zh' | 'en';
  readonly characterCount: number;
  readonly sentenceCount: number;
  /** SHA-256 of the source file, lower-case hex. */
  readonly sha256: string;
  readonly modelId: string;
  /** Announced points that the text lacks. */
  readonly announcements: readonly { readonly announced: number; readonly found: number; readonly quote: Quote }[];
  /** The last words, where the text stops in mid-sentence. */
  readonly breaksOff: Quote | null;
  /** Three questions that this speech answers, by the language they are put in. */
  readonly exampleQuestions: ExampleQuestions;
}

/** One line of the outline, in reading order. */
export interface OutlineRow {
  readonly level: number;
  /** Heading as a quote; for parts without a heading, their first sentence. */
  readonly quote: Quote;
  /** False where `quote` is a first sentence and not a heading. */
  readonly isHeading: boolean;
  readonly lastSentence: number;
}

/** Where a quote stands, for 出处. */
export interface Place {
  /** Headings from the section inwards, as slices of the text. */
  readonly path: readonly string[];
  readonly quote: Quote;
  readonly sha256: string;
}

/** A word's occurrence with the words around it: one slice of the text, the word at `wordStart` … `wordEnd` in it. */
export interface KeywordInContext {
  readonly quote: Quote;
  readonly wordStart: number;
  readonly wordEnd: number;
}

/** How often a word occurs, script, width and spacing folded. */
export interface WordCount {
  readonly word: string;
  readonly count: number;
  /** One page of occurrences, in order. */
  readonly lines: readonly KeywordInContext[];
  readonly page: number;
  readonly pageCount: number;
  /** For a count of 0: the most similar words that do occur. */
  readonly nearestWords: readonly { readonly word: string; readonly count: number }[];
}

/** Ready: questions are answered. Otherwise why not, as a stable code. */
export type ServiceState = { readonly ready: true } | { readonly ready: false; readonly code: string };

/**
 * Everything that can be asked about one loaded speech. The only thing that the bot knows of the rest of the program.
 * Sentence numbers are from 1; ids are permanent. Rejections are outages (`EmbeddingError` …), never "not found".
 */
export interface SpeechService {
  readonly info: SpeechInfo;
  readonly state: ServiceState;
  /** Answers a question; `history` is oldest first. `quoteCount` bounds the quotes of an open answer (1–5, default 3). */
  answer(question: string, history?: readonly Turn[], quoteCount?: number): Promise<Answer>;
  /** Judges every quoted part of a message, or the whole message where nothing in it is quoted. */
  check(message: string): ClaimCheck[];
  outline(): OutlineRow[];
  /** A sentence by id, number ("38", "第38句") or place ("二.1", "第二部分第一点"); null where there is none. */
  resolve(reference: string): Quote | null;
  /**
   * Whole sentences `first` … `last` by number (inclusive), as one quote, clipped to the innermost outline node of
   * sentence `anchor` (default `first`). Null where the numbers are not in the speech.
   */
  quoteSentences(first: number, last: number, anchor?: number): Quote | null;
  place(quote: Quote): Place;
  /** Best passages for inline mode, best first; by words alone while the embedder is unwell. */
  search(query: string, limit: number): Promise<Quote[]>;
  count(word: string, page: number): WordCount;
  /** Sentences that hold all of the words (folded), in order. */
  find(
    words: readonly string[],
    page: number,
  ): { readonly quotes: readonly Quote[]; readonly page: number; readonly pageCount: number; readonly total: number };
}
