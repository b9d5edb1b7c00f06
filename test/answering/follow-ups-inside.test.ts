import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/quoting/answer.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { bytesOf, SAMPLE } from '../paths.js';
import { answererOf } from './answerer-of.js';

const sample = answererOf(readSpeech(bytesOf(SAMPLE), 'sample'));

async function answerTo(question: string, ...before: string[]): Promise<Answer> {
  const answerer = await sample;
  const turns = before.map((asked) => ({ question: asked, answer: null }));
  return answerer.answer(question, turns, 3);
}

async function firstFor(question: string, ...before: string[]): Promise<string> {
  const answer = await answerTo(question, ...before);
  return answer.status === 'answered' ? (answer.quotes[0]?.text ?? '') : answer.reason;
}

describe('follow-ups into what was shown', () => {
  const POINT = '第二部分的第一点讲了什么?';

  it('find a point of the division that was named before', async () => {
    expect(await firstFor('里面第三条呢', POINT)).toMatch(/^要加强宪法监督/);
    expect(await firstFor('里头第四条讲的是啥', '第一部分叫什么')).toMatch(/^四是深刻领会/);
    expect(await firstFor('里面第二条呢', '依法治县那一节讲了什么')).toMatch(/^要依法做好选举任免/);
  });

  it('count and list its points', async () => {
    expect(await answerTo('下面分几点', '第一部分叫什么')).toMatchObject({
      notes: [{ key: 'count', values: { count: 7 } }],
    });
    expect(await answerTo('它下面有哪几条', POINT)).toMatchObject({ form: 'enumeration', quotes: { length: 5 } });
    expect(await firstFor('分别是什么', '全文分几部分')).toMatch(/^一、深学笃用/);
  });

  it('take a place among parts for a part', async () => {
    expect(await firstFor('第二个叫什么', '全文分几部分')).toMatch(/^二、高质量/);
    expect(await firstFor('那第一部分的呢', POINT)).toMatch(/^一是深刻领会/);
  });

  it('go on with a division where its quote left off, until nothing is left', async () => {
    const point = '第一部分的第一点讲了什么';
    const first = await answerTo(point);
    const more = await answerTo('还有呢', point);
    if (first.status !== 'answered' || more.status !== 'answered') throw new Error('not answered');
    expect(more.quotes[0]?.start).toBeGreaterThanOrEqual(first.quotes[0]?.end ?? Infinity);
    expect(await answerTo('展开说说', point)).toEqual(more);
    expect(await answerTo('还有吗', POINT)).toMatchObject({ notes: [{ key: 'nothing_more' }] });
  });

  it('stay with the one sentence that lists all items', async () => {
    const list = '代表“履职五个一”具体是哪五件事?';
    expect(await firstFor('第三个呢', list)).toBe(await firstFor(list));
  });

  it('ask again where the source is asked for', async () => {
    expect(await firstFor('出处在哪', '未经公布的文件能当管理依据吗')).toBe(
      await firstFor('未经公布的文件能当管理依据吗'),
    );
  });
});
