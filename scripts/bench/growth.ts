import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexSpeech, makeAnswerer, projectRoot } from '../../src/cli/compose.js';
import type { SupervisedEmbedder } from '../../src/embedding/supervised-embedder.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { CharacterFold } from '../../src/text/fold.js';
import { median, timeMs } from './timing.js';

const ROUNDS = 15;
/** A speech in English is made of other words and tokens: the growth is that of Chinese ones. */
const CHINESE_FIXTURE = /^s[1-4]-.*\.txt$/;

/** A text of some length from the fixtures' paragraphs, over and over; numbers in digits change with each turn. */
function makeText(characterCount: number): string {
  const folder = join(projectRoot(), 'test', 'fixtures', 'speeches');
  const paragraphs = readdirSync(folder)
    .filter((file) => CHINESE_FIXTURE.test(file))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/\r?\n/))
    .filter((line) => line.trim() !== '');
  let text = '';
  for (let at = 0; text.length < characterCount; at += 1) {
    const turn = Math.floor(at / paragraphs.length);
    const paragraph = paragraphs[at % paragraphs.length] ?? '';
    text += `${turn === 0 ? paragraph : paragraph.replace(/\d+/g, (digits) => String(Number(digits) + turn))}\n`;
  }
  return text.slice(0, characterCount);
}

async function measure(
  characterCount: number,
  embedder: SupervisedEmbedder,
  fold: CharacterFold,
  questions: readonly string[],
): Promise<{ indexMs: number; answerMs: number; sentenceCount: number }> {
  const speech = readSpeech(new TextEncoder().encode(makeText(characterCount)), 'made.txt');
  const startedMs = performance.now();
  const built = await indexSpeech(speech, embedder, fold, () => undefined);
  const indexMs = performance.now() - startedMs;
  const answerer = await makeAnswerer(speech, built.graph, built.contents, embedder, fold);
  for (const question of questions) await answerer.answer(question, [], 3);
  const timesMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const question of questions) timesMs.push(await timeMs(() => answerer.answer(question, [], 3)));
  }
  return { indexMs, answerMs: median(timesMs), sentenceCount: speech.sentences.length };
}

/** Indexing and answering at 50,000 and 100,000 characters, against the sample's answers. */
export async function growthRows(
  sampleAnswerMs: number,
  embedder: SupervisedEmbedder,
  fold: CharacterFold,
  questions: readonly string[],
): Promise<[string, string][]> {
  const half = await measure(50_000, embedder, fold, questions);
  const whole = await measure(100_000, embedder, fold, questions);
  const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
  const ratio = (value: number, base: number) => `ratio ${(value / base).toFixed(2)}`;
  return [
    ['indexing 50,000 characters', `${seconds(half.indexMs)}, ${half.sentenceCount} sentences`],
    [
      'indexing 100,000 characters',
      `${seconds(whole.indexMs)}, ${whole.sentenceCount} sentences, ${ratio(whole.indexMs, half.indexMs)}`,
    ],
    ['an answer at 50,000 characters, p50', `${half.answerMs.toFixed(2)} ms, ${ratio(half.answerMs, sampleAnswerMs)}`],
    [
      'an answer at 100,000 characters, p50',
      `${whole.answerMs.toFixed(2)} ms, ${ratio(whole.answerMs, sampleAnswerMs)}`,
    ],
  ];
}
