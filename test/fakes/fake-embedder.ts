import type { Embedder, TextEmbedding } from '../../src/embedding/embedder.js';

const DIMENSIONS = 64;

function hash(text: string): number {
  let value = 2166136261;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 16777619);
  return value >>> 0;
}

function unit(values: readonly number[]): number[] {
  const norm = Math.hypot(...values) || 1;
  return values.map((value) => value / norm);
}

/** A vector of a character: the same everywhere, nearly orthogonal to others. */
function characterVector(character: string): number[] {
  return unit(Array.from({ length: DIMENSIONS }, (_, index) => ((hash(`${character}${index}`) % 2001) - 1000) / 1000));
}

/** An embedder without a model: the mean of vectors made from characters. Texts with the same characters are alike. */
export class FakeEmbedder implements Embedder {
  readonly identity = {
    id: 'fake',
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
    const rows = Array.from(text === '' ? ' ' : text).map(characterVector);
    const mean = unit(
      Array.from({ length: DIMENSIONS }, (_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0)),
    );
    const data = Int8Array.from(rows.flatMap((row) => row.map((value) => Math.round(value * 127))));
    return Promise.resolve({
      vector: Float32Array.from(mean),
      tokens: { count: rows.length, dimensions: DIMENSIONS, data },
      truncated: false,
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
