import { diffArrays } from 'diff';
import { chainRuns, continues, type Block } from './chain.js';
import { findRuns, type Piece } from './runs.js';
import { SuffixIndex } from './suffix-index.js';
import type { UnitText } from '../../text/unit-text.js';

/** Edits after which two stretches count as unlike: they are then shown as one replaced by the other. */
const MOST_EDITS = 64;
/** In a changed stretch longer than this, a single equal unit is chance. */
const LONG_CHANGE = 6;
/** Words changed at an end of a claim are looked for in this many units of the text. */
const LONGEST_END = 24;

/** Units that may have been dropped beside a changed end. */
const DROPPED_WORDS = 3;

/** Finds where the words of a claim stand in one text. */
export class TextAligner {
  private readonly idOf = new Map<string, number>();
  private readonly index: SuffixIndex;

  constructor(text: UnitText) {
    const ids = Int32Array.from(text.units, (unit) => {
      const id = this.idOf.get(unit) ?? this.idOf.size;
      this.idOf.set(unit, id);
      return id;
    });
    this.index = new SuffixIndex(ids, this.idOf.size);
  }

  /** The claim's units as the text's numbers; −1 for a unit that the text does not hold. */
  idsOf(claim: UnitText): Int32Array {
    return Int32Array.from(claim.units, (unit) => this.idOf.get(unit) ?? -1);
  }

  /** The places that together hold most of a claim, in the claim's order. */
  align(claim: Int32Array): Block[] {
    return chainRuns(findRuns(this.index, claim), claim.length);
  }

  /** A block with the units that stand between its pieces on both sides. */
  fill(claim: Int32Array, block: Block): Piece[] {
    const pieces: Piece[] = [];
    for (const piece of block) {
      const previous = pieces.at(-1);
      if (previous !== undefined) {
        const claimFrom = previous.claimStart + previous.length;
        const textFrom = previous.textStart + previous.length;
        pieces.push(...this.between(claim, claimFrom, piece.claimStart, textFrom, piece.textStart));
      }
      pieces.push(piece);
    }
    return joinTouching(pieces);
  }

  /** Equal units of a changed stretch of the claim and the stretch of the text that it stands for. */
  between(claim: Int32Array, claimFrom: number, claimTo: number, textFrom: number, textTo: number): Piece[] {
    if (claimTo - claimFrom < 1 || textTo - textFrom < 1 || claimTo - claimFrom + textTo - textFrom < 3) return [];
    const changes = diffArrays(
      [...this.index.ids.subarray(textFrom, textTo)],
      [...claim.subarray(claimFrom, claimTo)],
      { maxEditLength: MOST_EDITS },
    );
    const pieces: Piece[] = [];
    const shortest = Math.min(claimTo - claimFrom, textTo - textFrom) > LONG_CHANGE ? 2 : 1;
    let claimStart = claimFrom;
    let textStart = textFrom;
    for (const { count, added, removed } of changes ?? []) {
      if (!added && !removed && count >= shortest) pieces.push({ claimStart, textStart, length: count });
      if (!removed) claimStart += count;
      if (!added) textStart += count;
    }
    return pieces;
  }

  /** Pieces with what a changed start and end of the claim still share with the text, which is looked at from `from` to `to`. */
  withEnds(claim: Int32Array, pieces: readonly Piece[], from: number, to: number): Piece[] {
    const [first] = pieces;
    const last = pieces.at(-1);
    if (first === undefined || last === undefined) return [];
    const claimEnd = last.claimStart + last.length;
    const textEnd = last.textStart + last.length;
    const head = first.claimStart > LONGEST_END ? 0 : first.claimStart;
    const tail = claim.length - claimEnd > LONGEST_END ? 0 : claim.length - claimEnd;
    return joinTouching([
      ...this.between(
        claim,
        first.claimStart - head,
        first.claimStart,
        Math.max(from, first.textStart - head - (head > 0 ? DROPPED_WORDS : 0)),
        first.textStart,
      ),
      ...pieces,
      ...this.between(
        claim,
        claimEnd,
        claimEnd + tail,
        textEnd,
        Math.min(to, textEnd + tail + (tail > 0 ? DROPPED_WORDS : 0)),
      ),
    ]);
  }
}

/** Neighbouring blocks that go on in the same place of the text, as one. */
export function mergeBlocks(blocks: readonly Block[]): Block[] {
  const merged: Block[] = [];
  for (const block of blocks) {
    const previous = merged.at(-1);
    const [first] = block;
    const last = previous?.at(-1);
    if (previous !== undefined && first !== undefined && last !== undefined && continues(first, last))
      merged[merged.length - 1] = [...previous, ...block];
    else merged.push(block);
  }
  return merged;
}

/** Units of the claim that a block holds. */
export function matchedLength(block: Block): number {
  return block.reduce((sum, { length }) => sum + length, 0);
}

function joinTouching(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const previous = joined.at(-1);
    const touches =
      previous !== undefined &&
      previous.claimStart + previous.length === piece.claimStart &&
      previous.textStart + previous.length === piece.textStart;
    if (touches) joined[joined.length - 1] = { ...previous, length: previous.length + piece.length };
    else joined.push(piece);
  }
  return joined;
}
