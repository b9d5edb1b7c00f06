import { foldText, type CharacterFold } from '../text/fold.js';

/** Words that carry no content; they would only find Chinese function words. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  'a an the of to in on at by for with from and or but not is are was were be been being do does did has have had can could should would will shall may might must what which who whom whose when where why how that this these those it its he she they them his her their we our us you your i my me as if so than then there here about into over under out up down more most much many any some all each every get got go going said say says speech speaker mention mentioned tell does one ones way'.split(
    ' ',
  ),
);
const LONGEST_PHRASE = 3;
const MOST_WORDS_A_PHRASE = 3;
const MOST_WORDS = 16;

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

/**
 * Carries English questions over to the words of a Chinese speech, offline, by a dictionary: of the Chinese words that
 * gloss a phrase, those that the speech uses. Only finding uses them; nothing translated is ever shown.
 */
export class EnglishBridge {
  private dictionary: ReadonlyMap<string, readonly string[]> | null = null;
  private readonly text: string;

  /** `readDictionary` gives lines of phrase, tab, Chinese words; it is called at the first English question. */
  constructor(
    text: string,
    fold: CharacterFold,
    private readonly readDictionary: () => string,
  ) {
    this.text = foldText(text, fold);
  }

  /** Chinese words for an English question, or null where the speech uses none of them. */
  toChinese(question: string): string | null {
    const words =
      question
        .toLowerCase()
        .replace(/[’‘]/g, "'")
        .match(/[a-z']+/g) ?? [];
    const chinese: string[] = [];
    for (let at = 0; at < words.length && chinese.length < MOST_WORDS;) {
      const match = this.longestMatch(words, at);
      for (const word of match.words) if (!chinese.includes(word)) chinese.push(word);
      at += match.length;
    }
    return chinese.length === 0 ? null : chinese.join(' ');
  }

  private longestMatch(words: readonly string[], at: number): { words: string[]; length: number } {
    for (let length = Math.min(LONGEST_PHRASE, words.length - at); length >= 1; length -= 1) {
      const phrase = words.slice(at, at + length);
      if (length === 1 && STOP_WORDS.has(phrase[0] ?? '')) continue;
      const found = this.used(phrase);
      if (found.length > 0) return { words: found, length };
    }
    return { words: [], length: 1 };
  }

  /** Glosses of a phrase that stand in the speech, the most frequent first. */
  private used(phrase: readonly string[]): string[] {
    const table = this.table();
    const head = phrase.slice(0, -1).join(' ');
    const tails = forms(phrase.at(-1) ?? '');
    const candidates = tails.flatMap((tail) => table.get(head === '' ? tail : `${head} ${tail}`) ?? []);
    return [...new Set(candidates)]
      .map((word) => ({ word, count: this.text.split(word).length - 1 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_WORDS_A_PHRASE)
      .map(({ word }) => word);
  }

  private table(): ReadonlyMap<string, readonly string[]> {
    this.dictionary ??= new Map(
      this.readDictionary()
        .split('\n')
        .map((line) => {
          const [phrase = '', words = ''] = line.split('\t');
          return [phrase, words.split(',')] as const;
        }),
    );
    return this.dictionary;
  }
}
