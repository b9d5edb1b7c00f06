import { ENGLISH_STOP_WORDS } from '../text/english-stop-words.js';
import { foldText, type CharacterFold } from '../text/fold.js';
import { atOnce, inTurns } from '../turns.js';

/** A unit found by its words. */
export interface LexicalHit {
  readonly label: number;
  /** BM25 as a share of what a unit could reach that holds every term of the query: 0 … 1. */
  readonly score: number;
}

/** BM25's parameters (Robertson & Zaragoza 2009) at their usual values. */
const K1 = 1.2;
const B = 0.75;

/**
 * Terms of a folded text: each Chinese character and each pair of neighbouring ones, each Latin word or number whole.
 * On this kind of text pairs beat a word segmenter: they know no wrong border.
 */
export function toTerms(folded: string): string[] {
  const terms: string[] = [];
  for (const run of folded.match(/\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}%.])+/gu) ?? []) {
    if (!/^\p{Script=Han}/u.test(run)) {
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

interface Posting {
  readonly label: number;
  /** BM25's saturated term frequency in this unit, ready to be weighted. */
  readonly weight: number;
}

/** BM25 over characters, pairs of characters and words of folded units. */
export class LexicalIndex {
  private readonly postings = new Map<string, Posting[]>();
  private readonly foldedTexts: string[] = [];

  constructor(
    texts: readonly string[],
    private readonly fold: CharacterFold,
  ) {
    atOnce(this.steps(texts));
  }

  /** The same, but that the event loop is not held up. */
  static async build(texts: readonly string[], fold: CharacterFold): Promise<LexicalIndex> {
    const index = new LexicalIndex([], fold);
    await inTurns(index.steps(texts));
    return index;
  }

  /** Folded texts of the units. */
  get folded(): readonly string[] {
    return this.foldedTexts;
  }

  /** Indexes the texts, a unit a step. */
  private *steps(texts: readonly string[]): Generator<void, void, void> {
    const units: string[][] = [];
    for (const text of texts) {
      const folded = foldText(text, this.fold);
      this.foldedTexts.push(folded);
      units.push(toTerms(folded));
      yield;
    }
    const meanLength = units.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, units.length) || 1;
    for (const [label, terms] of units.entries()) {
      this.add(label, terms, meanLength);
      yield;
    }
  }

  private add(label: number, terms: readonly string[], meanLength: number): void {
    const frequencies = new Map<string, number>();
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    const length = K1 * (1 - B + (B * terms.length) / meanLength);
    for (const [term, frequency] of frequencies) {
      const posting = { label, weight: (frequency * (K1 + 1)) / (frequency + length) };
      const list = this.postings.get(term);
      if (list === undefined) this.postings.set(term, [posting]);
      else list.push(posting);
    }
  }

  /** All units that share a term with the query, best first. */
  search(query: string): LexicalHit[] {
    const scores = new Map<number, number>();
    let reachable = 0;
    for (const term of new Set(toTerms(foldText(query, this.fold)))) {
      if (ENGLISH_STOP_WORDS.has(term)) continue;
      const list = this.postings.get(term) ?? [];
      const rarity = Math.log(1 + (this.foldedTexts.length - list.length + 0.5) / (list.length + 0.5));
      reachable += rarity * (K1 + 1);
      for (const { label, weight } of list) scores.set(label, (scores.get(label) ?? 0) + rarity * weight);
    }
    return [...scores]
      .map(([label, score]) => ({ label, score: score / (reachable || 1) }))
      .sort((a, b) => b.score - a.score || a.label - b.label);
  }
}
