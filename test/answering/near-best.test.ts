import { describe, expect, it } from 'vitest';
import { nearBest } from '../../src/answering/near-best.js';

const unit = (label: number, score: number) => ({ label, score, dense: 0, lexical: 0, late: [] });

describe('sentences nearly as good as the best', () => {
  it('are the first three at most, and none far behind the best', () => {
    const labels = (scores: readonly number[]) =>
      nearBest(scores.map((score, label) => unit(label, score))).map(({ label }) => label);
    expect(labels([8, 7.9, 7.8, 7.7])).toEqual([0, 1, 2]);
    expect(labels([8, 6.6, 6.4])).toEqual([0, 1]);
    expect(labels([])).toEqual([]);
  });
});
