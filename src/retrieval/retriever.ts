import type { Embedder, TextEmbedding } from '../embedding/embedder.js';
import { dotRow } from '../vector-index/exact-index.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import { lateInteraction, type TokenStore } from './late-interaction.js';
import type { LexicalIndex } from './lexical-index.js';

/** A unit with what speaks for it. */
export interface RankedUnit {
  readonly label: number;
  /** Fused score; comparable within one ranking only. */
  readonly score: number;
  /** Cosine of question and unit. */
  readonly dense: number;
  /** BM25. */
  readonly lexical: number;
  /** Mean best cosine over tokens; null where it was not computed. */
  readonly late: number | null;
}

/** What is searched: the parts of one index, over the same units in the same order. */
export interface RetrievalParts {
  readonly embedder: Embedder;
  readonly index: VectorIndex;
  /** Unit vectors row by row, to score what only the words found. */
  readonly vectors: Float32Array;
  readonly lexicalIndex: LexicalIndex;
  /** Null for sets too large to keep token vectors of. */
  readonly tokenStore: TokenStore | null;
}

/** Candidates taken from each side. */
const CANDIDATES_A_SIDE = 48;
/** Candidates that are compared token by token: it costs some 0.3 ms each. */
const LATE_CANDIDATES = 14;

const spread = (values: readonly number[]) => {
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  return (value: number) => (value - low) / range;
};

/**
 * Finds and ranks units for a question: candidates by vectors (HNSW) and by words (BM25), each side scaled to 0 … 1
 * over the candidates and added; the best are compared token by token, which counts as much as both together.
 */
export class Retriever {
  constructor(private readonly parts: RetrievalParts) {}

  /** Embeds and ranks. Rejects with `EmbeddingError` when the embedder fails: an outage is no empty result. */
  async retrieve(question: string): Promise<{ ranked: RankedUnit[]; embedding: TextEmbedding }> {
    const embedding = await this.parts.embedder.embedQuestion(question);
    return { ranked: this.rank(question, embedding), embedding };
  }

  /** Ranks by words alone, for when there is no vector. */
  rankByWords(question: string): RankedUnit[] {
    return this.parts.lexicalIndex
      .search(question)
      .map(({ label, score }) => ({ label, score, dense: 0, lexical: score, late: null }));
  }

  /** Ranks for a question already embedded. */
  rank(question: string, embedding: TextEmbedding): RankedUnit[] {
    const { index, vectors, lexicalIndex, tokenStore } = this.parts;
    const lexicalHits = lexicalIndex.search(question);
    const lexicalScores = new Map(lexicalHits.map(({ label, score }) => [label, score]));
    const denseScores = new Map(
      index.search(embedding.vector, CANDIDATES_A_SIDE).map(({ label, similarity }) => [label, similarity]),
    );
    for (const { label } of lexicalHits.slice(0, CANDIDATES_A_SIDE)) {
      if (!denseScores.has(label)) denseScores.set(label, dotRow(vectors, label, embedding.vector));
    }
    const candidates = [...denseScores].map(([label, dense]) => ({
      label,
      dense,
      lexical: lexicalScores.get(label) ?? 0,
    }));
    if (candidates.length === 0) return [];
    const scaleDense = spread(candidates.map(({ dense }) => dense));
    const scaleLexical = spread([0, ...candidates.map(({ lexical }) => lexical)]);
    const first = candidates
      .map((candidate) => ({
        ...candidate,
        score: scaleDense(candidate.dense) + scaleLexical(candidate.lexical),
        late: null,
      }))
      .sort((a, b) => b.score - a.score || a.label - b.label);
    if (tokenStore === null) return first;
    return rerankLate(first, embedding, tokenStore);
  }
}

function rerankLate(first: readonly RankedUnit[], embedding: TextEmbedding, tokenStore: TokenStore): RankedUnit[] {
  const head = first
    .slice(0, LATE_CANDIDATES)
    .map((unit) => ({ ...unit, late: lateInteraction(embedding.tokens, tokenStore, unit.label) }));
  const scaleLate = spread(head.map(({ late }) => late));
  const reranked = head.map((unit) => ({ ...unit, score: unit.score + 2 * scaleLate(unit.late) }));
  reranked.sort((a, b) => b.score - a.score || a.label - b.label);
  return [...reranked, ...first.slice(LATE_CANDIDATES)];
}
