import type { Answerer } from '../../src/answering/answerer.js';
import { indexSpeech, makeAnswerer } from '../../src/cli/compose.js';
import { readSpeech } from '../../src/speech/read-speech.js';
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

/** The first quote that answers a question about a made speech; empty where nothing does. */
export async function firstQuoteFrom(text: string, question: string): Promise<string> {
  const answerer = await answererOf(readSpeech(new TextEncoder().encode(text), 'made.txt'));
  const answer = await answerer.answer(question, [], 3);
  return answer.status === 'answered' ? (answer.quotes[0]?.text ?? '') : '';
}
