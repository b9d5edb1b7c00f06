import type { Embedder, TextEmbedding, TokenVectors } from '../embedding/embedder.js';
import { dotRow } from '../vector-index/exact-index.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import { CompanionScores } from './companion-scores.js';
import type { TokenStore } from './late-interaction.js';
import type { LexicalIndex } from './lexical-index.js';
import type { RelatedWords, RelatedWordsIndex } from './related-words.js';

/** A unit with what speaks for it. */
export interface RankedUnit {
  readonly label: number;
  /** Fused score; comparable within one ranking only. */
  readonly score: number;
  /** Cosine of question and unit. */
  readonly dense: number;
  /** BM25 as a share of what could be reached. */
  readonly lexical: number;
  /** Mean best cosine over the unit's tokens, by each model; null where it was not computed. */
  readonly late: readonly (number | null)[];
}

/** What was found for a question, best first, with the embedding that it was ranked by. */
export interface Ranking {
  readonly ranked: readonly RankedUnit[];
  readonly embedding: TextEmbedding;
}

/** What is searched: the parts of one index, over the same units in the same order. */
export interface RetrievalParts {
  readonly embedder: Embedder;
  readonly index: VectorIndex;
  /** Unit vectors row by row, to score what only the words found. */
  readonly vectors: Float32Array;
  readonly lexicalIndex: LexicalIndex;
  /** Null where questions come without related words. */
  readonly relatedWords: RelatedWordsIndex | null;
  /** Token vectors by each model; none for sets too large to keep them. */
  readonly tokenStores: readonly TokenStore[];
  /** The mean of each unit's token vectors by the companion, as units of one row; null without a companion. */
  readonly companionMeans: TokenStore | null;
  /** Token vectors of the sentences inside each unit, where units are passages; null where units are sentences. */
  readonly sentenceTokens: SentenceTokens | null;
  readonly weights: RetrievalWeights;
}

/** Token vectors of the sentences of passages. */
export interface SentenceTokens {
  /** By each model, like those of the units. */
  readonly stores: readonly TokenStore[];
  /** Rows of the stores that lie in a unit. */
  readonly sentencesOf: (label: number) => readonly number[];
}

/** Candidates taken from each side. */
const CANDIDATES_A_SIDE = 40;
/** Candidates taken from related words, which find little that the others do not. */
const RELATED_CANDIDATES = 16;
/** Candidates, best by the other signals, that late interaction compares: of those behind hardly one gets to the front. */
const LATE_CANDIDATES = 48;
/** The same by the first model, where the companion compared before it. */
const LATE_CANDIDATES_BEHIND_COMPANION = 24;
/** Which of the models is the companion. */
export const COMPANION = 1;

/** Whether the companion compared any of the units with the question. */
export function hasCompanionCompared(units: readonly RankedUnit[]): boolean {
  return units.some(({ late }) => (late[COMPANION] ?? null) !== null);
}

/** What each signal counts in the sum; one of 0 is left out, its candidates too. */
export interface RetrievalWeights {
  /** Of the cosine, scaled over the candidates. */
  readonly dense: number;
  /**
   * Of the words against the vectors. The lexical score is a share of what the question's words could reach: a
   * question whose words stand in a unit leans on them, one in other words on the vectors.
   */
  readonly lexical: number;
  /** Of related words: they find what other words say, and count less than the question's own. */
  readonly related: number;
  /** Of related words that translate the question: about what its own words count. */
  readonly translated: number;
  /** Of late interaction with a unit, by each model. */
  readonly late: number;
  /** Of late interaction with the best sentence of a unit (the unit itself where units are sentences), by each model. */
  readonly lateSentence: number;
  /** What late interaction counts by each model, as a multiple of the two before. */
  readonly models: readonly number[];
  /** What counts instead where English is asked or searched: the first model knows Chinese only. */
  readonly english: { readonly dense: number; readonly models: readonly number[] };
}

/**
 * The weights that answer questions; measurements change one at a time. The companion counts most: it is trained to find
 * the sentence that answers, the first model to find texts that are alike.
 */
export const RETRIEVAL_WEIGHTS: RetrievalWeights = {
  dense: 0.3,
  lexical: 2.2,
  related: 0.9,
  translated: 2,
  late: 1,
  lateSentence: 1,
  models: [1, 3],
  english: { dense: 0.5, models: [0.25, 2] },
};

/** What words find, before anything is embedded. */
interface FoundByWords {
  readonly candidates: readonly number[];
  readonly lexicalScores: ReadonlyMap<number, number>;
  readonly relatedScores: ReadonlyMap<number, number>;
  readonly relatedWeight: number;
}

