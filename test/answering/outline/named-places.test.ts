import { beforeAll, describe, expect, it } from 'vitest';
import type { Answerer } from '../../../src/answering/answerer.js';
import type { Answer } from '../../../src/answering/quoting/answer.js';
import { quoteSpan } from '../../../src/answering/quoting/spans.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { answererOf, firstQuoteFrom } from '../answerer-of.js';

const TEXT = `县医院工作报告
——2024年1月11日在职工代表大会上
各位代表：
现在我向大会报告工作。
一、过去一年的主要工作
（一）看病更方便了
门诊延长了两个小时。那乙级的呢！
（二）队伍更强了
来了十二名医生。
（三）药房账目更清楚了
每月公开一次账目。
（四）环境更好了
停车场扩大了一倍。
二、2024年要办的三件大事
（一）盖新楼
新楼六月封顶。
（二）买设备
设备招标在三月。
（三）办学校
护士学校秋天招生。
三、存在的五种现象
一是慢。病历写得慢。
二是乱。药房的进出账记得乱，账目对不上。
三是冷。有的人话冷。
四是散。开会来得散。
五是旧。设备用得旧。
护士站实行分级奖励，甲级的奖五百元，乙级的奖三百元。
标准叫“两有”。就是有人管、有钱花。
谢谢大家！`;
const speech = readSpeech(new TextEncoder().encode(TEXT), 'made.txt');

let answerer: Answerer;

beforeAll(async () => {
  answerer = await answererOf(speech);
});

const ask = (question: string, ...before: string[]): Promise<Answer> =>
  answerer.answer(
    question,
    before.map((turn) => ({ question: turn, answer: null })),
    3,
  );

async function quotesFor(question: string, ...before: string[]): Promise<readonly string[]> {
  const answer = await ask(question, ...before);
  return answer.status === 'answered' ? answer.quotes.map(({ text }) => text) : [];
}

describe('places that are named by what stands over them', () => {
  it('are in the part of the year that is named, from where the speaker stands', async () => {
    expect((await quotesFor('回顾2023年的那部分，排在第四的小标题怎么写'))[0]).toBe('（四）环境更好了');
  });

  it('are points, where the speech has not so many parts as the question says', async () => {
    const quotes = await quotesFor('过去一年的成绩分成哪四块来汇报');
    expect(quotes.slice(0, 2)).toEqual(['一、过去一年的主要工作', expect.stringMatching(/^（一）看病更方便了/)]);
    expect(quotes).toHaveLength(5);
    expect((await quotesFor('报告分成哪三块'))[0]).toBe('一、过去一年的主要工作');
  });

  it('are items of the list that a heading announces', async () => {
    expect((await quotesFor('大事里排第三位的是哪一件'))[0]).toMatch(/^（三）办学校/);
  });

  it('are points of the list that is named, though a heading elsewhere names what is told', async () => {
    expect((await quotesFor('药房账目放在五种现象的第几条里说'))[0]).toMatch(/^二是乱/);
  });
});

describe('a thing that the speaker numbers by its own name', () => {
  it('is found in its part by the words it begins with', async () => {
    const text =
      '讲话\n同志们：\n一、算账\n真的先说。虚的后说。第一虚，虚在数字上。有人多报。\n第二虚，虚在台账上。有人补记。\n二、干活\n修路要快。\n散会！\n';
    expect(await firstQuoteFrom(text, '第一部分说到的第二种虚，虚在哪儿？')).toBe('第二虚，虚在台账上。');
  });
});

describe('a follow-up that names what the sentence before speaks of too', () => {
  it('is answered by that sentence', async () => {
    expect((await quotesFor('那乙级的呢', '护士站甲级的奖多少元'))[0]).toContain('乙级的奖三百元');
  });
});

describe('a sentence that begins with 就是', () => {
  it('is quoted with the one that it explains', () => {
    const at = speech.sentences.findIndex(({ span }) => speech.text.startsWith('就是有人管', span.start));
    const { start, end } = quoteSpan(speech, at);
    expect(speech.text.slice(start, end)).toBe('标准叫“两有”。就是有人管、有钱花。');
  });
});
