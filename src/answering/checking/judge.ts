import type { Verdict } from './claim-check.js';
import { matchedLength, mergeBlocks, type TextAligner } from './alignment.js';
import type { Block } from './chain.js';
import type { Piece } from './runs.js';
import { cutAtClauses } from './cuts.js';
import { between, isClauseBorder, type ReadText } from './read-text.js';

/** Share of a claim's units that one place must hold for the claim to be a changed quotation of it. */
const ALTERED_SHARE = 0.6;
/** Share that pieces from several places must hold for a claim to be stitched together. */
const STITCHED_SHARE = 0.9;
/** A piece shorter than this is an idiom or a name, not a piece of a quotation. */
const SHORTEST_PIECE = 4;
/** A piece shorter than this counts as joined on only where it starts and ends as a clause does. */
const PLAIN_PIECE = 8;
/** Pieces of a stitched claim are on average at least this long. */
const MEAN_PIECE = 6;
/** Left-out words of this length are more than a dropped word. */
const LONG_OMISSION = 12;
/** Units, or letters of Latin words, that a changed quotation shares with the text at least; fewer stand anywhere. */
const LEAST_SHARED = { units: 4, letters: 12 };
const OMISSION_MARK = /…|\.{3}|。{3}|略/;

/** A verdict with the pieces of the claim, place by place; what is not in a piece is changed, added or nowhere. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly places: readonly (readonly Piece[])[];
}

/** Judges one claim that is nowhere in the text as it stands. */
export function judgeUnequal(aligner: TextAligner, text: ReadText, claim: ReadText): Judgement {
  const ids = aligner.idsOf(claim.units);
  const found = cutAtClauses(aligner.align(ids), text, claim);
  const joined = mergeBlocks(found.filter((block) => isPlace(block, claim, text))).map((block) =>
    aligner.fill(ids, block),
  );
  const places = joined.flatMap((place) => splitAtOmissions(place, text, claim));
  const size = Math.max(1, ids.length);
  const held = places.reduce((sum, place) => sum + matchedLength(place), 0);
  const isJoined = places.length >= 2 && held >= size * STITCHED_SHARE && held >= MEAN_PIECE * (places.length - 1);
  if (isJoined) return { verdict: 'stitched', places };
  const main = bestPlace(joined.length > 0 ? joined : found.map((block) => aligner.fill(ids, block)));
  if (main === null) return { verdict: 'absent', places: [] };
  const whole = aligner.withEnds(ids, main, ...sentenceUnits(text, main));
  const shared = matchedLength(whole);
  const letters = whole.reduce((sum, { claimStart, length }) => sum + lettersOf(claim, claimStart, length), 0);
  const isKnown = shared >= LEAST_SHARED.units || letters >= LEAST_SHARED.letters;
  const isAltered = shared >= size * ALTERED_SHARE && isKnown;
  return { verdict: isAltered ? 'altered' : 'absent', places: [whole] };
}

/** True for a block long enough to come from a place of its own, and not only to be a word exchanged for another. */
function isPlace(block: Block, claim: ReadText, text: ReadText): boolean {
  const length = matchedLength(block);
  const [first] = block;
  const last = block.at(-1);
  if (first === undefined || last === undefined || length < SHORTEST_PIECE) return false;
  if (length >= PLAIN_PIECE) return true;
  const inClaim = (unit: number) => isClauseBorder(claim, unit);
  const inText = (unit: number) => isClauseBorder(text, unit);
  const starts = inClaim(first.claimStart) || inText(first.textStart);
  const ends = inClaim(last.claimStart + last.length) || inText(last.textStart + last.length);
  return starts && ends;
}

function lettersOf({ units }: ReadText, unit: number, length: number): number {
  return (units.unitStarts[unit + length] ?? units.folded.length) - (units.unitStarts[unit] ?? 0);
}

function bestPlace(places: readonly (readonly Piece[])[]): readonly Piece[] | null {
  return places.reduce<readonly Piece[] | null>(
    (best, place) => (best === null || matchedLength(place) > matchedLength(best) ? place : best),
    null,
  );
}

/** A place cut where the claim leaves out a clause, or long words, or says itself that it leaves something out. */
function splitAtOmissions(place: readonly Piece[], text: ReadText, claim: ReadText): Piece[][] {
  const parts: Piece[][] = [[]];
  for (const piece of place) {
    const previous = parts.at(-1)?.at(-1);
    if (previous !== undefined && omits(previous, piece, text, claim)) parts.push([]);
    parts.at(-1)?.push(piece);
  }
  const isLong = (part: readonly Piece[], index: number) =>
    matchedLength(part) >= SHORTEST_PIECE || saysOmission(claim, parts, index);
  return parts.every(isLong) ? parts : [[...place]];
}

function saysOmission(claim: ReadText, parts: readonly (readonly Piece[])[], index: number): boolean {
  const start = parts[index]?.[0]?.claimStart ?? 0;
  const next = parts[index + 1]?.[0]?.claimStart ?? claim.units.units.length;
  return OMISSION_MARK.test(between(claim, index === 0 ? next : start));
}

function omits(previous: Piece, piece: Piece, text: ReadText, claim: ReadText): boolean {
  const from = previous.textStart + previous.length;
  const length = piece.textStart - from;
  if (piece.claimStart > previous.claimStart + previous.length || length < 1) return false;
  if (length >= LONG_OMISSION || OMISSION_MARK.test(between(claim, piece.claimStart))) return true;
  const isClause = length >= SHORTEST_PIECE || lettersOf(text, from, length) >= 2 * SHORTEST_PIECE;
  return isClause && isClauseBorder(text, from) && isClauseBorder(text, piece.textStart);
}

/** Units that a change at an end of a place may reach to: those of its sentences. */
function sentenceUnits(text: ReadText, place: readonly Piece[]): [number, number] {
  const last = place.at(-1);
  let from = place[0]?.textStart ?? 0;
  let to = last === undefined ? from : last.textStart + last.length;
  const isEnd = (unit: number) => /[。！？；!?;\n]|\.(?=\s)/.test(between(text, unit));
  for (let steps = 0; from > 0 && steps < 24 && !isEnd(from); steps += 1) from -= 1;
  for (let steps = 0; to < text.units.units.length && steps < 24 && !isEnd(to); steps += 1) to += 1;
  return [from, to];
}
