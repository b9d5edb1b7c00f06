import { COMPANION, hasCompanionCompared, type Ranking, type Retriever } from '../../retrieval/retriever.js';
import type { Span, Speech } from '../../speech/types.js';
import { sentenceIndexAt } from '../quoting/citation.js';
import { likelihoodOf } from '../quoting/log-odds.js';
import { LONGEST_QUOTE } from '../quoting/spans.js';
import type { Question } from '../reading/question.js';
import { WIDENING_WEIGHTS } from './widening-weights.js';
import {
  sentenceBeside,
  wideningSignals,
  type SentenceLikeness,
  type SentenceRange,
  type Side,
  type WideningSignals,
} from './widening-signals.js';

/** From this likelihood on a sentence is needed: a quote is widened up to ten times to be right once more. */
const LEAST_LIKELIHOOD = 0.1;
/** Sentences by which a quote is widened at most. */
const MOST_SENTENCES = 3;
const SIDES: readonly Side[] = [-1, 1];

/** A quote and what it would be with the sentence beside it. */
export interface Widening {
  readonly quote: Span;
  readonly widened: Span;
  readonly signals: WideningSignals;
}

/** How likely it is that a quote answers only together with the sentence beside it, 0 … 1. */
export type WideningLikelihood = (widening: Widening) => number;

/** The likelihood by the weights that `npm run calibrate-quotes` fits. */
export function wideningLikelihood({ signals }: Widening): number {
  return likelihoodOf(WIDENING_WEIGHTS, signals);
}

/**
 * A quote of the best sentence with the sentences beside it that are likely needed to answer: the likelier side first,
 * inside its paragraph and the longest quote. The quote itself where no companion compares sentences.
 */
export function widenedQuote(
  { speech, retriever }: { readonly speech: Speech; readonly retriever: Retriever },
  likelihood: WideningLikelihood,
  question: Question,
  ranking: Ranking,
  quote: Span,
): Span {
  if (!hasCompanionCompared(ranking.ranked)) return quote;
  let range = { first: sentenceIndexAt(speech, quote.start), last: sentenceIndexAt(speech, quote.end - 1) };
  const likeness = likenessTo(ranking, retriever, reachOf(range, speech.sentences.length));
  let span = quote;
  for (let step = 0; step < MOST_SENTENCES; step += 1) {
    const likely = wideningsOf(speech, question, likeness, range, span)
      .map((widening) => ({ ...widening, needed: likelihood(widening) }))
      .filter(({ needed }) => needed >= LEAST_LIKELIHOOD)
      .sort((a, b) => b.needed - a.needed);
    const [best] = likely;
    if (best === undefined) break;
    range = best.range;
    span = best.widened;
  }
  return span;
}

function wideningsOf(
  speech: Speech,
  question: Question,
  likeness: SentenceLikeness,
  { first, last }: SentenceRange,
  quote: Span,
): (Widening & { readonly range: SentenceRange })[] {
  return SIDES.flatMap((side) => {
    const beside = sentenceBeside(speech, { first, last }, side);
    if (beside === null) return [];
    const widened = {
      start: Math.min(quote.start, beside.span.start),
      end: Math.max(quote.end, beside.span.end),
    };
    if (widened.end - widened.start > LONGEST_QUOTE) return [];
    const range = side < 0 ? { first: first - 1, last } : { first, last: last + 1 };
    return { quote, widened, range, signals: wideningSignals(speech, question, likeness, { first, last }, side) };
  });
}

/** What the sentences in reach of a quote are to the question; tokens are compared when they are asked for. */
function likenessTo({ ranked, embedding }: Ranking, retriever: Retriever, reach: readonly number[]): SentenceLikeness {
  const scores = retriever.companionLate(embedding, reach) ?? [];
  const lates = new Map(reach.map((sentence, index) => [sentence, scores[index] ?? 0]));
  const places = new Map(ranked.map(({ label }, place) => [label, place]));
  const tokens = new Map<number, readonly number[]>();
  const tokensOf = (sentence: number) => {
    const known = tokens.get(sentence) ?? retriever.tokenLikeness(COMPANION, embedding, sentence);
    tokens.set(sentence, known);
    return known;
  };
  return {
    lateOf: (sentence) => lates.get(sentence) ?? 0,
    tokensOf,
    placeOf: (sentence) => places.get(sentence) ?? null,
  };
}

/** The sentences that signals may ask for: those by which a quote may be widened, and one beyond on each side. */
function reachOf({ first, last }: SentenceRange, sentenceCount: number): number[] {
  const start = Math.max(0, first - MOST_SENTENCES - 1);
  const end = Math.min(sentenceCount, last + MOST_SENTENCES + 2);
  return Array.from({ length: end - start }, (_, index) => start + index);
}
