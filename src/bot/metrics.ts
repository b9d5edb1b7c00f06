import { Histogram } from 'prom-client';

/** Steps whose durations are counted. */
export type Step = 'embed' | 'search' | 'answer' | 'send';

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
  /** Durations of the steps, in seconds, by step. */
  readonly stepSeconds: Histogram<'step'>;
}

/** Fresh counts. */
export function createMetrics(): Metrics {
  const stepSeconds = new Histogram({
    name: 'yuanwen_step_seconds',
    help: 'Durations of embedding, searching, answering as a whole, and sending',
    labelNames: ['step'] as const,
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [],
  });
  return { questions: 0, refusals: 0, failures: 0, pendingUpdates: 0, lastPollMs: 0, answerMs: [], stepSeconds };
}

/** Adds the duration of one step, in milliseconds. */
export function recordStep({ stepSeconds }: Metrics, step: Step, ms: number): void {
  stepSeconds.observe({ step }, ms / 1000);
}

/** The duration within which a share of the latest answers came, in milliseconds; 0 before the first. */
export function answerQuantileMs({ answerMs }: Metrics, share: number): number {
  return [...answerMs].sort((a, b) => a - b)[Math.floor(answerMs.length * share)] ?? 0;
}

/** Adds the duration of one answer. */
export function recordAnswer(metrics: Metrics, ms: number): void {
  recordStep(metrics, 'answer', ms);
  metrics.answerMs.push(ms);
  if (metrics.answerMs.length > 1000) metrics.answerMs.shift();
}
