import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Answerer } from '../answering/answerer.js';
import { type AnswererParts } from '../answering/answering-steps.js';
import { Dictionary } from '../answering/dictionary.js';
import { readSounds, SoundAlikes, type Sounds } from '../answering/sound-alikes.js';
import { WordBridge } from '../answering/word-bridge.js';
import { readBoostedTrees, type BoostedTrees } from '../answering/places/boosted-trees.js';
import { buildIndex, expectationFor, type BuiltIndex } from '../answering/build-speech-index.js';
import type { Config } from '../config.js';
import type { Embedder } from '../embedding/embedder.js';
import { HelpedEmbedder } from '../embedding/helped-embedder.js';
import { checkModelFolder, type ModelFolder } from '../embedding/model-folder.js';
import { PairedEmbedder } from '../embedding/paired-embedder.js';
import { SupervisedEmbedder } from '../embedding/supervised-embedder.js';
import type { Logger } from '../logger.js';
import { TokenStore } from '../retrieval/late-interaction.js';
import { LexicalIndex } from '../retrieval/lexical-index.js';
import { RelatedWordsIndex } from '../retrieval/related-words.js';
import { RETRIEVAL_WEIGHTS, Retriever, type RetrievalWeights, type SentenceTokens } from '../retrieval/retriever.js';
import type { Speech } from '../speech/types.js';
import type { CharacterFold } from '../text/fold.js';
import { inTurns } from '../turns.js';
import { dotRow } from '../vector-index/exact-index.js';
import type { HnswIndex } from '../vector-index/hnsw-index.js';
import type { VectorIndex } from '../vector-index/vector-index.js';
import { loadIndex, saveIndex, type IndexContents } from '../vector-index/index-store.js';

/** The project's folder: the nearest one above this file that holds `package.json`. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** Its token vectors stand beside those of the configured model: it knows English as well, and words as wholes. */
const COMPANION_MODEL = join('models', 'multilingual-e5-small-speech');

/**
 * Checks the folders of the configured model and of its companion and starts an embedding process for each. The
 * companion, which takes twice as long for a passage, is helped by a second one while a long text is indexed, where the
 * machine has several cores. Throws `ModelError`. `onEmbedded` hears how long each embedding by the configured model took,
 * in milliseconds.
 */
export async function startEmbedder(
  modelDir: string,
  logger: Logger,
  onEmbedded?: (ms: number) => void,
): Promise<Embedder> {
  const [own, companion] = await Promise.all([
    checkModelFolder(modelDir),
    checkModelFolder(join(projectRoot(), COMPANION_MODEL)),
  ]);
  const start = ({ path, identity }: ModelFolder, hears?: (ms: number) => void) =>
    new SupervisedEmbedder({
      processPath: join(projectRoot(), 'dist', 'src', 'embedding', 'embedding-process.js'),
      modelDir: path,
      identity,
      logger,
      onEmbedded: hears,
    });
  const second = start(companion);
  const helped = availableParallelism() < 2 ? second : new HelpedEmbedder(second, () => start(companion));
  return new PairedEmbedder(start(own, onEmbedded), helped);
}

/** Embeds the sentences of a speech, each with the one before it, as the companion was trained. */
export function indexSpeech(
  speech: Speech,
  embedder: Embedder,
  fold: CharacterFold,
  onProgress: (done: number, total: number) => void,
): Promise<BuiltIndex> {
  return buildIndex(
    speech.text,
    speech.sentences.map(({ span }, index) => ({ ...span, before: speech.sentences[index - 1]?.span })),
    embedder,
    fold,
    onProgress,
  );
}

/** Builds and saves the index of a speech; returns what was built. */
export async function buildAndSave(
  config: Config,
  speech: Speech,
  embedder: Embedder,
  fold: CharacterFold,
  onProgress: (done: number, total: number) => void,
): Promise<BuiltIndex> {
  const built = await indexSpeech(speech, embedder, fold, onProgress);
  await saveIndex(config.indexDir, built.graph, built.contents, expectationFor(speech, embedder));
  return built;
}

/** Loads the saved index of a speech. Throws `IndexError` where it is missing, stale or damaged. */
export function loadSaved(config: Config, speech: Speech, embedder: Embedder): ReturnType<typeof loadIndex> {
  return loadIndex(config.indexDir, expectationFor(speech, embedder));
}

/** Puts the parts of retrieval together over an index in memory. */
export function makeRetriever(
  texts: readonly string[],
  graph: VectorIndex,
  contents: IndexContents,
  embedder: Embedder,
  fold: CharacterFold,
  sentenceTokens: SentenceTokens | null = null,
  weights: RetrievalWeights = RETRIEVAL_WEIGHTS,
  lexicalIndex: LexicalIndex = new LexicalIndex(texts, fold),
): Retriever {
  return new Retriever({
    embedder,
    index: graph,
    vectors: contents.vectors,
    lexicalIndex,
    relatedWords: new RelatedWordsIndex(lexicalIndex.folded),
    tokenStores: makeTokenStores(contents, embedder),
    companionMeans: makeCompanionMeans(contents, embedder),
    sentenceTokens,
    weights,
  });
}

