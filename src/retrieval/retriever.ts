import type { Embedder, TextEmbedding } from '../embedding/embedder.js';
import { dotRow } from '../vector-index/exact-index.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import type { TokenStore } from './late-interaction.js';
import type { LexicalIndex } from './lexical-index.js';

/** A unit with what speaks for it. */
export interface RankedUnit {
  readonly label: number;
  /** Fused score; comparable within one ranking only. */
  readonly score: number;
  /** Cosine of question and unit. */
  readonly dense: number;
  /** BM25 as a share of what could be reached. */
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
/**
 * Weight of the words against the vectors. The lexical score is a share of what the question's words could reach: a
 * question whose words stand in a unit leans on them, one in other words on the vectors.
 */
const LEXICAL_WEIGHT = 2.2;
/** Weight of late interaction against the other two. */
const LATE_WEIGHT = 2;

const spread = (values: readonly number[]) => {
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  return (value: number) => (value - low) / range;
};

/**
 * Finds and ranks units for a question: candidates by vectors (HNSW) and by words (BM25), scored by the sum of cosine
 * (scaled over the candidates), BM25 and, where token vectors are kept, late interaction (scaled likewise).
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
    const first = candidates
      .map((candidate) => ({
        ...candidate,
        score: scaleDense(candidate.dense) + LEXICAL_WEIGHT * candidate.lexical,
        late: null,
      }))
      .sort((a, b) => b.score - a.score || a.label - b.label);
    if (tokenStore === null) return first;
    return rerankLate(first, embedding, tokenStore);
  }
}

function rerankLate(first: readonly RankedUnit[], embedding: TextEmbedding, tokenStore: TokenStore): RankedUnit[] {
  const late = tokenStore.scores(
    embedding.tokens,
    first.map(({ label }) => label),
  );
  const scaleLate = spread(late);
  return first
    .map((unit, index) => ({
      ...unit,
      late: late[index] ?? 0,
      score: unit.score + LATE_WEIGHT * scaleLate(late[index] ?? 0),
    }))
    .sort((a, b) => b.score - a.score || a.label - b.label);
}
