import { describe, expect, it } from 'vitest';
import { resolveFollowUp } from '../../../src/answering/follow-up.js';
import { MIDDLE } from '../../../src/answering/reading/positions.js';
import { readStructureQuestion } from '../../../src/answering/reading/structure-question.js';

describe('places in the words of many people', () => {
  it.each([
    ['中间那一部分的题目是什么', { ask: 'division', part: MIDDLE, headingOnly: true }],
    ['夹在中间的那个大题目是讲什么的', { ask: 'division', part: MIDDLE }],
    ['那几样改动，夹在当中的那样是什么', { ask: 'item', position: MIDDLE }],
    ['三个难处，夹在中间的是哪一个', { ask: 'item', position: 2 }],
    ['五条规矩里打头的是哪一条', { ask: 'item', position: 1, count: 5 }],
    ['五条规矩从后往前数第二条', { ask: 'division', point: -2 }],
    ['查出来的问题里，列第二的是哪个', { ask: 'division', point: 2 }],
    ['倒数第二场硬仗是什么', { ask: 'item', position: -2, thing: '硬仗' }],
    ['第四件事校长讲的什么', { ask: 'division', point: 4, thing: '件' }],
    ['讲修路的那部分，收尾的一小节题目是什么', { ask: 'division', scope: '修路', point: -1, headingOnly: true }],
    ['讲修路的那个大标题，原文怎么写的', { ask: 'division', scope: '修路', level: 'part', headingOnly: true }],
    ['第一部分快结束的时候定了什么指标', { ask: 'paragraph', part: 1, position: -1 }],
    ['编号为5的那条注说的是谁', { ask: 'note', number: 5 }],
    ['这番话是对着哪些人讲的', { ask: 'salutation' }],
    ['他上台头一句是冲着哪些人喊的', { ask: 'salutation' }],
    ['局长这个讲话一共谈了几个方面', { ask: 'announced' }],
    ['把各个大标题原样抄给我', { ask: 'parts' }],
    ['那天打算讲几个话题', { ask: 'parts' }],
  ])('%s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject(expected);
  });

  it.each([
    ['修路的故事在哪一点里面', '修路的故事'],
    ['“修路”是第一部分的哪一小节', '修路'],
    ['修路那件事是谈什么话题的时候说出来的', '修路'],
    ['修路的老人，是讲到哪儿的时候提起的', '修路'],
  ])('ask in which division something is said: %s', (question, topic) => {
    const asked = readStructureQuestion(question);
    expect(asked?.ask).toBe('which');
    expect(asked?.ask === 'which' ? asked.topic.replace(/\s/g, '') : '').toContain(topic.replace('的', ''));
  });

  it.each([
    ['聊完修路，他紧接着换到哪个话题', { ask: 'beside-topic', topic: '修路', turnsTo: 'topic', unit: 'paragraph' }],
    ['修路那一段过后，他转过去讲了什么', { ask: 'beside-topic', turnsTo: 'anything', side: 'after' }],
    ['讲完修路，紧跟着那一块的标题是什么', { ask: 'beside-division', topic: '修路', side: 'after' }],
    ['说完修路的事，接下来一条轮到什么了', { ask: 'beside-division', side: 'after' }],
    ['量个头的前一项量的是什么', { ask: 'beside-division', topic: '量个头', side: 'before' }],
    ['在管钱的那条后面、讲安全那条前面，还有一条是什么', { ask: 'between' }],
    ['讲完种子还没讲到农机，当中插的那一项是什么', { ask: 'between', topics: ['种子', '农机'] }],
  ])('stand beside something: %s', (question, expected) => {
    expect(readStructureQuestion(question)).toMatchObject(expected);
  });

  it.each(['讲修路的那部分放在开头还是后面', '四道门里中间那道通向哪里', '部长在第三块试验田里种了什么'])(
    'are not read where none is named: %s',
    (question) => {
      expect(['edge', 'item', 'division']).not.toContain(readStructureQuestion(question)?.ask ?? 'none');
    },
  );

  it.each([
    ['那它前面一场呢', 'previous'],
    ['那它前面的一小节讲的是什么', 'previous'],
    ['接下来那项呢', 'next'],
  ])('follow on what was shown: %s', (text, wants) => {
    expect(resolveFollowUp(text, [{ question: '生态保护是怎么说的', answer: null }]).wants).toBe(wants);
  });
});
