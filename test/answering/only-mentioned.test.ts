import { describe, expect, it } from 'vitest';
import { asksForOtherDegree, lacksAskedOrdinal } from '../../src/answering/asked-ordinal.js';
import { wantsBlank } from '../../src/answering/blanks.js';
import { declinesToTell } from '../../src/answering/declines.js';
import { explainsAny, explainsFirstOf } from '../../src/answering/explanations.js';
import { tellsOnlyThatTheySpoke } from '../../src/answering/others-words.js';
import { bigramsOf } from '../../src/answering/quoting/topic-match.js';
import { readQuestion } from '../../src/answering/reading/question.js';
import { askedAttribute } from '../../src/answering/evidence.js';
import { requiredForm } from '../../src/answering/required-form.js';
import { namesNone } from '../../src/answering/unnamed.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { createCharacterFold } from '../../src/text/fold.js';
import { answererOf } from './answerer-of.js';

const fold = createCharacterFold();

describe('one of a kind that is spoken of without its name', () => {
  it.each([
    ['虚报头数的是哪个村？', '有个村，我不点名，年底多报了两百头。', '大塘村年底多报了两百头。'],
    ['哪个局把审批件压了五十天？', '某局一个审批件转了五十天。', '县文旅局一个审批件转了五十天。'],
    ['拖到二月才发钱的是哪三个县区？', '有三个县区的钱，拖到二月才发下去。', '临河县区、南山县区的钱，二月才发下去。'],
    ['贴着纸条的是江北镇哪一个社区？', '江北镇某社区的门上贴着纸条。', '江北镇梧桐里社区的门上贴着纸条。'],
    ['圈了地的村子是哪一个？', '在××村圈了八百亩地。', '在石坪村圈了八百亩地。'],
    ['拿经费买球拍的是哪一家？', '超范围开支的有六家，其中有一家买了球拍。', '超范围开支的是：水务站买了球拍。'],
  ])('%s', (question, unnamed, named) => {
    expect(namesNone(readQuestion(question), unnamed)).toBe(true);
    expect(namesNone(readQuestion(question), named)).toBe(false);
  });

  it('is refused where a list of the speech holds it too', async () => {
    // 哪三个县区各 asks of each, so that a list is sure.
    const text =
      '讲话\n同志们：\n有的医院窗口放着杂物；有的景区不认优待牌；有三个县区的优待金，拖到二月才发下去。\n谢谢！\n';
    const answerer = await answererOf(readSpeech(new TextEncoder().encode(text), 'made.txt'));
    expect(await answerer.answer('优待金拖到二月才发下去的分别是哪三个县区？', [], 3)).toMatchObject({
      status: 'not_found',
      reason: 'absent',
    });
  });

  it('is not asked for by a question for anything else', () => {
    expect(namesNone(readQuestion('年底报了多少头？'), '有个村，年底多报了两百头。')).toBe(false);
    expect(namesNone(readQuestion('Which village is meant?'), '有个村，年底多报了两百头。')).toBe(false);
  });
});

describe('what the speaker says that he does not tell', () => {
  it.each([
    ['方案里的七条具体是什么？', '方案已经印发，一共七条，我就不一一念了。', '方案一共七条，从哪一条念起都行。'],
    [
      '“两清两改”是什么意思？',
      '要做到“两清两改”，具体办法由住建局另行制定。',
      '要做到“两清两改”，就是清垃圾、改旱厕。',
    ],
    ['晚上巡查要查哪些地方的内容？', '晚上查什么，各单位自己细化。', '晚上查门窗，查水电。'],
    ['把报表退回来三次的是谁？', '有人把报表退了三次，我在这里不点名。', '老赵把报表退了三次。'],
    ['守渡口的老人姓什么？', '守渡口的老人姓什么没有人知道。', '守渡口的老人姓鲁，别的没有人知道。'],
    ['那口箱子是留给谁的？', '我至今不知道那口箱子留给谁。', '那口箱子留给我妹妹。'],
  ])('%s', (question, kept, told) => {
    expect(declinesToTell(readQuestion(question), kept)).toBe(true);
    expect(declinesToTell(readQuestion(question), told)).toBe(false);
  });

  it.each([
    ['方案一共多少条？', '方案已经印发，一共七条，我就不一一念了。'],
    ['方案什么时候印发的？', '方案上周印发，我就不一一念了。'],
    ['他批评了什么现象？', '有人把报表退了三次，我在这里不点名。'],
    ['大学生为什么走？', '我不知道他们干五年是什么样。'],
    ['What is the plan?', '我就不一一念了。'],
  ])('may be told of all the same: %s', (question, text) => {
    expect(declinesToTell(readQuestion(question), text)).toBe(false);
  });

  it('is refused, and not shown as the answer', async () => {
    const text = '讲话\n同志们：\n今年的方案已经印发，一共七条，我就不一一念了。\n大家回去抓紧办。\n谢谢！\n';
    const answerer = await answererOf(readSpeech(new TextEncoder().encode(text), 'made.txt'));
    expect(await answerer.answer('今年的方案七条具体是什么内容？', [], 3)).toMatchObject({ status: 'not_found' });
  });
});

