/** A logistic model: the weight of each signal by name, and what is added to their weighted sum. */
export interface SignalWeights<Name extends string> {
  readonly constant: number;
  readonly signals: Readonly<Record<Name, number>>;
}

/** The logarithm of the odds that a model gives for signals. */
export function logOdds<Name extends string>(
  { constant, signals: weights }: SignalWeights<Name>,
  signals: Readonly<Record<Name, number>>,
): number {
  return (Object.keys(weights) as Name[]).reduce((sum, name) => sum + weights[name] * signals[name], constant);
}

/** The likelihood that a model gives for signals, 0 … 1. */
export function likelihoodOf<Name extends string>(
  model: SignalWeights<Name>,
  signals: Readonly<Record<Name, number>>,
): number {
  return 1 / (1 + Math.exp(-logOdds(model, signals)));
}
