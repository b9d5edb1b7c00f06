import { describe, expect, it } from 'vitest';
import { readQuestion } from '../../src/answering/question.js';
import { askedAttribute, refuse, type Evidence } from '../../src/answering/refusal.js';
import { createCharacterFold } from '../../src/text/fold.js';

const fold = createCharacterFold();

/** Evidence of one sentence that is about the question, so that only the kind of thing decides. */
function evidenceOf(text: string, more: Partial<Evidence> = {}): Evidence {
  return {
    texts: [text],
    coverages: [1],
    dense: 0.7,
    late: 0.8,
    known: 1,
    isAttributeUnknown: false,
    pointsBack: false,
    ...more,
  };
}

describe('whether a sentence holds the kind of thing that is asked for', () => {
  it.each([
    ['执法检查多久做一次？', '要围绕百姓关切及时开展执法检查。', '每年开展一次执法检查。'],
    ['补助要发多长时间？', '给予困难群众补助。', '补助连发三个月。'],
    ['人均产值要达到多少美元？', '人均产值从三万元增加到八万一千元。', '人均产值达到一万二千美元。'],
    ['这个景区是几A级？', '支持景区建设，新建景区3家。', '建成5A级景区。'],
    ['军队精简了多少人？', '军队要更加精干。', '裁减现役员额三十万。'],
    ['How many days will it take?', 'All this will not be finished soon.', 'It will take one hundred days.'],
    ['一共来了多少人？', '投资三十万元办会。', '三百多人参加了会议。'],
  ])('%s', (question, without, withIt) => {
    expect(refuse(readQuestion(question), evidenceOf(without), fold)).toBe('absent');
    expect(refuse(readQuestion(question), evidenceOf(withIt), fold)).toBeNull();
  });

  it('refuses the amount of something that the speech never names', () => {
    expect(askedAttribute('县委那份实施意见的文号是多少')).toBe('文号');
    expect(askedAttribute('一共来了多少人')).toBeNull();
    const question = readQuestion('实施意见的文号是多少');
    const sentence = '县委印发了3份实施意见。';
    expect(refuse(question, evidenceOf(sentence, { isAttributeUnknown: true }), fold)).toBe('absent');
    expect(refuse(question, evidenceOf(sentence), fold)).toBeNull();
  });

  it('answers what a quoted word stands for with a sentence that repeats it as often, though it explains nothing', () => {
    const question = readQuestion('三个“务必”分别是什么？');
    const repeated = '全党同志务必不忘初心，务必谦虚谨慎，务必敢于斗争。';
    expect(refuse(question, evidenceOf('要做到“务必”。', { texts: ['要做到“务必”。', repeated] }), fold)).toBeNull();
    expect(refuse(question, evidenceOf('要做到三个“务必”。'), fold)).toBe('absent');
  });
});
