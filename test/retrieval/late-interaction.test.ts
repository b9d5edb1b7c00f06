import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenStore } from '../../src/retrieval/late-interaction.js';

const DIMENSIONS = 32;

/** Rows of signed bytes, one after the other. */
const rows = (count: { readonly minLength: number; readonly maxLength: number }) =>
  fc
    .array(fc.array(fc.integer({ min: -127, max: 127 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS }), count)
    .map((each) => ({ count: each.length, dimensions: DIMENSIONS, data: Int8Array.from(each.flat()), level: 0.25 }));

function meanOfBest(question: Int8Array, questionCount: number, unit: Int8Array, unitCount: number): number {
  if (questionCount === 0 || unitCount === 0) return 0;
  let sum = 0;
  for (let token = 0; token < questionCount; token += 1) {
    let best = -Infinity;
    for (let row = 0; row < unitCount; row += 1) {
      let dot = 0;
      for (let column = 0; column < DIMENSIONS; column += 1)
        dot += (question[token * DIMENSIONS + column] ?? 0) * (unit[row * DIMENSIONS + column] ?? 0);
      best = Math.max(best, dot);
    }
    sum += best;
  }
  return sum / questionCount / (127 * 127);
}

describe('late interaction', () => {
  it("is the mean over the question of the best product less the question's level, for any number of tokens on either side", () => {
    fc.assert(
      fc.property(
        fc.array(rows({ minLength: 0, maxLength: 6 }), { minLength: 1, maxLength: 4 }),
        fc.array(rows({ minLength: 0, maxLength: 10 }), { minLength: 1, maxLength: 3 }),
        (units, questions) => {
          const data = Int8Array.from(units.flatMap((unit) => Array.from(unit.data)));
          const store = new TokenStore(
            data,
            DIMENSIONS,
            units.map(({ count }) => count),
          );
          // One store serves many questions, each several times: what one leaves behind must not count for the next.
          for (const question of [...questions, ...questions].flatMap((each) => [each, each])) {
            const scores = store.scores(question, [...units.keys()]);
            units.forEach((unit, label) => {
              const level = question.count === 0 || unit.count === 0 ? 0 : question.level;
              const mean = meanOfBest(question.data, question.count, unit.data, unit.count);
              expect(scores[label]).toBeCloseTo(mean - level, 10);
              const cosines = store.bestCosines(question, label);
              expect(cosines).toHaveLength(question.count);
              const single = (token: number) =>
                meanOfBest(question.data.subarray(token * DIMENSIONS), 1, unit.data, unit.count);
              cosines.forEach((cosine, token) => expect(cosine).toBeCloseTo(single(token), 10));
            });
          }
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });
});
