import { basename, extname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createSpeechService } from '../answering/create-speech-service.js';
import type { SpeechService } from '../answering/speech-service.js';
import type { Config } from '../config.js';
import type { Embedder } from '../embedding/embedder.js';
import { IndexError } from '../errors.js';
import { errorFields, type Logger } from '../logger.js';
import { loadSpeech } from '../speech/speech-file.js';
import type { CharacterFold } from '../text/fold.js';
import { buildAndSave, loadSaved, makeAnswerer } from './compose.js';

/**
 * Reads the speech and makes its service: from the saved index where that fits, else from a new one, which is saved.
 * Throws `SpeechError`, `EmbeddingError`, or `IndexError` where the index cannot be written.
 */
export async function loadService(
  config: Config,
  embedder: Embedder,
  fold: CharacterFold,
  logger: Logger,
  onProgress: (done: number, total: number) => void,
  onSearched: (ms: number) => void,
): Promise<SpeechService> {
  const speech = await loadSpeech(config.speechFile);
  const index = await loadSaved(config, speech, embedder).catch(async (error: unknown) => {
    if (!(error instanceof IndexError)) throw error;
    logger.info('building the index', errorFields(error));
    const built = await buildAndSave(config, speech, embedder, fold, onProgress);
    return { graph: built.graph, ...built.contents };
  });
  const answerer = await makeAnswerer(speech, index.graph, index, embedder, fold, onSearched);
  await setImmediate();
  const fileTitle = basename(config.speechFile, extname(config.speechFile));
  return createSpeechService(speech, answerer, embedder, fold, fileTitle);
}
