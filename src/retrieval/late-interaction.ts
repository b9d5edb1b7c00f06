import type { TokenVectors } from '../embedding/embedder.js';
import { BEST_DOT_WASM_BASE64 } from './best-dot.js';

type SumOfBestDots = (
  query: number,
  blocks: number,
  rows: number,
  count: number,
  length: number,
  best: number,
) => number;

/** Question tokens that are compared; a question of the longest window has fewer. */
const MOST_QUESTION_TOKENS = 512;
/** Question tokens that are compared in one go, and the numbers of each that lie side by side. */
const TOKENS_A_BLOCK = 4;
const LANES = 16;
const PAGE_BYTES = 65_536;
/** The dot product of a vector with itself: all are unit vectors times 127. */
const UNIT_DOT = 127 * 127;

/** The mean of token vectors as one row: a unit vector times 127, rounded. */
export function meanToken({ data, dimensions, count }: TokenVectors): TokenVectors {
  const sums = new Float32Array(dimensions);
  for (let row = 0; row < count; row += 1) {
    const start = row * dimensions;
    for (let column = 0; column < dimensions; column += 1)
      sums[column] = (sums[column] ?? 0) + (data[start + column] ?? 0);
  }
  const norm = Math.sqrt(sums.reduce((sum, value) => sum + value * value, 0)) || 1;
  return { count: 1, dimensions, data: Int8Array.from(sums, (sum) => Math.round((sum / norm) * 127)), level: 0 };
}

/**
 * Token vectors of many units, and late interaction with them (ColBERT, Khattab & Zaharia 2020). The vectors lie in
 * the memory of a small WebAssembly module, which multiplies sixteen bytes at a time: many times as fast as the same
 * loop in JavaScript.
 */
export class TokenStore {
  private readonly memory: WebAssembly.Memory;
  private readonly sumOfBestDots: SumOfBestDots;
  /** First row of each unit; one entry more at the end. */
  private readonly firstRows: Uint32Array;
  private readonly rowsStart: number;
  /** Where the best dot product of each of the question's tokens is written. */
  private readonly bestStart: number;
  /** The question whose tokens lie in memory: one is compared with several sets of units in turn. */
  private question: Int8Array | null = null;

  /** `data` holds the rows of all units one after the other; `dimensions` is a multiple of 16. */
  constructor(
    data: Int8Array,
    private readonly dimensions: number,
    tokenCounts: readonly number[],
  ) {
    this.bestStart = MOST_QUESTION_TOKENS * dimensions * Int16Array.BYTES_PER_ELEMENT;
    this.rowsStart = this.bestStart + MOST_QUESTION_TOKENS * Int32Array.BYTES_PER_ELEMENT;
    this.memory = new WebAssembly.Memory({ initial: Math.ceil((this.rowsStart + data.length) / PAGE_BYTES) + 1 });
    new Int8Array(this.memory.buffer).set(data, this.rowsStart);
    const module = new WebAssembly.Module(Buffer.from(BEST_DOT_WASM_BASE64, 'base64'));
    const instance = new WebAssembly.Instance(module, { env: { memory: this.memory } });
    this.sumOfBestDots = instance.exports.sumOfBestDots as SumOfBestDots;
    this.firstRows = new Uint32Array(tokenCounts.length + 1);
    tokenCounts.forEach((count, unit) => {
      this.firstRows[unit + 1] = (this.firstRows[unit] ?? 0) + count;
    });
  }

  get unitCount(): number {
    return this.firstRows.length - 1;
  }

  /** The mean of each unit's token vectors: units of one row each, in the same order. */
  static ofMeans(data: Int8Array, dimensions: number, tokenCounts: readonly number[]): TokenStore {
    const means = new Int8Array(tokenCounts.length * dimensions);
    let first = 0;
    for (const [unit, count] of tokenCounts.entries()) {
      const rows = data.subarray(first * dimensions, (first + count) * dimensions);
      means.set(meanToken({ data: rows, dimensions, count, level: 0 }).data, unit * dimensions);
      first += count;
    }
    return new TokenStore(
      means,
      dimensions,
      tokenCounts.map(() => 1),
    );
  }

  /**
   * For each unit the mean, over the question's tokens, of the best cosine with any token of the unit, less the
   * question's level: between -1 and 1 for a level of 0; 0 for a unit or a question without tokens.
   */
  scores(question: TokenVectors, units: readonly number[]): number[] {
    const tokens = Math.min(question.count, MOST_QUESTION_TOKENS);
    const blocks = this.layOut(question.data, tokens);
    return units.map((unit) => {
      const sum = this.sumFor(unit, blocks);
      return sum === null ? 0 : sum / tokens / UNIT_DOT - question.level;
    });
  }

  /** For each of the question's tokens the best cosine with any token of one unit; 0 for a unit without tokens. */
  bestCosines(question: TokenVectors, unit: number): number[] {
    const tokens = Math.min(question.count, MOST_QUESTION_TOKENS);
    const sum = this.sumFor(unit, this.layOut(question.data, tokens));
    if (sum === null) return new Array<number>(tokens).fill(0);
    return Array.from(new Int32Array(this.memory.buffer, this.bestStart, tokens), (dot) => dot / UNIT_DOT);
  }

  /** The sum of the best dot products of the question that is laid out, which are written down; null without tokens. */
  private sumFor(unit: number, blocks: number): number | null {
    const first = this.firstRows[unit] ?? 0;
    const count = (this.firstRows[unit + 1] ?? first) - first;
    if (blocks === 0 || count === 0) return null;
    const rows = this.rowsStart + first * this.dimensions;
    return this.sumOfBestDots(0, blocks, rows, count, this.dimensions, this.bestStart);
  }

  /**
   * Lays the question's tokens out as the module reads them, from the start of its memory: four tokens in turn, sixteen
   * numbers of each. A last block that is not full is filled up with zeros. Returns the number of blocks.
   */
  private layOut(data: Int8Array, tokens: number): number {
    const blocks = Math.ceil(tokens / TOKENS_A_BLOCK);
    if (this.question === data) return blocks;
    this.question = data;
    const laidOut = new Int16Array(this.memory.buffer, 0, blocks * TOKENS_A_BLOCK * this.dimensions).fill(0);
    for (let token = 0; token < tokens; token += 1) {
      const block = Math.floor(token / TOKENS_A_BLOCK) * TOKENS_A_BLOCK * this.dimensions;
      for (let column = 0; column < this.dimensions; column += LANES) {
        const from = token * this.dimensions + column;
        laidOut.set(
          data.subarray(from, from + LANES),
          block + column * TOKENS_A_BLOCK + (token % TOKENS_A_BLOCK) * LANES,
        );
      }
    }
    return blocks;
  }
}
