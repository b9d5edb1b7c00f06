import type { Span, Speech } from '../../speech/types.js';
import { withExchangedForms, type CharacterFold } from '../../text/fold.js';
import type { Quote } from '../quoting/answer.js';
import { makeQuote, sentenceIndexAt } from '../quoting/citation.js';
import type { ClaimCheck, DiffPart, MeaningChange, Verdict } from './claim-check.js';
import { TextAligner } from './alignment.js';
import { differenceOf, spanOfUnits, withReplacedEnds } from './difference.js';
import { findWhole, type WholeFind } from './find-whole.js';
import { judgeUnequal } from './judge.js';
import { MarkedWordFinder } from './marked-words.js';
import { findMeaningChanges } from './meaning-changes.js';
import type { ReadText } from './read-text.js';
import type { Piece } from './runs.js';
import { quotedParts, trimmed, withoutLeadIn } from './split-claims.js';
import { UnitReader } from '../../text/unit-text.js';

/** Sentences longer than this are not shown whole around a short match. */
const LONGEST_CONTEXT = 320;
/** Left-out words longer than this are not shown. */
const LONGEST_LEFT_OUT = 600;
/** Places of a stitched claim that are shown. */
const MOST_PLACES = 6;
/** Characters of a claim whose words are counted to show its absence. */
const COUNTED_CHARACTERS = 600;

interface Judged {
  readonly verdict: Verdict;
  readonly claim: ReadText;
  /** Where the claim stands as a whole. */
  readonly whole: WholeFind | null;
  readonly places: readonly (readonly Piece[])[];
}

/** Counts words of the speech. */
interface WordCounter {
  wordCounts(words: readonly string[]): { word: string; count: number }[];
}

type Details = Pick<ClaimCheck, 'quotes' | 'diff' | 'meaningChanges' | 'leftOut' | 'wordCounts'>;
const NO_DETAILS: Details = { quotes: [], diff: [], meaningChanges: [], leftOut: [], wordCounts: [] };

/**
 * Judges claimed quotations against the whole text, by alignment and not by likeness of meaning. Punctuation, width,
 * script, case and spacing do not count; the blank `*` of the source is a word of its own and matches nothing else.
 * Time and memory grow in proportion to the claim, whatever it holds.
 */
export class ClaimChecker {
  private readonly fold: CharacterFold;
  private readonly reader: UnitReader;
  private readonly text: ReadText;
  private readonly aligner: TextAligner;
  private readonly markedWords = new MarkedWordFinder();
  private readonly segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

  constructor(
    private readonly speech: Speech,
    fold: CharacterFold,
    private readonly words: WordCounter,
  ) {
    this.fold = withExchangedForms(fold);
    this.reader = new UnitReader(this.fold);
    this.text = this.read(speech.text);
    this.aligner = new TextAligner(this.text.units);
  }

  /** One verdict for each quoted part of a message, or one for the whole where its words as such come from the text. */
  check(message: string): ClaimCheck[] {
    const full = trimmed(message);
    const all = this.judge(message.slice(full.start, full.end));
    if (all.verdict === 'exact') return [this.describe(full, all)];
    const parts = quotedParts(message);
    const { whole, judged } =
      all.whole === null ? this.judgeWithoutLeadIn(message, full, all) : { whole: full, judged: all };
    if (parts.length === 0 || this.holdsTheRest(judged, whole, parts)) return [this.describe(whole, judged)];
    return parts.map((part) => this.describe(part, this.judge(message.slice(part.start, part.end))));
  }

  /** The message without 书记说, where that is marked off or what follows stands in the text. */
  private judgeWithoutLeadIn(message: string, full: Span, all: Judged): { whole: Span; judged: Judged } {
    const rest = withoutLeadIn(message);
    if (rest.start === full.start) return { whole: full, judged: all };
    const judged = this.judge(message.slice(rest.start, rest.end));
    return rest.isSure || judged.whole !== null ? { whole: rest, judged } : { whole: full, judged: all };
  }

  private judge(source: string): Judged {
    const claim = this.read(source);
    if (claim.units.units.length === 0) return { verdict: 'absent', claim, whole: null, places: [] };
    const whole = findWhole(this.text, claim);
    if (whole !== null) return { verdict: whole.verdict, claim, whole, places: [] };
    return { ...judgeUnequal(this.aligner, this.text, claim), claim, whole };
  }

  private read(source: string): ReadText {
    return { source, units: this.reader.read(source) };
  }

  /** True where most words outside the quoted parts come from the text too: the quotation marks are the text's own. */
  private holdsTheRest({ claim, whole: found, places }: Judged, whole: Span, parts: readonly Span[]): boolean {
    const { units, unitStarts, starts } = claim.units;
    const held = new Uint8Array(units.length).fill(found === null ? 0 : 1);
    for (const { claimStart, length } of places.flat()) held.fill(1, claimStart, claimStart + length);
    let outside = 0;
    let heldOutside = 0;
    let part = 0;
    for (let unit = 0; unit < units.length; unit += 1) {
      const at = whole.start + (starts[unitStarts[unit] ?? 0] ?? 0);
      while (at >= (parts[part]?.end ?? Infinity)) part += 1;
      if (at >= (parts[part]?.start ?? Infinity)) continue;
      outside += 1;
      heldOutside += held[unit] ?? 0;
    }
    return heldOutside * 2 > outside;
  }

