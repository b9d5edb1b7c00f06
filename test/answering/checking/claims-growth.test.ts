import { describe, expect, it } from 'vitest';
import { measureGrowth } from '../../../scripts/claims/growth.js';
import { readSources } from '../../../scripts/claims/source.js';
import { createCharacterFold } from '../../../src/text/fold.js';
import { ROOT } from '../../paths.js';

describe('time for a claim', () => {
  it.each(readSources(ROOT, createCharacterFold()).slice(0, 2))('grows in proportion to it on $name', (source) => {
    for (const { kind, timesMs } of measureGrowth(source)) {
      const [short = 0, , , long = 0] = timesMs;
      // Eight times the characters; the square would be sixty-four times. A millisecond is what a busy machine adds.
      expect(long, kind).toBeLessThan(24 * short + 4);
      expect(short, kind).toBeLessThan(50);
    }
  });
});
