import hnswlib from 'hnswlib-node';
import { inTurns } from '../turns.js';
import { checkQuery } from './check-query.js';
import type { Neighbor, VectorIndex } from './vector-index.js';

/** Parameters of an HNSW graph (Malkov & Yashunin 2016; hnswlib's ALGO_PARAMS.md). */
export interface HnswParameters {
  /** Links a node has on each layer. */
  readonly M: number;
  /** Candidates looked at when a vector is added. */
  readonly efConstruction: number;
  /** Candidates looked at in a search; not stored in the file, set again after each load. */
  readonly ef: number;
  readonly seed: number;
}

/** Enough for a recall above 0.99 up to some ten thousand sentences; a speech has hundreds. */
export const HNSW_PARAMETERS: HnswParameters = { M: 16, efConstruction: 200, ef: 200, seed: 100 };

/** An HNSW graph by hnswlib over cosine distance; the only user of that package. Owns its traps. */
export class HnswIndex implements VectorIndex {
  private constructor(
    private readonly graph: hnswlib.HierarchicalNSW,
    readonly dimensions: number,
    readonly size: number,
    private readonly parameters: HnswParameters,
  ) {}

  /** Builds a graph over unit vectors given row by row, without holding up the event loop. */
  static async build(vectors: Float32Array, dimensions: number, parameters = HNSW_PARAMETERS): Promise<HnswIndex> {
    const size = vectors.length / dimensions;
    const graph = new hnswlib.HierarchicalNSW('cosine', dimensions);
    // A capacity of 0 could not be loaded again.
    graph.initIndex(Math.max(size, 1), parameters.M, parameters.efConstruction, parameters.seed);
    await inTurns(addAll(graph, vectors, dimensions));
    graph.setEf(parameters.ef);
    return new HnswIndex(graph, dimensions, size, parameters);
  }

  /** Loads a file that the caller has checked (hash and header); a fresh object each time, as the binding demands. */
  static load(path: string, dimensions: number, size: number, parameters: HnswParameters): HnswIndex {
    const graph = new hnswlib.HierarchicalNSW('cosine', dimensions);
    graph.readIndexSync(path);
    graph.setEf(parameters.ef);
    return new HnswIndex(graph, dimensions, size, parameters);
  }

  /** Writes the graph. The binding reports success even on a full disk: the caller checks what was written. */
  write(path: string): void {
    this.graph.writeIndexSync(path);
  }

  search(query: Float32Array, count: number): Neighbor[] {
    checkQuery(query, this.dimensions);
    const wanted = Math.min(Math.max(0, Math.floor(count)), this.size);
    if (!(wanted > 0)) return [];
    // hnswlib looks at max(ef, k) candidates only where ef says so.
    this.graph.setEf(Math.max(this.parameters.ef, wanted));
    const { neighbors, distances } = this.graph.searchKnn(Array.from(query), wanted);
    return neighbors
      .map((label, index) => ({ label, similarity: 1 - (distances[index] ?? 1) }))
      .sort((a, b) => b.similarity - a.similarity || a.label - b.label);
  }
}

/** Adds unit vectors given row by row, one a step. */
function* addAll(
  graph: hnswlib.HierarchicalNSW,
  vectors: Float32Array,
  dimensions: number,
): Generator<void, void, void> {
  for (let label = 0; label < vectors.length / dimensions; label += 1) {
    const row = vectors.subarray(label * dimensions, (label + 1) * dimensions);
    checkQuery(row, dimensions);
    // The binding takes plain arrays only.
    graph.addPoint(Array.from(row), label);
    yield;
  }
}

/** What the first 96 bytes of an hnswlib file say, as far as they can be checked before the native load. */
export interface HnswHeader {
  readonly capacity: number;
  readonly count: number;
  readonly dimensions: number;
  readonly M: number;
  readonly efConstruction: number;
}

/** Reads the header of an hnswlib file (`HierarchicalNSW::saveIndex`); null where it is too short for one. */
export function readHnswHeader(bytes: Buffer): HnswHeader | null {
  if (bytes.length < 96) return null;
  const u64 = (offset: number) => Number(bytes.readBigUInt64LE(offset));
  return {
    capacity: u64(8),
    count: u64(16),
    dimensions: (u64(32) - u64(40)) / 4,
    M: u64(72),
    efConstruction: u64(88),
  };
}
