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

describe('sentences that each begin with a date', () => {
  it('are a list', () => {
    const lists = listsOf(speech, fold).map(({ items }) =>
      items.map(({ start, end }) => speech.text.slice(start, end)),
    );
    expect(lists).toContainEqual(['三月二十一号，抓阄。', '三月二十五号以前，交钱。', '还有一个，四月一号，动工。']);
  });
});
