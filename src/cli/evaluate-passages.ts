import { buildIndex } from '../answering/build-speech-index.js';
import type { SupervisedEmbedder } from '../embedding/supervised-embedder.js';
import { splitSentences } from '../speech/sentences.js';
import { createCharacterFold, foldText } from '../text/fold.js';
import { dotRow } from '../vector-index/exact-index.js';
import { toTerms } from '../retrieval/lexical-index.js';
import { makeRetriever } from './compose.js';
import { passageSchema, readLines, retrievalSchema } from './evaluation-sets.js';

/** One line of `--out` for a question on a passage set. */
export interface PassageResult {
  readonly id: string;
  readonly pids: readonly string[];
  readonly pid: string | null;
  readonly quote: string;
  readonly ms: number;
}

/** Sentences of one passage with their vectors, kept since many questions share a passage. */
interface SplitPassage {
  readonly sentences: readonly string[];
  readonly vectors: Float32Array;
}

/**
 * Ranks a given set of passages for each question and quotes the best sentence of the first. Passages have one vector
 * each and no token vectors: a set may be of any size.
 */
export async function evaluatePassages(
  passagesFile: string,
  questionsFile: string,
  embedder: SupervisedEmbedder,
  onProgress: (done: number, total: number) => void,
): Promise<{ lines: PassageResult[]; table: string[] }> {
  const passages = await readLines(passagesFile, passageSchema);
  const questions = await readLines(questionsFile, retrievalSchema);
  const fold = createCharacterFold();
  const text = passages.map((passage) => passage.text).join('\n');
  let offset = 0;
  const spans = passages.map((passage) => {
    const start = offset;
    offset += passage.text.length + 1;
    return { start, end: start + passage.text.length };
  });
  const built = await buildIndex(text, spans, embedder, fold, onProgress);
  const retriever = makeRetriever(
    passages.map((passage) => passage.text),
    built.graph,
    { ...built.contents, tokens: null },
    embedder,
    fold,
  );
  const split = new Map<number, Promise<SplitPassage>>();
  const splitOf = (label: number): Promise<SplitPassage> => {
    const known =
      split.get(label) ?? splitPassage(passages[label]?.text ?? '', embedder, (words) => foldText(words, fold));
    split.set(label, known);
    return known;
  };
  const lines: PassageResult[] = [];
  let rightPassages = 0;
  let rightQuotes = 0;
  for (const question of questions) {
    const startedMs = performance.now();
    const folded = foldText(question.question, fold);
    const { ranked, embedding } = await retriever.retrieve(folded);
    const first = ranked[0];
    const quote =
      first === undefined
        ? ''
        : bestSentence(await splitOf(first.label), folded, embedding.vector, (words) => foldText(words, fold));
    const pids = ranked.slice(0, 10).map(({ label }) => passages[label]?.pid ?? '');
    const [pid = null] = pids;
    lines.push({ id: question.id, pids, pid, quote, ms: Number((performance.now() - startedMs).toFixed(2)) });
    if (pid === question.pid) rightPassages += 1;
    if (question.answers.some((answer) => quote.includes(answer))) rightQuotes += 1;
  }
  const percent = (count: number) => `${((100 * count) / Math.max(1, questions.length)).toFixed(1)} %`;
  return {
    lines,
    table: [
      `${questions.length} questions on ${passages.length} passages: right passage first ${percent(rightPassages)}, right sentence quoted ${percent(rightQuotes)}`,
    ],
  };
}

async function splitPassage(
  text: string,
  embedder: SupervisedEmbedder,
  fold: (words: string) => string,
): Promise<SplitPassage> {
  const sentences = text
    .split('\n')
    .flatMap((line) =>
      splitSentences(line, { start: 0, end: line.length }, 'zh').map(({ start, end }) => line.slice(start, end)),
    );
  const { dimensions } = embedder.identity;
  const vectors = new Float32Array(sentences.length * dimensions);
  for (const [index, sentence] of sentences.entries())
    vectors.set((await embedder.embedPassage(fold(sentence))).vector, index * dimensions);
  return { sentences, vectors };
}

/** The sentence with the best sum of cosine and share of the question's terms, each scaled over the passage. */
function bestSentence(
  passage: SplitPassage,
  question: string,
  vector: Float32Array,
  fold: (words: string) => string,
): string {
  const asked = new Set(toTerms(question));
  const scored = passage.sentences.map((sentence, row) => {
    const held = new Set(toTerms(fold(sentence)));
    const shared = [...asked].filter((term) => held.has(term)).length;
    return { sentence, dense: dotRow(passage.vectors, row, vector), shared };
  });
  const range = (values: readonly number[]) => ({
    low: Math.min(...values),
    span: Math.max(...values) - Math.min(...values) || 1,
  });
  const dense = range(scored.map((entry) => entry.dense));
  const shared = range(scored.map((entry) => entry.shared));
  const score = (entry: (typeof scored)[number]) =>
    (entry.dense - dense.low) / dense.span + (entry.shared - shared.low) / shared.span;
  return [...scored].sort((a, b) => score(b) - score(a))[0]?.sentence ?? '';
}
