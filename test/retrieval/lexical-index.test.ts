import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LexicalIndex, toTerms } from '../../src/retrieval/lexical-index.js';
import { createCharacterFold } from '../../src/text/fold.js';

const fold = createCharacterFold();

describe('terms', () => {
  it.each([
    // A number or a Latin word beside Chinese characters is a word of its own: nobody puts blanks there.
    ['18世纪的gdp增长', ['18', '世', '世纪', '纪', '纪的', '的', 'gdp', '增', '增长', '长']],
    ['增长5.5%以上', ['增', '增长', '长', '5.5%', '以', '以上', '上']],
    ['parties promised', ['party', 'promis']],
    ['，。！', []],
  ])('of %s', (text, terms) => expect(toTerms(text)).toEqual(terms));

  it('never hold Chinese and other characters together', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('国', '家', 'a', 'b', '3', ' ', '。'), { maxLength: 30 }), (characters) => {
        for (const term of toTerms(characters.join('')))
          expect(/\p{Script=Han}/u.test(term) && /[a-z0-9]/.test(term)).toBe(false);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('BM25', () => {
  const texts = ['全面推进乡村振兴', '2024年粮食产量增长5%', '乡村的粮食', '法治政府建设'];
  const index = new LexicalIndex(texts, fold);

  it('ranks by shared rare words, shorter texts first among equals', () => {
    expect(index.search('乡村粮食').map(({ label }) => label)).toEqual([2, 0, 1]);
  });

  it('finds traditional script, and a year inside a sentence', () => {
    expect(index.search('鄉村振興')[0]?.label).toBe(0);
    expect(index.search('2024年的产量')[0]?.label).toBe(1);
  });

  it('gives shares between 0 and 1, and nothing for words that occur nowhere', () => {
    for (const text of texts) for (const { score } of index.search(text)) expect(score > 0 && score <= 1).toBe(true);
    expect(index.search('xyz')).toEqual([]);
  });
});
