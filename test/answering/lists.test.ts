import { describe, expect, it } from 'vitest';
import { EnumerationFinder } from '../../src/answering/enumeration.js';
import { listsExactly } from '../../src/answering/lists-in-sentences.js';
import { readQuestion } from '../../src/answering/question.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { createCharacterFold } from '../../src/text/fold.js';

const fold = createCharacterFold();
const TEXT = `关于城市建设的讲话
同志们：
前进道路上，必须牢牢把握以下原则。
——坚持统一规划。规划是龙头，一张蓝图绘到底。
——坚持绿色发展。绿色是底色，不搞大拆大建。
——坚持共建共享。城市为人民，大家一起来建。
一、道路
道路由市里统一建设；桥梁由区里分头养护；小巷由街道自己打扫，这些都体现了分工和合作。
要修好大路、小路和断头路。
路难修。这件事给了我们两个教训。一个是，图纸要先看懂。看懂了再动手。另一个是，工期要留余地。
`;
const speech = readSpeech(new TextEncoder().encode(TEXT), 'made.txt');
const finder = new EnumerationFinder(speech, fold);
const spanOf = (words: string) => ({
  start: speech.text.indexOf(words),
  end: speech.text.indexOf(words) + words.length,
});
const itemsAt = (question: string, words: string, isBest = true) =>
  finder
    .findAround(readQuestion(question), speech.text.indexOf(words), isBest, spanOf(words))
    ?.items.map(({ start, end }) => speech.text.slice(start, end));

describe('the list around a sentence', () => {
  it('is the one that the sentence announces', () => {
    expect(itemsAt('要把握哪些原则', '前进道路上')?.map((item) => item.slice(0, 8))).toEqual([
      '——坚持统一规划',
      '——坚持绿色发展',
      '——坚持共建共享',
    ]);
    expect(itemsAt('要把握哪四条原则', '前进道路上')).toBeUndefined();
  });

  it('is the clauses of the sentence that ；sets apart, whichever of them was found', () => {
    const clauses = [
      '道路由市里统一建设；',
      '桥梁由区里分头养护；',
      expect.stringContaining('这些都体现了分工和合作。'),
    ];
    expect(itemsAt('分工体现在哪几个方面', '道路由市里')).toEqual(clauses);
    expect(itemsAt('分工体现在哪几个方面', '小巷由街道')).toEqual(clauses);
    expect(itemsAt('分工体现在哪几个方面', '小巷由街道', false)).toBeUndefined();
  });

  it('is the sentences that words for a row begin, where the one that announces them is quoted', () => {
    const rows = ['一个是，图纸要先看懂。', '另一个是，工期要留余地。'];
    const start = speech.text.indexOf('路难修');
    const quoted = { start, end: speech.text.indexOf('一个是') };
    const found = finder.findAround(readQuestion('得到了哪几个教训'), start, true, quoted);
    expect(found?.items.map((item) => speech.text.slice(item.start, item.end))).toEqual(rows);
    expect(itemsAt('得到了哪几个教训', '一个是，')).toEqual(rows);
  });

  it('is none where a sentence stands alone', () => {
    expect(itemsAt('要修哪些路', '要修好')).toBeUndefined();
  });
});

describe('how many things a sentence lists', () => {
  it.each([
    ['要修好大路、小路和断头路。', 3, true],
    ['要修好大路、小路和断头路。', 2, true],
    ['要修好大路、小路和断头路。', 4, false],
    ['要修好大路。', 1, false],
    ['修好大路、小路，种好花、草、树', 3, true],
  ])('%s lists %i: %s', (text, count, expected) => {
    expect(listsExactly(text, count)).toBe(expected);
  });
});
