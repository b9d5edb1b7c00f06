import type { TextEmbedding } from '../../embedding/embedder.js';
import type { Retriever } from '../../retrieval/retriever.js';
import type { Span, Speech } from '../../speech/types.js';
import type { SpeechList } from '../lists/speech-lists.js';
import { quotesShown, type Answer, type Answered, type Quote } from '../quoting/answer.js';
import { makeQuote } from '../quoting/citation.js';
import { itemSpan, overlap, wholeStatement } from '../quoting/spans.js';
import {
  highestFirst,
  placeSignals,
  type PlaceLikeness,
  type PlaceQuestion,
  type PlaceSignals,
} from './place-signals.js';
import { SpeechPlaces } from './speech-places.js';

/**
 * How far the score of the best sentence outside a quote must stay behind for the quote to be shown alone: for four questions
 * by place in five it does, by trees of other speeches (`scripts/place-model/train.py`).
 */
const SURE_LEAD = 1;

/** How much likelier than what the rules show another place must be to be shown first. */
const LEAST_LEAD = 0.5;

/** Sentences of a speech up to which all of them are weighed: of a longer one that would hold up everybody else for long. */
const MOST_SENTENCES = 1_000;

/** How places are weighed. */
export interface PlaceSteps {
  /** Whether what a question asks for may stand elsewhere than where an answer shows it, so that places are weighed. */
  readonly mayStandElsewhere: (answer: Answer, question: PlaceQuestion) => boolean;
  /** A score for each sentence; none where what the rules show is left as it is. */
  readonly weighPlaces: (candidates: readonly PlaceSignals[]) => readonly number[];
  readonly quoteSpan: (speech: Speech, sentence: number) => Span;
}

/** Embeddings that are known already; each null where it is not. */
export interface KnownEmbeddings {
  /** Of the words that name the place. */
  readonly words: TextEmbedding | null;
  /** Of the whole question. */
  readonly question: TextEmbedding | null;
}

/**
 * Not where an enumeration shows it, and not where only numbers name it. What the rules do not find is not weighed: that
 * there is no such place is an answer.
 */
export function mayStandElsewhere(answer: Answer, { structure, words }: PlaceQuestion): boolean {
  return answer.status === 'answered' && answer.form === 'quotes' && (structure === null || words !== '');
}

const roundedScore = (score = 0) => Number(score.toFixed(4));

/** What is quoted of a sentence that stands where a question asks: a heading with what stands under it first. */
export function placeSpan(speech: Speech, index: number, quoteSpan: (speech: Speech, sentence: number) => Span): Span {
  const sentence = speech.sentences[index];
  return sentence?.isHeading === true && sentence.node.heading?.start === sentence.span.start
    ? itemSpan(speech, sentence.node)
    : wholeStatement(speech, quoteSpan(speech, index));
}

/** Weighs what the rules show as standing where a question asks against all other sentences of one speech. */
export class LikelyPlaces {
  /** Read when the first question by place comes: many speeches are never asked one. */
  private places: SpeechPlaces | null = null;

  constructor(
    private readonly parts: { readonly speech: Speech; readonly retriever: Pick<Retriever, 'companionLate' | 'embed'> },
    private readonly steps: PlaceSteps,
    private readonly lists: readonly SpeechList[],
  ) {}

  /**
   * The answer with the likeliest place first and, where that is not much likelier than others, with these behind it; as it
   * is where nothing else may be meant, in English, in a speech of more than a thousand sentences, and without a companion.
   * Rejects with `EmbeddingError` when the embedder fails.
   */
  async choose(answer: Answer, question: PlaceQuestion, known: KnownEmbeddings, quoteCount: number): Promise<Answer> {
    const isLong = this.parts.speech.sentences.length > MOST_SENTENCES;
    if (isLong || !/\p{Script=Han}/u.test(question.text)) return answer;
    if (!this.steps.mayStandElsewhere(answer, question)) return answer;
    const likeness = await this.likenessTo(question, known);
    if (likeness === null) return answer;
    const shown = quotesShown(answer);
    this.places ??= new SpeechPlaces(this.parts.speech, this.lists);
    const scores = this.steps.weighPlaces(placeSignals(this.parts.speech, this.places, question, likeness, shown));
    const [ruled] = shown;
    return answer.status === 'not_found' || ruled === undefined || scores.length === 0
      ? answer
      : this.withLikeliest(answer, ruled, scores, quoteCount);
  }

  private async likenessTo(question: PlaceQuestion, known: KnownEmbeddings): Promise<PlaceLikeness | null> {
    const { speech, retriever } = this.parts;
    const whole = known.question ?? (await retriever.embed(question.text));
    const named = known.words ?? (question.words === '' ? whole : await retriever.embed(question.words));
    const all = speech.sentences.map((_, index) => index);
    const [ofWords, ofQuestion] = [named, whole].map((embedding) => retriever.companionLate(embedding, all));
    return ofWords && ofQuestion ? { words: ofWords, question: ofQuestion } : null;
  }

  private withLikeliest(answer: Answered, ruled: Quote, scores: readonly number[], quoteCount: number): Answer {
    const score = Math.max(...scores.filter((_, index) => overlap(this.sentenceSpan(index), ruled)));
    const weighed = { ...ruled, score: roundedScore(score) };
    const likeliest = this.likeliestQuotes(weighed, scores, Math.max(quoteCount, 2));
    const [first, second] = likeliest;
    if (first === undefined) return answer;
    const isSure = first.score - (second?.score ?? -Infinity) >= SURE_LEAD;
    if (isSure && first === weighed) return answer;
    const isAhead = first !== weighed && first.score - weighed.score >= LEAST_LEAD;
    const others = likeliest.filter((quote) => quote !== weighed);
    const behind = isSure ? [weighed] : likeliest.slice(1);
    const quotes = isAhead ? [first, ...behind] : [{ ...weighed, score: first.score }, ...others];
    // What is said beside the rules' quote is said of that one alone.
    return { ...answer, quotes: quotes.slice(0, quoteCount), notes: [] };
  }

  /** So many quotes, likeliest first and none overlapping another, the rules' as it is. */
  private likeliestQuotes(ruled: Quote, scores: readonly number[], count: number): Quote[] {
    const quotes: Quote[] = [];
    for (const index of highestFirst(scores)) {
      if (quotes.length >= count) break;
      const quote = overlap(this.sentenceSpan(index), ruled) ? ruled : this.quoteOf(index, scores);
      if (!quotes.some((other) => overlap(quote, other))) quotes.push(quote);
    }
    return quotes;
  }

  private sentenceSpan(index: number): Span {
    return this.parts.speech.sentences[index]?.span ?? { start: 0, end: 0 };
  }

  private quoteOf(index: number, scores: readonly number[]): Quote {
    const span = placeSpan(this.parts.speech, index, this.steps.quoteSpan);
    return makeQuote(this.parts.speech, span, roundedScore(scores[index]));
  }
}
