import { describe, expect, it } from 'vitest';
import { EnumerationFinder } from '../../../src/answering/lists/enumeration.js';
import { readQuestion } from '../../../src/answering/reading/question.js';
import { listsOf } from '../../../src/answering/lists/speech-lists.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { createCharacterFold } from '../../../src/text/fold.js';

const fold = createCharacterFold();
const readText = (text: string) => readSpeech(new TextEncoder().encode(text), 'made.txt');
const listsIn = (text: string) => {
  const made = readText(text);
  const wordsOf = ({ start, end }: { start: number; end: number }) => made.text.slice(start, end);
  return listsOf(made, fold).map(({ heading, items, introduction }) => ({
    heading: heading === null ? null : wordsOf(heading),
    items: items.map(wordsOf),
    introduction: introduction === null ? null : made.text.slice(introduction, introduction + 6),
  }));
};
const itemsIn = (text: string) => listsIn(text).map(({ items }) => items);
const speechOf = (body: string) => `在护林员会上的讲话\n各位同事：\n今天说说山上的事。\n${body}\n谢谢大家！\n`;

describe('sentences that only a number before them holds together', () => {
  it('are a list up to the end of the paragraph, or to where the speaker goes on', () => {
    const rules = ['不许一个人进山。', '过了四点，往回走。', '听见雷声，离开大树。'];
    expect(itemsIn(speechOf(`进山有三条规矩，新人也得背。${rules.join('')}`))).toContainEqual(rules);
    expect(itemsIn(speechOf(`进山有三条规矩。${rules.join('')}为什么是四点？因为雾来得早。`))).toContainEqual(rules);
  });

  it('are none where more follow, where nothing is announced or where the sentence names the things itself', () => {
    const rules = '不许一个人进山。过了四点，往回走。听见雷声，离开大树。';
    expect(itemsIn(speechOf(`进山有三条规矩。${rules}去年的雪很大。`))).toEqual([]);
    expect(itemsIn(speechOf(`县里派了三个人来。${rules}`))).toEqual([]);
    expect(itemsIn(speechOf(`这三条规矩要背熟。${rules}`))).toEqual([]);
    expect(itemsIn(speechOf(`进山要带三样东西：刀、绳、哨子。${rules}`))).toEqual([]);
  });
});

describe('sentences of a row', () => {
  it('are told apart by what some say and others say', () => {
    const said = ['有人说护林清闲，错。', '有人说护林安全，也错。', '还有人说护林不用学，更错。'];
    expect(itemsIn(speechOf(said.join('')))).toContainEqual(said);
  });

  it('may be told at length with the same mark, and begin but once', () => {
    const long = '这里说得长一些，有好些细节。';
    const lists = itemsIn(speechOf(`一个是火。${long}${long}\n一个是虫。${long}\n还有一个是雪。${long}`));
    expect(lists).toContainEqual(['一个是火。', '一个是虫。', '还有一个是雪。']);
    expect(lists).not.toContainEqual(['一个是虫。', '还有一个是雪。']);
  });

  it('are counted in English', () => {
    const failures = [
      'First, a rope parted.',
      'Second, a valve failed, and oil ran out.',
      'Third, the lorries queued.',
    ];
    const text = `A Harbour Address\n\nDear friends, good evening.\n\nYou shall hear the bad as well. ${failures.join(' ')}\n\nThank you.\n`;
    expect(itemsIn(text)).toContainEqual(failures);
  });
});

describe('sentences that begin alike', () => {
  it('may begin with what each is about', () => {
    const rows = ['体重：每年薄掉六十四厘米。', '个头：往后缩了七百米。', '心跳：比十年前密了一倍。'];
    expect(itemsIn(speechOf(`我照着单子念。${rows.join('')}`))).toContainEqual(rows);
    const spoken = ['他说：路不好走。', '我问：要修吗。', '他答：要修的。'];
    expect(itemsIn(speechOf(spoken.join('')))).not.toContainEqual(spoken);
  });

  it('may have more behind a semicolon', () => {
    const text =
      '要让资金活起来，贷款多给一些。要让人才留下来，公寓多盖一些；应届的来求职，免费住半月。要让好货卖出去。';
    expect(itemsIn(speechOf(text))).toContainEqual([
      '要让资金活起来，贷款多给一些。',
      '要让人才留下来，公寓多盖一些；',
      '要让好货卖出去。',
    ]);
  });
});

