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

  it.each([
    ['讲座哪天办的，在啥地方办的？', ['时间：2023年10月21日上午', '地点：芦溪市图书馆一楼报告厅']],
    ['归档要填表：这场讲座是何时、由何人所讲？', ['时间：2023年10月21日上午', '主讲：第二人民医院 沈柏青']],
    ['讲座的日期、主讲人，帮我抄一下', ['时间：2023年10月21日上午', '主讲：第二人民医院 沈柏青']],
    ['讲座的日期，标题下面那行怎么写的', ['时间：2023年10月21日上午']],
  ])('are asked for in office words too: %s', async (question, lines) => {
    expect(await answersOf(lecture, question)).toEqual(lines);
  });

  it('take place and speaker from lines that say more, and none twice', async () => {
    const speech = answererOf(
      readSpeech(
        new TextEncoder().encode(
          '在合作社年会上的讲话\n县供销社理事会主任 沈景和\n（2024年2月9日上午，东岗镇文化站，根据录音整理）\n同志们：\n今天开年会。收成好，大家高兴。\n',
        ),
        'made.txt',
      ),
    );
    expect(await answersOf(speech, '年会是哪天、在哪儿开的')).toEqual([
      '（2024年2月9日上午，东岗镇文化站，根据录音整理）',
    ]);
    expect(await answersOf(speech, '谁讲的')).toEqual(['县供销社理事会主任 沈景和']);
  });

  it('keep back nothing that the lines say where they do not say all', async () => {
    const speech = answererOf(
      readSpeech(
        new TextEncoder().encode('在合作社年会上的讲话\n（2024年2月9日）\n同志们：\n今天开年会。\n'),
        'made.txt',
      ),
    );
    expect(await answersOf(speech, '年会是哪天、在哪儿开的')).toEqual(['（2024年2月9日）']);
  });

  it('take the title where that says it, and no day from a year', async () => {
    const title = '2023年县委书记在加强和改进新时代人大工作会上的讲话';
    expect(await answersOf(sample, '这篇讲话是谁讲的？')).toEqual([title]);
    expect(await answersOf(sample, '什么时候讲的？')).toEqual([title]);
    expect(await answersOf(sample, '这个会是几月几号开的？')).not.toEqual([title]);
  });

  it.each([
    '老支书是谁',
    '他什么时候退休的',
    '这笔钱是谁出的',
    '会议由谁主持',
    '谁来讲课能拿补助',
    '报告什么时候公开',
    '头一场大会哪天、在哪儿办',
    '谁在什么时候提出办学',
  ])('are none where something else is asked: %s', (question) => {
    expect(readFrontQuestion(question)).toEqual([]);
  });
});
