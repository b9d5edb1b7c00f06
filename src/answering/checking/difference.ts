import type { Span } from '../../speech/types.js';
import type { DiffPart } from './claim-check.js';
import { isClauseBorder, type ReadText } from './read-text.js';
import type { Piece } from './runs.js';

/** Units looked back and on for what a changed end of a claim replaces. */
const LONGEST_END = 24;
/** A word is read to its end for at most this many units. */
const LONGEST_WORD = 4;

/** A place in the text that a claim is compared with, by offsets in the speech; its pieces in folded characters. */
export interface ComparedPlace extends Span {
  readonly pieces: readonly Piece[];
}

/** Offsets in the source of a range of units. */
export function spanOfUnits({ units }: ReadText, from: number, to: number): Span {
  return {
    start: units.starts[units.unitStarts[from] ?? 0] ?? 0,
    end: units.ends[(units.unitStarts[to] ?? 0) - 1] ?? 0,
  };
}

/**
 * The units of a place (`from` … `to`) with the words that a change at an end of the claim replaces: as many units as
 * the claim has there, to the end of a word, inside the clause. Where the clause ends with the place, the claim's words
 * were added and replace nothing.
 */
export function withReplacedEnds(
  text: ReadText,
  pieces: readonly Piece[],
  claimLength: number,
  segmenter: Intl.Segmenter,
): { from: number; to: number } {
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return { from: 0, to: 0 };
  const end = last.textStart + last.length;
  const tail = claimLength - (last.claimStart + last.length);
  return {
    from: first.textStart - replacedUnits(text, first.textStart, -1, first.claimStart, segmenter),
    to: end + replacedUnits(text, end, 1, tail, segmenter),
  };
}

/** Number of units before (`step` −1) or after (1) a border that `count` units of the claim replace. */
function replacedUnits(text: ReadText, border: number, step: 1 | -1, count: number, segmenter: Intl.Segmenter): number {
  if (count === 0) return 0;
  let most = 0;
  const wanted = Math.min(count, LONGEST_END);
  while (most < wanted + LONGEST_WORD && !isClauseBorder(text, border + step * most)) most += 1;
  if (most <= wanted) return most;
  const [from, to] = step === 1 ? [border, border + most] : [border - most, border];
  const words = spanOfUnits(text, from, to);
  const segments = [...segmenter.segment(text.source.slice(words.start, words.end))].map(({ index }) => index);
  const isWordBorder = (unit: number) => {
    const at = spanOfUnits(text, unit, unit + 1).start - words.start;
    return segments.includes(at);
  };
  let units = wanted;
  while (units < most && !isWordBorder(border + step * units)) units += 1;
  return units;
}

/** Collects parts, joining neighbours of one kind. */
class DiffBuilder {
  readonly parts: DiffPart[] = [];

  add(kind: DiffPart['kind'], text: string): void {
    if (text === '') return;
    const last = this.parts.at(-1);
    if (last?.kind === kind) this.parts[this.parts.length - 1] = { kind, text: last.text + text };
    else this.parts.push({ kind, text });
  }

  /** One stretch for another; punctuation that they share at both ends is the same. */
  replace(original: string, claimed: string): void {
    const isShared = (a: string | undefined, b: string | undefined) => a !== undefined && a === b && MARK.test(a);
    const shortest = Math.min(original.length, claimed.length);
    let head = 0;
    while (head < shortest && isShared(original[head], claimed[head])) head += 1;
    let tail = 0;
    while (tail < shortest - head && isShared(original.at(-1 - tail), claimed.at(-1 - tail))) tail += 1;
    this.add('same', claimed.slice(0, head));
    this.add('removed', original.slice(head, original.length - tail));
    this.add('added', claimed.slice(head, claimed.length - tail));
    this.add('same', claimed.slice(claimed.length - tail));
  }
}

/** One UTF-16 unit that is punctuation or a blank; never half of a character. */
const MARK = /^[^\p{L}\p{N}*\ud800-\udfff]$/u;

/**
 * Speech against claim in reading order. `same` is written as in the claim (script and width may differ), so `same`
 * and `added` together are the claim, `same` and `removed` the speech.
 */
export function differenceOf(text: ReadText, claim: ReadText, place: ComparedPlace): { diff: DiffPart[]; span: Span } {
  const builder = new DiffBuilder();
  let claimAt = 0;
  let textAt = place.start;
  for (const { claimStart, textStart, length } of place.pieces) {
    for (let step = 0; step < length; step += 1) {
      const claimed = characterAt(claim, claimStart + step);
      const original = characterAt(text, textStart + step);
      // A character that folds to several is done with the first of them.
      if (claimed.start >= claimAt && original.start >= textAt) {
        builder.replace(text.source.slice(textAt, original.start), claim.source.slice(claimAt, claimed.start));
        builder.add('same', claim.source.slice(claimed.start, claimed.end));
      }
      claimAt = Math.max(claimAt, claimed.end);
      textAt = Math.max(textAt, original.end);
    }
  }
  const end = Math.max(textAt, place.end);
  const rest = claim.source.slice(claimAt);
  const closing = sharedClosing(text.source.slice(end, end + 8), rest);
  builder.replace(text.source.slice(textAt, end + closing), rest);
  return { diff: builder.parts, span: { start: place.start, end: end + closing } };
}

const characterAt = ({ units }: ReadText, at: number): Span => ({
  start: units.starts[at] ?? 0,
  end: units.ends[at] ?? 0,
});

/** Length of the punctuation after the last words that the claim's end has too. */
function sharedClosing(after: string, claimed: string): number {
  const marks = /^[^\p{L}\p{N}\s*]*/u.exec(after)?.[0] ?? '';
  for (let length = marks.length; length > 0; length -= 1) if (claimed.endsWith(marks.slice(0, length))) return length;
  return 0;
}
