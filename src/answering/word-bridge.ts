import { toTerms } from '../retrieval/lexical-index.js';
import type { WordGroup } from '../retrieval/related-words.js';
import type { Speech } from '../speech/types.js';
import { ENGLISH_STOP_WORDS } from '../text/english-stop-words.js';
import { foldText, type CharacterFold } from '../text/fold.js';
import { inTurns } from '../turns.js';
import type { Dictionary } from './dictionary.js';

const CHINESE_STOP_WORDS: ReadonlySet<string> = new Set(
  '什么 怎么 怎样 如何 为什么 为何 哪些 哪个 哪里 多少 这个 那个 可以 应该 需要 没有 不是 是否 时候 我们 他们 你们 一个 还是 或者 讲话 报告 提到 说的 具体 一共'.split(
    ' ',
  ),
);
const LONGEST_PHRASE = 3;
const LONGEST_CHINESE_WORD = 6;
const MOST_WORDS = 16;
/** Words of a phrase whose initials may stand for it. */
const LEAST_INITIALS = 3;
/** Characters at the end of a word that may stand for it. */
const LEAST_TAIL = 4;
/** A gloss of more words says too little about each to make them synonyms. */
const MOST_WORDS_OF_A_SYNONYM_GLOSS = 10;

/** Forms under which a word may stand in the dictionary: as it is, without plural, past or participle endings. */
function forms(word: string): string[] {
  const bare = word.replace(/'s$|'$/, '');
  const found = [word, bare];
  if (bare.length > 3) {
    found.push(
      bare.replace(/s$/, ''),
      bare.replace(/es$/, ''),
      bare.replace(/ies$/, 'y'),
      bare.replace(/ed$/, ''),
      bare.replace(/d$/, ''),
      bare.replace(/ing$/, ''),
      bare.replace(/ing$/, 'e'),
      bare.replace(/ly$/, ''),
    );
  }
  return [...new Set(found)];
}

/** Adds values under a key without repeating any. */
function addAll(map: Map<string, string[]>, key: string, values: readonly string[]): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [...new Set(values)]);
  else for (const value of values) if (!known.includes(value)) known.push(value);
}

/**
 * Carries questions over to the words that the speech uses, offline, by a dictionary of English phrases and the
 * Chinese words that they gloss: English questions to a Chinese speech and the other way round, and Chinese words to
 * those that share a gloss with them. Only finding uses them; nothing translated is ever shown.
 */
export class WordBridge {
  /** Chinese words of the speech, the most frequent first, by English phrase. */
  private readonly chinese = new Map<string, string[]>();
  /** English phrases of the speech by Chinese word. */
  private readonly english = new Map<string, string[]>();
  /** Words of the speech that share a gloss with a Chinese word, which may or may not be in the speech. */
  private readonly related = new Map<string, string[]>();
  /** Words of the speech by the initials of the phrases that gloss them: gdp, 国内生产总值. */
  private readonly initials = new Map<string, string[]>();

  private constructor(private readonly fold: CharacterFold) {}

  /** Keeps of the dictionary what the speech uses. The event loop is never held up. */
  static read(
    speech: Pick<Speech, 'text' | 'language'>,
    fold: CharacterFold,
    dictionary: Dictionary,
  ): Promise<WordBridge> {
    return inTurns(WordBridge.steps(speech, fold, dictionary));
  }

  private static *steps(
    speech: Pick<Speech, 'text' | 'language'>,
    fold: CharacterFold,
    dictionary: Dictionary,
  ): Generator<void, WordBridge, void> {
    const bridge = new WordBridge(fold);
    const text = foldText(speech.text, fold);
    yield;
    const take = speech.language === 'zh' ? bridge.chineseReader(text) : bridge.englishReader(text);
    for (const { phrase, words } of dictionary.entries()) {
      if (phrase !== '') take(phrase, words);
      yield;
    }
    return bridge;
  }

