import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexError } from '../../src/errors.js';
import { ExactIndex } from '../../src/vector-index/exact-index.js';
import { HnswIndex } from '../../src/vector-index/hnsw-index.js';
import type { VectorIndex } from '../../src/vector-index/vector-index.js';

const DIMENSIONS = 8;
const factories: readonly (readonly [string, (vectors: Float32Array) => Promise<VectorIndex>])[] = [
  ['ExactIndex', (vectors) => Promise.resolve(new ExactIndex(vectors, DIMENSIONS))],
  ['HnswIndex', (vectors) => HnswIndex.build(vectors, DIMENSIONS)],
];

const unitVector = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .map((values) => {
    const shifted = values.map((value, index) => value + (index === 0 ? 0.5 : 0));
    const norm = Math.hypot(...shifted);
    return shifted.map((value) => value / norm);
  });

describe.each(factories)('%s keeps the contract of a vector index', (_, make) => {
  it('gives the nearest first, with cosine similarities', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(unitVector, { minLength: 1, maxLength: 40 }), unitVector, async (vectors, query) => {
        const index = await make(Float32Array.from(vectors.flat()));
        const found = index.search(Float32Array.from(query), 5);
        const oracle = vectors
          .map((vector) => vector.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0))
          .sort((a, b) => b - a);
        expect(found.length).toBe(Math.min(5, vectors.length));
        found.forEach(({ similarity }, rank) => expect(similarity).toBeCloseTo(oracle[rank] ?? 0, 4));
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  it('bounds the count, and holds nothing when empty', async () => {
    const index = await make(Float32Array.from([1, 0, 0, 0, 0, 0, 0, 0]));
    const query = new Float32Array(DIMENSIONS).fill(0.3);
    expect(index.search(query, 100)).toHaveLength(1);
    expect(index.search(query, 0)).toEqual([]);
    expect((await make(new Float32Array(0))).search(query, 3)).toEqual([]);
  });

  it.each([
    ['of another length', new Float32Array(DIMENSIONS - 1)],
    ['with NaN', new Float32Array(DIMENSIONS).fill(Number.NaN)],
    ['with infinity', new Float32Array(DIMENSIONS).fill(Infinity)],
  ])('refuses a query %s', async (_name, query) => {
    const index = await make(Float32Array.from([1, 0, 0, 0, 0, 0, 0, 0]));
    expect(() => index.search(query, 1)).toThrow(IndexError);
  });
});
