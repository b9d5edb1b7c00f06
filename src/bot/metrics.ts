/** Counts of one run, for /stats and for the health server. No words of anybody are in it. */
export interface Metrics {
  questions: number;
  refusals: number;
  failures: number;
  /** Updates waiting or being handled. */
  pendingUpdates: number;
  /** When getUpdates last succeeded, in milliseconds since the epoch; 0 before the first time. */
  lastPollMs: number;
  /** Durations of answering, in milliseconds; the latest thousand. */
  readonly answerMs: number[];
}

/** Fresh counts. */
export function createMetrics(): Metrics {
  return { questions: 0, refusals: 0, failures: 0, pendingUpdates: 0, lastPollMs: 0, answerMs: [] };
}

/** Adds the duration of one answer. */
export function recordAnswer(metrics: Metrics, ms: number): void {
  metrics.answerMs.push(ms);
  if (metrics.answerMs.length > 1000) metrics.answerMs.shift();
}
