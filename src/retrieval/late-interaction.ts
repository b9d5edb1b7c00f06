import type { TokenVectors } from '../embedding/embedder.js';
import { BEST_DOT_WASM_BASE64 } from './best-dot.js';

type BestDot = (query: number, rows: number, count: number, length: number) => number;

/** Question tokens that are compared; a question of the longest window has fewer. */
const MOST_QUESTION_TOKENS = 512;
const PAGE_BYTES = 65_536;

/**
 * Token vectors of many units, and late interaction with them (ColBERT, Khattab & Zaharia 2020). The vectors lie in
 * the memory of a small WebAssembly module, which multiplies sixteen bytes at a time: some thirty times as fast as
 * the same loop in JavaScript.
 */
export class TokenStore {
  private readonly memory: WebAssembly.Memory;
  private readonly bestDot: BestDot;
  /** First row of each unit; one entry more at the end. */
  private readonly firstRows: Uint32Array;
  private readonly rowsStart: number;

  /** `data` holds the rows of all units one after the other; `dimensions` is a multiple of 16. */
  constructor(
    data: Int8Array,
    private readonly dimensions: number,
    tokenCounts: readonly number[],
  ) {
    this.rowsStart = MOST_QUESTION_TOKENS * dimensions;
    this.memory = new WebAssembly.Memory({ initial: Math.ceil((this.rowsStart + data.length) / PAGE_BYTES) + 1 });
    new Int8Array(this.memory.buffer).set(data, this.rowsStart);
    const module = new WebAssembly.Module(Buffer.from(BEST_DOT_WASM_BASE64, 'base64'));
    const instance = new WebAssembly.Instance(module, { env: { memory: this.memory } });
    this.bestDot = instance.exports.bestDot as BestDot;
    this.firstRows = new Uint32Array(tokenCounts.length + 1);
    tokenCounts.forEach((count, unit) => {
      this.firstRows[unit + 1] = (this.firstRows[unit] ?? 0) + count;
    });
  }

  /**
   * For each unit the mean, over the question's tokens, of the best cosine with any token of the unit: between -1 and
   * 1, and 0 for a unit or a question without tokens.
   */
  scores(question: TokenVectors, units: readonly number[]): number[] {
    const tokens = Math.min(question.count, MOST_QUESTION_TOKENS);
    new Int8Array(this.memory.buffer).set(question.data.subarray(0, tokens * this.dimensions), 0);
    return units.map((unit) => {
      const first = this.firstRows[unit] ?? 0;
      const count = (this.firstRows[unit + 1] ?? first) - first;
      if (tokens === 0 || count === 0) return 0;
      let sum = 0;
      for (let token = 0; token < tokens; token += 1) {
        sum += this.bestDot(token * this.dimensions, this.rowsStart + first * this.dimensions, count, this.dimensions);
      }
      // Both sides are unit vectors times 127.
      return sum / tokens / (127 * 127);
    });
  }
}
