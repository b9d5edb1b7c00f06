import { describe, expect, it } from 'vitest';
import { EnumerationFinder } from '../../../src/answering/lists/enumeration.js';
import { listByMeaning } from '../../../src/answering/lists/list-by-meaning.js';
import { listsExactly } from '../../../src/answering/lists/lists-in-sentences.js';
import { readQuestion } from '../../../src/answering/reading/question.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { createCharacterFold } from '../../../src/text/fold.js';

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

const itemsOf = (text: string, itemCount: number | null) => {
  const made = readSpeech(new TextEncoder().encode(text), 'made.txt');
  return new EnumerationFinder(made, fold)
    .listsOf(itemCount)
    .map(({ items }) => items.map(({ start, end }) => made.text.slice(start, end)));
};

describe('the lists of a speech', () => {
  it('holds things that are told one after the other, each at length', () => {
    const text =
      '毕业致辞\n同学们：\n我想说三件事。\n头一件事，是我的一次绕路。那年我走错了路。\n我想说的另一件事，是关于慢。第一，慢是对自己的。第二，慢不是懒。\n最后一件事，是关于回头。别忘了回头看。\n';
    expect(itemsOf(text, 3)).toContainEqual([
      '头一件事，是我的一次绕路。',
      '我想说的另一件事，是关于慢。',
      '最后一件事，是关于回头。',
    ]);
    expect(itemsOf(text.replace('别忘了回头看。', '还有一张纸条。'), 3)).toContainEqual(
      expect.not.arrayContaining(['还有一张纸条。']),
    );
  });

  it('holds some of the same things in a row', () => {
    const text =
      '毕业致辞\n同学们：\n有一张纸条问：累不累？我说累。另外一张问：怕不怕？还有一张写着：想不想家？我说想。\n再见。\n';
    expect(itemsOf(text, 3)).toContainEqual([
      '有一张纸条问：累不累？',
      '另外一张问：怕不怕？',
      '还有一张写着：想不想家？',
    ]);
  });

  it('holds English paragraphs that begin with the same word, the last after "finally"', () => {
    const text =
      'An Address\n\nMy friends:\n\nTo our old allies we pledge loyalty. They stood with us.\n\nTo the new states we pledge our word.\n\nFinally, to our rivals we offer a request.\n\nThe work is long.\n\nThe night is short.\n\nThe sea is wide.\n';
    expect(itemsOf(text, 3)).toContainEqual([
      'To our old allies we pledge loyalty.',
      'To the new states we pledge our word.',
      'Finally, to our rivals we offer a request.',
    ]);
    expect(itemsOf(text, 3)).not.toContainEqual(expect.arrayContaining(['The sea is wide.']));
  });
});

describe('the lists of an English speech', () => {
  const text =
    'An Address\n\nMy friends:\n\nYou shall hear the bad. First, a roof fell in. It was old. Secondly, a cart was stolen. Finally, the yeast froze. So much for that.\n\nI promise to bake. I promise to sell. And I promise to sleep.\n';

  it('are the sentences that First, Second and Finally begin inside a paragraph', () => {
    const items = ['First, a roof fell in.', 'Secondly, a cart was stolen.', 'Finally, the yeast froze.'];
    expect(itemsOf(text, 3)).toContainEqual(items);
    expect(itemsOf(text.replace('Secondly', 'Later'), 3)).not.toContainEqual(items);
  });

  it('are sentences that begin alike, the last after "and"', () => {
    expect(itemsOf(text, 3)).toContainEqual(['I promise to bake.', 'I promise to sell.', 'And I promise to sleep.']);
  });
});

