import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBoostedTrees, type DecisionTree } from '../../../src/answering/places/boosted-trees.js';

const SIGNALS = ['near', 'far', 'first'] as const;

/** A tree as it is drawn: a leaf, or a signal with what stands on either side of a threshold. */
type Drawn =
  number | { readonly signal: number; readonly threshold: number; readonly left: Drawn; readonly right: Drawn };

const { drawn } = fc.letrec<{ drawn: Drawn }>((tie) => ({
  drawn: fc.oneof(
    { maxDepth: 4 },
    fc.double({ min: -2, max: 2, noNaN: true }),
    fc.record({
      signal: fc.nat(SIGNALS.length - 1),
      threshold: fc.integer({ min: -3, max: 3 }),
      left: tie('drawn'),
      right: tie('drawn'),
    }),
  ),
}));

function flat(tree: Drawn): DecisionTree {
  const splits: [number, number, number, number][] = [];
  const leaves: number[] = [];
  const add = (part: Drawn): number => {
    if (typeof part === 'number') return -leaves.push(part);
    const split: [number, number, number, number] = [part.signal, part.threshold, 0, 0];
    const at = splits.push(split) - 1;
    split[2] = add(part.left);
    split[3] = add(part.right);
    return at;
  };
  add(tree);
  return { splits, leaves };
}

const walked = (tree: Drawn, values: readonly number[]): number =>
  typeof tree === 'number'
    ? tree
    : walked((values[tree.signal] ?? 0) <= tree.threshold ? tree.left : tree.right, values);

describe('boosted trees', () => {
  it('add up what each tree says of the signals, by their names', () => {
    const value = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 5 }), fc.tuple(value, value, value), (trees, values) => {
        const expected = trees.reduce<number>((sum, tree) => sum + walked(tree, values), 0);
        const [near, far, first] = values;
        const row = { first, far, near };
        const read = readBoostedTrees(JSON.stringify({ signals: SIGNALS, trees: trees.map(flat) }));
        expect(read.size).toBe(trees.length);
        expect(read.score(row)).toBeCloseTo(expected, 9);
      }),
    );
  });

  it.each(['[]', '{"signals":["near"]}', '{"signals":[1],"trees":[]}', '{"signals":[],"trees":[{"splits":[]}]}'])(
    'are not read from %s',
    (json) => {
      expect(() => readBoostedTrees(json)).toThrow(TypeError);
    },
  );
});
