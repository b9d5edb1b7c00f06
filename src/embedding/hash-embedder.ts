import type { Embedder, EmbedderState, TextEmbedding } from './embedder.js';

const DIMENSIONS = 64;

/** A unit vector of a character, made from its number: the same everywhere, nearly orthogonal to others. */
function vectorOf(character: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  let state = Math.imul((character.codePointAt(0) ?? 0) + 1, 0x9e3779b1);
  for (let column = 0; column < DIMENSIONS; column += 1) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    vector[column] = (state >> 16) / 32768;
  }
  return toUnit(vector);
}

function toUnit(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector) || 1;
  return vector.map((value) => value / norm);
}

/** An embedder without a model, quick enough for texts by the thousand: texts with the same characters are alike. */
export class HashEmbedder implements Embedder {
  readonly identity = {
    id: 'hash',
    sha256: '0'.repeat(64),
    dimensions: DIMENSIONS,
    pooling: 'mean' as const,
    normalize: true,
    questionInstruction: '',
    passageInstruction: '',
    contextTokens: 0,
  };
  readonly companion = null;
  readonly state: EmbedderState = 'ready';
  readonly restarts = 0;

  embedQuestion(text: string): Promise<TextEmbedding> {
    return this.embedPassage(text);
  }

  /** A token a character; the vector is their mean. */
  embedPassage(text: string): Promise<TextEmbedding> {
    const rows = Array.from(text === '' ? ' ' : text, vectorOf);
    const sum = new Float32Array(DIMENSIONS);
    const data = new Int8Array(rows.length * DIMENSIONS);
    for (const [index, row] of rows.entries()) {
      for (const [column, value] of row.entries()) {
        sum[column] = (sum[column] ?? 0) + value;
        data[index * DIMENSIONS + column] = Math.round(value * 127);
      }
    }
    const tokens = [{ count: rows.length, dimensions: DIMENSIONS, data, level: 0 }];
    return Promise.resolve({ vector: toUnit(sum), tokens, truncated: false });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
