import { join } from 'node:path';
import type { AnswererParts } from '../../src/answering/answering-steps.js';
import type { BuiltIndex } from '../../src/answering/build-speech-index.js';
import { indexSpeech, makeAnswererParts, makeRetriever, projectRoot } from '../../src/cli/compose.js';
import {
  readLines,
  readSetList,
  speechQuestionSchema,
  type SetList,
  type SpeechQuestion,
} from '../../src/cli/evaluation-sets.js';
import type { Embedder } from '../../src/embedding/embedder.js';
import type { RetrievalWeights, Retriever } from '../../src/retrieval/retriever.js';
import { loadSpeech } from '../../src/speech/speech-file.js';
import { createCharacterFold } from '../../src/text/fold.js';

/** A speech, indexed, with all questions of our own sets on it. */
export interface PreparedSpeech {
  readonly name: string;
  readonly questions: readonly SpeechQuestion[];
  readonly parts: AnswererParts;
  /** The same index searched with other weights. */
  readonly retrieverWith: (weights: RetrievalWeights) => Retriever;
}

async function prepare(path: string, sets: SetList['questions'], embedder: Embedder): Promise<PreparedSpeech> {
  const speech = await loadSpeech(path);
  const fold = createCharacterFold();
  const { graph, contents }: BuiltIndex = await indexSpeech(speech, embedder, fold, () => undefined);
  const texts = speech.sentences.map(({ span }) => speech.text.slice(span.start, span.end));
  const questions = await Promise.all(sets.map((set) => readLines(set.path, speechQuestionSchema)));
  return {
    name: sets.map(({ name }) => name).join('+'),
    questions: questions.flat(),
    parts: await makeAnswererParts(speech, graph, contents, embedder, fold),
    retrieverWith: (weights) => makeRetriever(texts, graph, contents, embedder, fold, null, weights),
  };
}

/**
 * Indexes every speech of `eval/sets.json` once, with its questions; blind sets are left out, since what is measured here
 * is used to choose by. Rejects with `EmbeddingError` when the embedder fails. */
export async function prepareSpeeches(embedder: Embedder): Promise<PreparedSpeech[]> {
  const sets = await readSetList(join(projectRoot(), 'eval', 'sets.json'));
  const questions = sets.questions.filter(({ isBlind }) => !isBlind);
  const prepared: PreparedSpeech[] = [];
  for (const path of new Set(questions.map(({ speech }) => speech))) {
    const onSpeech = questions.filter(({ speech }) => speech === path);
    prepared.push(await prepare(path, onSpeech, embedder));
  }
  return prepared;
}
