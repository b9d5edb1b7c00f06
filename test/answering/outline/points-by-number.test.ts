import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answering/quoting/answer.js';
import { readStructureQuestion } from '../../../src/answering/reading/structure-question.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { bytesOf, SAMPLE } from '../../paths.js';
import { answererOf } from '../answerer-of.js';

const sample = answererOf(readSpeech(bytesOf(SAMPLE), 'sample'));

async function answerTo(question: string): Promise<Answer> {
  return (await sample).answer(question, [], 3);
}

async function quotesFor(question: string): Promise<readonly string[]> {
  const answer = await answerTo(question);
  return answer.status === 'answered' ? answer.quotes.map(({ text }) => text) : [];
}

const FIRST = '一、深学笃用习近平总书记关于坚持和完善人民代表大会制度的重要思想';
const SECOND = '二、高质量做好新时代人大工作的重点任务。';

describe('points and parts by their number', () => {
  it('are shown together where several are asked for, with a word on what is missing', async () => {
    expect(await quotesFor('第一部分和第二部分的标题')).toEqual([FIRST, SECOND]);
    expect(await quotesFor('what are the last two headings')).toEqual([FIRST, SECOND]);
    const answer = await answerTo('第二部分和第三部分的标题');
    expect(answer).toMatchObject({ status: 'answered', notes: [{ key: 'announced' }, { key: 'breaks_off' }] });
  });

  it('are missing where none of several is there', async () => {
    expect(await answerTo('第五部分和第六部分讲什么')).toMatchObject({ status: 'not_found', reason: 'absent' });
  });

  it('are not in an annex that the speech does not have', async () => {
    expect(await answerTo('附件里写了什么')).toMatchObject({ status: 'not_found', reason: 'absent', nearest: [] });
  });

  it('are found by the words that they begin with, in every list that has them', async () => {
    const [first, second, ...others] = await quotesFor('“四是”说的是什么');
    expect([first, second].map((text) => text?.slice(0, 10))).toEqual(['四是自身建设有新提升', '四是深刻领会关于坚持']);
    expect(others).toEqual([]);
    expect((await quotesFor('五是讲的哪方面')).join('')).toMatch(/^五是深刻领会/);
  });

  it('are those of the one list that has so many', async () => {
    expect((await quotesFor('第六点是什么')).join('')).toMatch(/^六是深刻领会/);
    expect(await quotesFor('七个方面的要求是什么')).toHaveLength(8);
  });

  it('are all of those that are announced, or whose headings hold a term', async () => {
    expect(await quotesFor('三点意见分别是什么')).toEqual([FIRST, SECOND]);
    const all = await quotesFor('深刻领会有哪些');
    expect(all.slice(1).map((text) => text.slice(0, 6))).toEqual(
      ['一', '二', '三', '四', '五', '六', '七'].map((number) => `${number}是深刻领会`),
    );
    expect((await quotesFor('深刻领会一共有几条')).join('')).toMatch(/^七是深刻领会/);
  });

  it('are chosen by what they say among those with a term', async () => {
    expect((await quotesFor('全面依法治国是第几个深刻领会')).join('')).toMatch(/^三是深刻领会/);
    expect((await quotesFor('哪个深刻领会讲的是民主集中制')).join('')).toMatch(/^四是深刻领会/);
  });

  it('stand beside one another, and beside one that is missing', async () => {
    expect((await quotesFor('第一部分后面讲什么'))[0]).toBe(SECOND);
    expect((await quotesFor('第三点前面是哪一点'))[0]).toBe(SECOND);
    expect(await answerTo('第二部分后面是什么')).toMatchObject({ status: 'not_found', reason: 'missing_part' });
  });

  it('are in a part, and not behind it, where they stand under its heading', async () => {
    expect((await quotesFor('第一部分下面的小标题'))[1]).toMatch(/^一是深刻领会/);
    expect((await quotesFor('第一部分下面的最后一点')).join('')).toMatch(/^七是深刻领会/);
  });

  it('are listed under the headings of all parts', async () => {
    const headings = await quotesFor('各部分的小标题都列出来');
    expect(headings[0]).toBe(FIRST);
    expect(headings[1]).toBe('一是深刻领会关于坚持中国共产党领导的重要要求。');
    expect(headings).toContain('第二,在增强监督实效上下功夫。');
  });

  it('begin with their heading, in one quote where it fits', async () => {
    expect((await quotesFor('依法治县这一部分从哪里开始'))[0]).toMatch(/^第一,在推动依法治县上下功夫。人大作为/);
  });
});

