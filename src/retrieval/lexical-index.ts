import MiniSearch from 'minisearch';
import { foldText, type CharacterFold } from '../text/fold.js';

/** A unit found by its words; scores are BM25 and comparable within one search only. */
export interface LexicalHit {
  readonly label: number;
  readonly score: number;
}

/**
 * Terms of a folded text: each Chinese character and each pair of neighbouring ones, each Latin word or number whole.
 * On this kind of text pairs beat a word segmenter: they know no wrong border.
 */
export function toTerms(folded: string): string[] {
  const terms: string[] = [];
  for (const run of folded.match(/[\u3400-\u9fff\u{20000}-\u{2ffff}]+|[\p{L}\p{N}%.]+/gu) ?? []) {
    if (!/^[\u3400-\u9fff\u{20000}-\u{2ffff}]/u.test(run)) {
      const word = run.replace(/^\.+|\.+$/g, '');
      if (word !== '') terms.push(stemEnglish(word));
      continue;
    }
    const characters = Array.from(run);
    characters.forEach((character, index) => {
      terms.push(character);
      const next = characters[index + 1];
      if (next !== undefined) terms.push(character + next);
    });
  }
  return terms;
}

/** Harman's S-stemmer (1991) and the past tense: enough for matching nouns and verbs, too little to do harm. */
function stemEnglish(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  if (/ies$/.test(word) && !/[ae]ies$/.test(word)) return word.replace(/ies$/, 'y');
  if (/(?:ing|ed)$/.test(word) && word.length > 5) return word.replace(/(?:ing|ed)$/, '');
  if (/[^aeous]s$/.test(word) || /[^aeo]es$/.test(word)) return word.replace(/e?s$/, '');
  return word;
}

/** BM25 over characters, pairs of characters and words of folded units; by MiniSearch with our tokeniser. */
export class LexicalIndex {
  private readonly search_: MiniSearch<{ id: number; text: string }>;

  constructor(
    texts: readonly string[],
    private readonly fold: CharacterFold,
  ) {
    this.search_ = new MiniSearch({
      fields: ['text'],
      tokenize: (text) => toTerms(text),
      // Folding is done before, once a text.
      processTerm: (term) => term,
      searchOptions: { bm25: { k: 1.2, b: 0.7, d: 0.5 }, combineWith: 'OR', prefix: false, fuzzy: false },
    });
    this.search_.addAll(texts.map((text, id) => ({ id, text: foldText(text, fold) })));
  }

  /** All units that share a term with the query, best first. */
  search(query: string): LexicalHit[] {
    return this.search_.search(foldText(query, this.fold)).map(({ id, score }) => ({ label: id as number, score }));
  }
}
