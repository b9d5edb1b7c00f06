import { logOdds } from '../quoting/log-odds.js';
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
export const listLikelihood = (signals: ListSignals): number => logOdds(LIST_WEIGHTS, signals);

/** The candidate that is most likely the answer, the first of equals; undefined where there is none. */
export function likeliestOf(candidates: readonly ListCandidate[]): ListCandidate | undefined {
  const likelihoods = candidates.map(({ signals }) => listLikelihood(signals));
  return candidates[likelihoods.indexOf(Math.max(...likelihoods))];
}
