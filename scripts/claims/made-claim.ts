import type { MeaningChange, Verdict } from '../../src/answering/checking/claim-check.js';
import type { Random } from './random.js';
import type { ClaimSource } from './source.js';

/** A claim with the verdict that a careful reader gives it. */
export interface MadeClaim {
  readonly edit: EditName;
  readonly speech: string;
  readonly claim: string;
  readonly verdict: Verdict;
  /** For an edit that turns the meaning: of what kind the change is. */
  readonly change: MeaningChange['kind'] | null;
}

/** Every edit, in the order of the report. */
export const EDITS = [
  'nothing',
  'brief',
  'punctuation',
  'spacing',
  'width',
  'script',
  'invisible',
  'number',
  'number cut',
  'negation added',
  'negation removed',
  'modal',
  'name',
  'noun',
  'deletion',
  'end changed',
  'two changes',
  'clause omitted',
  'clauses swapped',
  'join',
  'ellipsis',
  'other speech',
] as const;
/** One of the edits. */
export type EditName = (typeof EDITS)[number];

/** Where claims are made: one speech, chance, and all the speeches. */
export interface Workshop {
  readonly source: ClaimSource;
  readonly random: Random;
  readonly others: readonly ClaimSource[];
}

/** A made claim before it is known of which speech and by which edit. */
export type Draft = Pick<MadeClaim, 'claim' | 'verdict' | 'change'>;
/** An edit: null where the words at hand do not allow it. */
export type Edit = (workshop: Workshop) => Draft | null;
