import type { Quote } from '../answering/quoting/answer.js';
import type { ClaimCheck, DiffPart, MeaningChange, Verdict } from '../answering/checking/claim-check.js';

/** From the truest to the least true. */
const VERDICTS: readonly Verdict[] = ['exact', 'punctuation', 'altered', 'stitched', 'absent'];

/** One line of `--out` for a claim. */
export interface ClaimLine {
  readonly verdict: Verdict;
  readonly quotes: readonly Quote[];
  readonly ms: number;
}

/** What `check --json` prints. */
export interface CheckOutput extends ClaimLine {
  readonly diff: readonly DiffPart[];
  readonly meaningChanges: readonly MeaningChange[];
  /** Each claim on its own, in order, where the message holds several. */
  readonly claims?: readonly Omit<ClaimCheck, 'leftOut' | 'wordCounts'>[];
}

/**
 * The JSON form of the verdicts on one message: its least true claim decides, since a message is no truer than that;
 * the quotes are those of all its claims, in order.
 */
export function claimLine(checks: readonly ClaimCheck[], ms: number): ClaimLine {
  return {
    verdict: VERDICTS.findLast((verdict) => checks.some((check) => check.verdict === verdict)) ?? 'absent',
    quotes: checks.flatMap(({ quotes }) => quotes),
    ms: Number(ms.toFixed(2)),
  };
}

/** The same with the differences, and with each claim where there are several. */
export function checkOutput(checks: readonly ClaimCheck[], ms: number): CheckOutput {
  const claims = checks.map(({ claim, start, end, verdict, quotes, diff, meaningChanges }) => ({
    claim,
    start,
    end,
    verdict,
    quotes,
    diff,
    meaningChanges,
  }));
  return {
    ...claimLine(checks, ms),
    diff: checks.flatMap(({ diff }) => diff),
    meaningChanges: checks.flatMap(({ meaningChanges }) => meaningChanges),
    ...(checks.length > 1 ? { claims } : {}),
  };
}
