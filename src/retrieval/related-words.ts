/** A word of a question and other words that stand for it in the units. */
export interface WordGroup {
  readonly word: string;
  readonly others: readonly string[];
}

/** Words that stand for those of a question. */
export interface RelatedWords {
  readonly groups: readonly WordGroup[];
  /** Whether they translate the question, so that they are its own words as far as the units' language goes. */
  readonly isTranslation: boolean;
}

/** Rarity that counts as one whole word found: that of a word in about one unit of fifty. */
const FULL_RARITY = 4;
/** Words whose units are kept. */
const MOST_KEPT_WORDS = 20_000;

/** Scores units by words that are related to those of a question, where the question's own words are missing. */
export class RelatedWordsIndex {
  private readonly holders = new Map<string, readonly number[]>();

  /** `folded` are the units' folded texts. */
  constructor(private readonly folded: readonly string[]) {}

  /** Units that hold related words, with the mean over the groups of the rarest one's rarity: 0 … about 1. */
  search(groups: readonly WordGroup[]): Map<number, number> {
    const scores = new Map<number, number>();
    for (const { word, others } of groups) {
      const own = new Set(this.unitsWith(word));
      for (const [label, rarity] of this.rarest(others)) {
        if (!own.has(label))
          scores.set(label, (scores.get(label) ?? 0) + Math.min(1, rarity / FULL_RARITY) / groups.length);
      }
    }
    return scores;
  }

  /** For each unit that holds any of the words, the rarity of the rarest. */
  private rarest(words: readonly string[]): Map<number, number> {
    const found = new Map<number, number>();
    for (const word of words) {
      const units = this.unitsWith(word);
      const rarity = Math.log(1 + this.folded.length / Math.max(1, units.length));
      for (const label of units) found.set(label, Math.max(rarity, found.get(label) ?? 0));
    }
    return found;
  }

  private unitsWith(word: string): readonly number[] {
    const known = this.holders.get(word);
    if (known !== undefined) return known;
    const units = this.folded.flatMap((text, label) => (text.includes(word) ? [label] : []));
    if (this.holders.size < MOST_KEPT_WORDS) this.holders.set(word, units);
    return units;
  }
}
