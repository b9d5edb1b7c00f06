import { describe, expect, it } from 'vitest';
import { resolveFollowUp } from '../../src/answering/follow-up.js';

const history = [{ question: '代表的建议怎么办理', answer: null }];
const after = (text: string) => resolveFollowUp(text, history);

describe('what a question leans on', () => {
  it.each(['为什么', '那市里的代表呢', '具体呢', '买单的又是哪个', 'why?'])(
    'points at the question before: %s',
    (text) => {
      expect(after(text)).toMatchObject({ context: '代表的建议怎么办理', pointsBack: true, wants: null });
    },
  );

  it.each(['期限', '明天会下雨吗'])('is short, which alone points at nothing: %s', (text) => {
    expect(after(text)).toMatchObject({ context: '代表的建议怎么办理', pointsBack: false });
  });

  it.each(['今年打算做到多少条？', '剩下的拖到什么时候？'])('says only when, or the rest of what: %s', (text) => {
    expect(after(text)).toMatchObject({ context: '代表的建议怎么办理', mayStandAlone: false });
  });

  it('may stand alone where it is not so short', () => {
    expect(after('谁来牵头，由谁配合？')).toMatchObject({ context: '代表的建议怎么办理', mayStandAlone: true });
    expect(after('期限')).toMatchObject({ context: '代表的建议怎么办理', mayStandAlone: false });
    expect(after('牵头的单位和配合的单位是哪几家？')).toMatchObject({ context: null, mayStandAlone: false });
  });

  it('points at the question before with the number of what it asks about, where they count alike', () => {
    const before = [{ question: '培训班第一期培训谁', answer: null }];
    expect(resolveFollowUp('第二期轮到谁', before)).toMatchObject({ context: '培训班第二期培训谁', pointsBack: true });
    expect(resolveFollowUp('第二批轮到谁', before)).toMatchObject({ context: '培训班第一期培训谁', pointsBack: false });
    expect(resolveFollowUp('第一期轮到谁', before)).toMatchObject({ context: '培训班第一期培训谁', pointsBack: false });
  });

  it.each(['全过程人民民主的概念最早是谁提出来的', '第二部分讲了什么', '那第二部分呢'])('stands alone: %s', (text) => {
    expect(after(text)).toEqual({
      question: text,
      context: null,
      pointsBack: false,
      mayStandAlone: false,
      wants: null,
      isPlaced: false,
    });
  });

  it.each([
    ['那第三项呢', { position: 3 }],
    ['倒数第二条呢', { position: -2 }],
    ['最后一条呢', { position: -1 }],
    ['下一条', 'next'],
    ['还有呢', 'more'],
  ])('goes on from the answer before: %s', (text, wants) => {
    expect(after(text)).toMatchObject({ question: '代表的建议怎么办理', wants });
  });

  it.each([
    'Are they settled by now?',
    'What sort of coalition does he hope to build against them?',
    'And if we are not?',
  ])('points back in English, which takes more letters: %s', (text) => {
    expect(after(text)).toMatchObject({ context: '代表的建议怎么办理', pointsBack: true });
  });

  it('stands alone in English as in Chinese', () => {
    expect(after('Who delivered the report to the national congress this year?').context).toBeNull();
  });

  it.each([
    ['改进服务的头一件事是什么？', '第三件呢', '改进服务的第三件事是什么？'],
    ['今年十件实事，头一件是啥？', '那第六件呢', '今年十件实事，第六件是啥？'],
    ['许的最后一个愿是什么', '那第二个呢？', '许的第二个愿是什么'],
    ['Which of the great works is named first?', 'ok and the last of them?', 'Which of the great works is named last?'],
  ])('takes the place that it names: %s → %s', (before, text, question) => {
    expect(resolveFollowUp(text, [{ question: before, answer: null }])).toMatchObject({ question, wants: null });
  });

  it.each([
    ['开会的规矩，头一条是什么？', '再往下一条是啥规定？', '开会的规矩，第2条是什么？'],
    ['讲海洋的那个方面，第一个小题是什么？', '它后面那段呢，小题叫什么？', '讲海洋的那个方面，第2个小题是什么？'],
  ])('goes on from what was shown, or to the place behind the one named: %s → %s', (before, text, question) => {
    const resolved = resolveFollowUp(text, [{ question: before, answer: null }]);
    expect(resolved).toMatchObject({ question, wants: 'next', isPlaced: true });
  });

  it('takes a place in English where the question before named none', () => {
    expect(after('what about the second one?')).toMatchObject({ wants: { position: 2 } });
  });

  it.each(['And the one after that?', '它后面那条呢', '再下一个，他是怎么回的？', 'ok and the next one?'])(
    'goes on to the next where no place was named: %s',
    (text) => {
      expect(after(text)).toMatchObject({ question: '代表的建议怎么办理', wants: 'next' });
    },
  );

  it.each(['它前头那条又是啥', 'And the one before that?'])('goes back to the one before: %s', (text) => {
    expect(after(text)).toMatchObject({ question: '代表的建议怎么办理', wants: 'previous' });
  });

  it('puts the question before in place of what points at it, where it asks for a place', () => {
    expect(after('这个例子放在成绩的哪一点里讲的?').question).toBe('代表的建议怎么办理 放在成绩的哪一点里讲的?');
  });
});
