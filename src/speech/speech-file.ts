import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { SpeechError } from '../errors.js';
import { inTurns } from '../turns.js';
import { readingSteps } from './read-speech.js';
import type { Speech } from './types.js';

/** Largest speech file that is read, in bytes: some six million Chinese characters. */
const LARGEST_FILE_BYTES = 20 * 1024 * 1024;

function unreadable(path: string, cause: unknown): SpeechError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
  return new SpeechError(code === 'ENOENT' ? 'SPEECH_MISSING' : 'SPEECH_UNREADABLE', `cannot read the speech ${path}`, {
    expected: 'a readable text file',
    actual: code,
    remedy: 'set SPEECH to the file of the speech',
    cause,
  });
}

/** Reads a speech from disk without holding up the event loop. Throws `SpeechError` for a missing, unreadable, too large, undecodable or empty file. */
export async function loadSpeech(path: string): Promise<Speech> {
  const info = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  if (!info.isFile() || info.size > LARGEST_FILE_BYTES) {
    throw new SpeechError('SPEECH_UNREADABLE', `cannot use ${path} as the speech`, {
      expected: `a text file of at most ${LARGEST_FILE_BYTES / 1024 / 1024} MB`,
      actual: info.isFile() ? `${info.size} bytes` : 'not a file',
      remedy: 'set SPEECH to the file of the speech',
    });
  }
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  return inTurns(readingSteps(bytes, basename(path)));
}