describe('what stands before a list', () => {
  const clauses = '老林场处置了旧屋；农商行给了贷款；伙食里省下两成。';
  const introducing = (before: string) =>
    listsIn(speechOf(before + clauses)).find(({ items }) => items.length === 3)?.introduction;

  it('announces it by the number of its items, by a question, or before words that say nothing', () => {
    expect(introducing('钱有三个来路。')).toBe('钱有三个来路');
    expect(introducing('修路的钱从哪里来呢？')).toBe('修路的钱从哪');
    expect(introducing('修路的钱从哪里来呢？我也交个底。')).toBe('修路的钱从哪');
  });

  it('does not announce it by another number, nor where it says itself which things there are', () => {
    expect(introducing('钱有五个来路，慢慢说给大家听。')).toBeNull();
    expect(introducing('钱花在三个地方：修路，买车，盖屋。')).toBeNull();
  });

  it('is not the heading of one of its items', () => {
    const text = speechOf(
      '一、补贴\n补贴分成三档。\n——离城近的，每月三百元。\n——离城远的，每月五百元。\n——离城最远的，每月八百元。\n二、住房\n住房另说。',
    );
    const headings = listsIn(text)
      .filter(({ items }) => items.some((item) => item.includes('八百元')))
      .map(({ heading }) => heading);
    expect(new Set(headings)).toEqual(new Set(['一、补贴']));
  });
});

describe('the list that a question names', () => {
  const made = readText(
    speechOf(
      '进山有三条规矩。不许一个人进山。过了四点，往回走。听见雷声，离开大树。\n今天我许三个愿。头一个，路修通。再一个，灯亮起来。末一个，人留得住。',
    ),
  );
  const finder = new EnumerationFinder(made, fold);
  const wordsOf = ({ start, end }: { start: number; end: number }) => made.text.slice(start, end);

  it('is the one that is announced in the same words', () => {
    expect(finder.find(readQuestion('许的三个愿都是什么'))?.items.map(wordsOf)).toEqual([
      '头一个，路修通。',
      '再一个，灯亮起来。',
      '末一个，人留得住。',
    ]);
    expect(finder.find(readQuestion('提的三个数都是什么'))).toBeNull();
  });

  it('is the one that a sentence announces as what the question asks for', () => {
    const start = made.text.indexOf('进山有三条');
    const span = { start, end: made.text.indexOf('不许一个人') };
    const items = (question: string) => finder.announcedAs(readQuestion(question), [span])?.items.map(wordsOf);
    expect(items('山里有哪些规矩')?.[0]).toBe('不许一个人进山。');
    expect(items('山里有哪四条规矩')).toBeUndefined();
    expect(items('山里有哪些野兽')).toBeUndefined();
  });

  it('is found by the noun alone, where only one is announced by it', () => {
    const items = (question: string) => finder.announcedByName(readQuestion(question))[0]?.items.length;
    expect(items('上山得守哪些规矩')).toBe(3);
    expect(items('上山得守哪四条规矩')).toBeUndefined();
    expect(items('上山得带哪些东西')).toBeUndefined();
  });

  it('is found by quoted words with a gap in them', () => {
    const years = readText(
      speechOf('这是山里多雪的一年。雪有三尺。\n这是山里多雨的一年。雨下百天。\n这是山里多风的一年。风刮到春。'),
    );
    const items = (term: string) =>
      new EnumerationFinder(years, fold).find(readQuestion(`把“${term}”一个个列给我`))?.items.length;
    expect(items('这是什么什么的一年')).toBe(3);
    expect(items('那是什么什么的一年')).toBeUndefined();
  });

  it('is the clauses around the best sentence, where each tells something that is asked of all', () => {
    const schools = readText(speechOf('城东学校九月开学；西河学校三月搬家。'));
    const at = schools.text.indexOf('城东');
    const around = (question: string) =>
      new EnumerationFinder(schools, fold).findAround(readQuestion(question), at, true, { start: at, end: at + 9 });
    expect(around('两所学校各是几月有动静')?.items).toHaveLength(2);
    expect(around('城东学校几月开学')).toBeNull();
  });

  it('follows right behind the best sentence, where its items stand apart', () => {
    const led = readText(
      speechOf('一、做法\n首先要把握好护林的立场和方法。\n——必须依靠村民。\n——必须依靠科学。\n二、住房\n住房另说。'),
    );
    const at = led.text.indexOf('首先要把握');
    const span = { start: at, end: led.text.indexOf('\n——必须依靠村民') };
    const around = (question: string) =>
      new EnumerationFinder(led, fold).findAround(readQuestion(question), at, true, span)?.items.length;
    expect(around('要守住哪几条立场和方法')).toBe(2);
    expect(around('要把握好什么')).toBeUndefined();
  });
});
