import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSetList } from '../../src/cli/evaluation-sets.js';
import { loadSpeech } from '../../src/speech/speech-file.js';
import { ROOT } from '../paths.js';

const FOLDER = `${ROOT}scripts/multilingual-model/texts/`;
/** Shorter sentences ("同志们：", "谢谢大家！") are anybody's. */
const OWN_SENTENCE_CHARACTERS = 16;

const NAMES = readdirSync(FOLDER).flatMap((file) => /^(.+)\.tsv$/.exec(file)?.[1] ?? []);
const rowsOf = (file: string) =>
  readFileSync(`${FOLDER}${file}`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));

test.each(NAMES)('%s asks about lines that it has, each question once', (name) => {
  const numbers = rowsOf(`${name}.txt`).map(([number, sentence]) => {
    expect(sentence).toMatch(/\S/);
    return number ?? '';
  });
  expect(new Set(numbers).size).toBe(numbers.length);
  const questions = rowsOf(`${name}.tsv`);
  for (const [ids = '', tag = '', question = '', ...others] of questions) {
    expect(tag).toMatch(/^[fcekul]$/);
    expect(question).toMatch(/\S/);
    expect(others).toEqual([]);
    expect(numbers).toEqual(expect.arrayContaining(ids.split(/[,|]/)));
  }
  expect(new Set(questions.map(([, , question]) => question)).size).toBe(questions.length);
});

test('nothing that is judged by is trained on', async () => {
  const sets = await readSetList(`${ROOT}eval/sets.json`);
  const speeches = await Promise.all([...new Set(sets.questions.map(({ speech }) => speech))].map(loadSpeech));
  const judged = speeches.map(({ text }) => text).join('\n');
  const asked = new Set(
    sets.questions.flatMap(({ path }) =>
      Array.from(readFileSync(path, 'utf8').matchAll(/"question":\s*"([^"]+)"/g), ([, question]) => question),
    ),
  );
  const sentences = NAMES.flatMap((name) => rowsOf(`${name}.txt`).map(([, sentence = '']) => sentence));
  expect(sentences.filter((text) => text.length >= OWN_SENTENCE_CHARACTERS && judged.includes(text))).toEqual([]);
  expect(NAMES.flatMap((name) => rowsOf(`${name}.tsv`).filter(([, , question]) => asked.has(question)))).toEqual([]);
});
