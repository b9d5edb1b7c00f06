import { describe, expect, it } from 'vitest';
import {
  countsBehind,
  isListAskedFor,
  listsExactly,
  setsOut,
  tellsOrder,
} from '../../src/answering/lists/lists-in-sentences.js';
import { EnumerationFinder } from '../../src/answering/lists/enumeration.js';
import { ListedAnswers } from '../../src/answering/listed-answers.js';
import { asksForSeveral, readQuestion } from '../../src/answering/reading/question.js';
import { ANSWERING_STEPS } from '../../src/answering/answering-steps.js';
import { Answerer } from '../../src/answering/answerer.js';
import { indexSpeech, makeAnswererParts } from '../../src/cli/compose.js';
import { HashEmbedder } from '../../src/embedding/hash-embedder.js';
import { createCharacterFold } from '../../src/text/fold.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { answererOf } from './answerer-of.js';

describe('a sentence that is a list', () => {
  it.each([
    ['说三条：一是没有议题不开会，二是超时的会要我批，三是说得清楚的，不到会议室里说。', 3, true],
    ['只有两条路:不是堕落,就是回来。', 2, true],
    ['3100万元修屋，2300万元买书，1800万元买车。', 3, true],
    ['处在政策加力的机遇期，激发潜力的上升期，追赶进位的窗口期。', 3, true],
    ['先分给教满八年的，再分给两地分居的，然后分给没有住房的。', 3, true],
    ['我先看一遍，再交给你。', 2, false],
    ['这些话我都记下，这件事我也办。', 2, false],
    ['the common enemies of man: tyranny, poverty, disease and war itself', 4, true],
    ['We support it, to keep the peace, to guard the weak, and to widen the law.', 3, true],
  ])('%s lists %i: %s', (text, count, expected) => {
    expect(listsExactly(text, count)).toBe(expected);
  });

  it('says which things there are and then how many', () => {
    const sentence = '河边要备救生圈、救生绳和警示牌三样东西；';
    expect(setsOut(sentence)).toBe(true);
    expect(setsOut('河边要备救生圈、救生绳两样东西，一共三样东西。')).toBe(true);
    expect(setsOut('河边要备救生圈、救生绳三样东西。')).toBe(false);
    expect(setsOut('健全“街道—社区—小区”三级架构。')).toBe(true);
    expect(countsBehind(readQuestion('河边要备齐哪几件？'), sentence)).toBe(true);
    const forces = '激活改革、开放、创新三大动力，迈上新台阶。';
    expect(countsBehind(readQuestion('五年分别概括为怎样的五年？'), forces)).toBe(false);
    expect(countsBehind(readQuestion('激活了哪些动力？'), forces)).toBe(true);
  });

  it('says how many things there are and then which', () => {
    expect(setsOut('钱花在三个地方：修路，买车，盖屋。')).toBe(true);
    expect(setsOut('It goes to four purposes: a boat, a roof, a bridge, and a bell.')).toBe(true);
    expect(setsOut('钱花在三个地方，听我说：不多。')).toBe(false);
    expect(setsOut('钱花在三个地方。')).toBe(false);
  });

  it('is asked for by what it names, or by so many things', () => {
    const changes = 'It brings two changes: a hot meal, and one free weekend.';
    expect(isListAskedFor(readQuestion('What changes does the roster bring?'), changes)).toBe(true);
    expect(isListAskedFor(readQuestion('What dangers does the roster bring?'), changes)).toBe(false);
    expect(isListAskedFor(readQuestion('推进哪“三化”'), '推进制度化、规范化、程序化。')).toBe(true);
    expect(isListAskedFor(readQuestion('推进哪“四化”'), '推进制度化、规范化、程序化。')).toBe(false);
  });

  it('says in what order things come', () => {
    const order = '房子给谁？先分给教满八年的，再分给两地分居的。';
    expect(tellsOrder(readQuestion('钥匙按什么次序给人'), order)).toBe(true);
    expect(tellsOrder(readQuestion('房子什么时候给人'), order)).toBe(false);
    expect(tellsOrder(readQuestion('钥匙按什么次序给人'), '房子今年给人。')).toBe(false);
  });
});

describe('a question for several things', () => {
  it.each([
    ['补贴的三档分别是多少', 3],
    ['推进哪“三化”', 3],
    ['办那五件事的钱，从哪几处来', null],
    ['一共六条，都是哪些', 6],
    ['三个教训是什么', 3],
    ['三个人吵架怎么办', null],
    ['体检单上四项各是多少', 4],
    ['他说的这三句原话分别是什么', 3],
    ['这三条是谁说的', null],
    ['what went wrong, all three things', 3],
  ])('says how many: %s', (question, count) => {
    expect(readQuestion(question).itemCount).toBe(count);
  });

  it.each([
    ['分成哪几个阶段，每个阶段到什么时候', true],
    ['请列举他提到的困难', true],
    ['补贴怎么分档的，每档多少钱', true],
    ['答应办的好事，挨个念给我听', true],
    ['立的规矩，一条条给我列出来', true],
    ['每天多少钱才够', true],
    ['What changes does the roster bring?', true],
    ['Name all the purposes of the fund.', true],
    ['挑毛病挑到第三个，说的是什么', false],
    ['今年有哪部法律写进了这句话', false],
    ['What is his name?', false],
    ['What does the fund pay for?', false],
  ])('%s: %s', (question, expected) => {
    expect(asksForSeveral(readQuestion(question))).toBe(expected);
  });
});

