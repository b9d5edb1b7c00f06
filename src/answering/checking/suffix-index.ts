/** Suffixes are ordered by this many units; enough to tell places apart, and it bounds the work for any text. */
const DEPTH = 32;

/** A range of suffixes, `low` … `high` (half-open), that share their first `depth` units with a claim. */
export interface SuffixRange {
  readonly low: number;
  readonly high: number;
  readonly depth: number;
}

/**
 * All places of a text, ordered by what follows them. Made by prefix doubling (Manber and Myers) in five rounds of
 * counting sort: linear in the text, whatever it holds.
 */
export class SuffixIndex {
  /** Places in the text, in the order of the units that follow. */
  readonly places: Int32Array;
  private readonly firstOf: Int32Array;

  /** `ids`: the text as numbers from 0 to `alphabet` − 1. */
  constructor(
    readonly ids: Int32Array,
    private readonly alphabet: number,
  ) {
    const { places, firstOf } = sortSuffixes(ids, alphabet);
    this.places = places;
    this.firstOf = firstOf;
  }

  /**
   * The places that share most with the claim from `from` on: reads on until at most `most` places are left, or until
   * no place goes on as the claim does. `depth` is 0 where the first unit does not occur.
   */
  narrow(claim: Int32Array, from: number, most: number): SuffixRange {
    const first = claim[from] ?? -1;
    if (first < 0 || first >= this.alphabet) return { low: 0, high: 0, depth: 0 };
    let low = this.firstOf[first] ?? 0;
    let high = this.firstOf[first + 1] ?? 0;
    let depth = 1;
    while (depth < DEPTH && from + depth < claim.length && (high - low > most || depth < 2)) {
      const wanted = claim[from + depth] ?? -1;
      // Not even where the text ends, which is less than any unit too.
      if (wanted < 0) break;
      const nextLow = this.bound(low, high, depth, wanted);
      const nextHigh = this.bound(nextLow, high, depth, wanted + 1);
      if (nextLow === nextHigh) break;
      low = nextLow;
      high = nextHigh;
      depth += 1;
    }
    return { low, high, depth };
  }

  /** First place in a range whose unit at `depth` is not below `wanted`. */
  private bound(low: number, high: number, depth: number, wanted: number): number {
    let from = low;
    let to = high;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.ids[(this.places[middle] ?? 0) + depth] ?? -1) < wanted) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

function sortSuffixes(ids: Int32Array, alphabet: number): { places: Int32Array; firstOf: Int32Array } {
  const size = ids.length;
  const firstOf = new Int32Array(alphabet + 1);
  for (const id of ids) firstOf[id + 1] = (firstOf[id + 1] ?? 0) + 1;
  for (let id = 0; id < alphabet; id += 1) firstOf[id + 1] = (firstOf[id + 1] ?? 0) + (firstOf[id] ?? 0);
  let places = placeByRank(Int32Array.from(ids.keys()), ids, firstOf);
  let ranks = rankOf(places, (a, b) => ids[a] === ids[b]);
  for (let step = 1; step < DEPTH && (ranks[places[size - 1] ?? 0] ?? 0) < size - 1; step *= 2) {
    const bySecond = orderBySecond(places, step);
    const starts = startsOf(ranks, size);
    places = placeByRank(bySecond, ranks, starts);
    const before = ranks;
    const at = (place: number) => (place < size ? (before[place] ?? -1) : -1);
    ranks = rankOf(places, (a, b) => at(a) === at(b) && at(a + step) === at(b + step));
  }
  return { places, firstOf };
}

/** Places by the rank of what stands `step` further; those with nothing there come first. */
function orderBySecond(places: Int32Array, step: number): Int32Array {
  const order = new Int32Array(places.length);
  let at = 0;
  for (let place = Math.max(0, places.length - step); place < places.length; place += 1) order[at++] = place;
  for (const place of places) if (place >= step) order[at++] = place - step;
  return order;
}

function startsOf(ranks: Int32Array, size: number): Int32Array {
  const starts = new Int32Array(size + 1);
  for (const rank of ranks) starts[rank + 1] = (starts[rank + 1] ?? 0) + 1;
  for (let rank = 0; rank < size; rank += 1) starts[rank + 1] = (starts[rank + 1] ?? 0) + (starts[rank] ?? 0);
  return starts;
}

/** One stable counting sort. */
function placeByRank(order: Int32Array, ranks: Int32Array, starts: Int32Array): Int32Array {
  const next = starts.slice();
  const sorted = new Int32Array(order.length);
  for (const place of order) {
    const rank = ranks[place] ?? 0;
    const at = next[rank] ?? 0;
    sorted[at] = place;
    next[rank] = at + 1;
  }
  return sorted;
}

function rankOf(places: Int32Array, isEqual: (a: number, b: number) => boolean): Int32Array {
  const ranks = new Int32Array(places.length);
  let rank = 0;
  places.forEach((place, index) => {
    if (index > 0 && !isEqual(places[index - 1] ?? 0, place)) rank += 1;
    ranks[place] = rank;
  });
  return ranks;
}
