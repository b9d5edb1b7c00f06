import type { TokenVectors } from '../embedding/embedder.js';
import { meanToken, type TokenStore } from './late-interaction.js';

/** What the companion says of the units for one question; each unit is compared once, however often it is asked for. */
export class CompanionScores {
  /** Cosine of each unit's mean token vector with the question's, in the order of the units. */
  readonly means: readonly number[];
  /** The units with so many of the largest means as were asked for, in no order; all that are as large as the last of them. */
  readonly nearest: readonly number[];
  private readonly known = new Map<number, number>();

  /** `means` and `tokens` hold the same units in the same order, `means` one row of each; `count` of them are the nearest. */
  constructor(
    private readonly question: TokenVectors,
    means: TokenStore,
    private readonly tokens: TokenStore,
    count: number,
  ) {
    this.means = means.scores(
      meanToken(question),
      Array.from({ length: means.unitCount }, (_, unit) => unit),
    );
    const least = Float64Array.from(this.means).sort().at(-count) ?? -Infinity;
    this.nearest = this.means.flatMap((mean, label) => (mean >= least ? [label] : []));
  }

  /** Late interaction with units, in the order of `labels`. */
  late(labels: readonly number[]): number[] {
    const unknown = [...new Set(labels)].filter((label) => !this.known.has(label));
    const scores = this.tokens.scores(this.question, unknown);
    for (const [index, label] of unknown.entries()) this.known.set(label, scores[index] ?? 0);
    return labels.map((label) => this.known.get(label) ?? 0);
  }
}
