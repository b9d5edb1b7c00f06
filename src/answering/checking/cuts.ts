import type { Block } from './chain.js';
import { isClauseBorder, type ReadText } from './read-text.js';
import type { Piece } from './runs.js';

/** Units by which the border between two pieces is moved at most. */
const LONGEST_MOVE = 32;

/**
 * Moves the borders between pieces that touch in the claim to where clauses end. Where the words around a gap repeat,
 * several borders are equally true, and a reader sees the one between clauses.
 */
export function cutAtClauses(blocks: readonly Block[], text: ReadText, claim: ReadText): Block[] {
  const pieces = blocks.flat();
  for (let index = 1; index < pieces.length; index += 1) {
    const [before, after] = [pieces[index - 1], pieces[index]];
    if (before === undefined || after === undefined || before.claimStart + before.length !== after.claimStart) continue;
    const move = bestMove(before, after, text, claim);
    pieces[index - 1] = { ...before, length: before.length + move };
    pieces[index] = {
      claimStart: after.claimStart + move,
      textStart: after.textStart + move,
      length: after.length - move,
    };
  }
  let from = 0;
  return blocks.map((block) => pieces.slice(from, (from += block.length)));
}

function bestMove(before: Piece, after: Piece, text: ReadText, claim: ReadText): number {
  const endInText = before.textStart + before.length;
  const valueOf = (move: number) =>
    (isClauseBorder(claim, after.claimStart + move) ? 2 : 0) +
    (isClauseBorder(text, endInText + move) ? 1 : 0) +
    (isClauseBorder(text, after.textStart + move) ? 1 : 0);
  let best = { move: 0, value: valueOf(0) };
  const consider = (move: number) => {
    const value = valueOf(move);
    if (value > best.value) best = { move, value };
  };
  const isSame = (inClaim: number, inText: number) => claim.units.units[inClaim] === text.units.units[inText];
  const least = Math.max(1 - before.length, -LONGEST_MOVE);
  for (let move = -1; move >= least && isSame(after.claimStart + move, after.textStart + move); move -= 1)
    consider(move);
  const most = Math.min(after.length - 1, LONGEST_MOVE);
  for (let move = 1; move <= most && isSame(after.claimStart + move - 1, endInText + move - 1); move += 1)
    consider(move);
  return best.move;
}