describe('ways to ask for the beginning, the end and the whole', () => {
  it.each([
    ['开头怎么说的', { ask: 'edge', edge: 'first' }],
    ['开场白说了什么', { ask: 'edge', edge: 'first' }],
    ['讲话最后怎么收尾的', { ask: 'edge', edge: 'last' }],
    ['最后讲到哪里', { ask: 'edge', edge: 'last' }],
    ['稿子完整吗', { ask: 'edge', edge: 'last' }],
    ['讲监督那条的第一句', { ask: 'edge', edge: 'first', scope: '监督' }],
    ['导语说了什么', { ask: 'before-first' }],
    ['正题之前讲了什么', { ask: 'before-first' }],
    ['给我列一下提纲', { ask: 'parts' }],
    ['give me an outline', { ask: 'parts' }],
    ['Table of contents please', { ask: 'parts' }],
    ['Summarise the structure', { ask: 'parts' }],
    ['这是什么讲话', { ask: 'title' }],
    ['2.1讲什么', { ask: 'division', part: 2, point: 1 }],
    ['第二部分(1)', { ask: 'division', part: 2, point: 1 }],
    ['第三段第一句', { ask: 'passage', paragraph: 3, sentence: 1 }],
    ['最后一段的倒数第二句', { ask: 'passage', paragraph: -1, sentence: -2 }],
    ['对年轻人提了几点希望', { ask: 'count', topic: '年轻人' }],
    ['开头怎么跟大家打招呼', { ask: 'salutation' }],
    ['最后那块讲的什么', { ask: 'division', part: -1 }],
  ])('%s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject(expected);
  });

  it.each([
    '改革从哪里开始',
    '战争怎么结束的',
    '开头提到的那位老人多大年纪',
    '全省有多少条高速公路',
    '2.1的利率是怎么算的',
  ])('are none: %s', (question) => {
    expect(readStructureQuestion(question)).toBeNull();
  });
});

describe('headings without a number', () => {
  const body = '这里把道理说得细一些，村里的事，城里的事，一件一件都摆出来讲，讲到大家点头为止。';
  const lecture = answererOf(
    readSpeech(
      new TextEncoder().encode(
        [
          '睡得少了，还是睡得浅了？',
          '——老年人睡眠公益讲座',
          '各位朋友：',
          `早上好。${body}`,
          '人老了，觉会变少吗？',
          body,
          '一位早起的老校工',
          body,
          '安眠药怎么吃？',
          `1. 由医生开。${body}`,
          `2. 上了床再吃。${body}`,
          '今晚就能做的事',
          body,
        ].join('\n'),
      ),
      'made.txt',
    ),
  );
  const first = async (question: string) => {
    const answer = await (await lecture).answer(question, [], 3);
    return answer.status === 'answered' ? answer.quotes[0]?.text : undefined;
  };

  it('are counted among themselves, whatever is numbered under them', async () => {
    expect(await first('讲座的第二个小标题是什么？')).toBe('一位早起的老校工');
    expect(await first('第四个小标题叫什么')).toBe('今晚就能做的事');
  });

  it('may stand under a title that is a question', async () => {
    expect(await first('这篇讲话的题目是什么')).toBe('睡得少了，还是睡得浅了？');
  });
});