describe('the list whose items bear what is asked', () => {
  const text =
    '毕业致辞\n同学们：\n头一件事，是绕路。第一，路要长。第二，路要弯。第三，路要平。\n另一件事，是慢。\n最后一件事，是回头。\n这是奋进的五年。这是丰收的五年。这是团结的五年。\n再见。\n';
  const made = readSpeech(new TextEncoder().encode(text), 'made.txt');
  const finder = new EnumerationFinder(made, fold);
  const wordsOf = ({ start, end }: { start: number; end: number }) => made.text.slice(start, end);

  it('has an item before and one after each but the first and the last', () => {
    const beside = (words: string, step: 1 | -1) => {
      const item = finder.itemBeside(made.text.indexOf(words), step);
      return item === null ? null : wordsOf(item);
    };
    expect(beside('第二，路要弯', 1)).toBe('第三，路要平。');
    expect(beside('第二，路要弯', -1)).toBe('第一，路要长。');
    expect(beside('第一，路要长', -1)).toBeNull();
    expect(beside('第三，路要平', 1)).toBeNull();
    expect(beside('再见', 1)).toBeNull();
  });

  it('says what is being told where something stands, when things are told at length', () => {
    const long = '这里慢慢讲来，一句接着一句，讲了好些细节。'.repeat(12);
    const told = readSpeech(
      new TextEncoder().encode(
        `毕业致辞\n同学们：\n开头的话。\n头一件事，是绕路。${long}\n另一件事，是慢。${long}石桥修了十一年。\n最后一件事，是回头。${long}\n${long.repeat(3)}再见。\n`,
      ),
      'made.txt',
    );
    const lists = new EnumerationFinder(told, fold);
    const toldAt = (words: string) => {
      const item = lists.toldAt(told.text.indexOf(words));
      return item === null ? null : told.text.slice(item.start, item.end);
    };
    expect(toldAt('石桥修了')).toBe('另一件事，是慢。');
    expect(toldAt('最后一件事')).toBe('最后一件事，是回头。');
    expect(toldAt('开头的话')).toBeNull();
    expect(toldAt('再见')).toBeNull();
    expect(finder.toldAt(made.text.indexOf('路要弯'))).toBeNull();
  });

  it('is found in running text by a quoted word that every clause holds', () => {
    const ways =
      '讲话\n同志们：\n团结是成事的必由之路；实干是兴业的必由之路；改革是图强的必由之路。\n今天先说团结，再说实干，最后说改革。\n';
    const said = readSpeech(new TextEncoder().encode(ways), 'made.txt');
    const itemsOfWays = (question: string) =>
      new EnumerationFinder(said, fold)
        .find(readQuestion(question))
        ?.items.map(({ start, end }) => said.text.slice(start, end));
    expect(itemsOfWays('“必由之路”一共有哪几条')).toEqual([
      '团结是成事的必由之路；',
      '实干是兴业的必由之路；',
      '改革是图强的必由之路。',
    ]);
    expect(itemsOfWays('“康庄大道”一共有哪几条')).toBeUndefined();
  });

  it('is found by a quoted pattern with an ellipsis', () => {
    const found = finder.find(readQuestion('他用几个“这是……的五年”来总结“十四五”，分别是什么'));
    expect(found?.items.map(wordsOf)).toEqual(['这是奋进的五年。', '这是丰收的五年。', '这是团结的五年。']);
    expect(finder.find(readQuestion('他用几个“五年……这是”来总结，分别是什么'))).toBeNull();
  });
});

describe('the list that answers by what its items say', () => {
  const made = readSpeech(new TextEncoder().encode(TEXT), 'made.txt');
  const lists = new EnumerationFinder(made, fold).listsOf(null);
  const indexOf = (words: string) =>
    made.sentences.findIndex(({ span }) => made.text.slice(span.start, span.end).includes(words));
  const scored = (likely: Record<string, number>) => (indices: readonly number[]) =>
    indices.map((index) => {
      const { start, end } = made.sentences[index]!.span;
      return Object.entries(likely).find(([words]) => made.text.slice(start, end).includes(words))?.[1] ?? 0.2;
    });
  const itemsFor = (likely: Record<string, number>, farthestBehind = 0.06) =>
    listByMeaning(made, lists, [indexOf('路难修')], scored(likely), farthestBehind)?.items.map(({ start, end }) =>
      made.text.slice(start, end),
    );

  it('is the one whose items come near to the best sentence on average', () => {
    const likely = { 路难修: 0.75, '一个是，图纸': 0.72, 另一个是: 0.7 };
    expect(itemsFor(likely)).toEqual(['一个是，图纸要先看懂。', '另一个是，工期要留余地。']);
    expect(itemsFor(likely, 0.03)).toBeUndefined();
    expect(itemsFor({ ...likely, 另一个是: 0.5 })).toBeUndefined();
  });

  it('is none where no companion compares', () => {
    expect(listByMeaning(made, lists, [0], () => null, 1)).toBeNull();
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
