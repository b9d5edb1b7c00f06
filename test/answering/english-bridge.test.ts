import { describe, expect, it } from 'vitest';
import { EnglishBridge } from '../../src/answering/english-bridge.js';
import { createCharacterFold } from '../../src/text/fold.js';

const dictionary = 'congress\t国会,代表大会\npeople\t人民,人们\npeople congress\t人民代表大会\nstudy\t学习\nbaby\t婴儿';
const bridge = () => new EnglishBridge('人民代表大会要學習。人民,人民。', createCharacterFold(), () => dictionary);

describe('English bridge', () => {
  it('gives words that the speech uses, longest phrase first, the most frequent first', () => {
    expect(bridge().toChinese('What is the people congress?')).toBe('人民代表大会');
    expect(bridge().toChinese('the people')).toBe('人民');
  });

  it('knows inflected forms, in either script of the speech', () => {
    expect(bridge().toChinese('studying babies')).toBe('学习');
  });

  it('gives nothing where the speech uses none of the words', () => {
    expect(bridge().toChinese('baby')).toBeNull();
    expect(bridge().toChinese('what is it')).toBeNull();
  });

  it('reads the dictionary at the first question only', () => {
    let reads = 0;
    const lazy = new EnglishBridge('人民', createCharacterFold(), () => {
      reads += 1;
      return dictionary;
    });
    expect(reads).toBe(0);
    lazy.toChinese('people');
    lazy.toChinese('people');
    expect(reads).toBe(1);
  });
});
