import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Converter } from 'opencc-js/cn2t';
import { PAGE_SIZE, WordFinder } from '../../src/answering/counting.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { createCharacterFold } from '../../src/text/fold.js';
import { bytesOf, SPEECHES } from '../paths.js';

const fold = createCharacterFold();
const finders = SPEECHES.map(([name, path]) => {
  const speech = readSpeech(bytesOf(path), path);
  return { name, speech, finder: new WordFinder(speech, fold) };
});
const [sample, report, , , , english] = finders;
const toTraditional = Converter({ from: 'cn', to: 'tw' });

/** Chinese characters only: what a reader counts with a pencil. */
const chineseOf = (text: string) => text.replace(/[^\p{Script=Han}*]/gu, '');
const countIn = (text: string, word: string) => text.split(word).length - 1;

describe('counting', () => {
  it.each(finders.slice(0, 5).map(({ name, ...rest }) => [name, rest] as const))(
    'agrees with a plain count of Chinese words in %s, in any script, width and spacing',
    (_, { speech, finder }) => {
      // Between two Chinese characters nothing but punctuation may stand: cut the text at letters and digits.
      const folded = Array.from(speech.text, (character) =>
        /\p{Script=Han}/u.test(character) ? fold(character) : character,
      );
      const stretches = folded
        .join('')
        .split(/[\p{L}\p{N}](?<!\p{Script=Han})/u)
        .map(chineseOf);
      const chinese = stretches.join('|');
      fc.assert(
        fc.property(
          fc.nat(chinese.length - 6),
          fc.integer({ min: 1, max: 5 }),
          fc.boolean(),
          (start, length, spaced) => {
            const word = chinese.slice(start, start + length);
            fc.pre(!word.includes('|') && !/[々〇]/.test(word));
            const asked = toTraditional(spaced ? [...word].join('\u3000') : word);
            fc.pre([...asked].map(fold).join('').replace(/\s/g, '') === word);
            expect(finder.count(asked, 0).count).toBe(countIn(chinese, word));
          },
        ),
        { seed: 8, numRuns: 150 },
      );
    },
  );

  it('shows every occurrence once over its pages, each a slice with the word marked', () => {
    const { finder, speech } = report!;
    const first = finder.count('人民', 0);
    const lines = Array.from({ length: first.pageCount }, (_, page) => finder.count('人民', page).lines).flat();
    expect(lines).toHaveLength(first.count);
    expect(first.lines).toHaveLength(PAGE_SIZE);
    for (const { quote, wordStart, wordEnd } of lines) {
      expect(speech.text.slice(quote.start, quote.end)).toBe(quote.text);
      expect(quote.text.slice(wordStart, wordEnd)).toBe('人民');
    }
    expect(new Set(lines.map(({ quote, wordStart }) => quote.start + wordStart)).size).toBe(first.count);
  });

  it('counts words in letters and numbers in digits whole', () => {
    const { finder, speech } = english!;
    for (const word of ['free', 'freedom', 'nation', 'not', 'a'])
      expect(finder.count(word.toUpperCase(), 0).count, word).toBe(
        speech.text.match(new RegExp(`(?<![A-Za-z'’])${word}(?![A-Za-z'’])`, 'gi'))?.length ?? 0,
      );
    const guangdong = finders[2]!;
    const fives = guangdong.speech.text.match(/(?<!\d|\d[.])5(?!\d|\.\d)/g)?.length ?? 0;
    expect(fives).toBeGreaterThan(0);
    expect(guangdong.finder.count('５', 0).count).toBe(fives);
  });

  it('proves zero with nearest words that do occur', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'人民代表大会囧猫不在的监督龘'), { minLength: 1, maxLength: 9 }),
        (characters) => {
          const word = characters.join('');
          const { count, nearestWords } = sample!.finder.count(word, 0);
          expect(count).toBe(countIn(chineseOf(sample!.speech.text), word));
          if (count > 0) expect(nearestWords).toEqual([]);
          for (const nearest of nearestWords) {
            expect(nearest.count).toBeGreaterThan(0);
            expect(sample!.finder.count(nearest.word, 0).count).toBe(nearest.count);
          }
        },
      ),
      { seed: 8, numRuns: 300 },
    );
    expect(english!.finder.count('freedoms', 0).nearestWords.map(({ word }) => word)).toContain('freedom');
  });

  it('takes any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer(), (word, page) => {
        const { count, lines } = sample!.finder.count(word, page);
        expect(lines.length).toBeLessThanOrEqual(Math.min(count, PAGE_SIZE));
      }),
      { seed: 8, numRuns: 500 },
    );
  });
});

describe('finding', () => {
  it('lists exactly the sentences that hold every word', () => {
    const { speech, finder } = report!;
    const words = fc.constantFrom('人民', '民主', '發展', '经济 ', '安全', '不', '党的 领导', '囧');
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 3 }), (wanted) => {
        const plain = wanted.map((word) => word.replace('發', '发').replace(/ /g, ''));
        const expected = speech.sentences.filter(({ span }) =>
          plain.every((word) => chineseOf(speech.text.slice(span.start, span.end)).includes(word)),
        );
        const first = finder.find(wanted, 0);
        const found = Array.from({ length: first.pageCount }, (_, page) => finder.find(wanted, page).quotes).flat();
        expect(first.total).toBe(expected.length);
        expect(found.map(({ sentence }) => sentence)).toEqual(expected.map(({ number }) => number));
        for (const quote of found) expect(speech.text.slice(quote.start, quote.end)).toBe(quote.text);
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  it('finds nothing for no words', () => {
    expect(report!.finder.find([], 0).total).toBe(0);
    expect(report!.finder.find(['，'], 0).total).toBe(0);
  });
});
