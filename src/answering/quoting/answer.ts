/**
 * What answering gives to those who show it. Plain data: spans are into the canonical text, and
 * `quote.text === canonical.slice(quote.start, quote.end)` always holds.
 */
export interface Quote {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where it stands in words, such as `二、第一点`; null outside every section. */
  readonly section: string | null;
  /** Number of the first sentence, from 1. */
  readonly sentence: number;
  /** Permanent id of the first sentence. */
  readonly id: string;
  readonly fragment: number | null;
  /** Ready to show, such as `〔二、第一点 · 第 58 句 · 片段 12〕`. */
  readonly citation: string;
  /** Comparable within one answer only; higher is better. */
  readonly score: number;
}

/** Why nothing answers; see the design's terms. */
export type NotFoundReason = 'absent' | 'blank' | 'missing_part' | 'off_topic';

/**
 * A fact about the text that the bot says in its own words beside quotes, by key: `announced` (announced, found),
 * `breaks_off`, `count` (how many points), `continued` (quotes are beginnings; the rest stands at `last`),
 * `nothing_more` (everything that the question before has was shown; only beside reason `absent`, without quotes).
 */
export interface AnswerNote {
  readonly key: 'announced' | 'breaks_off' | 'count' | 'continued' | 'nothing_more';
  readonly values: Readonly<Record<string, number | string>>;
}

/** `enumeration`: the quotes are items in order, the first may be their heading; otherwise they are best first. */
export interface Answered {
  readonly status: 'answered';
  readonly form: 'quotes' | 'enumeration';
  readonly quotes: readonly Quote[];
  readonly notes: readonly AnswerNote[];
}

/** Nothing answers; `nearest` are offered as nearest, never as an answer. */
export interface NotFound {
  readonly status: 'not_found';
  readonly reason: NotFoundReason;
  readonly nearest: readonly Quote[];
  readonly notes: readonly AnswerNote[];
}

/** Not finding is a normal answer, not an error. */
export type Answer = Answered | NotFound;

/** The quotes that an answer shows, as an answer or as the nearest words. */
export function quotesShown(answer: Answer): readonly Quote[] {
  return answer.status === 'answered' ? answer.quotes : answer.nearest;
}

/** What was said before in a conversation, oldest first, as far as follow-up questions need it. */
export interface Turn {
  readonly question: string;
  /** Null where the turn's answer is not known, as in question sets. */
  readonly answer: Answer | null;
}
