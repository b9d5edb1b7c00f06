import { parseNumeral } from '../../text/numerals.js';
import { COUNTED } from '../reading/positions.js';

/** A number of things of which words say that there are so many: 三条规矩, four purposes. */
export interface AnnouncedNumber {
  /** Two or more. */
  readonly count: number;
  /** What they are, as far as the words say; empty where nothing follows what they are counted by. */
  readonly noun: string;
  /** Where the words for it begin and end, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

const UNIT = `(?:大?(?:个?方面|${COUNTED}|[档桩招路级])|大)`;
const CHINESE = new RegExp(
  `(?<![第这那\\d零〇一二三四五六七八九十百千万几多]|以上|上述)([二两三四五六七八九十]|\\d{1,2})${UNIT}的?([\\u4e00-\\u9fff]{0,4})`,
  'g',
);
const ENGLISH_NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ENGLISH = new RegExp(`\\b(${ENGLISH_NUMBERS.join('|')}) (?:[a-z-]+ ){0,2}?([a-z]{3,}s)\\b`, 'gi');

/** The numbers of things that a text speaks of, in the order of the text. */
export function announcedNumbers(text: string): AnnouncedNumber[] {
  const found = [...text.matchAll(CHINESE), ...text.matchAll(ENGLISH)].map((match) => {
    const [words, number = '', noun = ''] = match;
    const english = ENGLISH_NUMBERS.indexOf(number.toLowerCase());
    return {
      count: english < 0 ? (parseNumeral(number) ?? 0) : english + 2,
      noun: noun.toLowerCase(),
      start: match.index,
      end: match.index + words.length,
    };
  });
  return found.filter(({ count }) => count >= 2).sort((a, b) => a.end - b.end);
}

/** Some things of which words say what they are: 几个误会. */
const SOME = new RegExp(`几${UNIT}的?([\\u4e00-\\u9fff]{0,4})`, 'g');
/** Words that name anything: a question that has one of them need not mean what is announced by it. */
const ANYTHING = /^(?:地方|方面|事情|东西|内容|部分|话题|things|parts|places)/;
/** Characters by which a question and an announcement name the same thing: 规矩 in 三条规矩. */
const NOUN_LENGTH = 2;

/**
 * True where words say how many there are of what a question names ("哪些规矩": 三条规矩), if only that there are some;
 * where the question says itself how many it asks for, of so many.
 */
export function announcesAsked(asked: string, itemCount: number | null, words: string): boolean {
  const question = asked.toLowerCase();
  const some = [...words.matchAll(SOME)].map((match) => ({ count: null, noun: match[1] ?? '' }));
  return [...announcedNumbers(words), ...some].some(({ count, noun }) => {
    const name = /^[a-z]/.test(noun) ? noun : noun.slice(0, NOUN_LENGTH);
    const fits = itemCount === null || count === null || itemCount === count;
    return name.length >= NOUN_LENGTH && !ANYTHING.test(name) && fits && question.includes(name);
  });
}

/**
 * True where words announce things by the words by which a question asks for them: number, what they are counted by and
 * what they are ("许的三个愿": 今天许三个愿).
 */
export function announcesInSameWords(asked: string, words: string): boolean {
  return announcedNumbers(words).some(({ start, end, noun }) => {
    const announced = words.slice(start, end - Math.max(0, noun.length - NOUN_LENGTH));
    return noun !== '' && announced.length >= SHORTEST_ANNOUNCEMENT && asked.includes(announced);
  });
}

/** 三个愿, in UTF-16 units. */
const SHORTEST_ANNOUNCEMENT = 3;
