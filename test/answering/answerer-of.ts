import type { Answerer } from '../../src/answering/answerer.js';
import type { AnswererParts } from '../../src/answering/answering-steps.js';
import { indexSpeech, makeAnswerer, makeAnswererParts } from '../../src/cli/compose.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { Speech } from '../../src/speech/types.js';
import { createCharacterFold } from '../../src/text/fold.js';
import { HashEmbedder } from '../../src/embedding/hash-embedder.js';
import { PairedEmbedder } from '../../src/embedding/paired-embedder.js';

/** Answers questions about a speech, with vectors made from characters. */
export async function answererOf(speech: Speech): Promise<Answerer> {
  const fold = createCharacterFold();
  const embedder = new HashEmbedder();
  const built = await indexSpeech(speech, embedder, fold, () => undefined);
  return makeAnswerer(speech, built.graph, built.contents, embedder, fold);
}

/** What the answerer of a made speech consists of, with vectors made from characters, by one model or by two. */
export async function partsWith(hasCompanion: boolean, text: string): Promise<AnswererParts> {
  const fold = createCharacterFold();
  const own = new HashEmbedder();
  const embedder = hasCompanion ? new PairedEmbedder(own, new HashEmbedder()) : own;
  const speech = readSpeech(new TextEncoder().encode(text), 'made.txt');
  const { graph, contents } = await indexSpeech(speech, embedder, fold, () => undefined);
  return makeAnswererParts(speech, graph, contents, embedder, fold);
}

/** The first quote that answers a question about a made speech; empty where nothing does. */
export async function firstQuoteFrom(text: string, question: string): Promise<string> {
  const answerer = await answererOf(readSpeech(new TextEncoder().encode(text), 'made.txt'));
  const answer = await answerer.answer(question, [], 3);
  return answer.status === 'answered' ? (answer.quotes[0]?.text ?? '') : '';
}
