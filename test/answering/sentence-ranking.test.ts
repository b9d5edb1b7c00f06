import { describe, expect, it } from 'vitest';
import { endAsked } from '../../src/answering/reading/speech-ends.js';
import type { AnswererParts } from '../../src/answering/answering-steps.js';
import { readQuestion } from '../../src/answering/reading/question.js';
import { SentenceRanking } from '../../src/answering/sentence-ranking.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { answererOf } from './answerer-of.js';

describe('the end of a speech at which something is said to stand', () => {
  it.each([
    ['全文收尾时布置了什么作业', 'last'],
    ['结尾处号召大家做什么', 'last'],
    ['致谢之前说了什么', 'last'],
    ['开场时说了一件什么事', 'first'],
    ['报告一开始谈到了谁', 'first'],
    ['最后逮了多少人', null],
    ['工程什么时候收尾', null],
  ])('%s: %s', (question, end) => {
    expect(endAsked(question)).toBe(end);
  });

  it('puts what stands there first, though more alike is said elsewhere, and passes over the thanks', async () => {
    const middle = Array.from({ length: 40 }, (_, index) => `第${index + 1}项是把河边的路修到村口。`).join('\n');
    const text = `讲话\n同志们：\n平时要给学生布置作业，作业不能太多。\n${middle}\n回去以后每个支部写一页纸交上来。\n谢谢大家！\n`;
    const answerer = await answererOf(readSpeech(new TextEncoder().encode(text), 'made.txt'));
    expect(await answerer.answer('布置了什么作业', [], 1)).toMatchObject({
      quotes: [{ text: expect.stringContaining('平时要给学生') as string }],
    });
    expect(await answerer.answer('全文收尾时布置了什么作业交上来', [], 1)).toMatchObject({
      quotes: [{ text: expect.stringContaining('写一页纸') as string }],
    });
  });
});

describe('a question that may lean on the one before', () => {
  const speech = readSpeech(
    new TextEncoder().encode('讲话\n同志们：\n修路的事归镇里。架桥的事归县里。\n谢谢！\n'),
    'made.txt',
  );
  const labelOf = (words: string) =>
    speech.sentences.findIndex(({ span }) => speech.text.startsWith(words, span.start));
  const [road, bridge] = [labelOf('修路'), labelOf('架桥')];
  const unit = (label: number, score: number, late: number) => ({
    label,
    score,
    dense: 0,
    lexical: 0,
    late: [0, late],
  });

  /** Which sentence comes first, where the question alone finds the road, so nearly, and the one before it the bridge. */
  async function firstFor(late: number, mayStandAlone: boolean): Promise<number | undefined> {
    const alone = [unit(road, 1, late), unit(bridge, 0.9, late)];
    const retrieve = (text: string) =>
      Promise.resolve({
        ranked: text.includes('桥') ? [unit(bridge, 2, 0.9)] : alone,
        embedding: { vector: [], tokens: [] },
      });
    const parts = { speech, wordBridge: { relatedWords: () => [] }, retriever: { retrieve } };
    const ranking = new SentenceRanking(parts as unknown as AnswererParts);
    const { ranked } = await ranking.rank(readQuestion('谁来管'), readQuestion('桥怎么架'), mayStandAlone);
    return ranked[0]?.label;
  }

  it('does where nothing surely answers it alone', async () => {
    expect(await firstFor(0.6, true)).toBe(bridge);
    expect(await firstFor(0.8, true)).toBe(road);
    expect(await firstFor(0.8, false)).toBe(bridge);
  });
});
