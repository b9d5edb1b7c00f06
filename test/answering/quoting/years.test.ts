import { describe, expect, it } from 'vitest';
import { yearOf, yearsNamed } from '../../../src/answering/quoting/years.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { answererOf } from '../answerer-of.js';

const TEXT = `在年会上的讲话
董事长 沈桂棠（2025年1月18日）
同志们：
话长话短，都是一家人的话，先谢谢大家。
一、去年的账
1．课上得更实了。
2．人引得来也留得住。
3．钱花得紧了些。
二、二〇二五年的事
1．动专业，匀人手。
2．帮学生把路走宽。
3．开源节流，先还旧账。
`;
const speech = readSpeech(new TextEncoder().encode(TEXT), 'made.txt');

describe('years', () => {
  it('are named in digits, in Chinese and from where the speaker stands', () => {
    expect(yearOf(speech)).toBe(2025);
    expect([...yearsNamed('2024年和二〇二三年', null)]).toEqual([2024, 2023]);
    expect([...yearsNamed('去年的账', 2025)]).toEqual([2024]);
    expect([...yearsNamed('去年的账', null)]).toEqual([]);
  });

  it('say which of two lists is meant', async () => {
    const answerer = await answererOf(speech);
    const first = async (question: string) => {
      const answer = await answerer.answer(question, [], 3);
      return answer.status === 'answered' ? answer.quotes[0]?.text : null;
    };
    expect(await first('2024年办成的几件里头，倒数第二件叫什么？')).toContain('人引得来也留得住');
    expect(await first('今年要办的几件事里，倒数第二件是什么？')).toContain('帮学生把路走宽');
  });
});
