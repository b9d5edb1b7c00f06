import { diffArrays } from 'diff';
import type { Span, Speech } from '../../speech/types.js';
import { foldWithOffsets, isContent, type CharacterFold, type FoldedText } from '../../text/fold.js';
import type { Quote } from '../answer.js';
import { makeQuote, sentenceIndexAt } from '../citation.js';
import type { ClaimCheck, DiffPart, Verdict } from '../claim-check.js';
import type { WordFinder } from '../counting.js';
import { TextAligner, type Piece, type RegionAlignment } from './alignment.js';
import { findMeaningChanges } from './meaning-changes.js';
import { quotedParts, withoutLeadIn } from './split-claims.js';

/** Share of a claim's characters that one region must hold for the claim to be a changed quotation of it. */
const ALTERED_SHARE = 0.6;
/** Share that verbatim pieces from anywhere must hold for a claim to be stitched together. */
const STITCHED_SHARE = 0.9;
/** A piece shorter than this is an idiom or a name, not a piece of a quotation. */
const SHORTEST_PIECE = 4;
/** Left-out words of this length are more than a dropped word. */
const LONG_OMISSION = 12;
/** Sentences longer than this are not shown whole around a short match. */
const LONGEST_CONTEXT = 320;

interface Judged {
  readonly verdict: Verdict;
  readonly pieces: readonly Piece[];
}

/**
 * Judges claimed quotations against the whole text, by alignment and not by likeness of meaning. Folding ignores
 * punctuation, width, script, case and spacing; the blank `*` of the source counts as a character of its own and
 * matches nothing else.
 */
export class ClaimChecker {
  private readonly folded: FoldedText;
  private readonly aligner: TextAligner;

  constructor(
    private readonly speech: Speech,
    private readonly fold: CharacterFold,
    private readonly words: WordFinder,
  ) {
    this.folded = foldWithOffsets(speech.text, fold, isContent);
    this.aligner = new TextAligner(this.folded.text);
  }

  /** One verdict for each quoted part of a message, or one for the whole where its words as such come from the text. */
  check(message: string): ClaimCheck[] {
    const whole = withoutLeadIn(message);
    const judged = this.judge(message.slice(whole.start, whole.end));
    const isWholeQuoted = judged.verdict === 'exact' || judged.verdict === 'punctuation';
    const parts = quotedParts(message);
    const fromText = judged.pieces.reduce((sum, { length }) => sum + length, 0);
    const ownWords =
      foldWithOffsets(message.slice(whole.start, whole.end), this.fold, isContent).text.length - fromText;
    if (isWholeQuoted || parts.length === 0 || (parts.length === 1 && judged.verdict !== 'absent' && ownWords <= 4)) {
      return [this.describe(message, whole, judged)];
    }
    return parts.map((part) => this.describe(message, part, this.judge(message.slice(part.start, part.end))));
  }

  private judge(claim: string): Judged {
    const folded = foldWithOffsets(claim, this.fold, isContent).text;
    if (folded === '') return { verdict: 'absent', pieces: [] };
    const exactAt = this.speech.text.indexOf(claim);
    const at = this.folded.text.indexOf(folded);
    if (at >= 0)
      return {
        verdict: exactAt >= 0 ? 'exact' : 'punctuation',
        pieces: [{ claimStart: 0, textStart: at, length: folded.length }],
      };
    const region = this.aligner.bestRegion(folded);
    const alignment = region === null ? null : this.aligner.align(folded, region);
    return this.judgeUnequal(folded, alignment);
  }

  private judgeUnequal(folded: string, alignment: RegionAlignment | null): Judged {
    const pieces = alignment?.pieces ?? [];
    const inRegion = pieces.reduce((sum, { length }) => sum + length, 0);
    if (alignment !== null && inRegion === folded.length) {
      return { verdict: this.omitsClauses(pieces) ? 'stitched' : 'altered', pieces };
    }
    const cover = this.aligner.cover(folded);
    const longCover = cover.filter(({ length }) => length >= SHORTEST_PIECE);
    const covered = longCover.reduce((sum, { length }) => sum + length, 0);
    const share = (alignment?.matched ?? 0) / folded.length;
    const isJoined =
      longCover.length >= 2 &&
      covered >= folded.length * STITCHED_SHARE &&
      longCover.length <= Math.max(3, folded.length / 8);
    // What a region lacks at an end and what stands elsewhere word for word was joined on; a short stretch inside is an
    // exchanged word, even where the new word stands elsewhere.
    const foreign = gapsOf(
      pieces.filter(({ length }) => length >= SHORTEST_PIECE),
      folded.length,
    );
    const isJoinedOn =
      share < ALTERED_SHARE || foreign.atEnds >= SHORTEST_PIECE || foreign.inside >= 2 * SHORTEST_PIECE;
    if (isJoined && isJoinedOn) return { verdict: 'stitched', pieces: longCover };
    if (share >= ALTERED_SHARE && folded.length >= SHORTEST_PIECE) return { verdict: 'altered', pieces };
    return { verdict: 'absent', pieces: [...(alignment?.pieces ?? [])] };
  }

  /** True where whole clauses of the text, or long stretches, are missing between two pieces. */
  private omitsClauses(pieces: readonly Piece[]): boolean {
    return pieces.some((piece, index) => {
      const next = pieces[index + 1];
      if (next === undefined) return false;
      const omitted = this.omission(piece, next);
      if (next.textStart - (piece.textStart + piece.length) >= LONG_OMISSION) return true;
      const words = this.speech.text.slice(omitted.start, omitted.end);
      const startsClause = /^[，,。；;：:！!？?、]/.test(words);
      const endsClause =
        /[，,。；;：:！!？?]$/.test(words) ||
        /^[，,。；;：:！!？?]/.test(this.speech.text.slice(omitted.end, omitted.end + 1));
      return startsClause && endsClause && words.length > 4;
    });
  }

