import type { Speech } from '../../speech/types.js';
import type { Quote } from '../quoting/answer.js';
import { overlap } from '../quoting/spans.js';
import { findPosition } from '../reading/positions.js';
import { placeWordsIn } from '../reading/place-words.js';
import type { StructureQuestion } from '../reading/structure-question-type.js';
import type { Beside, SpeechPlaces } from './speech-places.js';

/** What is further away is all the same, in sentences or paragraphs. */
const FARTHEST = 9;
/** Places among the nearest that are told apart. */
const PLACES_TOLD_APART = 60;
/** Likeness to the best of what is not there. */
const NOTHING_THERE = -1;
/** Any word that a place may be numbered by: 第三层. */
const ANY_UNIT = '[\\u4e00-\\u9fff]{1,3}';

const ASKS_BESIDE: ReadonlySet<string> = new Set([
  'beside',
  'beside-division',
  'beside-place',
  'beside-topic',
  'beside-stretch',
  'between',
]);
const ASKS_STRETCH: ReadonlySet<string> = new Set(['edge', 'paragraph', 'passage']);
const ASKS_ITEM: ReadonlySet<string> = new Set(['item', 'listed']);

const within = (distance: number) => Math.max(-FARTHEST, Math.min(FARTHEST, distance));

/** A question for what stands somewhere. */
export interface PlaceQuestion {
  readonly text: string;
  /** The words that name the place, as far as the rules read them; empty where they do not. */
  readonly words: string;
  /** Null where the rules read no place in it. */
  readonly structure: StructureQuestion | null;
  /** Whether it was asked after another one. */
  readonly isFollowUp: boolean;
}

function numberedPlace(structure: StructureQuestion | null): number {
  if (structure === null) return 0;
  if ('position' in structure && typeof structure.position === 'number') return structure.position;
  return 'point' in structure && typeof structure.point === 'number' ? structure.point : 0;
}

function ofQuestion({ text, structure, isFollowUp }: PlaceQuestion) {
  const ask = structure?.ask ?? '';
  const side = structure !== null && 'side' in structure ? structure.side : null;
  return {
    ...placeWordsIn(text),
    questionLength: text.length,
    isFollowUp: Number(isFollowUp),
    placeRead: numberedPlace(structure),
    placeNamed: findPosition(text, ANY_UNIT)?.position ?? 0,
    isUnread: Number(structure === null),
    asksBeside: Number(ASKS_BESIDE.has(ask)),
    asksStretch: Number(ASKS_STRETCH.has(ask)),
    asksDivision: Number(ask === 'division'),
    asksItem: Number(ASKS_ITEM.has(ask)),
    asksWhich: Number(ask === 'which'),
    asksSideBefore: Number(side === 'before'),
    asksSideAfter: Number(side === 'after'),
  };
}

/** Late interaction of every sentence by the companion: with the words that name a place, and with the whole question. */
export interface PlaceLikeness {
  readonly words: readonly number[];
  readonly question: readonly number[];
}

/** Indices of numbers, that of the highest first. */
export const highestFirst = (values: readonly number[]): number[] =>
  values.map((_, index) => index).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));

/** How like some words every sentence is, as distances from the best. */
function likenessReader(likeness: readonly number[]) {
  const reached = Math.max(...likeness);
  const placeOf = new Map(highestFirst(likeness).map((index, place) => [index, Math.min(place, PLACES_TOLD_APART)]));
  return {
    best: likeness.indexOf(reached),
    behind: (index: number) => (likeness[index] === undefined ? NOTHING_THERE : likeness[index] - reached),
    placeOf: (index: number) => placeOf.get(index) ?? PLACES_TOLD_APART,
  };
}

/** The nearest that any sentence of a paragraph comes. */
function paragraphReader(paragraphs: readonly number[], behind: (index: number) => number) {
  const nearest = new Map<number, number>();
  for (const [index, paragraph] of paragraphs.entries())
    nearest.set(paragraph, Math.max(nearest.get(paragraph) ?? NOTHING_THERE, behind(index)));
  return (paragraph: number) => nearest.get(paragraph) ?? NOTHING_THERE;
}

/** Which of the places beside a sentence another one is. */
function isBeside(index: number, beside: Beside) {
  return {
    opensDivision: Number(index === beside.openingOfDivision),
    opensNextDivision: Number(index === beside.nextDivision),
    opensNextParagraph: Number(index === beside.nextParagraph),
    opensParagraphBefore: Number(index === beside.paragraphBefore),
    isHeadingBefore: Number(index === beside.headingBefore),
    opensNextItem: Number(index === beside.nextItem),
  };
}

/** The same of the sentence that is nearest to the whole question. */
function isBesideAsked(index: number, beside: Beside) {
  return {
    opensAskedDivision: Number(index === beside.openingOfDivision),
    opensDivisionBehindAsked: Number(index === beside.nextDivision),
    opensParagraphBehindAsked: Number(index === beside.nextParagraph),
    opensItemBehindAsked: Number(index === beside.nextItem),
  };
}

/**
 * What tells which sentence stands where a question asks, for each sentence: how like the words that name the place and the
 * question it and what stands around it are, where it stands, what the rules answer (`ruled`, best first), and how the
 * question asks.
 */
export function placeSignals(
  speech: Pick<Speech, 'sentences'>,
  places: SpeechPlaces,
  question: PlaceQuestion,
  likeness: PlaceLikeness,
  ruled: readonly Quote[],
) {
  const { paragraphs } = places;
  const named = likenessReader(likeness.words);
  const asked = likenessReader(likeness.question);
  const paragraphNamed = paragraphReader(paragraphs, named.behind);
  const [besideNamed, besideAsked] = [places.beside(named.best), places.beside(asked.best)];
  const ofAll = ofQuestion(question);
  const [firstRuled, ...further] = ruled;
  const isIn = (index: number, quote: Quote | undefined) => {
    const span = speech.sentences[index]?.span;
    return span !== undefined && quote !== undefined && overlap(span, quote);
  };
  const ruledAt = speech.sentences.findIndex((_, index) => isIn(index, firstRuled));
  return places.signals.map((standing, index) => {
    const paragraph = paragraphs[index] ?? 0;
    return {
      named: named.behind(index),
      namedPlace: named.placeOf(index),
      namedOneBefore: named.behind(index - 1),
      namedTwoBefore: named.behind(index - 2),
      namedOneAfter: named.behind(index + 1),
      namedTwoAfter: named.behind(index + 2),
      namedInParagraph: paragraphNamed(paragraph),
      namedInParagraphBefore: paragraphNamed(paragraph - 1),
      namedInParagraphAfter: paragraphNamed(paragraph + 1),
      sentencesFromNamed: within(index - named.best),
      paragraphsFromNamed: within(paragraph - (paragraphs[named.best] ?? 0)),
      ...isBeside(index, besideNamed),
      asked: asked.behind(index),
      askedPlace: asked.placeOf(index),
      askedOneBefore: asked.behind(index - 1),
      askedTwoBefore: asked.behind(index - 2),
      askedOneAfter: asked.behind(index + 1),
      sentencesFromAsked: within(index - asked.best),
      ...isBesideAsked(index, besideAsked),
      isRuled: Number(isIn(index, firstRuled)),
      isRuledFurther: Number(further.some((quote) => isIn(index, quote))),
      sentencesFromRuled: within(index - ruledAt),
      ...standing,
      ...ofAll,
    };
  });
}

/** The signals of a sentence by name. */
export type PlaceSignals = ReturnType<typeof placeSignals>[number];
