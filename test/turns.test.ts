import { describe, expect, it } from 'vitest';
import { atOnce, inTurns } from '../src/turns.js';

function* busySteps(count: number, eachMs: number): Generator<void, number, void> {
  for (let step = 0; step < count; step += 1) {
    const startedMs = performance.now();
    while (performance.now() - startedMs < eachMs);
    yield;
  }
  return count;
}

/** Turns that the event loop gets until the work is done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  await work;
  isDone = true;
  return turns;
}

describe('work in steps', () => {
  it('lets others have their turn about every 5 ms', async () => {
    expect(await turnsDuring(inTurns(busySteps(10, 6)))).toBeGreaterThanOrEqual(9);
  });

  it('goes on without a pause through short steps', async () => {
    expect(await turnsDuring(inTurns(busySteps(1_000, 0)))).toBeLessThan(50);
  });

  it('gives what the steps come to, and fails as they do', async () => {
    function* failing(): Generator<void, never, void> {
      yield;
      throw new Error('no good');
    }
    expect(await inTurns(busySteps(3, 0))).toBe(3);
    expect(atOnce(busySteps(3, 0))).toBe(3);
    await expect(inTurns(failing())).rejects.toThrow('no good');
    expect(() => atOnce(failing())).toThrow('no good');
  });
});
