import { setTimeout as delay } from 'node:timers/promises';
import type { Asked, Stage } from './stage.js';

/** A load that does not wait for answers: questions at an even pace, each person once in turn. */
export interface Pace {
  readonly people: readonly number[];
  readonly aSecond: number;
  /** Ends the load when it says false; asked before each question. */
  readonly goesOn: (asked: number) => boolean;
  readonly text: (number: number) => string;
}

/** Puts questions at the pace; what is late is made up for at once, as in an open loop. */
export async function askAtPace(stage: Stage, { people, aSecond, goesOn, text }: Pace): Promise<Asked[]> {
  const startedMs = performance.now();
  const asked: Asked[] = [];
  while (goesOn(asked.length)) {
    const waitMs = startedMs + (asked.length * 1000) / aSecond - performance.now();
    if (waitMs > 0) await delay(waitMs);
    asked.push(stage.ask(people[asked.length % people.length] ?? 0, text(asked.length)));
  }
  return asked;
}

/** Times from question to first reply, in ms; of those that have one. */
export function answerTimesMs(stage: Stage, asked: readonly Asked[]): number[] {
  return asked.flatMap((one) =>
    stage
      .repliesTo(one)
      .slice(0, 1)
      .map(({ atMs }) => atMs - one.atMs),
  );
}

/** One value of the metrics; NaN where there is none. */
export async function readMetric(root: string, name: string): Promise<number> {
  const text = await (await fetch(`${root}/metrics`)).text();
  return Number(new RegExp(`^${name} ([\\d.e+-]+)$`, 'm').exec(text)?.[1] ?? NaN);
}
