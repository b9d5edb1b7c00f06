import type { TextEmbedding } from '../embedding/embedder.js';
import { COMPANION, type RankedUnit, type Retriever } from '../retrieval/retriever.js';

/** How the best candidates match a question, by what ranked them. */
export interface Match {
  /** Mean of the lowest quarter of the question's tokens' best cosines with the best sentence, by the companion. */
  readonly weakestTokens: number;
  /** Standard deviation of all those cosines. */
  readonly tokenSpread: number;
  /** As `weakestTokens`, by the first model. */
  readonly weakestTokensByFirst: number;
  /** Late interaction by the first model, of the best of five candidates. */
  readonly lateByFirst: number;
  /** Late interaction of the best candidate by the companion, less the mean of all that it compared. */
  readonly aboveOthers: number;
  /** The same, less the third candidate's. */
  readonly aboveThird: number;
  /** How many of the four candidates after the best stand within three sentences of it. */
  readonly neighbours: number;
}

const FIRST_MODEL = 0;
/** Candidates of which the best counts, and which may stand near the best. */
const CANDIDATES = 5;
/** Sentences that are near. */
const REACH = 3;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / (values.length || 1);

/** The lowest quarter, at least one. */
function weakest(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => a - b).slice(0, Math.max(1, Math.floor(values.length / 4)));
}

/** Without the marks that a model sets around every text. */
const withoutMarks = (values: readonly number[]) => (values.length > 4 ? values.slice(1, -1) : values);

/** Reads how the candidates match; null where no companion compared the best of them. */
export function matchOf(ranked: readonly RankedUnit[], embedding: TextEmbedding, retriever: Retriever): Match | null {
  const [best, , third] = ranked;
  const companion = best?.late[COMPANION] ?? null;
  if (best === undefined || companion === null) return null;
  const tokens = withoutMarks(retriever.tokenLikeness(COMPANION, embedding, best.label));
  const average = mean(tokens);
  const compared = ranked.flatMap(({ late }) => late[COMPANION] ?? []);
  return {
    weakestTokens: mean(weakest(tokens)),
    tokenSpread: Math.sqrt(mean(tokens.map((cosine) => (cosine - average) ** 2))),
    weakestTokensByFirst: mean(weakest(withoutMarks(retriever.tokenLikeness(FIRST_MODEL, embedding, best.label)))),
    lateByFirst: Math.max(...ranked.slice(0, CANDIDATES).map(({ late }) => late[FIRST_MODEL] ?? 0)),
    aboveOthers: companion - mean(compared),
    aboveThird: companion - (third?.late[COMPANION] ?? companion),
    neighbours: ranked.slice(1, CANDIDATES).filter(({ label }) => Math.abs(label - best.label) <= REACH).length,
  };
}
