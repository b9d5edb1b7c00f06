/** A decision tree. Splits go left where a signal is at most the threshold; a branch of -1, -2, … is leaf 0, 1, …. */
export interface DecisionTree {
  /** Index of the signal, threshold, left branch, right branch; the first is the root. */
  readonly splits: readonly (readonly [number, number, number, number])[];
  readonly leaves: readonly number[];
}

/** Gradient-boosted trees (LambdaMART, Burges 2010): what all trees say is added up. */
export interface BoostedTrees {
  /** Names of the signals, in the order in which trees count them. */
  readonly signals: readonly string[];
  readonly trees: readonly DecisionTree[];
}

function leafOf({ splits, leaves }: DecisionTree, row: readonly number[]): number {
  let at = splits.length === 0 ? -1 : 0;
  while (at >= 0) {
    const split = splits[at];
    if (split === undefined) return 0;
    at = (row[split[0]] ?? 0) <= split[1] ? split[2] : split[3];
  }
  return leaves[-at - 1] ?? 0;
}

/** The score of signals by their names; comparable among candidates of one question only. */
export function scoreBy<Name extends string>({ signals, trees }: BoostedTrees, row: Readonly<Record<Name, number>>) {
  const values = signals.map((name) => row[name as Name]);
  return trees.reduce((sum, tree) => sum + leafOf(tree, values), 0);
}

const isTree = (value: unknown): value is DecisionTree =>
  typeof value === 'object' && value !== null && 'splits' in value && 'leaves' in value;

/** Reads trees from JSON. Throws `TypeError` for anything else. */
export function readBoostedTrees(json: string): BoostedTrees {
  const read: unknown = JSON.parse(json);
  if (typeof read === 'object' && read !== null && 'signals' in read && 'trees' in read) {
    const { signals, trees } = read;
    const isNamed = Array.isArray(signals) && signals.every((name): name is string => typeof name === 'string');
    if (isNamed && Array.isArray(trees) && trees.every(isTree)) return { signals, trees };
  }
  throw new TypeError('no boosted trees: signals and trees are expected, each tree with splits and leaves');
}