  private describe(part: Span, judged: Judged): ClaimCheck {
    const base = { verdict: judged.verdict, claim: judged.claim.source, start: part.start, end: part.end };
    return { ...base, ...NO_DETAILS, ...this.detailsOf(judged) };
  }

  private detailsOf({ verdict, claim, whole, places }: Judged): Partial<Details> {
    if (whole !== null) {
      if (verdict === 'exact') return { quotes: [makeQuote(this.speech, whole.span, 1)] };
      const pieces = [{ claimStart: 0, textStart: whole.foldedAt, length: claim.units.folded.length }];
      const { diff } = differenceOf(this.text, claim, { pieces, ...whole.span });
      return { quotes: [this.inSentences(whole.span)], diff };
    }
    if (verdict === 'absent') return { quotes: this.nearest(places), wordCounts: this.rareWords(claim.source) };
    if (verdict === 'stitched') return this.stitched(claim, places);
    const { diff, span } = this.compare(claim, places[0] ?? []);
    return { quotes: [this.inSentences(span)], diff, meaningChanges: this.meaningChanges(diff) };
  }

  private compare(claim: ReadText, pieces: readonly Piece[]): { diff: DiffPart[]; span: Span } {
    const place = withReplacedEnds(this.text, pieces, claim.units.units.length, this.segmenter);
    return differenceOf(this.text, claim, {
      pieces: pieces.map((piece) => inCharacters(this.text, claim, piece)),
      ...spanOfUnits(this.text, place.from, place.to),
    });
  }

  private meaningChanges(diff: readonly DiffPart[]) {
    return findMeaningChanges(diff, this.fold, this.markedWords);
  }

  /** Each place in the claim's order, the words left out between them, and what was changed inside them. */
  private stitched(claim: ReadText, places: readonly (readonly Piece[])[]): Partial<Details> {
    const spans = places.flatMap((pieces) => {
      const [first] = pieces;
      const last = pieces.at(-1);
      if (first === undefined || last === undefined) return [];
      return [spanOfUnits(this.text, first.textStart, last.textStart + last.length)];
    });
    const shown = spans.slice(0, MOST_PLACES);
    const leftOut = shown.slice(1).flatMap(({ start }, index) => {
      const from = shown[index]?.end ?? start;
      return start > from && start - from <= LONGEST_LEFT_OUT
        ? [makeQuote(this.speech, { start: from, end: start }, 1)]
        : [];
    });
    return {
      quotes: shown.map((span) => makeQuote(this.speech, span, 1)),
      leftOut,
      meaningChanges: places.flatMap((pieces) => this.changesInside(claim, pieces)),
    };
  }

  private changesInside(claim: ReadText, pieces: readonly Piece[]): MeaningChange[] {
    const [first] = pieces;
    const last = pieces.at(-1);
    if (first === undefined || last === undefined || pieces.length < 2) return [];
    const claimSpan = spanOfUnits(claim, first.claimStart, last.claimStart + last.length);
    const part = this.read(claim.source.slice(claimSpan.start, claimSpan.end));
    const moved = pieces.map((piece) => ({ ...piece, claimStart: piece.claimStart - first.claimStart }));
    return this.meaningChanges(this.compare(part, moved).diff);
  }

  /** The whole sentences around a span, unless they are far longer than it. */
  private inSentences(span: Span): Quote {
    const { sentences } = this.speech;
    const start = Math.min(sentences[sentenceIndexAt(this.speech, span.start)]?.span.start ?? span.start, span.start);
    const end = Math.max(sentences[sentenceIndexAt(this.speech, span.end - 1)]?.span.end ?? span.end, span.end);
    const fits = end - start <= Math.max(LONGEST_CONTEXT, 2 * (span.end - span.start));
    return makeQuote(this.speech, fits ? { start, end } : span, 1);
  }

  private nearest(places: readonly (readonly Piece[])[]): Quote[] {
    const longest = places
      .flat()
      .reduce<Piece | null>((best, piece) => (piece.length > (best?.length ?? 1) ? piece : best), null);
    if (longest === null) return [];
    return [this.inSentences(spanOfUnits(this.text, longest.textStart, longest.textStart + longest.length))];
  }

  /** The words of a claim that occur least often in the speech: how absence is established. */
  private rareWords(claim: string): { word: string; count: number }[] {
    const head = claim.slice(0, COUNTED_CHARACTERS).replace(/[\ud800-\udbff]$/, '');
    const found = new Set<string>();
    for (const { segment, isWordLike } of this.segmenter.segment(head)) {
      if (isWordLike === true && Array.from(segment).length >= 2) found.add(segment);
    }
    return this.words
      .wordCounts([...found])
      .sort((a, b) => a.count - b.count)
      .slice(0, 4);
  }
}

/** A piece in folded characters instead of units. */
function inCharacters(text: ReadText, claim: ReadText, { claimStart, textStart, length }: Piece): Piece {
  const from = claim.units.unitStarts[claimStart] ?? 0;
  return {
    claimStart: from,
    textStart: text.units.unitStarts[textStart] ?? 0,
    length: (claim.units.unitStarts[claimStart + length] ?? from) - from,
  };
}
