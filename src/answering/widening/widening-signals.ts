import type { Sentence, Speech } from '../../speech/types.js';
import type { SignalWeights } from '../quoting/log-odds.js';
import { sentenceWords } from '../quoting/spans.js';
import { asksForSeveral, type Question } from '../reading/question.js';

/** Which side of a quote a sentence stands on: before it or behind it. */
export type Side = -1 | 1;

/** The sentences of a quote, by their indices; both are in it. */
export interface SentenceRange {
  readonly first: number;
  readonly last: number;
}

/** What the sentences of a speech are to a question, by the companion. */
export interface SentenceLikeness {
  /** Late interaction of a sentence; 0 where there is no such sentence. */
  readonly lateOf: (sentence: number) => number;
  /** The best cosine of each of the question's tokens with a token of the sentence. */
  readonly tokensOf: (sentence: number) => readonly number[];
  /** Place among the candidates, 0 for the best; null for none. */
  readonly placeOf: (sentence: number) => number | null;
}

/** The place of what is no candidate. */
const NO_PLACE = 60;
/** Stops of a row from which on it is a long one. */
const MANY_STOPS = 6;
const ASKS_HOW = /怎么|如何|怎样|什么办法|做法|\bhow (?!many|much|long|old|far|often)/i;

/** The sentence right beside a quote in its paragraph, on one side; null where none stands there, or a heading. */
export function sentenceBeside(speech: Speech, quote: SentenceRange, side: Side): Sentence | null {
  const edge = speech.sentences[side < 0 ? quote.first : quote.last];
  const beside = speech.sentences[(side < 0 ? quote.first : quote.last) + side];
  if (edge === undefined || beside === undefined || edge.node !== beside.node) return null;
  const [before, after] = side < 0 ? [beside, edge] : [edge, beside];
  const isParted = speech.text.slice(before.span.end, after.span.start).includes('\n');
  return isParted || edge.isHeading || beside.isHeading ? null : beside;
}

/** The best cosine of each token with any of the sentences of a quote. */
function tokensOfQuote({ first, last }: SentenceRange, { tokensOf }: SentenceLikeness): readonly number[] {
  const rows = Array.from({ length: last - first + 1 }, (_, index) => tokensOf(first + index));
  return (rows[0] ?? []).map((_, token) => Math.max(...rows.map((row) => row[token] ?? 0)));
}

/** What tells whether a quote answers only together with the sentence beside it, each as a number: yes is 1, no is 0. */
export function wideningSignals(
  speech: Speech,
  question: Question,
  likeness: SentenceLikeness,
  quote: SentenceRange,
  side: Side,
) {
  const beside = (side < 0 ? quote.first : quote.last) + side;
  const words = sentenceWords(speech, beside);
  const widened = { first: Math.min(quote.first, beside), last: Math.max(quote.last, beside) };
  const wordsOf = ({ first, last }: SentenceRange) =>
    speech.text.slice(speech.sentences[first]?.span.start, speech.sentences[last]?.span.end);
  const lates = Array.from({ length: quote.last - quote.first + 1 }, (_, index) =>
    likeness.lateOf(quote.first + index),
  );
  const reached = Math.max(...lates);
  const tokens = tokensOfQuote(quote, likeness);
  const gains = likeness.tokensOf(beside).map((cosine, token) => Math.max(0, cosine - (tokens[token] ?? 0)));
  const isSeveral = Number(asksForSeveral(question));
  const stops = wordsOf(quote).match(/[、；]/g)?.length ?? 0;
  const before = side < 0 ? words : wordsOf(quote);
  return {
    likeness: likeness.lateOf(beside),
    likenessBehindQuote: likeness.lateOf(beside) - reached,
    /** Of the sentence after next: one between two that are like the question belongs to them. */
    likenessBeyondBehindQuote: likeness.lateOf(beside + side) - reached,
    largestTokenGain: Math.max(0, ...gains),
    place: Math.log1p(likeness.placeOf(beside) ?? NO_PLACE),
    standsBehind: Number(side > 0),
    sentenceLength: words.length,
    widenedLength: wordsOf(widened).length,
    endsInSemicolon: Number(/[；;]$/.test(before)),
    asksForSeveral: isSeveral,
    stopsWhereSeveral: isSeveral * Math.min(MANY_STOPS, stops),
    asksHow: Number(ASKS_HOW.test(question.text)),
  };
}

/** The signals by name. */
export type WideningSignals = ReturnType<typeof wideningSignals>;

/** A logistic model of them. */
export type WideningWeights = SignalWeights<keyof WideningSignals>;