  /** The words of the speech between two pieces, punctuation included. */
  private omission(piece: Piece, next: Piece): Span {
    return { start: this.endOffset(piece.textStart + piece.length), end: this.folded.offsets[next.textStart] ?? 0 };
  }

  /** Offset in the speech right after the folded character before `foldedEnd`. */
  private endOffset(foldedEnd: number): number {
    const last = this.folded.offsets[foldedEnd - 1] ?? 0;
    return last + ((this.speech.text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1);
  }

  private spanOf(piece: Piece): Span {
    return { start: this.folded.offsets[piece.textStart] ?? 0, end: this.endOffset(piece.textStart + piece.length) };
  }

  /** The whole sentences around a span, unless they are far longer than it. */
  private inSentences(span: Span): Quote {
    const { sentences } = this.speech;
    const start = Math.min(sentences[sentenceIndexAt(this.speech, span.start)]?.span.start ?? span.start, span.start);
    const end = Math.max(sentences[sentenceIndexAt(this.speech, span.end - 1)]?.span.end ?? span.end, span.end);
    const fits = end - start <= Math.max(LONGEST_CONTEXT, 2 * (span.end - span.start));
    return makeQuote(this.speech, fits ? { start, end } : span, 1);
  }

  private describe(message: string, part: Span, judged: Judged): ClaimCheck {
    const claim = message.slice(part.start, part.end);
    const base = {
      verdict: judged.verdict,
      claim,
      start: part.start,
      end: part.end,
      diff: [],
      meaningChanges: [],
      leftOut: [],
      wordCounts: [],
    };
    const [first] = judged.pieces;
    const last = judged.pieces.at(-1);
    if (judged.verdict === 'absent')
      return { ...base, quotes: this.nearest(judged.pieces), wordCounts: this.rareWords(claim) };
    if (first === undefined || last === undefined) return { ...base, quotes: [] };
    if (judged.verdict === 'stitched') {
      return { ...base, quotes: this.pieceQuotes(judged.pieces), leftOut: this.leftOut(judged.pieces) };
    }
    const span =
      judged.verdict === 'exact'
        ? this.exactSpan(claim)
        : { start: this.spanOf(first).start, end: this.spanOf(last).end };
    if (judged.verdict === 'exact') return { ...base, quotes: [makeQuote(this.speech, span, 1)] };
    const diff = this.difference(this.speech.text.slice(span.start, span.end), claim);
    return {
      ...base,
      quotes: [this.inSentences(span)],
      diff,
      meaningChanges: judged.verdict === 'altered' ? findMeaningChanges(diff) : [],
    };
  }

  private exactSpan(claim: string): Span {
    const start = this.speech.text.indexOf(claim);
    return { start, end: start + claim.length };
  }

  /** Speech against claim, character by character; characters that differ only by folding count as the same. */
  private difference(source: string, claim: string): DiffPart[] {
    const isSame = (a: string, b: string) => a === b || (isContent(this.fold(a)) && this.fold(a) === this.fold(b));
    const changes = diffArrays(Array.from(source), Array.from(claim), { comparator: isSame, maxEditLength: 2_000 });
    if (changes === undefined) {
      return [
        { kind: 'removed', text: source },
        { kind: 'added', text: claim },
      ];
    }
    return changes.map(({ value, added, removed }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(''),
    }));
  }

  /** Each piece in the claim's order; pieces of one clause that follow each other closely are one place. */
  private pieceQuotes(pieces: readonly Piece[]): Quote[] {
    return pieces.slice(0, 6).map((piece) => makeQuote(this.speech, this.spanOf(piece), 1));
  }

  private leftOut(pieces: readonly Piece[]): Quote[] {
    return pieces.slice(0, 6).flatMap((piece, index) => {
      const next = pieces[index + 1];
      if (next === undefined || next.textStart <= piece.textStart + piece.length) return [];
      const span = this.omission(piece, next);
      return span.end - span.start > 600 || span.end <= span.start ? [] : [makeQuote(this.speech, span, 1)];
    });
  }

  private nearest(pieces: readonly Piece[]): Quote[] {
    const longest = [...pieces].sort((a, b) => b.length - a.length)[0];
    return longest === undefined || longest.length < 2 ? [] : [this.inSentences(this.spanOf(longest))];
  }

  /** The words of a claim that occur least often in the speech: how absence is established. */
  private rareWords(claim: string): { word: string; count: number }[] {
    const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
    const found = new Set<string>();
    for (const { segment, isWordLike } of segmenter.segment(claim.slice(0, 600))) {
      if (isWordLike === true && Array.from(segment).length >= 2) found.add(segment);
    }
    return this.words
      .wordCounts([...found])
      .sort((a, b) => a.count - b.count)
      .slice(0, 4);
  }
}

/** Longest stretch of the claim that no long piece holds: at either end, and between pieces. */
function gapsOf(pieces: readonly Piece[], length: number): { atEnds: number; inside: number } {
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return { atEnds: length, inside: 0 };
  let inside = 0;
  let at = first.claimStart;
  for (const piece of pieces) {
    inside = Math.max(inside, piece.claimStart - at);
    at = piece.claimStart + piece.length;
  }
  return { atEnds: Math.max(first.claimStart, length - (last.claimStart + last.length)), inside };
}
