import type { SuffixIndex } from './suffix-index.js';

/** A stretch of a claim that stands in the text as it is, in units. */
export interface Piece {
  readonly claimStart: number;
  readonly textStart: number;
  readonly length: number;
}

/** Places looked at for one position of the claim; the seed is lengthened until no more are left. */
const MOST_PLACES = 12;
/** A seed of this length is looked up even where it stands in more places. */
const LONG_SEED = 4;

/** A place is looked at for this many short seeds of one claim: a word repeated over and over says nothing new. */
const MOST_USES = 32;
/** A claim this short may consist of frequent pairs alone. */
const SHORT_CLAIM = 64;

/**
 * Stretches of at least two units that claim and text share, as long as they go, at most `MOST_PLACES` for one position
 * of the claim, in the order of the claim. Seeds grow until they are rare, so that the number of runs is bounded by the
 * claim alone.
 */
export function findRuns(index: SuffixIndex, claim: Int32Array): Piece[] {
  const rare = collectRuns(index, claim, LONG_SEED);
  const runs = rare.length > 0 || claim.length > SHORT_CLAIM ? rare : collectRuns(index, claim, 2);
  return runs.sort((a, b) => a.claimStart - b.claimStart || a.textStart - b.textStart);
}

function collectRuns(index: SuffixIndex, claim: Int32Array, longSeed: number): Piece[] {
  const runs: Piece[] = [];
  const endOnDiagonal = new Map<number, number>();
  const uses = new Uint8Array(index.ids.length);
  for (let from = 0; from < claim.length; from += 1) {
    const { low, high, depth } = index.narrow(claim, from, MOST_PLACES);
    if (depth < 2 || (high - low > MOST_PLACES && depth < longSeed)) continue;
    for (let place = low; place < Math.min(high, low + MOST_PLACES); place += 1) {
      const at = index.places[place] ?? 0;
      if ((endOnDiagonal.get(at - from) ?? 0) > from || (uses[at] ?? 0) >= MOST_USES) continue;
      if (depth < LONG_SEED) uses[at] = (uses[at] ?? 0) + 1;
      const run = extend(index.ids, claim, from, at, depth);
      runs.push(run);
      endOnDiagonal.set(at - from, run.claimStart + run.length);
    }
  }
  return runs;
}

function extend(text: Int32Array, claim: Int32Array, from: number, at: number, depth: number): Piece {
  let before = 0;
  while (before < from && before < at && claim[from - before - 1] === text[at - before - 1]) before += 1;
  let after = depth;
  while (from + after < claim.length && at + after < text.length && claim[from + after] === text[at + after])
    after += 1;
  return { claimStart: from - before, textStart: at - before, length: before + after };
}
