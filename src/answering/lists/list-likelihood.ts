import type { ListSignals } from './list-signals.js';
import { LIST_WEIGHTS } from './list-weights.js';
import type { Enumeration } from './speech-lists.js';

/** A list, or a sentence alone, that may answer a question for several things. */
export interface ListCandidate {
  /** Null for a sentence. */
  readonly list: Enumeration | null;
  /** Index of the sentence; null for a list. */
  readonly sentence: number | null;
  /** Whether the rules chose it. */
  readonly isChosen: boolean;
  readonly signals: ListSignals;
}

/** How likely it is that a candidate is the answer, as the logarithm of the odds. */
export function listLikelihood(signals: ListSignals): number {
  const names = Object.keys(LIST_WEIGHTS.signals) as (keyof ListSignals)[];
  return names.reduce((sum, name) => sum + LIST_WEIGHTS.signals[name] * signals[name], LIST_WEIGHTS.constant);
}

/** The candidate that is most likely the answer; the first of equals. There is at least one. */
export function likeliestOf(candidates: readonly ListCandidate[]): ListCandidate | undefined {
  return [...candidates].sort((a, b) => listLikelihood(b.signals) - listLikelihood(a.signals))[0];
}