describe('points of the outline', () => {
  const text = `工作讲话\n同志们：\n一、去年的工作\n${[...'一二三四五'].map((n) => `（${n}）这一点有了起色。事情办成了一件。\n`).join('')}二、今年的工作\n要抓好吃、穿、住、行、用五样。\n谢谢大家！\n`;
  const speech = readSpeech(new TextEncoder().encode(text), 'made.txt');
  const enumerations = new EnumerationFinder(speech, createCharacterFold());
  const listed = new ListedAnswers({ speech }, ANSWERING_STEPS, enumerations, { list: () => null });
  const label = speech.sentences.findIndex(({ span }) => speech.text.slice(span.start).startsWith('要抓好'));
  const chosen = (late: number) => {
    const ranked = [{ label, score: 9, dense: 0.5, lexical: 0, late: [0.5, late] }];
    const embedding = { vector: new Float32Array(0), tokens: [], truncated: false };
    return listed.choose(readQuestion('盘点时一共摆了哪五个方面？'), { ranked, embedding }).list?.items.length ?? null;
  };

  it('are meant where so many are asked for and no sentence comes near', () => {
    expect(chosen(0.6)).toBe(5);
    expect(chosen(0.8)).toBeNull();
  });
});

describe('answers to questions for several things', () => {
  const text =
    '在教师节大会上的讲话\n各位老师：\n去年教育支出多了七千万。新增的钱主要花在三个地方：三千万元改造寄宿学校，两千万元更新图书室，一千万元购置校车。城东学校九月开学；西河学校三月搬家。\n进山家访有三条规矩，新老师也得背。不许一个人走夜路。过了四点，往回走。听见雷声，离开大树。\n书屋里有小说、诗集、画册和报纸；操场上有单杠。\n谢谢大家！\n';
  const speech = readSpeech(new TextEncoder().encode(text), 'made.txt');
  const answerTo = async (question: string) => {
    const answer = await (await answererOf(speech)).answer(question, [], 1);
    return answer.status === 'answered' ? answer.quotes.map((quote) => quote.text) : null;
  };

  it('are the sentence that sets them out, not a list behind it', async () => {
    expect(await answerTo('新增的钱都花在什么地方了')).toEqual([
      '新增的钱主要花在三个地方：三千万元改造寄宿学校，两千万元更新图书室，一千万元购置校车。',
    ]);
  });

  it('are the list that the best sentence announces', async () => {
    expect(await answerTo('进山家访有哪些规矩')).toEqual([
      '不许一个人走夜路。',
      '过了四点，往回走。',
      '听见雷声，离开大树。',
    ]);
  });

  it('are the list that a sentence in quotation marks announces', async () => {
    expect(await answerTo('“进山家访有三条规矩”，具体指什么')).toHaveLength(3);
  });

  it('are one quote where ；joins them, of which one can be asked for by its place', async () => {
    const said = '把漏雨的校舍修好；把旧桌椅换掉；把校车开到村口。';
    const joined = readSpeech(
      new TextEncoder().encode(`讲话\n各位老师：\n今年的校舍、桌椅和校车，办法是这样：${said}\n谢谢大家！\n`),
      'made.txt',
    );
    const answerer = await answererOf(joined);
    const question = '校舍、桌椅和校车分别怎么办';
    expect(await answerer.answer(question, [], 1)).toMatchObject({
      form: 'quotes',
      quotes: [{ text: expect.stringContaining(said) as string }],
    });
    const history = [{ question, answer: null }];
    expect(await answerer.answer('第二个呢', history, 1)).toMatchObject({ quotes: [{ text: '把旧桌椅换掉；' }] });
  });

  it('are one quote with the best of the others behind it, unless the question is sure to mean that list', async () => {
    const said = '把漏雨的校舍修好；把旧桌椅换掉；把校车开到村口。';
    const others = '去年的办法是全校老师先到前院里报名。前年的办法是大家轮流抓阄定下先后。';
    const joined = readSpeech(
      new TextEncoder().encode(`讲话\n各位老师：\n今年的办法是这样：${said}\n${others}\n谢谢大家！\n`),
      'made.txt',
    );
    const answerer = await answererOf(joined);
    const quotesFor = async (question: string) => {
      const answer = await answerer.answer(question, [], 3);
      return answer.status === 'answered' ? answer.quotes.map(({ text: words }) => words) : [];
    };
    const [list, ...behind] = await quotesFor('今年的办法有哪些');
    expect(list).toContain(said);
    expect(behind.sort()).toEqual(
      ['前年的办法是大家轮流抓阄定下先后。', '去年的办法是全校老师先到前院里报名。'].sort(),
    );
    expect(await quotesFor('今年的办法分别是什么')).toEqual([list]);
  });

  it('are the best sentence where it lists itself what is asked for', async () => {
    expect(await answerTo('书屋里有哪些书')).toEqual([expect.stringContaining('小说、诗集、画册和报纸')]);
  });

  it('are refused where the best sentences do not answer, unless the question names the list or asks of each item', async () => {
    const fold = createCharacterFold();
    const embedder = new HashEmbedder();
    const { graph, contents } = await indexSpeech(speech, embedder, fold, () => undefined);
    const parts = await makeAnswererParts(speech, graph, contents, embedder, fold);
    const refusing = new Answerer(parts, { ...ANSWERING_STEPS, refuse: () => 'absent' });
    const statusOf = async (question: string) => (await refusing.answer(question, [], 1)).status;
    expect(await statusOf('进山家访有哪些规矩')).toBe('not_found');
    expect(await statusOf('进山家访有三条规矩，分别怎么说')).toBe('answered');
  });

  it('are no list where one thing is asked for', async () => {
    expect(await answerTo('城东学校哪个月开学')).toEqual([
      expect.stringContaining('城东学校九月开学；西河学校三月搬家。'),
    ]);
  });
});
