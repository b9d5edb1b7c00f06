import type { Quote } from '../quoting/answer.js';

/** How a claimed quotation relates to the text. */
export type Verdict = 'exact' | 'punctuation' | 'altered' | 'stitched' | 'absent';

/** A piece of the difference between what the text says and what was claimed, in reading order. */
export interface DiffPart {
  /** `removed` stands in the speech but not in the claim, `added` in the claim but not in the speech. */
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** A change that turns the meaning, however small it looks. */
export interface MeaningChange {
  readonly kind: 'number' | 'name' | 'negation' | 'modal';
  /** As in the speech; empty where the claim inserted it. */
  readonly original: string;
  /** As claimed; empty where the claim left it out. */
  readonly claimed: string;
}

/** The judgement of one claim. */
export interface ClaimCheck {
  readonly verdict: Verdict;
  /** The words judged: a slice of the message, at `start` … `end` of it. */
  readonly claim: string;
  readonly start: number;
  readonly end: number;
  /** The true wording: one quote; for `stitched` each place in the claim's order; for `absent` the nearest, if any. */
  readonly quotes: readonly Quote[];
  /** For `altered` and `punctuation`: speech against claim. Empty for the others. */
  readonly diff: readonly DiffPart[];
  readonly meaningChanges: readonly MeaningChange[];
  /** For `stitched`: the words of the speech left out between one place and the next (where they follow in order). */
  readonly leftOut: readonly Quote[];
  /** For `absent`: the claim's content words with how often each occurs in the speech. */
  readonly wordCounts: readonly { readonly word: string; readonly count: number }[];
}
