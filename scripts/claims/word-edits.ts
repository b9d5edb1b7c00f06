import type { Edit, Workshop } from './made-claim.js';
import { altered, changed, slice } from './slices.js';
import { plainOf } from './source.js';
import { EDIT_NUMBERS, MODAL_SWAPS, NAME_SWAPS, NAMES, NOUNS, otherNumber } from './word-swaps.js';

/** The words with one noun exchanged, but for nouns that are part of a name. */
function withOtherNoun(workshop: Workshop, words: string): string | null {
  const swaps = new Map(NOUNS);
  const nouns = new RegExp(`(?:${[...swaps.keys()].join('|')})(?!代表大会|政府|贸易|特区|共和国)`, 'g');
  return changed(workshop, words, nouns, (noun) => swaps.get(noun) ?? noun);
}

/** Edits that change words of one place. */
export const WORD_EDITS = {
  number: (workshop) =>
    altered(
      changed(workshop, slice(workshop), EDIT_NUMBERS, (number) => otherNumber(workshop.random, number)),
      'number',
    ),
  'number cut': (workshop) => {
    const words = slice(workshop);
    const number = /(?<!\d)\d{2,}/.exec(words);
    const claim = number === null ? '' : words.slice(number.index + 1);
    return workshop.source.plain.split(plainOf(claim)).length === 2 ? altered(claim, 'number') : null;
  },
  'negation added': (workshop) =>
    altered(
      changed(
        workshop,
        slice(workshop),
        /(?<=[\u4e00-\u9fff]{3})(?:会|能|应当|可以|要|是)(?=[\u4e00-\u9fff]{3})|\b(?:is|are|shall|can|will|do|to)\b(?= [a-z]{3,} )(?! not)/g,
        (word) => (/[a-z]/.test(word) ? `${word} not` : `不${word}`),
      ),
      'negation',
    ),
  'negation removed': (workshop) =>
    altered(
      changed(
        workshop,
        slice(workshop),
        /(?<=[\u4e00-\u9fff])(?:不得|不能|不是|不会|不可|不要|没有|不再|不想|不准|不许)(?=[\u4e00-\u9fff])|\b(?:not|never) /g,
        (word) => (word === '没有' ? '有' : word.replace(/^(?:不|not |never )/, '')),
      ),
      'negation',
    ),
  modal: (workshop) =>
    altered(
      changed(
        workshop,
        slice(workshop),
        new RegExp(
          Object.keys(MODAL_SWAPS)
            .map((word) => (/[a-z]/.test(word) ? `\\b${word}\\b` : word))
            .join('|'),
          'g',
        ),
        (word) => workshop.random.pick(MODAL_SWAPS[word] ?? [word]),
      ),
      'modal',
    ),
  name: (workshop) =>
    altered(
      changed(
        workshop,
        slice(workshop),
        new RegExp(NAMES.map((name) => (/[a-z]/.test(name) ? `\\b${name}\\b` : `(?<!发展)${name}`)).join('|'), 'g'),
        (name) => NAME_SWAPS[name] ?? workshop.random.pick(['云南', '贵州', '英国', '政协', '天津']),
      ),
      'name',
    ),
  noun: (workshop) => altered(withOtherNoun(workshop, slice(workshop)), null),
  deletion: (workshop) => {
    const pattern =
      workshop.source.speech.language === 'en'
        ? /(?<=[a-z]+ [a-z]+ )[a-z]+ (?=[a-z]+ [a-z]+)/g
        : /(?<=[\u4e00-\u9fff]{4})[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff]{4})/g;
    return altered(
      changed(workshop, slice(workshop), pattern, () => ''),
      null,
    );
  },
  'end changed': (workshop) => {
    const words = slice(workshop).replace(/[。！？；.]$/, '');
    const at = workshop.source.speech.language === 'en' ? words.lastIndexOf(' ') + 1 : words.length - 2;
    if (at < 1) return null;
    return altered(
      changed(workshop, words, new RegExp(`(?<=^[^]{${at}})[\\p{L}]+$`, 'gu'), () =>
        workshop.random.pick(['橘猫', '月亮', 'tea']),
      ),
      null,
    );
  },
  'two changes': (workshop) => {
    const once = changed(workshop, slice(workshop), EDIT_NUMBERS, (number) => otherNumber(workshop.random, number));
    return once === null ? null : altered(withOtherNoun(workshop, once), 'number');
  },
} satisfies Record<string, Edit>;
