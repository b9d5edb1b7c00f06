import { describe, expect, it } from 'vitest';
import { ROWS } from '../../scripts/faults/rows.js';

/** The short form of `npm run faults`: fewer runs of the same rows, and counts alone, which hold on a busy machine too. */
describe.each(ROWS)('faults, row $number: $title', (row) => {
  it('reaches its counts', { timeout: 60_000 }, async () => {
    const { figures } = await row.run('short');
    const counts = figures.filter(({ kind }) => kind === 'count');
    expect(counts.length).toBeGreaterThan(0);
    expect(counts.filter(({ isReached }) => !isReached)).toEqual([]);
  });
});
