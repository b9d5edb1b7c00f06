/** A decision tree. Splits go left where a signal is at most the threshold; a branch of -1, -2, … is leaf 0, 1, …. */
export interface DecisionTree {
  /** Index of the signal, threshold, left branch, right branch; the first is the root. */
  readonly splits: readonly (readonly [number, number, number, number])[];
  readonly leaves: readonly number[];
}

/** Numbers of a split: signal, threshold, where the left and the right branch stand; of a leaf: what it says. */
const NODE_LENGTH = 4;
/** In place of a signal. */
const IS_LEAF = -1;

/** Gradient-boosted trees (LambdaMART, Burges 2010): what all trees say is added up. */
export class BoostedTrees {
  /** All nodes of all trees in one row, which is read several times as fast as lists of lists. */
  private readonly nodes: Float64Array;
  private readonly roots: readonly number[];

  /** `signals` are the names in the order in which the trees count them. */
  constructor(
    readonly signals: readonly string[],
    trees: readonly DecisionTree[],
  ) {
    const nodes: number[] = [];
    this.roots = trees.map(({ splits, leaves }) => {
      const root = nodes.length;
      const placeOf = (branch: number) => root + NODE_LENGTH * (branch < 0 ? splits.length - branch - 1 : branch);
      for (const [signal, threshold, left, right] of splits)
        nodes.push(signal, threshold, placeOf(left), placeOf(right));
      for (const leaf of leaves) nodes.push(IS_LEAF, leaf, 0, 0);
      return root;
    });
    this.nodes = Float64Array.from(nodes);
  }

  get size(): number {
    return this.roots.length;
  }

  /** The score of signals by their names; comparable among candidates of one question only. */
  score(row: Readonly<Record<string, number>>): number {
    const values = Float64Array.from(this.signals, (name) => row[name] ?? 0);
    const { nodes } = this;
    let sum = 0;
    for (const root of this.roots) {
      let at = root;
      for (let signal = nodes[at] ?? IS_LEAF; signal !== IS_LEAF; signal = nodes[at] ?? IS_LEAF)
        at = nodes[at + ((values[signal] ?? 0) <= (nodes[at + 1] ?? 0) ? 2 : 3)] ?? 0;
      sum += nodes[at + 1] ?? 0;
    }
    return sum;
  }
}

const isTree = (value: unknown): value is DecisionTree =>
  typeof value === 'object' && value !== null && 'splits' in value && 'leaves' in value;

/** Reads trees from JSON. Throws `TypeError` for anything else. */
export function readBoostedTrees(json: string): BoostedTrees {
  const read: unknown = JSON.parse(json);
  if (typeof read === 'object' && read !== null && 'signals' in read && 'trees' in read) {
    const { signals, trees } = read;
    const isNamed = Array.isArray(signals) && signals.every((name): name is string => typeof name === 'string');
    if (isNamed && Array.isArray(trees) && trees.every(isTree)) return new BoostedTrees(signals, trees);
  }
  throw new TypeError('no boosted trees: signals and trees are expected, each tree with splits and leaves');
}
