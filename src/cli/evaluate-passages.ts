import { buildIndex, embedSpans, type BuiltIndex } from '../answering/build-speech-index.js';
import type { Embedder, TextEmbedding } from '../embedding/embedder.js';
import type { TokenStore } from '../retrieval/late-interaction.js';
import { toTerms } from '../retrieval/lexical-index.js';
import type { RankedUnit, Retriever } from '../retrieval/retriever.js';
import { splitSentences } from '../speech/sentences.js';
import type { Span } from '../speech/types.js';
import { createCharacterFold, foldText, type CharacterFold } from '../text/fold.js';
import { dotRow } from '../vector-index/exact-index.js';
import type { IndexContents } from '../vector-index/index-store.js';
import { makeRetriever, makeTokenStores } from './compose.js';
import { passageSchema, readLines, retrievalSchema } from './evaluation-sets.js';
import { formatTable, percent } from './evaluation-summary.js';

/** One line of `--out` for a question on a passage set. */
export interface PassageResult {
  readonly id: string;
  readonly pids: readonly string[];
  readonly pid: string | null;
  readonly quote: string;
  readonly ms: number;
}

/** What passages are ranked and their sentences chosen by: everything, or one signal alone, for comparison. */
type Signal = 'all' | 'dense' | 'BM25';
const SIGNALS: readonly Signal[] = ['all', 'dense', 'BM25'];

/** What each signal counts where a sentence of a passage is chosen; late interaction by each model. */
const SENTENCE_WEIGHTS = { words: 1, dense: 0.5, late: [1, 0.5] } as const;

/** How many questions got the right passage first, and of how many its right sentence was quoted. */
export interface PassageScores {
  readonly questionCount: number;
  readonly passageCount: number;
  readonly passagesRight: Readonly<Record<Signal, number>>;
  readonly sentencesRight: Readonly<Record<Signal, number>>;
}

/** A set of passages with the sentences in them, both indexed. */
class PassageSet {
  readonly retriever: Retriever;
  private readonly sentenceTokens: readonly TokenStore[];

  constructor(
    private readonly text: string,
    passages: readonly Span[],
    private readonly sentences: readonly (readonly number[])[],
    passageIndex: BuiltIndex,
    private readonly sentenceContents: IndexContents,
    embedder: Embedder,
    private readonly fold: CharacterFold,
  ) {
    const stores = makeTokenStores(sentenceContents, embedder);
    this.sentenceTokens = stores;
    const texts = passages.map(({ start, end }) => text.slice(start, end));
    const sentencesOf = (label: number) => sentences[label] ?? [];
    const sentenceTokens = stores.length === 0 ? null : { stores, sentencesOf };
    this.retriever = makeRetriever(texts, passageIndex.graph, passageIndex.contents, embedder, fold, sentenceTokens);
  }

  /** The sentence of a passage with the best sum of the signals that are used, each scaled over the passage. */
  bestSentence(label: number, question: string, embedding: TextEmbedding, by: Signal): string {
    const rows = this.sentences[label] ?? [];
    const signals: { weight: number; values: number[] }[] = [];
    const use = (weight: number, values: readonly number[]) => signals.push({ weight, values: scaled(values) });
    if (by !== 'dense') use(SENTENCE_WEIGHTS.words, this.sharedTerms(rows, question));
    if (by !== 'BM25') {
      const vectors = this.sentenceContents.vectors;
      use(
        SENTENCE_WEIGHTS.dense,
        rows.map((row) => dotRow(vectors, row, embedding.vector)),
      );
    }
    if (by === 'all') {
      for (const [model, store] of this.sentenceTokens.entries()) {
        const tokens = embedding.tokens[model];
        if (tokens !== undefined) use(SENTENCE_WEIGHTS.late[model] ?? 0, store.scores(tokens, rows));
      }
    }
    const scores = rows.map((_, index) =>
      signals.reduce((sum, { weight, values }) => sum + weight * (values[index] ?? 0), 0),
    );
    const row = rows[scores.indexOf(Math.max(...scores))];
    return row === undefined ? '' : this.sentenceText(row);
  }

  /** How many of the question's terms each sentence holds. */
  private sharedTerms(rows: readonly number[], question: string): number[] {
    const asked = [...new Set(toTerms(question))];
    return rows.map((row) => {
      const held = new Set(toTerms(foldText(this.sentenceText(row), this.fold)));
      return asked.filter((term) => held.has(term)).length;
    });
  }

  private sentenceText(row: number): string {
    const span = this.sentenceContents.units[row];
    return span === undefined ? '' : this.text.slice(span.start, span.end);
  }
}

function scaled(values: readonly number[]): number[] {
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  return values.map((value) => (value - low) / range);
}

