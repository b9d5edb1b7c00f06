/** A stored vector near a query. */
export interface Neighbor {
  /** The number given to `build`: a position in the list of vectors, from 0. */
  readonly label: number;
  /** Cosine similarity, -1 … 1: higher is nearer. Never a distance. */
  readonly similarity: number;
}

/** Nearest neighbours by cosine over a fixed list of vectors. */
export interface VectorIndex {
  readonly dimensions: number;
  readonly size: number;
  /**
   * The `count` most similar vectors, best first, ties by label; fewer where the index holds fewer.
   * Throws `IndexError` for a query of another length or with a value that is not finite.
   */
  search(query: Float32Array, count: number): Neighbor[];
}
