import { describe, expect, it } from 'vitest';
import { EnumerationFinder } from '../../../src/answering/lists/enumeration.js';
import { listsOf } from '../../../src/answering/lists/speech-lists.js';
import { readQuestion } from '../../../src/answering/reading/question.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { createCharacterFold } from '../../../src/text/fold.js';

const fold = createCharacterFold();
const MEANINGS = ['人到，就是一小时内到岗。', '物到，就是沙袋摆到位。', '信到，是说预警到最后一户。'];
const TEXT = `在防汛会上的讲话
同志们：
靠什么落实？叫“三个到”：人到、物到、信到。${MEANINGS[0]}不许遥控。${MEANINGS[1]}${MEANINGS[2]}
今年办这么几件事：
——山上补种七千亩；
——湖边退田四千亩；
——采砂船一律上岸。
巡堤要有章法。（1）平时每天一巡；（2）水涨了两小时一巡；（3）再涨就不离堤。
日子记一下。三月二十一号，抓阄。三月二十五号以前，交钱。还有一个，四月一号，动工。
散会！
`;
const speech = readSpeech(new TextEncoder().encode(TEXT), 'made.txt');
const finder = new EnumerationFinder(speech, fold);
const found = (question: string) =>
  finder.find(readQuestion(question))?.items.map(({ start, end }) => speech.text.slice(start, end)) ?? null;

describe('terms that are named together and explained one by one', () => {
  it('are answered with what explains them, where their meaning is asked for', () => {
    expect(found('“三个到”各自的含义分别是什么')).toEqual(MEANINGS);
    expect(found('三个到具体是哪几条要求，逐个说说')).toEqual(MEANINGS);
  });

  it('are not where only their names are, or where one of them is not explained', () => {
    expect(found('三个到是哪三个')).not.toEqual(MEANINGS);
    const other = readSpeech(new TextEncoder().encode(TEXT.replace(MEANINGS[2] ?? '', '')), 'made.txt');
    expect(new EnumerationFinder(other, fold).find(readQuestion('“三个到”各自的含义'))).toBeNull();
  });
});

describe('a list that is named by its marks', () => {
  it('is found by dashes and by numbers in brackets', () => {
    expect(found('用破折号列出来的有哪些')).toEqual(['——山上补种七千亩；', '——湖边退田四千亩；', '——采砂船一律上岸。']);
    expect(found('带括号数字的有哪几条')).toEqual([
      '（1）平时每天一巡；',
      '（2）水涨了两小时一巡；',
      '（3）再涨就不离堤。',
    ]);
  });

  it('is none where the speech has no such marks', () => {
    expect(found('用1、2、3标出来的有哪些')).toBeNull();
  });
});

describe('a group that bears its number in its name', () => {
  const grouped = readSpeech(
    new TextEncoder().encode(
      '讲话\n同志们：\n分析形势，要做到“三个看清”。\n（一）看清机遇。政策多了。\n（二）看清压力。钱少了。\n（三）看清期盼。人急了。\n要打好三场硬仗。\n一是修路。二是架桥。三是盖房。\n谢谢！\n',
    ),
    'made.txt',
  );
  const membersOf = (question: string) =>
    new EnumerationFinder(grouped, fold).find(readQuestion(question))?.items.length ?? null;

  it('is the one list of so many items that all bear the rest of the name', () => {
    expect(membersOf('“三个看清”各指什么')).toBe(3);
    expect(membersOf('要做到的三个看清是哪三个')).toBe(3);
    expect(membersOf('“四个看清”各指什么')).toBeNull();
    expect(membersOf('“三场硬仗”各指什么')).toBeNull();
    expect(membersOf('“三个看清”是谁提的')).toBeNull();
  });
});

describe('sentences that go on from one another in other words than numbers', () => {
  it.each([
    ['从资金看，收入少了。从要素看，地管得严。从安全看，旧桥还多。', 3],
    ['头一件是把手续减下来。要少跑路。其次是把中间环节管起来。再就是把检查并起来。', 3],
    ['首先是事实关，要查清。其次是法律关，要合法。再往后就是感情关，要说通。', 3],
    ['从资金看，收入少了。地管得严。旧桥还多。', 0],
  ])('are a list: %s', (words, count) => {
    const told = readSpeech(new TextEncoder().encode(`讲话\n同志们：\n${words}\n大家散会！\n`), 'made.txt');
    expect(Math.max(0, ...listsOf(told, fold).map(({ items }) => items.length))).toBe(count);
  });
});

describe('sentences that each begin with a date', () => {
  it('are a list', () => {
    const lists = listsOf(speech, fold).map(({ items }) =>
      items.map(({ start, end }) => speech.text.slice(start, end)),
    );
    expect(lists).toContainEqual(['三月二十一号，抓阄。', '三月二十五号以前，交钱。', '还有一个，四月一号，动工。']);
  });
});

describe('a list that a group is named by', () => {
  const finderIn = (text: string) =>
    new EnumerationFinder(readSpeech(new TextEncoder().encode(text), 'made.txt'), createCharacterFold());
  const parts = '一、看清形势\n形势很好。\n二、狠抓落实\n落实要快。\n三、加强领导\n领导要强。\n';

  it('bears its name, or is announced by it', () => {
    const question = readQuestion('形势、落实和领导的“三个不发生”具体指哪三个？');
    expect(
      finderIn(`工作讲话\n同志们：\n要做到“三个不发生”。我讲三点意见。\n${parts}谢谢大家！\n`).find(question),
    ).toBeNull();
    const named = finderIn(
      '工作讲话\n同志们：\n今年要做到“三个不发生”。一是大火不发生。二是大水不发生。三是大病不发生。\n谢谢大家！\n',
    );
    expect(named.find(readQuestion('“三个不发生”具体指哪三个？'))?.items).toHaveLength(3);
  });

  it('holds what a few do beside what some do', () => {
    const told = finderIn(
      '工作讲话\n同志们：\n短板不少。有的干部本领不强；有的乡镇青黄不接；有的部门不闻不问。少数单位找借口。今年要改。\n谢谢大家！\n',
    );
    expect(told.listsOf(4).length).toBeGreaterThan(0);
    expect(told.listsOf(3)).toHaveLength(0);
  });
});

describe('a list of divisions whose heading says how many there are of what', () => {
  const text =
    '讲话\n同志们：\n一、今年的三件大事\n（一）盖楼\n六月封顶。\n（二）修路\n路要宽。\n（三）办学\n秋天招生。\n二、几句话\n心里话多。\n谢谢！\n';
  const headed = readSpeech(new TextEncoder().encode(text), 'made.txt');
  const named = (asked: string, itemCount: number | null) =>
    new EnumerationFinder(headed, fold).announcedByName({ asked, itemCount }).map(({ items }) => items.length);

  it('is announced by it', () => {
    expect(named('今年的几件大事都是什么', null)).toEqual([3]);
    expect(named('今年的三件大事都是什么', 3)).toEqual([3]);
    expect(named('今年的四件大事都是什么', 4)).toEqual([]);
    expect(named('今年的几件小事都是什么', null)).toEqual([]);
  });
});
