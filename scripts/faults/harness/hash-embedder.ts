import { createHash } from 'node:crypto';
import type { Embedder, TextEmbedding } from '../../../src/embedding/embedder.js';

const DIMENSIONS = 32;

/** A unit vector made from a text's digest: the same for the same text, nearly orthogonal to others. */
function vectorOf(text: string): Float32Array {
  const bytes = createHash('sha256').update(text).digest();
  const values = Float32Array.from(bytes, (byte) => byte - 127.5);
  const norm = Math.hypot(...values);
  return values.map((value) => value / norm);
}

/** An embedder without a model, for texts that are made by the thousand: any ranking will do for them. */
export class HashEmbedder implements Embedder {
  readonly identity = {
    id: 'hash',
    sha256: '0'.repeat(64),
    dimensions: DIMENSIONS,
    pooling: 'mean' as const,
    normalize: true,
    questionInstruction: '',
  };
  readonly state = 'ready' as const;
  readonly restarts = 0;

  embedQuestion(text: string): Promise<TextEmbedding> {
    return this.embedPassage(text);
  }

  embedPassage(text: string): Promise<TextEmbedding> {
    const vector = vectorOf(text);
    const data = Int8Array.from(vector, (value) => Math.round(value * 127));
    return Promise.resolve({ vector, tokens: { count: 1, dimensions: DIMENSIONS, data }, truncated: false });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
