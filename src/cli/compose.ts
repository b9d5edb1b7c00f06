import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Answerer } from '../answering/answerer.js';
import { buildIndex, expectationFor, type BuiltIndex } from '../answering/build-speech-index.js';
import type { Config } from '../config.js';
import { checkModelFolder } from '../embedding/model-folder.js';
import { SupervisedEmbedder } from '../embedding/supervised-embedder.js';
import type { Logger } from '../logger.js';
import { TokenStore } from '../retrieval/late-interaction.js';
import { LexicalIndex } from '../retrieval/lexical-index.js';
import { Retriever } from '../retrieval/retriever.js';
import type { Speech } from '../speech/types.js';
import type { CharacterFold } from '../text/fold.js';
import { dotRow } from '../vector-index/exact-index.js';
import type { HnswIndex } from '../vector-index/hnsw-index.js';
import { loadIndex, saveIndex, type IndexContents } from '../vector-index/index-store.js';

/** The project's folder: the nearest one above this file that holds `package.json`. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Checks the model folder and starts the embedding process. Throws `ModelError`. */
export async function startEmbedder(modelDir: string, logger: Logger): Promise<SupervisedEmbedder> {
  const folder = await checkModelFolder(modelDir);
  return new SupervisedEmbedder({
    processPath: join(projectRoot(), 'dist', 'src', 'embedding', 'embedding-process.js'),
    modelDir: folder.path,
    identity: folder.identity,
    logger,
  });
}

/** Embeds the sentences of a speech. */
export function indexSpeech(
  speech: Speech,
  embedder: SupervisedEmbedder,
  fold: CharacterFold,
  onProgress: (done: number, total: number) => void,
): Promise<BuiltIndex> {
  return buildIndex(
    speech.text,
    speech.sentences.map(({ span }) => span),
    embedder,
    fold,
    onProgress,
  );
}

/** Builds and saves the index of a speech; returns what was built. */
export async function buildAndSave(
  config: Config,
  speech: Speech,
  embedder: SupervisedEmbedder,
  fold: CharacterFold,
  onProgress: (done: number, total: number) => void,
): Promise<BuiltIndex> {
  const built = await indexSpeech(speech, embedder, fold, onProgress);
  await saveIndex(config.indexDir, built.graph, built.contents, expectationFor(speech, embedder));
  return built;
}

/** Loads the saved index of a speech. Throws `IndexError` where it is missing, stale or damaged. */
export function loadSaved(config: Config, speech: Speech, embedder: SupervisedEmbedder): ReturnType<typeof loadIndex> {
  return loadIndex(config.indexDir, expectationFor(speech, embedder));
}

/** Puts the parts of answering together over an index in memory. */
export function makeRetriever(
  texts: readonly string[],
  graph: HnswIndex,
  contents: IndexContents,
  embedder: SupervisedEmbedder,
  fold: CharacterFold,
): Retriever {
  const tokenStore =
    contents.tokens === null
      ? null
      : new TokenStore(
          contents.tokens,
          embedder.identity.dimensions,
          contents.units.map(({ tokenCount }) => tokenCount),
        );
  return new Retriever({
    embedder,
    index: graph,
    vectors: contents.vectors,
    lexicalIndex: new LexicalIndex(texts, fold),
    tokenStore,
  });
}

/** The answerer of one speech. */
export function makeAnswerer(
  speech: Speech,
  graph: HnswIndex,
  contents: IndexContents,
  embedder: SupervisedEmbedder,
  fold: CharacterFold,
): Answerer {
  const texts = speech.sentences.map(({ span }) => speech.text.slice(span.start, span.end));
  const retriever = makeRetriever(texts, graph, contents, embedder, fold);
  const { dimensions } = embedder.identity;
  return new Answerer({
    speech,
    retriever,
    fold,
    readDictionary: () =>
      gunzipSync(readFileSync(join(projectRoot(), 'dictionaries', 'en-zh.tsv.gz'))).toString('utf8'),
    rangeSimilarity: (vector, first, end) => meanSimilarity(contents.vectors, dimensions, vector, first, end),
  });
}

function meanSimilarity(
  vectors: Float32Array,
  dimensions: number,
  vector: Float32Array,
  first: number,
  end: number,
): number {
  const mean = new Float32Array(dimensions);
  for (let row = first; row < Math.min(end, vectors.length / dimensions); row += 1) {
    for (let column = 0; column < dimensions; column += 1)
      mean[column] = (mean[column] ?? 0) + (vectors[row * dimensions + column] ?? 0);
  }
  const norm = Math.sqrt(mean.reduce((sum, value) => sum + value * value, 0)) || 1;
  return dotRow(
    mean.map((value) => value / norm),
    0,
    vector,
  );
}
