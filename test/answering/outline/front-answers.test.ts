import { describe, expect, it } from 'vitest';
import { readFrontQuestion } from '../../../src/answering/reading/front-question.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { bytesOf, SAMPLE } from '../../paths.js';
import { answererOf } from '../answerer-of.js';

const lecture = answererOf(
  readSpeech(
    new TextEncoder().encode(
      [
        '睡得少了，还是睡得浅了？',
        '——在老年人睡眠公益讲座上的讲话',
        '主讲：第二人民医院 沈柏青',
        '时间：2023年10月21日上午',
        '地点：芦溪市图书馆一楼报告厅',
        '各位朋友：',
        '早上好。谢谢馆长的邀请，也谢谢大家周六一早就赶来。',
        '先说结论：老人需要的睡眠并没有少多少，变少的是一口气睡下去的本事。',
      ].join('\n'),
    ),
    'made.txt',
  ),
);
const sample = answererOf(readSpeech(bytesOf(SAMPLE), 'sample'));

async function answersOf(answerer: typeof lecture, question: string): Promise<readonly string[]> {
  const answer = await (await answerer).answer(question, [], 3);
  return answer.status === 'answered' ? answer.quotes.map(({ text }) => text) : [answer.reason];
}

describe('questions about the speech as such', () => {
  it.each([
    ['这场讲座是谁讲的？', '主讲：第二人民医院 沈柏青'],
    ['主讲人是谁', '主讲：第二人民医院 沈柏青'],
    ['Who gave this talk?', '主讲：第二人民医院 沈柏青'],
    ['什么时候讲的', '时间：2023年10月21日上午'],
    ['这篇讲话是哪一年的？', '时间：2023年10月21日上午'],
    ['讲座是几月几号办的', '时间：2023年10月21日上午'],
    ['讲座在什么地方办的？', '地点：芦溪市图书馆一楼报告厅'],
    ['这是在什么讲座上的讲话', null],
    ['这是在什么场合讲的', '——在老年人睡眠公益讲座上的讲话'],
  ])('are answered from the lines around the title: %s', async (question, line) => {
    if (line === null) expect(readFrontQuestion(question)).toEqual([]);
    else expect(await answersOf(lecture, question)).toEqual([line]);
  });

  it('are answered with two lines where two things are asked', async () => {
    const both = ['——在老年人睡眠公益讲座上的讲话', '时间：2023年10月21日上午'];
    expect(await answersOf(lecture, '这是在什么会上、哪一天讲的？')).toEqual(both);
    expect(await answersOf(lecture, '讲座是什么时候、在什么场合讲的？')).toEqual(both);
  });

  it('take the title where that says it, and no day from a year', async () => {
    const title = '2023年县委书记在加强和改进新时代人大工作会上的讲话';
    expect(await answersOf(sample, '这篇讲话是谁讲的？')).toEqual([title]);
    expect(await answersOf(sample, '什么时候讲的？')).toEqual([title]);
    expect(await answersOf(sample, '这个会是几月几号开的？')).not.toEqual([title]);
  });

  it.each(['老支书是谁', '他什么时候退休的', '这笔钱是谁出的', '会议由谁主持', '谁来讲课能拿补助', '报告什么时候公开'])(
    'are none where something else is asked: %s',
    (question) => {
      expect(readFrontQuestion(question)).toEqual([]);
    },
  );
});