  private chineseReader(text: string): (phrase: string, words: readonly string[]) => void {
    const pairs = pairsOf(text);
    const countOf = (word: string) => text.split(word).length - 1;
    return (phrase, words) => {
      const initials = initialsOf(phrase);
      if (initials !== null) {
        // 国内生产总值 is 地区生产总值 in the report of a province.
        const tails = words
          .flatMap((word) => [word, word.slice(-LEAST_TAIL)])
          .filter((word) => word.length >= LEAST_TAIL);
        const found = tails.filter((word) => hasPairs(pairs, word) && text.includes(word));
        if (found.length > 0) addAll(this.initials, initials, found);
      }
      const used = words.filter((word) => hasPairs(pairs, word) && text.includes(word));
      if (used.length === 0) return;
      const counts = new Map(used.map((word) => [word, used.length === 1 ? 1 : countOf(word)]));
      this.chinese.set(
        phrase,
        used.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0)),
      );
      if (words.length > MOST_WORDS_OF_A_SYNONYM_GLOSS) return;
      for (const word of words) {
        const others = used.filter((other) => other !== word);
        if (others.length > 0) addAll(this.related, word, others);
      }
    };
  }

  private englishReader(text: string): (phrase: string, words: readonly string[]) => void {
    const terms = new Set(toTerms(text));
    return (phrase, words) => {
      if (ENGLISH_STOP_WORDS.has(phrase) || !toTerms(phrase).every((term) => terms.has(term))) return;
      for (const word of words) addAll(this.english, word, [phrase]);
    };
  }

  /** For each phrase of an English question that has any, the Chinese words of the speech, the most frequent first. */
  toChinese(question: string): WordGroup[] {
    const words =
      question
        .toLowerCase()
        .replace(/[’‘]/g, "'")
        .match(/[a-z']+/g) ?? [];
    const groups: WordGroup[] = [];
    for (let at = 0; at < words.length && groups.length < MOST_WORDS;) {
      const { others, length } = this.longestMatch(words, at);
      if (others.length > 0) groups.push({ word: words.slice(at, at + length).join(' '), others });
      at += length;
    }
    return groups;
  }

  private longestMatch(words: readonly string[], at: number): { others: string[]; length: number } {
    for (let length = Math.min(LONGEST_PHRASE, words.length - at); length >= 1; length -= 1) {
      const phrase = words.slice(at, at + length);
      if (length === 1 && ENGLISH_STOP_WORDS.has(phrase[0] ?? '')) continue;
      const head = phrase.slice(0, -1).join(' ');
      const candidates = forms(phrase.at(-1) ?? '').flatMap(
        (tail) => this.chinese.get(head === '' ? tail : `${head} ${tail}`) ?? [],
      );
      if (candidates.length > 0) return { others: [...new Set(candidates)], length };
    }
    return { others: [], length: 1 };
  }

  /** For each word of a Chinese question that has any, the English phrases of the speech. */
  toEnglish(question: string): WordGroup[] {
    return splitByWords(foldText(question, this.fold), (word) => this.english.has(word))
      .slice(0, MOST_WORDS)
      .map((word) => ({ word, others: this.english.get(word) ?? [] }));
  }

  /**
   * For each Chinese word of a question that has any, the word itself and other words of the speech that share a gloss
   * with it.
   */
  relatedWords(question: string): WordGroup[] {
    const folded = foldText(question, this.fold);
    const words = splitByWords(folded, (word) => this.related.has(word));
    const groups = [...new Set(words)]
      .filter((word) => !CHINESE_STOP_WORDS.has(word))
      .map((word) => ({ word, others: this.related.get(word) ?? [] }));
    const acronyms = [...new Set(folded.match(/(?<![a-z])[a-z]{3,5}(?![a-z])/g))].flatMap((word) => {
      const others = this.initials.get(word);
      return others === undefined ? [] : [{ word, others }];
    });
    return [...acronyms, ...groups];
  }
}

/** The initials of a phrase of several words; null of a shorter one. */
function initialsOf(phrase: string): string | null {
  const words = phrase.split(' ');
  return words.length < LEAST_INITIALS ? null : words.map((word) => word.charAt(0)).join('');
}

/** Every pair of neighbouring characters of a text. */
function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at += 1) pairs.add(text.slice(at, at + 2));
  return pairs;
}

/** False for words that cannot be in the text, found without reading it. */
function hasPairs(pairs: ReadonlySet<string>, word: string): boolean {
  for (let at = 0; at + 1 < word.length; at += 1) if (!pairs.has(word.slice(at, at + 2))) return false;
  return word.length > 1;
}

/** Known words of a text from left to right, the longest at each place. */
function splitByWords(text: string, isKnown: (word: string) => boolean): string[] {
  const words: string[] = [];
  for (let at = 0; at < text.length;) {
    let length = Math.min(LONGEST_CHINESE_WORD, text.length - at);
    while (length >= 2 && !isKnown(text.slice(at, at + length))) length -= 1;
    if (length >= 2) words.push(text.slice(at, at + length));
    at += Math.max(1, length);
  }
  return words;
}
