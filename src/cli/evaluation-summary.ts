import { isRightFirst, isRightInThree, type AnsweredQuestion } from './evaluate-speech.js';

/** How well questions without an answer are told from those with one. */
export interface RefusalScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** What a set, or several together, came to. Shares are between 0 and 1, and NaN over nothing. */
export interface SpeechSummary {
  readonly questionCount: number;
  readonly answerableCount: number;
  readonly firstCount: number;
  readonly inThreeCount: number;
  readonly refusal: RefusalScore;
  /** F1 of refusing everything: it finds every unanswerable question. Answering everything finds none, F1 0. */
  readonly alwaysRefusingF1: number;
  /** Characters of the first quote. */
  readonly medianQuoteLength: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly quoteCount: number;
  readonly sliceCount: number;
}

/** Precision, recall and F1 from counts; 0 where nothing was refused or nothing was to be. */
export function refusalScore(rightlyRefused: number, refused: number, unanswerable: number): RefusalScore {
  const precision = refused === 0 ? 0 : rightlyRefused / refused;
  const recall = unanswerable === 0 ? 0 : rightlyRefused / unanswerable;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

const isAnswerable = ({ question }: AnsweredQuestion) => question.evidence.length > 0;
const isRefused = ({ answer }: AnsweredQuestion) => answer.status === 'not_found';
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The value below which a share of the others lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Counts and shares over answered questions. */
export function summariseRun(rows: readonly AnsweredQuestion[]): SpeechSummary {
  const answerable = rows.filter(isAnswerable);
  const refused = rows.filter(isRefused);
  const unanswerableCount = rows.length - answerable.length;
  const lengths = rows.flatMap(({ answer }) =>
    answer.status === 'answered' ? [answer.quotes[0]?.text.length ?? 0] : [],
  );
  const timesMs = rows.map(({ ms }) => ms);
  return {
    questionCount: rows.length,
    answerableCount: answerable.length,
    firstCount: answerable.filter(({ question, answer }) => isRightFirst(question, answer)).length,
    inThreeCount: answerable.filter(({ question, answer }) => isRightInThree(question, answer)).length,
    refusal: refusalScore(refused.filter((row) => !isAnswerable(row)).length, refused.length, unanswerableCount),
    alwaysRefusingF1: refusalScore(unanswerableCount, rows.length, unanswerableCount).f1,
    medianQuoteLength: quantile(lengths, 0.5),
    p50Ms: quantile(timesMs, 0.5),
    p95Ms: quantile(timesMs, 0.95),
    quoteCount: sum(rows.map(({ quoteCount }) => quoteCount)),
    sliceCount: sum(rows.map(({ sliceCount }) => sliceCount)),
  };
}

/** A share in percent, `–` of nothing. */
export const percent = (part: number, whole: number) => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);

/** Lines of a table: the first column to the left, the others to the right, each as wide as it must be. */
export function formatTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** Kinds of the questions that have an answer, in the order in which they come. */
export function kindsOf(rows: readonly AnsweredQuestion[]): string[] {
  return [...new Set(rows.filter(isAnswerable).map(({ question }) => question.kind))];
}

/** The table of one set, or of several together: by kind, refusals, quotes, time. */
export function kindTable(rows: readonly AnsweredQuestion[]): string[] {
  const answerable = rows.filter(isAnswerable);
  const groups = [
    ...kindsOf(rows).map((kind) => [kind, answerable.filter(({ question }) => question.kind === kind)] as const),
    ['all', answerable] as const,
  ];
  const cells = groups.map(([name, group]) => {
    const { answerableCount: count, firstCount, inThreeCount } = summariseRun(group);
    return [name, String(count), percent(firstCount, count), percent(inThreeCount, count)];
  });
  const { refusal, alwaysRefusingF1, medianQuoteLength, p50Ms, p95Ms, quoteCount, sliceCount } = summariseRun(rows);
  const { precision, recall, f1 } = refusal;
  return [
    ...formatTable([['kind', 'questions', 'right first', 'right in three'], ...cells]),
    `refusals: precision ${percent(precision, 1)}, recall ${percent(recall, 1)}, F1 ${f1.toFixed(2)} (refusing always ${alwaysRefusingF1.toFixed(2)}, answering always 0.00)`,
    `first quote: median ${medianQuoteLength} characters; time a question: p50 ${p50Ms.toFixed(1)} ms, p95 ${p95Ms.toFixed(1)} ms`,
    `quotes that are slices: ${sliceCount} of ${quoteCount}`,
  ];
}

/** One line a set and one for all together. */
export function setsTable(
  sets: readonly { readonly name: string; readonly rows: readonly AnsweredQuestion[] }[],
): string[] {
  const all = { name: 'all', rows: sets.flatMap(({ rows }) => rows) };
  return formatTable([
    ['set', 'questions', 'right first', 'in three', 'refusals P', 'R', 'F1', 'always', 'never', 'median quote', 'p50'],
    ...[...sets, all].map(({ name, rows }) => {
      const summary = summariseRun(rows);
      const { answerableCount: count, refusal } = summary;
      return [
        name,
        String(summary.questionCount),
        percent(summary.firstCount, count),
        percent(summary.inThreeCount, count),
        percent(refusal.precision, 1),
        percent(refusal.recall, 1),
        refusal.f1.toFixed(2),
        summary.alwaysRefusingF1.toFixed(2),
        '0.00',
        String(summary.medianQuoteLength),
        `${summary.p50Ms.toFixed(1)} ms`,
      ];
    }),
  ]);
}
