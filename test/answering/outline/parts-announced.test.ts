import { describe, expect, it } from 'vitest';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { answererOf } from '../answerer-of.js';

const TEXT = `在年会上的讲话
同志们：
今天我先作一点回顾，再谈三点体会。
一、去年的一点回顾
（一）修路
去年把河边的路修到了村口，大家都看见了。
（二）看病
去年把乡里的医生请到了村里，老人不用跑了。
二、我的三点体会
案例1：老支书修渠。他一锹一锹挖通了水渠。
案例2：小医生进村。她背着药箱走遍了山岭。
让我们一起干下去，把村子建得更好，把日子过得更红火！
我就讲到这里。谢谢大家！
`;

describe('what a speech says of its own parts', () => {
  const speech = readSpeech(new TextEncoder().encode(TEXT), 'made.txt');
  const quotesOf = async (question: string) => {
    const answer = await (await answererOf(speech)).answer(question, [], 3);
    return answer.status === 'answered' ? answer.quotes.map(({ text }) => text) : answer.reason;
  };

  it('stands before the parts where one sentence names them all by how their headings end', async () => {
    expect(await quotesOf('这个讲话分几个部分')).toEqual([
      '今天我先作一点回顾，再谈三点体会。',
      expect.stringContaining('一、去年的一点回顾'),
      expect.stringContaining('二、我的三点体会'),
    ]);
  });

  it('is the innermost line over what is said, where a section is asked for', async () => {
    expect(await quotesOf('请医生看病放在哪一节里讲的')).toEqual(['（二）看病', expect.stringContaining('请到了村里')]);
  });

  it('is its last call where the last paragraph is nothing but thanks', async () => {
    expect(await quotesOf('最后一段说了什么')).toEqual([
      expect.stringContaining('让我们一起干下去'),
      '我就讲到这里。谢谢大家！',
    ]);
  });

  it('divides it by numbered cases', async () => {
    expect(await quotesOf('第二部分有哪几点')).toEqual([
      expect.stringContaining('二、'),
      expect.stringContaining('案例1：'),
      expect.stringContaining('案例2：'),
    ]);
  });
});
