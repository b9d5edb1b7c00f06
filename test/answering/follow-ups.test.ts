import { beforeAll, describe, expect, it } from 'vitest';
import { quotesShown, type Answer, type Turn } from '../../src/answering/quoting/answer.js';
import type { Answerer } from '../../src/answering/answerer.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { answererOf } from './answerer-of.js';
import { bytesOf, SAMPLE } from '../paths.js';

const QUESTION = '人大监督是怎么说的';
const NOTHING_MORE = {
  status: 'not_found',
  reason: 'absent',
  nearest: [],
  notes: [{ key: 'nothing_more', values: {} }],
};

let answerer: Answerer;
let short: Answerer;

beforeAll(async () => {
  answerer = await answererOf(readSpeech(bytesOf(SAMPLE), 'sample'));
  short = await answererOf(readSpeech(new TextEncoder().encode('人大监督要有实效。人大监督要有力度。'), 'short'));
});

/** Asks one after the other, as one person does. */
async function converse(about: Answerer, questions: readonly string[], quoteCount: number): Promise<Answer[]> {
  const turns: Turn[] = [];
  for (const question of questions)
    turns.push({ question, answer: await about.answer(question, [...turns], quoteCount) });
  return turns.map(({ answer }) => answer!);
}

describe('还有呢', () => {
  it('says that there is nothing more when all of the speech has been shown', async () => {
    const [first, second, third] = await converse(short, ['人大监督要有什么', '还有呢', '还有呢'], 5);
    expect(first?.status).toBe('answered');
    expect(quotesShown(first!).length).toBeGreaterThan(0);
    expect(second).toEqual(NOTHING_MORE);
    expect(third).toEqual(NOTHING_MORE);
  });

  it.each([1, 3, 5])('never shows a quote twice, %i at a time, and ends after a dozen', async (quoteCount) => {
    const answers = await converse(answerer, [QUESTION, ...Array<string>(13).fill('还有呢')], quoteCount);
    const spans = answers.flatMap(quotesShown).map(({ start, end }) => `${start}–${end}`);
    expect(new Set(spans).size).toBe(spans.length);
    expect(spans).toHaveLength(12);
    expect(answers.at(-1)).toEqual(NOTHING_MORE);
    for (const answer of answers) expect(answer.status === 'answered' && answer.quotes.length === 0).toBe(false);
  });

  it('finds the answers before again where only the questions are known', async () => {
    const known = await converse(answerer, [QUESTION, '还有呢', '还有呢'], 3);
    const history = [QUESTION, '还有呢'].map((question) => ({ question, answer: null }));
    expect(await answerer.answer('还有呢', history, 3)).toEqual(known[2]);
  });

  it('gives no answer to what the speech does not answer', async () => {
    for (const question of ['第三部分讲了什么', '过去一年县人大总共作出了多少个决定决议?']) {
      const [first, second] = await converse(answerer, [question, '还有呢'], 3);
      expect(first?.status).toBe('not_found');
      expect(second?.status).toBe('not_found');
    }
  });

  it('does not answer with nothing where no point comes before', async () => {
    const [, second] = await converse(answerer, ['第一部分的第一点讲了什么？', '那上一条呢'], 3);
    expect(second?.status === 'answered' && second.quotes.length === 0).toBe(false);
  });
});