describe('what somebody else said', () => {
  const spoke = '刚才，县第三幼儿园、石桥区作了表态发言，我都赞成。';

  it('is not told where it is only said that they spoke', () => {
    expect(tellsOnlyThatTheySpoke('县第三幼儿园在会上介绍了哪些做法？', spoke)).toBe(true);
    expect(tellsOnlyThatTheySpoke('石桥区的表态发言主要讲了哪几条？', spoke)).toBe(true);
  });

  it('is told where the sentence says it, and is not asked for where the speakers are', () => {
    expect(tellsOnlyThatTheySpoke('石桥区的发言讲了什么？', '石桥区作了发言，讲的是怎么修渠。')).toBe(false);
    expect(tellsOnlyThatTheySpoke('会上做典型发言的都是哪些单位？', spoke)).toBe(false);
    expect(tellsOnlyThatTheySpoke('要修哪几条路？', spoke)).toBe(false);
  });
});

describe('one of several by its number', () => {
  it('is lacking where another of the same row is told', () => {
    const first = '新建一座纪念墙，分两期，第一期九月完工。';
    expect(lacksAskedOrdinal('纪念墙的第二期什么时候建成？', first)).toBe(true);
    expect(lacksAskedOrdinal('纪念墙的第一期什么时候建成？', first)).toBe(false);
    expect(lacksAskedOrdinal('纪念墙的第二期什么时候建成？', '第一期九月完工，第二期明年完工。')).toBe(false);
    expect(lacksAskedOrdinal('第二批什么时候发？', first)).toBe(false);
  });

  it('is a degree that the speech never names', () => {
    const said = '评出五星支部58个、四星支部203个。';
    const speech = bigramsOf(said, fold);
    expect(asksForOtherDegree('三星支部有多少个？', said, speech)).toBe(true);
    expect(asksForOtherDegree('五星支部有多少个？', said, speech)).toBe(false);
    expect(asksForOtherDegree('三星支部有多少个？', '支部有58个。', speech)).toBe(false);
    expect(asksForOtherDegree('丙级的奖多少钱？', '甲级奖五十万元，乙级奖三十万元。', speech)).toBe(true);
    expect(asksForOtherDegree('分成三档，最远的那一档怎么算？', '补贴分成三档。', speech)).toBe(false);
  });
});

describe('a blank', () => {
  it.each([
    ['事故伤了几个人？', '没有人死亡，但是有×人受伤，两千多名群众转移。'],
    ['侨胞带回来的投资是多少钱？', '到位资金6.8亿元，其中侨胞带回来的有××××万元。'],
    ['咨询的电话号码是多少？', '先打电话问，电话是3867×××，不要先花后问。'],
  ])('is what is asked for: %s', (question, text) => {
    expect(wantsBlank(readQuestion(question), [text], fold)).toBe(true);
  });

  it('is not where what is asked for stands beside it', () => {
    expect(wantsBlank(readQuestion('到位资金是多少钱？'), ['到位资金6.8亿元，有×个项目。'], fold)).toBe(false);
    expect(wantsBlank(readQuestion('老人不会用手机该怎么办？'), ['不会用手机的，可以打热线963××。'], fold)).toBe(false);
  });
});

describe('an explanation', () => {
  it.each([
    '“1358”里面那八项机制各是什么？',
    '“六有”标准的六样东西是哪些？',
    '“三多三少”里，少的究竟是哪三样？',
    '“三比三看”具体比什么、看什么？',
  ])('is asked for: %s', (question) => {
    const name = /“([^”]+)”/.exec(question)?.[1] ?? '';
    expect(explainsAny(readQuestion(question), [`要把“${name}”抓下去。`])).toBe(false);
    expect(explainsAny(readQuestion(question), [`“${name}”，就是比学习、看本领。`])).toBe(true);
  });

  it('is one of several names in one pair of quotation marks', () => {
    const question = readQuestion('“三公开、两回访、一追责”各指什么？');
    const explained = '三公开，就是收入公开、支出公开、评审公开；';
    expect(explainsAny(question, ['核心是“三公开、两回访、一追责”。', explained])).toBe(true);
    expect(explainsAny(question, ['要做到“三公开、两回访、一追责”。'])).toBe(false);
    expect(explainsFirstOf(question, explained)).toBe(true);
    expect(explainsFirstOf(question, '要做到“三公开、两回访、一追责”。')).toBe(false);
    expect(explainsFirstOf(readQuestion('“三公开”指什么？'), explained)).toBe(false);
  });

  it('may stand before the name, as so many clauses', () => {
    const question = readQuestion('“三个不”说的是哪三样？');
    expect(explainsAny(question, ['不搞摊派，不排名次，不与评优挂钩，这“三个不”请大家守住。'])).toBe(true);
    expect(explainsAny(question, ['大家都知道，这“三个不”请大家守住。'])).toBe(false);
  });
});

describe('the form of a name', () => {
  it.each([
    ['投资方是哪家公司？', '去年谢绝了一个项目，有同志心疼。', '去年谢绝了恒矽集团的项目。'],
    ['欠钱最多的是哪家单位？', '机关和国企欠了七亿元，涉及四百户。', '市水务局欠了七亿元。'],
    ['孩子读的是哪所学校？', '有一位家长写了六页纸的信。', '家长说孩子在榆河一中。'],
  ])('is needed: %s', (question, without, within) => {
    const form = requiredForm(readQuestion(question));
    expect(form?.(without)).toBe(false);
    expect(form?.(within)).toBe(true);
  });

  it('of strategies is a quotation', () => {
    const form = requiredForm(readQuestion('全市的三大战略叫什么名字？'));
    expect(form?.('实施“工业立市、枢纽兴市”战略。')).toBe(true);
    expect(form?.('实施新的战略。')).toBe(false);
  });

  it('takes no word before 的 for what is measured', () => {
    expect(askedAttribute('那严重的是多少？')).toBeNull();
  });
});
