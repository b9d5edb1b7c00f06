import { describe, expect, it } from 'vitest';
import { WordBridge } from '../../src/answering/word-bridge.js';
import { Dictionary } from '../../src/answering/dictionary.js';
import { RelatedWordsIndex } from '../../src/retrieval/related-words.js';
import { createCharacterFold } from '../../src/text/fold.js';
import { atOnce } from '../../src/turns.js';

const lines = [
  'congress\t国会,代表大会',
  'people\t人民,人们',
  'people congress\t人民代表大会',
  'study\t学习',
  'baby\t婴儿,宝宝',
  'torch\t火炬,火把',
  'new generation\t新一代',
  `thing\t${Array.from('甲乙丙丁戊己庚辛壬癸子', (mark) => `${mark}事`).join(',')},人民`,
];
const dictionary = atOnce(Dictionary.read(lines.join('\n')));
const chinese = () =>
  WordBridge.read({ text: '人民代表大会要學習。人民,人民。婴儿。', language: 'zh' }, createCharacterFold(), dictionary);
const english = () =>
  WordBridge.read(
    { text: 'The torch has been passed to a new generation.', language: 'en' },
    createCharacterFold(),
    dictionary,
  );

describe('word bridge', () => {
  it('gives Chinese words that the speech uses, longest phrase first, the most frequent first', async () => {
    expect((await chinese()).toChinese('What is the people congress?')).toEqual([
      { word: 'people congress', others: ['人民代表大会'] },
    ]);
    expect((await chinese()).toChinese('the people')).toEqual([{ word: 'people', others: ['人民'] }]);
  });

  it('knows inflected forms, in either script of the speech', async () => {
    expect((await chinese()).toChinese('studying babies')).toEqual([
      { word: 'studying', others: ['学习'] },
      { word: 'babies', others: ['婴儿'] },
    ]);
  });

  it('takes initials for the phrase that they stand for, and for its last words', async () => {
    const gross = atOnce(Dictionary.read('gross domestic product\t国内生产总值'));
    const speech = { text: '地区生产总值增长。', language: 'zh' } as const;
    const bridge = await WordBridge.read(speech, createCharacterFold(), gross);
    expect(bridge.relatedWords('GDP涨了多少')).toEqual([{ word: 'gdp', others: ['生产总值'] }]);
    expect(bridge.relatedWords('GD 涨了多少')).toEqual([]);
  });

  it('gives nothing where the speech uses none of the words', async () => {
    expect((await chinese()).toChinese('torch')).toEqual([]);
    expect((await chinese()).toChinese('what is it')).toEqual([]);
    expect((await english()).toEnglish('婴儿')).toEqual([]);
  });

  it('gives English words of an English speech for Chinese ones', async () => {
    expect((await english()).toEnglish('火炬传给了新一代吗')).toEqual([
      { word: '火炬', others: ['torch'] },
      { word: '新一代', others: ['new generation'] },
    ]);
  });

  it('relates words that share a gloss, in either direction, but not by a gloss of many words', async () => {
    const bridge = await chinese();
    expect(bridge.relatedWords('宝宝和人们')).toEqual([
      { word: '宝宝', others: ['婴儿'] },
      { word: '人们', others: ['人民'] },
    ]);
    expect(bridge.relatedWords('甲事')).toEqual([]);
  });
});

describe('related words', () => {
  const index = new RelatedWordsIndex(['为婴儿发放补贴', '宝宝补贴', '修路', '造桥']);

  it('find units that say it in other words, and leave those alone that say it themselves', () => {
    const scores = index.search([{ word: '宝宝', others: ['婴儿'] }]);
    expect([...scores.keys()]).toEqual([0]);
    expect(scores.get(0)).toBeGreaterThan(0);
    expect(scores.get(0)).toBeLessThanOrEqual(1);
  });
});
