import { IndexError } from '../errors.js';

/** Refuses a query that native code would misread: hnswlib answers NaN without an error and aborts on `undefined`. */
export function checkQuery(query: Float32Array, dimensions: number): void {
  if (query.length !== dimensions) {
    throw new IndexError('INDEX_QUERY', 'the query vector has another length than the index', {
      expected: `${dimensions} values`,
      actual: `${query.length} values`,
      remedy: 'rebuild the index with the model in use: npm run index',
    });
  }
  if (!query.every(Number.isFinite)) {
    throw new IndexError('INDEX_QUERY', 'the query vector holds a value that is no number', {
      expected: 'finite values',
      actual: 'NaN or infinity',
      remedy: 'check the model folder: npm run index',
    });
  }
}
