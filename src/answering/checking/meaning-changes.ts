import type { CharacterFold } from '../../text/fold.js';
import type { DiffPart, MeaningChange } from './claim-check.js';
import { startsNameEnd, type MarkedWord, type MarkedWordFinder } from './marked-words.js';

const KINDS = ['number', 'negation', 'modal', 'name'] as const;

/** One side of a difference: the speech, or the claim. */
interface Side {
  readonly text: string;
  readonly folded: string;
  readonly words: readonly MarkedWord[];
}

/** A changed stretch on both sides. */
interface Change {
  readonly original: readonly [number, number];
  readonly claimed: readonly [number, number];
}

function sideOf(text: string, fold: CharacterFold, finder: MarkedWordFinder): Side {
  const folded = Array.from(text, (character) => {
    const form = fold(character);
    return form.length === character.length ? form : character;
  }).join('');
  return { text, folded, words: finder.find(folded, text) };
}

function changesOf(diff: readonly DiffPart[]): Change[] {
  const changes: { original: [number, number]; claimed: [number, number] }[] = [];
  let original = 0;
  let claimed = 0;
  let isOpen = false;
  for (const { kind, text } of diff) {
    if (kind === 'same') isOpen = false;
    else if (!isOpen) changes.push({ original: [original, original], claimed: [claimed, claimed] });
    isOpen = kind !== 'same';
    if (kind !== 'added') original += text.length;
    if (kind !== 'removed') claimed += text.length;
    const last = changes.at(-1);
    if (isOpen && last !== undefined) {
      last.original[1] = original;
      last.claimed[1] = claimed;
    }
  }
  return changes;
}

/** Marked words in the order of a text, given out for stretches that follow each other. */
class WordReader {
  private from = 0;

  constructor(private readonly side: Side) {}

  /** Words that overlap `start` … `end`; with `touching` also those that end or start right there. */
  inStretch([start, end]: readonly [number, number], touching: boolean): MarkedWord[] {
    const { words } = this.side;
    const slack = touching ? 0 : 1;
    while ((words[this.from]?.start ?? Infinity) < start - 40) this.from += 1;
    const found: MarkedWord[] = [];
    for (let at = this.from; (words[at]?.start ?? Infinity) <= end - slack; at += 1) {
      const word = words[at];
      if (word !== undefined && word.end >= start + slack) found.push(word);
    }
    return found;
  }
}

const coverOf = (side: Side, words: readonly MarkedWord[]) => {
  const start = Math.min(...words.map((word) => word.start));
  return words.length === 0 ? '' : side.text.slice(start, Math.max(...words.map(({ end }) => end)));
};

function changeOfKind(
  kind: MeaningChange['kind'],
  sides: readonly [Side, Side],
  change: Change,
  found: readonly [MarkedWord[], MarkedWord[]],
  touching: readonly [MarkedWord[], MarkedWord[]],
): MeaningChange | null {
  const ofKind = (words: readonly MarkedWord[]) => words.filter((word) => word.kind === kind);
  let original = ofKind(found[0]);
  let claimed = ofKind(found[1]);
  if (original.length === 0 && claimed.length === 0) return null;
  const reachesOut = (words: readonly MarkedWord[], [start, end]: readonly [number, number]) =>
    words.some((word) => word.start < start || word.end > end);
  if (original.length === 0 && reachesOut(claimed, change.claimed)) original = ofKind(touching[0]);
  if (claimed.length === 0 && reachesOut(original, change.original)) claimed = ofKind(touching[1]);
  const words = { original: coverOf(sides[0], original), claimed: coverOf(sides[1], claimed) };
  return words.original === words.claimed ? null : { kind, ...words };
}

/** A negating character put in or left out by itself: then it negates, whatever word it makes with its neighbours. */
function bareNegation(sides: readonly [Side, Side], change: Change): MeaningChange | null {
  const words = [sides[0].text.slice(...change.original), sides[1].text.slice(...change.claimed)].map((side) =>
    side.replace(/[^\p{L}\p{N}*]/gu, ''),
  );
  const [original = '', claimed = ''] = words;
  const isBare = (one: string, other: string) => other === '' && /^[不没未无非勿莫]$/.test(one);
  return isBare(original, claimed) || isBare(claimed, original) ? { kind: 'negation', original, claimed } : null;
}

/** True where the words exchanged are part of a name that goes on after them, such as 亢家寨景区. */
function isInName(sides: readonly [Side, Side], change: Change): boolean {
  const [original, claimed] = [change.original, change.claimed];
  const lengths = [original[1] - original[0], claimed[1] - claimed[0]];
  return (
    lengths.every((length) => length >= 1 && length <= 4) &&
    startsNameEnd(sides[0].folded.slice(original[1], original[1] + 8))
  );
}

/** Changes of numbers, negations, modal words and names in a difference, however small they look. */
export function findMeaningChanges(
  diff: readonly DiffPart[],
  fold: CharacterFold,
  finder: MarkedWordFinder,
): MeaningChange[] {
  const join = (without: DiffPart['kind']) => diff.map(({ kind, text }) => (kind === without ? '' : text)).join('');
  const sides = [sideOf(join('added'), fold, finder), sideOf(join('removed'), fold, finder)] as const;
  const [original, claimed] = [new WordReader(sides[0]), new WordReader(sides[1])];
  return changesOf(diff).flatMap((change) => {
    const found = [original.inStretch(change.original, false), claimed.inStretch(change.claimed, false)] as const;
    const touching = [original.inStretch(change.original, true), claimed.inStretch(change.claimed, true)] as const;
    const changes = KINDS.flatMap((kind) => changeOfKind(kind, sides, change, [...found], [...touching]) ?? []);
    const bare = bareNegation(sides, change);
    if (bare !== null && changes.every(({ kind }) => kind !== 'negation')) changes.push(bare);
    if (changes.length > 0 || !isInName(sides, change)) return changes;
    const [from, to] = [change.original, change.claimed];
    return [
      {
        kind: 'name',
        original: sides[0].text.slice(...from),
        claimed: sides[1].text.slice(...to),
      } satisfies MeaningChange,
    ];
  });
}
