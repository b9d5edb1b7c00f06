import type { Answerer } from '../../src/answering/answerer.js';
import { indexSpeech, makeAnswerer } from '../../src/cli/compose.js';
import type { Speech } from '../../src/speech/types.js';
import { createCharacterFold } from '../../src/text/fold.js';
import { HashEmbedder } from '../../src/embedding/hash-embedder.js';

/** Answers questions about a speech, with vectors made from characters. */
export async function answererOf(speech: Speech): Promise<Answerer> {
  const fold = createCharacterFold();
  const embedder = new HashEmbedder();
  const built = await indexSpeech(speech, embedder, fold, () => undefined);
  return makeAnswerer(speech, built.graph, built.contents, embedder, fold);
}
