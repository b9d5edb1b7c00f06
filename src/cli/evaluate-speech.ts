import type { Answer, Quote } from '../answering/answer.js';
import type { SpeechQuestion } from './evaluation-sets.js';

/** One line of `--out` for a question on a speech. */
export interface SpeechResult {
  readonly id: string;
  readonly status: Answer['status'];
  readonly reason?: string;
  readonly quotes: readonly Quote[];
  readonly nearest: readonly Quote[];
  readonly ms: number;
}

/** The JSON form of an answer. */
export function toResult(id: string, answer: Answer, ms: number): SpeechResult {
  const rounded = Number(ms.toFixed(2));
  if (answer.status === 'answered') return { id, status: 'answered', quotes: answer.quotes, nearest: [], ms: rounded };
  return { id, status: 'not_found', reason: answer.reason, quotes: [], nearest: answer.nearest, ms: rounded };
}

const holds = (quotes: readonly Quote[], evidence: string) => quotes.some(({ text }) => text.includes(evidence));

/** Whether the right quote comes first: the first quote holds the evidence, or an enumeration's quotes together do. */
export function isRightFirst(question: SpeechQuestion, answer: Answer): boolean {
  if (answer.status !== 'answered' || question.evidence.length === 0) return false;
  const first = answer.quotes.slice(0, 1);
  if (question.any_of || question.evidence.length === 1) {
    return question.evidence.some((evidence) => holds(answer.form === 'enumeration' ? answer.quotes : first, evidence));
  }
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

const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

/** The table that `evaluate` prints for a speech set, one line an entry. */
export function summarise(
  questions: readonly SpeechQuestion[],
  answers: readonly Answer[],
  timesMs: readonly number[],
): string[] {
  const rows = questions.map((question, index) => ({ question, answer: answers[index] }));
  const answerable = rows.filter(({ question }) => question.evidence.length > 0);
  const lines: string[] = ['kind            questions  right first  right in three'];
  for (const kind of [...new Set(answerable.map(({ question }) => question.kind)), 'all']) {
    const of = answerable.filter(({ question }) => kind === 'all' || question.kind === kind);
    const first = of.filter(({ question, answer }) => answer !== undefined && isRightFirst(question, answer)).length;
    const three = of.filter(({ question, answer }) => answer !== undefined && isRightInThree(question, answer)).length;
    lines.push(
      `${kind.padEnd(15)} ${String(of.length).padStart(9)}  ${percent(first, of.length).padStart(11)}  ${percent(three, of.length).padStart(14)}`,
    );
  }
  const refused = rows.filter(({ answer }) => answer?.status === 'not_found');
  const rightlyRefused = refused.filter(({ question }) => question.evidence.length === 0).length;
  const unanswerable = rows.length - answerable.length;
  const precision = refused.length === 0 ? 0 : rightlyRefused / refused.length;
  const recall = unanswerable === 0 ? 0 : rightlyRefused / unanswerable;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  // Refusing always finds every unanswerable question; answering always finds none.
  const always = rows.length === 0 ? 0 : (2 * unanswerable) / (rows.length + unanswerable);
  lines.push(
    `refusals: precision ${percent(rightlyRefused, refused.length)}, recall ${percent(rightlyRefused, unanswerable)}, F1 ${f1.toFixed(2)} (refusing always ${always.toFixed(2)}, answering always 0.00)`,
  );
  const lengths = answers
    .flatMap((answer) => (answer.status === 'answered' ? [answer.quotes[0]?.text.length ?? 0] : []))
    .sort((a, b) => a - b);
  const times = [...timesMs].sort((a, b) => a - b);
  const at = (values: readonly number[], share: number) =>
    values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
  lines.push(
    `first quote: median ${at(lengths, 0.5)} characters; time a question: p50 ${at(times, 0.5).toFixed(1)} ms, p95 ${at(times, 0.95).toFixed(1)} ms`,
  );
  return lines;
}
