import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indexSpeech, makeAnswerer, projectRoot } from '../../src/cli/compose.js';
import type { Embedder } from '../../src/embedding/embedder.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { CharacterFold } from '../../src/text/fold.js';
import { median, timeMs } from './timing.js';

const ROUNDS = 15;
/** A speech in English is made of other words and tokens: the growth is that of Chinese ones. */
const CHINESE_FIXTURE = /^s[1-4]-.*\.txt$/;

/** Sizes of which each is twice the one before. */
const CHARACTER_COUNTS = [25_000, 50_000, 100_000];

/** The fixtures' first paragraphs, as many as make the smallest size: larger ones are made of the same. */
function paragraphsOfFixtures(): string[] {
  const folder = join(projectRoot(), 'test', 'fixtures', 'speeches');
  const paragraphs = readdirSync(folder)
    .filter((file) => CHINESE_FIXTURE.test(file))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/\r?\n/))
    .filter((line) => line.trim() !== '');
  let characterCount = 0;
  return paragraphs.filter((paragraph) => {
    const isWanted = characterCount < (CHARACTER_COUNTS[0] ?? 0);
    characterCount += paragraph.length + 1;
    return isWanted;
  });
}

/** A text of some length from the same paragraphs over and over; numbers in digits change with each turn. */
function makeText(characterCount: number, paragraphs: readonly string[]): string {
  let text = '';
  for (let at = 0; text.length < characterCount; at += 1) {
    const turn = Math.floor(at / paragraphs.length);
    const paragraph = paragraphs[at % paragraphs.length] ?? '';
    text += `${turn === 0 ? paragraph : paragraph.replace(/\d+/g, (digits) => String(Number(digits) + turn))}\n`;
  }
  return text.slice(0, characterCount);
}

async function measure(
  text: string,
  embedder: Embedder,
  fold: CharacterFold,
  questions: readonly string[],
): Promise<{ indexMs: number; answerMs: number; sentenceCount: number }> {
  const speech = readSpeech(new TextEncoder().encode(text), 'made.txt');
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

/** Indexing and answering at sizes that double, of the same paragraphs, against the sample's answers. */
export async function growthRows(
  sampleAnswerMs: number,
  embedder: Embedder,
  fold: CharacterFold,
  questions: readonly string[],
): Promise<[string, string][]> {
  const paragraphs = paragraphsOfFixtures();
  const rows: [string, string][] = [];
  let before: number | null = null;
  for (const characterCount of CHARACTER_COUNTS) {
    const { indexMs, answerMs, sentenceCount } = await measure(
      makeText(characterCount, paragraphs),
      embedder,
      fold,
      questions,
    );
    const growth = before === null ? '' : `, ratio to half ${(indexMs / before).toFixed(2)}`;
    const size = characterCount.toLocaleString('en');
    rows.push(
      [`indexing ${size} characters`, `${(indexMs / 1000).toFixed(2)} s, ${sentenceCount} sentences${growth}`],
      [
        `an answer at ${size} characters, p50`,
        `${answerMs.toFixed(2)} ms, ratio ${(answerMs / sampleAnswerMs).toFixed(2)}`,
      ],
    );
    before = indexMs;
  }
  return rows;
}
