import { checkQuery } from './check-query.js';
import type { Neighbor, VectorIndex } from './vector-index.js';

/** Exact search by comparing with every vector: the oracle for HNSW, and enough by itself for small sets. */
export class ExactIndex implements VectorIndex {
  readonly size: number;

  /** `vectors` holds unit vectors row by row. */
  constructor(
    private readonly vectors: Float32Array,
    readonly dimensions: number,
  ) {
    this.size = vectors.length / dimensions;
  }

  search(query: Float32Array, count: number): Neighbor[] {
    checkQuery(query, this.dimensions);
    const neighbors = Array.from({ length: this.size }, (_, label) => ({
      label,
      similarity: dotRow(this.vectors, label, query),
    }));
    neighbors.sort((a, b) => b.similarity - a.similarity || a.label - b.label);
    return neighbors.slice(0, Math.max(0, count));
  }
}

/** Dot product of row `row` of a row-by-row matrix with a query. */
export function dotRow(matrix: Float32Array, row: number, query: Float32Array): number {
  const start = row * query.length;
  let sum = 0;
  for (let column = 0; column < query.length; column += 1) sum += (matrix[start + column] ?? 0) * (query[column] ?? 0);
  return sum;
}