/** The token vectors of an index by each model, ready to be compared; none where it keeps none. */
export function makeTokenStores(contents: IndexContents, embedder: Embedder): TokenStore[] {
  const models = [embedder.identity, ...(embedder.companion === null ? [] : [embedder.companion])];
  return models.flatMap(({ dimensions }, model) => {
    const data = contents.tokens?.[model];
    const counts = contents.units.map(({ tokenCounts }) => tokenCounts[model] ?? 0);
    return data === undefined ? [] : new TokenStore(data, dimensions, counts);
  });
}

function makeCompanionMeans({ tokens, units }: IndexContents, { companion }: Embedder): TokenStore | null {
  const data = tokens?.[1];
  return data === undefined || companion === null
    ? null
    : TokenStore.ofMeans(
        data,
        companion.dimensions,
        units.map(({ tokenCounts }) => tokenCounts[1] ?? 0),
      );
}

/** What weighs the places that a question may ask for, as `scripts/place-model/train.py` writes it. */
const PLACE_TREES = join('models', 'places', 'trees.json');

/** What is known of words and places whatever the speech. */
interface LanguageData {
  readonly dictionary: Dictionary;
  readonly sounds: Sounds;
  readonly placeTrees: BoostedTrees;
}

let languageData: Promise<LanguageData> | null = null;

/** A dictionary that comes with the project. */
async function readDictionary(name: 'en-zh' | 'sounds'): Promise<string> {
  const bytes = await readFile(join(projectRoot(), 'dictionaries', `${name}.tsv.gz`));
  return (await promisify(gunzip)(bytes)).toString('utf8').trimEnd();
}

async function readLanguageData(): Promise<LanguageData> {
  const dictionary = await inTurns(Dictionary.read(await readDictionary('en-zh')));
  const placeTrees = readBoostedTrees(await readFile(join(projectRoot(), PLACE_TREES), 'utf8'));
  return { dictionary, sounds: readSounds(await readDictionary('sounds')), placeTrees };
}

/** Read once a process: a speech that is read again while people ask is ready the sooner. */
function knownLanguageData(): Promise<LanguageData> {
  languageData ??= readLanguageData().catch((error: unknown) => {
    languageData = null;
    throw error;
  });
  return languageData;
}

/** The same index; `onSearched` hears how long each search took, in milliseconds. */
function timed(index: VectorIndex, onSearched: (ms: number) => void): VectorIndex {
  return {
    dimensions: index.dimensions,
    size: index.size,
    search(query, count) {
      const startedMs = performance.now();
      const found = index.search(query, count);
      onSearched(performance.now() - startedMs);
      return found;
    },
  };
}

/** The answerer of one speech. */
export async function makeAnswerer(
  speech: Speech,
  graph: HnswIndex,
  contents: IndexContents,
  embedder: Embedder,
  fold: CharacterFold,
  onSearched?: (ms: number) => void,
): Promise<Answerer> {
  const index = onSearched === undefined ? graph : timed(graph, onSearched);
  return new Answerer(await makeAnswererParts(speech, index, contents, embedder, fold));
}

/** What the answerer of one speech is made of. */
export async function makeAnswererParts(
  speech: Speech,
  index: VectorIndex,
  contents: IndexContents,
  embedder: Embedder,
  fold: CharacterFold,
): Promise<AnswererParts> {
  const texts = speech.sentences.map(({ span }) => speech.text.slice(span.start, span.end));
  const words = await LexicalIndex.build(texts, fold);
  const retriever = makeRetriever(texts, index, contents, embedder, fold, null, RETRIEVAL_WEIGHTS, words);
  // Each step takes some 10 ms: people who ask while a speech is read again are not to wait for all of them.
  await setImmediate();
  const { dimensions } = embedder.identity;
  const { dictionary, sounds, placeTrees } = await knownLanguageData();
  const wordBridge = await WordBridge.read(speech, fold, dictionary);
  await setImmediate();
  const soundAlikes = await inTurns(SoundAlikes.read(speech.text, fold, sounds, (word) => dictionary.isWord(word)));
  await setImmediate();
  // Not `contents`: what it holds of tokens is in the token store.
  const { vectors } = contents;
  return {
    speech,
    retriever,
    fold,
    wordBridge,
    soundAlikes,
    placeTrees,
    rangeSimilarity: (vector, first, end) => meanSimilarity(vectors, dimensions, vector, first, end),
  };
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
