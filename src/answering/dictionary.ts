/** Words up to this many characters are known by `isWord`. */
const LONGEST_SHORT_WORD = 3;

/** An English phrase, empty for words that none glosses, and its Chinese words. */
export interface DictionaryEntry {
  readonly phrase: string;
  readonly words: readonly string[];
}

/** A dictionary of English phrases and Chinese words. Nothing in it depends on a speech: it is read once. */
export class Dictionary {
  private readonly shortWords = new Set<string>();

  private constructor(private readonly text: string) {}

  /** Reads lines of phrase (which may be empty), tab, Chinese words parted by commas; a line a step. */
  static *read(text: string): Generator<void, Dictionary, void> {
    const dictionary = new Dictionary(text);
    for (const { words } of dictionary.entries()) {
      for (const word of words) if (word.length <= LONGEST_SHORT_WORD) dictionary.shortWords.add(word);
      yield;
    }
    return dictionary;
  }

  /** Whether it has a word, of those of two or three characters. */
  isWord(word: string): boolean {
    return this.shortWords.has(word);
  }

  /** All entries, made anew each time: kept, they would take many times the room of the text. */
  *entries(): Generator<DictionaryEntry, void> {
    for (let start = 0; start < this.text.length;) {
      const feed = this.text.indexOf('\n', start);
      const end = feed < 0 ? this.text.length : feed;
      const [phrase = '', words = ''] = this.text.slice(start, end).split('\t');
      yield { phrase, words: words.split(',') };
      start = end + 1;
    }
  }
}
