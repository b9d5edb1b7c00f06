import { Answerer } from '../../src/answering/answerer.js';
import type { BuiltIndex } from '../../src/answering/build-speech-index.js';
import { makeQuote } from '../../src/answering/quoting/citation.js';
import { readQuestion } from '../../src/answering/reading/question.js';
import { quoteSpan } from '../../src/answering/quoting/spans.js';
import { makeAnswererParts, makeRetriever } from '../../src/cli/compose.js';
import type { Embedder } from '../../src/embedding/embedder.js';
import type { Retriever } from '../../src/retrieval/retriever.js';
import type { Speech } from '../../src/speech/types.js';
import { foldText, type CharacterFold } from '../../src/text/fold.js';
import { median, timeMs } from './timing.js';

const ROUNDS = 30;

/** What each step of an answer costs, p50, each run by itself; the rest is lists, the outline and refusing. */
export async function stepRows(
  speech: Speech,
  { graph, contents }: BuiltIndex,
  embedder: Embedder,
  fold: CharacterFold,
  questions: readonly string[],
): Promise<[string, string][]> {
  const parts = await makeAnswererParts(speech, graph, contents, embedder, fold);
  const texts = speech.sentences.map(({ span }) => speech.text.slice(span.start, span.end));
  const first = makeRetriever(texts, graph, { ...contents, tokens: null }, embedder, fold);
  const answerer = new Answerer(parts);
  const times = { understand: [], embed: [], candidates: [], ranking: [], spans: [], whole: [] } as Record<
    string,
    number[]
  >;
  const take = async (step: string, work: () => unknown) => times[step]?.push(await timeMs(work));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const question of questions) {
      const understand = () => readQuestion(parts.soundAlikes.correct(foldText(question, fold))).text;
      const text = understand();
      await take('understand', understand);
      const embedding = await embedder.embedQuestion(text);
      await take('embed', () => embedder.embedQuestion(text));
      const rank = (retriever: Retriever) =>
        retriever.rank(text, embedding, { groups: parts.wordBridge.relatedWords(text), isTranslation: false });
      const labels = rank(first).map(({ label }) => label);
      await take('candidates', () => rank(first));
      await take('ranking', () => rank(parts.retriever));
      await take('spans', () => labels.slice(0, 3).map((label) => makeQuote(speech, quoteSpan(speech, label), 1)));
      await take('whole', () => answerer.answer(question, [], 3));
    }
  }
  const p50 = (step: string) => median(times[step] ?? []);
  // Ranking finds the same candidates first.
  const steps = ['understand', 'embed', 'ranking', 'spans'];
  const rest = p50('whole') - steps.reduce((sum, step) => sum + p50(step), 0);
  const figure = (ms: number) => `${ms.toFixed(2)} ms, ${((100 * ms) / p50('whole')).toFixed(0)} % of an answer`;
  return [
    ['step: fold and understand', figure(p50('understand'))],
    ['step: embed, through the process', figure(p50('embed'))],
    ['step: candidates (vectors, words, related)', figure(p50('candidates'))],
    ['step: late interaction', figure(p50('ranking') - p50('candidates'))],
    ['step: spans and citations', figure(p50('spans'))],
    ['step: the rest (lists, outline, refusing)', figure(rest)],
  ];
}
