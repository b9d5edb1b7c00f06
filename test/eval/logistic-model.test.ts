import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLogisticModel, likelihoodBy } from '../../scripts/quality/logistic-model.js';

const PENALTY = 2;
const rowsAndAnswers = fc
  .array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 3 }), fc.boolean()), {
    minLength: 4,
    maxLength: 40,
  })
  .map((all) => ({ rows: all.map(([a, b]) => [a, b]), answers: all.map(([, , answer]) => answer) }))
  .filter(({ answers }) => answers.includes(true) && answers.includes(false));

/** What fitting makes least of: the loss, and half the penalty times the square of each weight of a scaled number. */
function lossOf(
  rows: readonly (readonly number[])[],
  answers: readonly boolean[],
  model: { constant: number; weights: readonly number[] },
): number {
  const loss = rows.reduce((sum, row, index) => {
    const likelihood = likelihoodBy(model, row);
    return sum - Math.log(answers[index] === true ? likelihood : 1 - likelihood);
  }, 0);
  const squares = model.weights.map((weight, index) => {
    const values = rows.map((row) => row[index] ?? 0);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return weight ** 2 * variance;
  });
  return loss + (PENALTY / 2) * squares.reduce((sum, square) => sum + square, 0);
}

describe('a logistic model', () => {
  it('is the one with the least loss: any step away from it has more', () => {
    fc.assert(
      fc.property(rowsAndAnswers, ({ rows, answers }) => {
        const model = fitLogisticModel(rows, answers, PENALTY);
        const least = lossOf(rows, answers, model);
        for (const step of [-0.01, 0.01]) {
          expect(lossOf(rows, answers, { ...model, constant: model.constant + step })).toBeGreaterThan(least);
          for (const moved of [0, 1]) {
            const weights = model.weights.map((weight, index) => (index === moved ? weight + step : weight));
            expect(lossOf(rows, answers, { ...model, weights })).toBeGreaterThanOrEqual(least - 1e-9);
          }
        }
      }),
      { numRuns: 100, seed: 7 },
    );
  });

  it('gives as many as there are where nothing tells them apart, and no weight to what never differs', () => {
    const model = fitLogisticModel([[3], [3], [3], [3]], [true, false, false, false], PENALTY);
    expect(model.weights).toEqual([0]);
    expect(likelihoodBy(model, [3])).toBeCloseTo(0.25, 9);
  });

  it('needs rows', () => {
    expect(() => fitLogisticModel([], [], PENALTY)).toThrow(RangeError);
  });
});
