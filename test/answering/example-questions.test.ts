import { describe, expect, it } from 'vitest';
import { exampleQuestions } from '../../src/answering/example-questions.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { bytesOf, SPEECHES } from '../paths.js';
import { answererOf } from './answerer-of.js';

describe.each(SPEECHES)('example questions about %s', (name, path) => {
  it('are three in each language, and answered', async () => {
    const speech = readSpeech(bytesOf(path), name);
    const answerer = await answererOf(speech);
    const { zh, en } = exampleQuestions(speech);
    expect([zh.length, en.length]).toEqual([3, 3]);
    expect(en.join('')).not.toMatch(/\p{Script=Han}/u);
    for (const question of [...zh, ...en])
      expect(await answerer.answer(question, [], 3), question).toMatchObject({ status: 'answered' });
  });
});
