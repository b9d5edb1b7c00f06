import { quotesShown, type Answer, type Quote, type Turn } from '../answering/quoting/answer.js';
import type { Answerer } from '../answering/answerer.js';
import type { SpeechQuestion } from './evaluation-sets.js';

/** One line of `--out` for a question on a speech. */
export interface SpeechResult {
  readonly id: string;
  readonly status: Answer['status'];
  /** Whether the quotes are items of an enumeration; only where it is answered. */
  readonly form?: 'quotes' | 'enumeration';
  readonly reason?: string;
  readonly quotes: readonly Quote[];
  readonly nearest: readonly Quote[];
  readonly ms: number;
}

/** The JSON form of an answer. */
export function toResult(id: string, answer: Answer, ms: number): SpeechResult {
  const rounded = Number(ms.toFixed(2));
  if (answer.status === 'answered')
    return { id, status: 'answered', form: answer.form, quotes: answer.quotes, nearest: [], ms: rounded };
  return { id, status: 'not_found', reason: answer.reason, quotes: [], nearest: answer.nearest, ms: rounded };
}

/** A question with its answer and what it took. */
export interface AnsweredQuestion {
  readonly question: SpeechQuestion;
  readonly answer: Answer;
  readonly ms: number;
  /** Quotes and nearest quotes shown, and how many of them are slices of the speech at their offsets. */
  readonly quoteCount: number;
  readonly sliceCount: number;
}

/** The questions that were asked before a question of a set, as turns whose answers are found again. */
export function turnsBefore({ history }: Pick<SpeechQuestion, 'history'>): Turn[] {
  return (history ?? []).map((question) => ({ question, answer: null }));
}

/** Asks every question of a set. Rejects with `EmbeddingError` when the embedder fails. */
export async function askAll(
  questions: readonly SpeechQuestion[],
  answerer: Pick<Answerer, 'answer'>,
  text: string,
): Promise<AnsweredQuestion[]> {
  const rows: AnsweredQuestion[] = [];
  for (const question of questions) {
    const startedMs = performance.now();
    const answer = await answerer.answer(question.question, turnsBefore(question), 3);
    const ms = performance.now() - startedMs;
    const shown = quotesShown(answer);
    const slices = shown.filter((quote) => quote.text === text.slice(quote.start, quote.end));
    rows.push({ question, answer, ms, quoteCount: shown.length, sliceCount: slices.length });
  }
  return rows;
}

const holds = (quotes: readonly Quote[], evidence: string) => quotes.some(({ text }) => text.includes(evidence));

/**
 * Whether the right quote comes first: with one evidence, or any of several, the first quote holds it; with several,
 * the first quote or an enumeration's quotes together hold every one.
 */
export function isRightFirst(question: SpeechQuestion, answer: Answer): boolean {
  if (answer.status !== 'answered' || question.evidence.length === 0) return false;
  const first = answer.quotes.slice(0, 1);
  if (question.any_of || question.evidence.length === 1)
    return question.evidence.some((evidence) => holds(first, evidence));
  return [first, ...(answer.form === 'enumeration' ? [answer.quotes] : [])].some((quotes) =>
    question.evidence.every((evidence) => holds(quotes, evidence)),
  );
}

/** The same with the first three quotes. */
export function isRightInThree(question: SpeechQuestion, answer: Answer): boolean {
  if (answer.status !== 'answered' || question.evidence.length === 0) return false;
  const quotes = answer.form === 'enumeration' ? answer.quotes : answer.quotes.slice(0, 3);
  return question.any_of
    ? question.evidence.some((evidence) => holds(quotes, evidence))
    : question.evidence.every((evidence) => holds(quotes, evidence));
}
