import type { RankedUnit } from '../retrieval/retriever.js';

/** Best sentences that are looked at beside the very best. */
export const SENTENCES_LOOKED_AT = 3;
/** How far the score of a sentence that is nearly as good may stay behind the best sentence's. */
const FARTHEST_BEHIND_BEST = 1.5;

/** The best sentences, as far as they are nearly as good as the best. */
export function nearBest(ranked: readonly RankedUnit[]): RankedUnit[] {
  const least = (ranked[0]?.score ?? 0) - FARTHEST_BEHIND_BEST;
  return ranked.slice(0, SENTENCES_LOOKED_AT).filter(({ score }) => score >= least);
}

/** The best late interaction by the companion among the best sentences; null where it compared none of them. */
export function bestCompanionLate(ranked: readonly RankedUnit[]): number | null {
  const lates = ranked.slice(0, SENTENCES_LOOKED_AT).flatMap(({ late }) => late[1] ?? []);
  return lates.length === 0 ? null : Math.max(...lates);
}
