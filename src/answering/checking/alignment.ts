import { diffChars } from 'diff';

/** A stretch of a claim that stands in the text as it is. Offsets are into the folded claim and the folded text. */
export interface Piece {
  readonly claimStart: number;
  readonly textStart: number;
  readonly length: number;
}

/** How a claim lies against one region of the text. */
export interface RegionAlignment {
  /** Matching stretches in order. */
  readonly pieces: readonly Piece[];
  /** Characters of the claim in matching stretches of two and more. */
  readonly matched: number;
}

const GRAM = 3;
/** Places looked at for one gram; a gram that stands in more places says little about where the claim is from. */
const MOST_PLACES = 64;
/** Edits after which a region counts as unlike; bounds the time of the difference. */
const MOST_EDITS = 1_500;

/** Finds where the words of a claim stand in one folded text. */
export class TextAligner {
  private readonly places = new Map<string, number[]>();

  constructor(readonly text: string) {
    for (let at = 0; at + GRAM <= text.length; at += 1) {
      const gram = text.slice(at, at + GRAM);
      const list = this.places.get(gram);
      if (list === undefined) this.places.set(gram, [at]);
      else if (list.length < MOST_PLACES) list.push(at);
    }
  }

  /** The region of the text that shares most grams with the claim, or null where none is shared. */
  bestRegion(claim: string): { start: number; end: number } | null {
    const hits: { at: number; from: number }[] = [];
    for (let from = 0; from + GRAM <= claim.length; from += 1) {
      for (const at of this.places.get(claim.slice(from, from + GRAM)) ?? []) hits.push({ at, from });
    }
    if (hits.length === 0) return null;
    hits.sort((a, b) => a.at - b.at);
    const width = claim.length + Math.max(40, Math.floor(claim.length / 2));
    const counts = new Uint16Array(claim.length);
    let distinct = 0;
    let best = { distinct: 0, first: 0, last: 0 };
    let first = 0;
    hits.forEach((hit, last) => {
      if (counts[hit.from] === 0) distinct += 1;
      counts[hit.from] = (counts[hit.from] ?? 0) + 1;
      for (let head = hits[first]; head !== undefined && hit.at - head.at > width; head = hits[first]) {
        counts[head.from] = (counts[head.from] ?? 1) - 1;
        if (counts[head.from] === 0) distinct -= 1;
        first += 1;
      }
      if (distinct > best.distinct) best = { distinct, first, last };
    });
    const head = hits[best.first];
    const tail = hits[best.last];
    if (head === undefined || tail === undefined) return null;
    const slack = Math.min(24, claim.length);
    return { start: Math.max(0, head.at - slack), end: Math.min(this.text.length, tail.at + GRAM + slack) };
  }

  /** Aligns a claim with a region; null where they are too unlike to align in bounded time. */
  align(claim: string, region: { start: number; end: number }): RegionAlignment | null {
    const changes = diffChars(this.text.slice(region.start, region.end), claim, { maxEditLength: MOST_EDITS });
    if (changes === undefined) return null;
    const pieces: Piece[] = [];
    let claimStart = 0;
    let textStart = region.start;
    for (const { value, added, removed } of changes) {
      if (!added && !removed) pieces.push({ claimStart, textStart, length: value.length });
      if (!removed) claimStart += value.length;
      if (!added) textStart += value.length;
    }
    const kept = trimStray(pieces);
    return { pieces: kept, matched: kept.reduce((sum, { length }) => sum + (length >= 2 ? length : 0), 0) };
  }

  /**
   * Cuts a claim greedily into the longest stretches that stand in the text, left to right. Stretches shorter than a
   * gram are left out: what they leave uncovered is not in the text.
   */
  cover(claim: string): Piece[] {
    const pieces: Piece[] = [];
    for (let from = 0; from + GRAM <= claim.length;) {
      let best: Piece | null = null;
      for (const at of this.places.get(claim.slice(from, from + GRAM)) ?? []) {
        let length = GRAM;
        while (from + length < claim.length && claim.charAt(from + length) === this.text.charAt(at + length))
          length += 1;
        if (best === null || length > best.length) best = { claimStart: from, textStart: at, length };
      }
      if (best === null) from += 1;
      else {
        pieces.push(best);
        from += best.length;
      }
    }
    return pieces;
  }
}

/** Drops short matches at either end that stand far from the rest: chance, not quotation. */
function trimStray(pieces: readonly Piece[]): Piece[] {
  const kept = [...pieces];
  const isStray = (piece: Piece | undefined, next: Piece | undefined) =>
    piece !== undefined &&
    next !== undefined &&
    piece.length <= 2 &&
    Math.abs(next.textStart - piece.textStart) - (piece.length + 6) > Math.abs(next.claimStart - piece.claimStart);
  while (isStray(kept[0], kept[1])) kept.shift();
  while (isStray(kept.at(-1), kept.at(-2))) kept.pop();
  return kept;
}
