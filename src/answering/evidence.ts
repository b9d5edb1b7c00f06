import type { Match } from './match.js';

/** What a candidate answer is judged by. */
export interface Evidence {
  /** Words of the best candidates, best first. */
  readonly texts: readonly string[];
  /** The same, each as the whole statement that it belongs to. */
  readonly statements: readonly string[];
  /** Share of the question's pairs of characters that each of `texts` holds. */
  readonly coverages: readonly number[];
  /** Cosine of the question and the best candidate. */
  readonly dense: number;
  /** Mean best cosine over tokens of the best candidate. */
  readonly late: number;
  /** The same by the companion, of the best of three candidates; null without one. */
  readonly companionLate: number | null;
  /** How the best candidates match by what ranked them; null without a companion. */
  readonly match: Match | null;
  /** Share of the question's pairs of characters that occur anywhere in the speech. */
  readonly known: number;
  /** Whether the question asks for a degree that the speech never names beside those that the best candidate names. */
  readonly isOtherDegree: boolean;
  /** Whether the question asks how much something is that the speech never names, by its own or a related word. */
  readonly isAttributeUnknown: boolean;
  /** Whether the question asks for a further one of a thing than the speech counts. */
  readonly isBeyondCounted: boolean;
  /** Whether the best candidate announces a list of the speech, or belongs to one. */
  readonly leadsToList: boolean;
  /** Whether the question's own words say little: it points at the one before it, or at an end of the speech. */
  readonly saysLittle: boolean;
  /** Whether the question leans on the one before it. */
  readonly leansOnBefore: boolean;
  /** Pairs of characters of the whole speech. */
  readonly speechBigrams: ReadonlySet<string>;
}

/** What a question asks the amount of, by its last two characters ("实施意见的文号是多少"); null where it asks otherwise. */
export function askedAttribute(text: string): string | null {
  return /([\u4e00-\u9fff]{2})(?<!的)(?:到底|究竟|一共|总共|分别|各自?|都)*(?:是|为)多少/.exec(text)?.[1] ?? null;
}
