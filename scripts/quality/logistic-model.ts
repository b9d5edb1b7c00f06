import { Matrix, solve } from 'ml-matrix';

/** A logistic model: the logarithm of the odds is the constant and the sum of the weighted numbers. */
export interface LogisticModel {
  readonly constant: number;
  readonly weights: readonly number[];
}

/** Newton's method is at the optimum to within rounding after far fewer steps. */
const MOST_STEPS = 30;
const SMALL_ENOUGH = 1e-9;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const column = (rows: readonly (readonly number[])[], index: number) => rows.map((row) => row[index] ?? 0);

/** The likelihood of yes for a row of numbers, 0 … 1. */
export function likelihoodBy({ constant, weights }: LogisticModel, row: readonly number[]): number {
  return 1 / (1 + Math.exp(-weights.reduce((sum, weight, index) => sum + weight * (row[index] ?? 0), constant)));
}

/**
 * Fits a logistic model by Newton's method (iteratively reweighted least squares). `penalty` times half the square of each
 * weight is added to the loss, the weight taken of a number that is scaled to a standard deviation of 1; the constant is free.
 * Numbers that never differ weigh nothing. Throws where there are no rows.
 */
export function fitLogisticModel(
  rows: readonly (readonly number[])[],
  answers: readonly boolean[],
  penalty: number,
): LogisticModel {
  const [first] = rows;
  if (first === undefined) throw new RangeError('a logistic model needs rows to fit');
  const means = first.map((_, index) => mean(column(rows, index)));
  const deviations = first.map((_, index) =>
    Math.sqrt(mean(column(rows, index).map((value) => (value - (means[index] ?? 0)) ** 2))),
  );
  const scaled = rows.map((row) => [
    1,
    ...row.map((value, index) => (value - (means[index] ?? 0)) / (deviations[index] || 1)),
  ]);
  const inputs = new Matrix(scaled);
  const weights = new Array<number>(first.length + 1).fill(0);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const likelihoods = scaled.map((row) => likelihoodBy({ constant: 0, weights }, row));
    const errors = likelihoods.map((likelihood, index) => likelihood - Number(answers[index]));
    const penalties = weights.map((_, index) => (index === 0 ? 0 : penalty));
    const gradient = inputs
      .transpose()
      .mmul(Matrix.columnVector(errors))
      .add(Matrix.columnVector(weights.map((weight, index) => weight * (penalties[index] ?? 0))));
    const curved = new Matrix(
      scaled.map((row, index) => {
        const likelihood = likelihoods[index] ?? 0;
        return row.map((value) => value * likelihood * (1 - likelihood));
      }),
    );
    const curvature = inputs.transpose().mmul(curved).add(Matrix.diag(penalties));
    const change = solve(curvature, gradient).getColumn(0);
    change.forEach((value, index) => {
      weights[index] = (weights[index] ?? 0) - value;
    });
    if (Math.max(...change.map(Math.abs)) < SMALL_ENOUGH) break;
  }
  const unscaled = weights
    .slice(1)
    .map((weight, index) => ((deviations[index] ?? 0) === 0 ? 0 : weight / (deviations[index] ?? 1)));
  const shift = unscaled.reduce((sum, weight, index) => sum + weight * (means[index] ?? 0), 0);
  return { constant: (weights[0] ?? 0) - shift, weights: unscaled };
}