async function indexPassages(
  texts: readonly string[],
  embedder: Embedder,
  fold: CharacterFold,
  onProgress: (done: number, total: number) => void,
): Promise<PassageSet> {
  const text = texts.join('\n');
  const passages: Span[] = [];
  const sentences: Span[] = [];
  const sentencesOf: number[][] = [];
  let offset = 0;
  for (const passage of texts) {
    const span = { start: offset, end: offset + passage.length };
    const inside = linesOf(text, span).flatMap((line) => splitSentences(text, line, 'zh'));
    passages.push(span);
    sentencesOf.push(inside.map((_, index) => sentences.length + index));
    sentences.push(...inside);
    offset = span.end + 1;
  }
  const total = passages.length + sentences.length;
  const passageIndex = await buildIndex(text, passages, embedder, fold, (done) => onProgress(done, total));
  const inside = await embedSpans(text, sentences, embedder, fold, (done) => onProgress(passages.length + done, total));
  return new PassageSet(text, passages, sentencesOf, passageIndex, inside.contents, embedder, fold);
}

/** Lines of a span that are not empty. */
function linesOf(text: string, span: Span): Span[] {
  const lines: Span[] = [];
  for (let start = span.start; start < span.end;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 || newline > span.end ? span.end : newline;
    if (end > start) lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

/** The first passage by one signal alone: every unit that either side puts first is among the candidates. */
function firstBy(ranked: readonly RankedUnit[], by: Signal): number | null {
  const scoreOf = (unit: RankedUnit) => (by === 'all' ? unit.score : by === 'dense' ? unit.dense : unit.lexical);
  let best: RankedUnit | null = null;
  for (const unit of ranked) {
    const lead = best === null ? 1 : scoreOf(unit) - scoreOf(best);
    if (best === null || lead > 0 || (lead === 0 && unit.label < best.label)) best = unit;
  }
  return best?.label ?? null;
}

/** Ranks a given set of passages for each question and quotes the best sentence of the first. */
export async function evaluatePassages(
  passagesFile: string,
  questionsFile: string,
  embedder: Embedder,
  onProgress: (done: number, total: number) => void,
): Promise<{ lines: PassageResult[]; scores: PassageScores }> {
  const passages = await readLines(passagesFile, passageSchema);
  const questions = await readLines(questionsFile, retrievalSchema);
  const fold = createCharacterFold();
  const texts = passages.map(({ text }) => text);
  const set = await indexPassages(texts, embedder, fold, onProgress);
  const lines: PassageResult[] = [];
  const passagesRight = { all: 0, dense: 0, BM25: 0 };
  const sentencesRight = { all: 0, dense: 0, BM25: 0 };
  for (const question of questions) {
    const startedMs = performance.now();
    const folded = foldText(question.question, fold);
    const { ranked, embedding } = await set.retriever.retrieve(folded);
    const quoted = (by: Signal) => {
      const label = firstBy(ranked, by);
      const pid = label === null ? null : (passages[label]?.pid ?? null);
      return { pid, quote: label === null ? '' : set.bestSentence(label, folded, embedding, by) };
    };
    const { pid, quote } = quoted('all');
    const ms = Number((performance.now() - startedMs).toFixed(2));
    lines.push({
      id: question.id,
      pids: ranked.slice(0, 10).map(({ label }) => passages[label]?.pid ?? ''),
      pid,
      quote,
      ms,
    });
    for (const by of SIGNALS) {
      const got = by === 'all' ? { pid, quote } : quoted(by);
      if (got.pid === question.pid) passagesRight[by] += 1;
      if (question.answers.some((answer) => got.quote.includes(answer))) sentencesRight[by] += 1;
    }
  }
  const scores = { questionCount: questions.length, passageCount: passages.length, passagesRight, sentencesRight };
  return { lines, scores };
}

/** The line that `evaluate` prints for one passage set. */
export function passageLine({ questionCount, passageCount, passagesRight, sentencesRight }: PassageScores): string {
  return `${questionCount} questions on ${passageCount} passages: right passage first ${percent(passagesRight.all, questionCount)}, right sentence quoted ${percent(sentencesRight.all, questionCount)}`;
}

/** One line a set and the mean over the sets: everything, dense alone and BM25 alone, for passages and sentences. */
export function externalTable(sets: readonly { readonly name: string; readonly scores: PassageScores }[]): string[] {
  const shares = sets.map(({ scores: { questionCount, passagesRight, sentencesRight } }) =>
    [passagesRight, sentencesRight].flatMap((right) => SIGNALS.map((by) => right[by] / Math.max(1, questionCount))),
  );
  const columns = shares[0]?.map((_, column) => column) ?? [];
  const means = columns.map((column) => shares.reduce((sum, row) => sum + (row[column] ?? 0), 0) / sets.length);
  const cells = (values: readonly number[]) => values.map((value) => percent(value, 1));
  return formatTable([
    ['set', 'questions', 'passage first', 'dense', 'BM25', 'sentence quoted', 'dense', 'BM25'],
    ...sets.map(({ name, scores }, index) => [name, String(scores.questionCount), ...cells(shares[index] ?? [])]),
    ['mean of the sets', '', ...cells(means)],
  ]);
}
