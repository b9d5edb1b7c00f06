import type { Span } from '../../speech/types.js';
import type { ReadText } from './read-text.js';

/** A claim that stands in the text as a whole. */
export interface WholeFind {
  readonly verdict: 'exact' | 'punctuation';
  readonly span: Span;
  /** Where it starts in the folded text. */
  readonly foldedAt: number;
}

/**
 * Finds a claim that stands in the text word for word, exactly or but for punctuation, width, script, case and spacing.
 * A claim that starts or ends inside a number does not stand there: `5 个` is not what `15 个` says.
 */
export function findWhole(text: ReadText, claim: ReadText): WholeFind | null {
  const { folded } = claim.units;
  const exactAt = firstWhole(text.source, claim.source);
  let whole: WholeFind | null = null;
  for (let at = text.units.folded.indexOf(folded); at >= 0; at = text.units.folded.indexOf(folded, at + 1)) {
    const span = { start: text.units.starts[at] ?? 0, end: text.units.ends[at + folded.length - 1] ?? 0 };
    if (cutsNumber(text.units.folded, at, at + folded.length) && cutsNumber(text.source, span.start, span.end))
      continue;
    whole = { verdict: 'punctuation', span, foldedAt: at };
    break;
  }
  if (exactAt < 0 || whole === null) return whole;
  return { verdict: 'exact', span: { start: exactAt, end: exactAt + claim.source.length }, foldedAt: whole.foldedAt };
}

function firstWhole(text: string, words: string): number {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (!cutsNumber(text, at, at + words.length)) return at;
  return -1;
}

/** True where a stretch starts or ends inside a number in digits. */
export function cutsNumber(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 2);
  const first = text.charAt(start);
  const last = text.charAt(end - 1);
  return (
    (/\p{Nd}/u.test(first) && (/\p{Nd}$/u.test(before) || /\p{Nd}[.．]$/u.test(before))) ||
    (/\p{Nd}/u.test(last) && (/^\p{Nd}/u.test(after) || /^[.．]\p{Nd}/u.test(after))) ||
    (/\p{Nd}[.．]$/u.test(text.slice(start, end)) && /^\p{Nd}/u.test(after))
  );
}