/** A question as units are scored for it. */
interface AskedQuestion {
  readonly embedding: TextEmbedding;
  readonly companion: CompanionScores | null;
  readonly weights: RetrievalWeights;
}

const NO_WORDS: RelatedWords = { groups: [], isTranslation: false };
const NO_TOKENS: TokenVectors = { count: 0, dimensions: 0, data: new Int8Array(0), level: 0 };

const spread = (values: readonly number[]) => {
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  return (value: number) => (value - low) / range;
};

/**
 * Finds and ranks units for a question: candidates by vectors (HNSW), by words (BM25) and by related words, scored by
 * the sum of cosine (scaled over the candidates), BM25, related words and, where token vectors are kept, late
 * interaction by each model (scaled likewise).
 */
export class Retriever {
  constructor(private readonly parts: RetrievalParts) {}

  /**
   * Embeds and ranks; `asked` is the question in its own words where `question` translates it. Rejects with
   * `EmbeddingError` when the embedder fails: an outage is no empty result.
   */
  async retrieve(question: string, related: RelatedWords = NO_WORDS, asked = question): Promise<Ranking> {
    let companion = null as CompanionScores | null;
    const embedded = this.parts.embedder.embedQuestion(question, asked, (tokens) => {
      companion = this.companionScores(tokens);
      // What is sure to be compared is compared while the first model still works.
      companion?.late([...words.candidates, ...companion.nearest]);
    });
    // Words are searched while the embedding processes work.
    const words = this.searchWords(question, related);
    const embedding = await embedded;
    companion ??= this.companionScores(embedding.tokens[COMPANION]);
    const weights = this.weightsFor(question, asked);
    return { ranked: this.rankFound(words, { embedding, companion, weights }), embedding };
  }

  /** Embeds words that are compared with any units, and ranks none. Rejects with `EmbeddingError` when the embedder fails. */
  embed(words: string): Promise<TextEmbedding> {
    return this.parts.embedder.embedQuestion(words);
  }

  /** Late interaction of any units by the companion, in the order of `labels`; null where no companion keeps token vectors. */
  companionLate({ tokens }: TextEmbedding, labels: readonly number[]): number[] | null {
    const store = this.parts.tokenStores[COMPANION];
    const question = tokens[COMPANION];
    return store === undefined || question === undefined ? null : store.scores(question, labels);
  }

  /** For each of the question's tokens the best cosine with any token of a unit, by one model; empty without its token vectors. */
  tokenLikeness(model: number, { tokens }: TextEmbedding, label: number): number[] {
    const store = this.parts.tokenStores[model];
    const question = tokens[model];
    return store === undefined || question === undefined ? [] : store.bestCosines(question, label);
  }

  /** Ranks by words alone, for when there is no vector. */
  rankByWords(question: string): RankedUnit[] {
    return this.parts.lexicalIndex
      .search(question)
      .map(({ label, score }) => ({ label, score, dense: 0, lexical: score, late: [] }));
  }

  /** Ranks for a question already embedded. */
  rank(question: string, embedding: TextEmbedding, related: RelatedWords, asked = question): RankedUnit[] {
    const words = this.searchWords(question, related);
    const companion = this.companionScores(embedding.tokens[COMPANION]);
    return this.rankFound(words, { embedding, companion, weights: this.weightsFor(question, asked) });
  }

  /** What the question's words and related ones find. */
  private searchWords(question: string, related: RelatedWords): FoundByWords {
    const { lexicalIndex, relatedWords, weights } = this.parts;
    const hits = weights.lexical === 0 ? [] : lexicalIndex.search(question);
    const relatedWeight = related.isTranslation ? weights.translated : weights.related;
    const relatedScores =
      relatedWeight === 0
        ? new Map<number, number>()
        : (relatedWords?.search(related.groups) ?? new Map<number, number>());
    const bestRelated = [...relatedScores].sort((a, b) => b[1] - a[1]).slice(0, RELATED_CANDIDATES);
    return {
      candidates: [...hits.slice(0, CANDIDATES_A_SIDE).map(({ label }) => label), ...bestRelated.map(first)],
      lexicalScores: new Map(hits.map(({ label, score }) => [label, score])),
      relatedScores,
      relatedWeight,
    };
  }

