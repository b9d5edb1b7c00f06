import { setImmediate } from 'node:timers/promises';

/** Work between two turns of the event loop, in milliseconds: people who ask meanwhile hardly wait for it. */
const SLICE_MS = 5;

/** Runs steps to their end; the event loop gets its turn whenever some milliseconds have gone by. */
export async function inTurns<Result>(steps: Generator<void, Result, void>): Promise<Result> {
  let sinceMs = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - sinceMs < SLICE_MS) continue;
    await setImmediate();
    sinceMs = performance.now();
  }
}

/** Runs steps to their end without a pause. */
export function atOnce<Result>(steps: Generator<void, Result, void>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
