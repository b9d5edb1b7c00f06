/** One thing that a row measured, and what it has to be. */
export interface Figure {
  readonly name: string;
  /** Counts hold on any machine; times only on one that does nothing else. */
  readonly kind: 'count' | 'time';
  readonly reached: string;
  readonly isReached: boolean;
}

/** How often a row runs: `full` for the table, `short` for the tests. */
export type Scale = 'full' | 'short';

/** What a row found. */
export interface Outcome {
  /** What was run how often, as printed: "20 runs × 2 modes". */
  readonly runs: string;
  readonly figures: readonly Figure[];
}

/** One row of the table. */
export interface Row {
  readonly number: number;
  readonly title: string;
  /** The figures to reach, for people. */
  readonly target: string;
  run(scale: Scale): Promise<Outcome>;
}

const short = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(2));

/** A count that may be at most so high. */
export function countAtMost(name: string, value: number, most: number): Figure {
  return { name, kind: 'count', reached: short(value), isReached: value <= most };
}

/** A count that has to be at least so high; shown with what was wanted. */
export function countAtLeast(name: string, value: number, least: number): Figure {
  return { name, kind: 'count', reached: `${short(value)}/${short(least)}`, isReached: value >= least };
}

/** A duration, speed or ratio of such that may be at most so high. */
export function timeAtMost(name: string, value: number, most: number, unit = ''): Figure {
  return { name, kind: 'time', reached: `${short(value)}${unit}`, isReached: value <= most };
}

/** A speed that has to be at least so high. */
export function timeAtLeast(name: string, value: number, least: number, unit = ''): Figure {
  return { name, kind: 'time', reached: `${short(value)}${unit}`, isReached: value >= least };
}

/** A measured value that decides nothing, shown because the others are judged by it. */
export function shown(name: string, value: number, unit = ''): Figure {
  return { name, kind: 'time', reached: `${short(value)}${unit}`, isReached: true };
}
