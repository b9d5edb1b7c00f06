import type { TokenVectors } from '../embedding/embedder.js';

/** Token vectors of many units in one array, as the index keeps them. */
export interface TokenStore {
  readonly data: Int8Array;
  readonly dimensions: number;
  /** First row of each unit; one entry more at the end. */
  readonly firstRows: Uint32Array;
}

/** Lays out the rows of units with the given token counts. */
export function makeTokenStore(data: Int8Array, dimensions: number, tokenCounts: readonly number[]): TokenStore {
  const firstRows = new Uint32Array(tokenCounts.length + 1);
  tokenCounts.forEach((count, unit) => {
    firstRows[unit + 1] = (firstRows[unit] ?? 0) + count;
  });
  return { data, dimensions, firstRows };
}

function dotRows(a: Int8Array, aStart: number, b: Int8Array, bStart: number, length: number): number {
  let even = 0;
  let odd = 0;
  // Two sums at a time: the additions then do not wait for each other. Dimensions of these models are even.
  for (let index = 0; index < length; index += 2) {
    even += (a[aStart + index] ?? 0) * (b[bStart + index] ?? 0);
    odd += (a[aStart + index + 1] ?? 0) * (b[bStart + index + 1] ?? 0);
  }
  return even + odd;
}

/**
 * Late interaction (ColBERT, Khattab & Zaharia 2020): the mean over the question's tokens of the best cosine with
 * any token of the unit. Between -1 and 1; 0 for a unit or question without tokens.
 */
export function lateInteraction(question: TokenVectors, store: TokenStore, unit: number): number {
  const first = store.firstRows[unit] ?? 0;
  const end = store.firstRows[unit + 1] ?? first;
  if (question.count === 0 || end === first) return 0;
  let sum = 0;
  for (let token = 0; token < question.count; token += 1) {
    let best = -Infinity;
    for (let row = first; row < end; row += 1) {
      const product = dotRows(
        question.data,
        token * store.dimensions,
        store.data,
        row * store.dimensions,
        store.dimensions,
      );
      if (product > best) best = product;
    }
    sum += best;
  }
  // Both sides are unit vectors times 127.
  return sum / question.count / (127 * 127);
}
