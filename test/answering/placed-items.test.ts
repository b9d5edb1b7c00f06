import { describe, expect, it } from 'vitest';
import { EnumerationFinder } from '../../src/answering/lists/enumeration.js';
import { PlacedItems, type PlacedItem } from '../../src/answering/placed-items.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { createCharacterFold } from '../../src/text/fold.js';

const fold = createCharacterFold();
const TITLE = { label: 0, score: 0, dense: 0, lexical: 0, late: [] };
const RANKING = { ranked: [TITLE], embedding: { vector: new Float32Array(0), tokens: [], truncated: false } };
const ASKED: PlacedItem = { position: 1, count: null, thing: null, terms: [], topic: '', mayBeNone: false };

/** Finds items by words alone: every sentence is as like the question as every other but the title. */
function finderIn(text: string, likenessOfTitle = 0) {
  const speech = readSpeech(new TextEncoder().encode(text), 'made.txt');
  const retriever = {
    companionLate: (_: unknown, labels: readonly number[]) =>
      labels.map((label) => (label === 0 ? likenessOfTitle : 0)),
  };
  const parts = { speech, fold, retriever, rangeSimilarity: () => 0 };
  const items = new PlacedItems(parts as never, new EnumerationFinder(speech, fold));
  const words = (span: { start: number; end: number } | null) =>
    span === null ? null : speech.text.slice(span.start, span.end);
  return async (asked: Partial<PlacedItem>, rank = () => Promise.resolve(RANKING)) => {
    const found = await items.find({ ...ASKED, ...asked }, rank);
    return found === null ? undefined : { item: words(found.item), last: words(found.list.items.at(-1) ?? null) };
  };
}

describe('an item by its place in a list whose items bear what is asked', () => {
  const find = finderIn(
    '毕业致辞\n同学们：\n头一件事，是绕路。第一，路要长。第二，路要弯。第三，路要平。\n另一件事，是慢。\n最后一件事，是回头。\n这是奋进的五年。这是丰收的五年。这是团结的五年。\n再见。\n',
  );

  it('is found by what the things are counted by, or by words that all hold', async () => {
    expect((await find({ thing: '件' }))?.item).toBe('头一件事，是绕路。');
    expect((await find({ thing: '件', position: -1 }))?.item).toBe('最后一件事，是回头。');
    expect((await find({ terms: ['五年'], position: 2 }))?.item).toBe('这是丰收的五年。');
  });

  it('is found by what its list is announced as, where the items do not bear that name', async () => {
    const announced = finderIn(
      '会议讲话\n同志们：\n去年有三个变化。一是路通了。二是水清了。三是灯亮了。\n我有两个希望。一是早起。二是早睡。\n',
    );
    expect((await announced({ terms: ['变化'], position: 3 }))?.item).toBe('三是灯亮了。');
    expect((await announced({ terms: ['希望'], position: -1 }))?.item).toBe('二是早睡。');
  });

  it('is missing where the list has none at the place asked for', async () => {
    expect(await find({ thing: '件', position: 4 })).toEqual({ item: null, last: '最后一件事，是回头。' });
  });

  it('ranks nothing where no list bears the words', async () => {
    const rank = () => Promise.reject(new Error('ranked'));
    expect(await find({ terms: ['十年'] }, rank)).toBeUndefined();
  });
});

describe('an item by its place in a list that is named by what stands over it', () => {
  const text = `在老师座谈会上的讲话
各位老师：
问卷归纳起来有三个难处：一是房子贵；二是路程远；三是杂事多。
一、县里要办的实事
今年办好三件实事。
（一）修好宿舍
宿舍年底修好。
（二）开通班车
班车下月开通。
（三）减少表格
表格减去一半。
二、几句心里话
我对老师提三条希望。要守住良心。要守住课堂。要守住本分。
`;
  const find = finderIn(text);

  it('is that of the list of the outline, or of running text', async () => {
    expect((await find({ topic: '实事', position: 2 }))?.item).toContain('（二）开通班车');
    expect((await find({ topic: '问卷 难处', position: 2 }))?.item).toBe('二是路程远；');
    expect((await find({ topic: '老师 希望', position: -1 }))?.item).toBe('要守住本分。');
    expect((await find({ thing: '希望', position: 1 }))?.item).toBe('要守住良心。');
  });

  it('is that of the one list that a sentence announces by the name in the question', async () => {
    const findNamed = finderIn(
      '在座谈会上的讲话\n各位老师：\n一、对老师的关心\n房子年底修好。\n二、对老师的尊重\n我提三条希望。要守住良心。要守住课堂。要守住本分。\n',
    );
    expect((await findNamed({ topic: '对老师 希望', position: -1 }))?.item).toBe('要守住本分。');
    expect((await findNamed({ topic: '对老师的尊重', position: -1 }))?.item).toContain('二、对老师的尊重');
  });

  it('is missing beyond the last one of the list that is meant, also where another list has so many', async () => {
    expect(await find({ topic: '县里 实事', position: 4 })).toEqual({
      item: null,
      last: expect.stringContaining('（三）减少表格'),
    });
  });

  it('is none where nothing stands over any list that says what is named', async () => {
    expect(await find({ thing: '防线', position: -1 })).toBeUndefined();
    expect(await finderIn(text, 1)({ topic: '完全别的东西', mayBeNone: true })).toBeUndefined();
    expect(await finderIn(text, 1)({ topic: '完全别的东西' })).toBeDefined();
  });
});

describe('an item of a list that one sentence tells', () => {
  const find = finderIn(
    '会议讲话\n同志们：\n一、账目\n招商要靠场景招商、链条招商、基金招商、乡情招商。\n二、规矩\n规矩要守住。\n第一条，账要清。\n第二条，话要真。\n第三条，手要净。\n第四条，心要定。\n',
  );
  const ranked = [3, 2].map((label) => ({ ...TITLE, label }));
  const rank = () => Promise.resolve({ ...RANKING, ranked });

  it('is shown with it where the sentence says more of what is asked than any list', async () => {
    expect((await find({ topic: '招商', count: 4, position: -1 }, rank))?.item).toContain('乡情招商');
    expect((await find({ topic: '规矩', count: 4, position: -1 }, rank))?.item).toContain('心要定');
  });

  it('is not shown for a place that so many do not have', async () => {
    expect((await find({ topic: '招商', count: 4, position: 5 }, rank))?.item ?? null).toBeNull();
  });

  it('is not looked for where the sentence lists another number', async () => {
    expect((await find({ topic: '招商', count: 3, position: -1 }, rank))?.item ?? '').not.toContain('乡情招商');
  });
});
