import type { Piece } from './runs.js';

/** What it costs, in matched units, to go on somewhere else in the text. */
const JUMP_COST = 4;
/** What one unit of difference between left-out and put-in words costs inside one place. */
const SHIFT_COST = 0.25;
/** Width of a band of neighbouring diagonals; a shift wider than this costs as much as a jump. */
const BAND = JUMP_COST / SHIFT_COST;
/** Runs remembered for one band: those that the best ways end in. */
const RUNS_PER_BAND = 6;

/** Pieces of a claim that lie in one place of the text, in order. */
export type Block = readonly Piece[];

interface Step {
  readonly score: number;
  readonly previous: number;
  readonly isJump: boolean;
  /** Units cut from the start of the run because the one before it holds them. */
  readonly cut: number;
}

const diagonalOf = (piece: Piece) => piece.textStart - piece.claimStart;

/** True where a piece goes on from another in the same place of the text. */
export function continues(piece: Piece, previous: Piece): boolean {
  return (
    piece.claimStart >= previous.claimStart + previous.length &&
    piece.textStart >= previous.textStart + previous.length &&
    Math.abs(diagonalOf(piece) - diagonalOf(previous)) < BAND
  );
}

/**
 * The way through the runs that holds most of the claim, where each jump to another place of the text costs
 * `JUMP_COST` units. Looks only at neighbouring diagonals and at the best way so far, so that the time grows with the
 * number and length of the runs. `runs` in the order of the claim.
 */
export function chainRuns(runs: readonly Piece[], claimLength: number): Block[] {
  const steps: Step[] = [];
  const bands = new Map<number, number[]>();
  const bestScores = new Float64Array(claimLength + 1);
  const bestRuns = new Int32Array(claimLength + 1).fill(-1);
  let settled = 0;
  const settle = (until: number) => {
    for (; settled < until; settled += 1) {
      if ((bestScores[settled + 1] ?? 0) >= (bestScores[settled] ?? 0)) continue;
      bestScores[settled + 1] = bestScores[settled] ?? 0;
      bestRuns[settled + 1] = bestRuns[settled] ?? -1;
    }
  };
  runs.forEach((run, index) => {
    settle(run.claimStart);
    const jumped = (bestScores[run.claimStart] ?? 0) - JUMP_COST;
    let step: Step = { score: run.length, previous: -1, isJump: true, cut: 0 };
    if (jumped > 0)
      step = { score: jumped + run.length, previous: bestRuns[run.claimStart] ?? -1, isJump: true, cut: 0 };
    const band = Math.floor(diagonalOf(run) / BAND);
    for (let near = band - 1; near <= band + 1; near += 1) {
      for (const candidate of bands.get(near) ?? []) {
        const local = localStep(runs, steps, candidate, run);
        if (local !== null && local.score >= step.score) step = local;
      }
    }
    steps.push(step);
    const remembered = bands.get(band) ?? [];
    bands.set(band, withBest(remembered, index, steps));
    const end = run.claimStart + run.length;
    for (let at = run.claimStart + step.cut + 1; at <= end; at += 1) {
      const score = step.score - (end - at);
      if (score <= (bestScores[at] ?? 0)) continue;
      bestScores[at] = score;
      bestRuns[at] = index;
    }
  });
  settle(claimLength);
  return readBack(runs, steps, bestRuns[claimLength] ?? -1);
}

function withBest(remembered: readonly number[], index: number, steps: readonly Step[]): number[] {
  const scoreOf = (run: number) => steps[run]?.score ?? 0;
  return [index, ...remembered].sort((a, b) => scoreOf(b) - scoreOf(a)).slice(0, RUNS_PER_BAND);
}

function localStep(runs: readonly Piece[], steps: readonly Step[], candidate: number, run: Piece): Step | null {
  const previous = runs[candidate];
  const before = steps[candidate];
  if (previous === undefined || before === undefined) return null;
  if (previous.textStart + before.cut >= run.textStart || previous.claimStart + before.cut >= run.claimStart)
    return null;
  const shift = Math.abs(diagonalOf(run) - diagonalOf(previous));
  const cut = Math.max(
    0,
    previous.claimStart + previous.length - run.claimStart,
    previous.textStart + previous.length - run.textStart,
  );
  if (cut >= run.length || shift > BAND) return null;
  const score = before.score + run.length - cut - Math.min(JUMP_COST, shift * SHIFT_COST);
  return { score, previous: candidate, isJump: false, cut };
}

function readBack(runs: readonly Piece[], steps: readonly Step[], last: number): Block[] {
  const blocks: Piece[][] = [];
  let block: Piece[] = [];
  let end = Number.POSITIVE_INFINITY;
  for (let index = last; index >= 0;) {
    const run = runs[index];
    const step = steps[index];
    if (run === undefined || step === undefined) break;
    const length = Math.min(run.claimStart + run.length, end) - run.claimStart - step.cut;
    block.push({ claimStart: run.claimStart + step.cut, textStart: run.textStart + step.cut, length });
    end = step.isJump ? run.claimStart : Number.POSITIVE_INFINITY;
    if (step.isJump) {
      blocks.push(block.reverse());
      block = [];
    }
    index = step.previous;
  }
  return blocks.reverse();
}