  private rankFound(words: FoundByWords, asked: AskedQuestion): RankedUnit[] {
    const { tokenStores } = this.parts;
    const { embedding, companion, weights } = asked;
    const { lexicalScores, relatedScores, relatedWeight } = words;
    const byCompanion = companion?.nearest ?? [];
    const cosines = this.denseScores(embedding.vector, [...words.candidates, ...byCompanion]);
    if (cosines.size === 0) return [];
    const scaleDense = spread([...cosines.values()]);
    const notCompared = tokenStores.map(() => null);
    const ranked: RankedUnit[] = [];
    for (const [label, dense] of cosines) {
      const lexical = lexicalScores.get(label) ?? 0;
      const score =
        weights.dense * scaleDense(dense) + weights.lexical * lexical + relatedWeight * (relatedScores.get(label) ?? 0);
      ranked.push({ label, score, dense, lexical, late: notCompared });
    }
    ranked.sort(byScore);
    if (tokenStores.length === 0 || weights.late + weights.lateSentence === 0) return ranked;
    if (companion === null) return this.compare(0, ranked, LATE_CANDIDATES, asked);
    const { means } = companion;
    // The companion is the better judge: it compares first, and the first model what it puts in front.
    const scaleMean = spread(ranked.map(({ label }) => means[label] ?? 0));
    const likelihoods = new Map(ranked.map(({ label, score }) => [label, score + scaleMean(means[label] ?? 0)]));
    const likely = [...ranked].sort((a, b) => (likelihoods.get(b.label) ?? 0) - (likelihoods.get(a.label) ?? 0));
    const byCompanionToo = this.compare(COMPANION, likely, LATE_CANDIDATES, asked);
    return this.compare(0, byCompanionToo, LATE_CANDIDATES_BEHIND_COMPANION, asked);
  }

  /** Null without a companion, or where it counts nothing. */
  private companionScores(question: TokenVectors | undefined): CompanionScores | null {
    const { companionMeans, tokenStores, weights } = this.parts;
    const store = tokenStores[COMPANION];
    if (companionMeans === null || store === undefined || question === undefined) return null;
    return weights.models[COMPANION] === 0
      ? null
      : new CompanionScores(question, companionMeans, store, CANDIDATES_A_SIDE);
  }

  /** Adds late interaction by one model to the first so many; the others count as the worst that were compared. */
  private compare(model: number, ranked: readonly RankedUnit[], most: number, asked: AskedQuestion): RankedUnit[] {
    const compared = this.scoreLate(model, ranked.slice(0, most), asked);
    return [...compared, ...ranked.slice(most)].sort(byScore);
  }

  /** Cosines of the nearest units and of those that the words found. */
  private denseScores(vector: Float32Array, byWords: readonly number[]): Map<number, number> {
    const { index, vectors, weights } = this.parts;
    const nearest = weights.dense === 0 ? [] : index.search(vector, CANDIDATES_A_SIDE);
    const scores = new Map(nearest.map(({ label, similarity }) => [label, similarity]));
    for (const label of byWords) if (!scores.has(label)) scores.set(label, dotRow(vectors, label, vector));
    return scores;
  }

  private weightsFor(...texts: readonly string[]): RetrievalWeights {
    const { weights } = this.parts;
    const isChinese = texts.every((text) => /\p{Script=Han}/u.test(text));
    return isChinese ? weights : { ...weights, ...weights.english, dense: weights.dense * weights.english.dense };
  }

  private scoreLate(
    model: number,
    units: readonly RankedUnit[],
    { embedding, companion, weights }: AskedQuestion,
  ): RankedUnit[] {
    const { tokenStores, sentenceTokens } = this.parts;
    const question = embedding.tokens[model] ?? NO_TOKENS;
    const labels = units.map(({ label }) => label);
    const known = model === COMPANION ? companion : null;
    const late = known?.late(labels) ?? tokenStores[model]?.scores(question, labels) ?? [];
    const best = sentenceTokens === null ? late : bestSentences(labels, question, sentenceTokens, model);
    const [scaleLate, scaleBest] = [spread(late), spread(best)];
    const share = weights.models[model] ?? 0;
    return units.map((unit, index) => ({
      ...unit,
      late: unit.late.with(model, late[index] ?? null),
      score:
        unit.score +
        share * (weights.late * scaleLate(late[index] ?? 0) + weights.lateSentence * scaleBest(best[index] ?? 0)),
    }));
  }
}

const first = ([label]: readonly [number, number]) => label;

const byScore = (a: RankedUnit, b: RankedUnit) => b.score - a.score || a.label - b.label;

/** Late interaction with the best sentence of each unit, by one model. */
function bestSentences(
  labels: readonly number[],
  question: TokenVectors,
  { stores, sentencesOf }: SentenceTokens,
  model: number,
): number[] {
  return labels.map((label) => {
    const scores = stores[model]?.scores(question, sentencesOf(label)) ?? [];
    return scores.length === 0 ? 0 : Math.max(...scores);
  });
}
