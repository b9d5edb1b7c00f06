import type { Retriever } from '../retrieval/retriever.js';
import type { Span, Speech } from '../speech/types.js';
import type { CharacterFold } from '../text/fold.js';
import type { EnumerationFinder } from './lists/enumeration.js';
import { resolveFollowUp } from './follow-up.js';
import { likeliestOf, type ListCandidate } from './lists/list-likelihood.js';
import type { ListsByMeaning } from './lists/list-by-meaning.js';
import type { BoostedTrees } from './places/boosted-trees.js';
import { mayStandElsewhere } from './places/likely-places.js';
import type { PlaceSignals } from './places/place-signals.js';
import type { Question } from './reading/question.js';
import { refuse } from './answer-likelihood.js';
import type { SoundAlikes } from './sound-alikes.js';
import type { Enumeration } from './lists/speech-lists.js';
import { quoteSpan } from './quoting/spans.js';
import { readStructureQuestion } from './reading/structure-question.js';
import { wideningLikelihood, type WideningLikelihood } from './widening/widened-quote.js';
import type { WordBridge } from './word-bridge.js';

/** What answering needs of one loaded speech. Units of the retriever are the speech's sentences, in order. */
export interface AnswererParts {
  readonly speech: Speech;
  readonly retriever: Retriever;
  readonly fold: CharacterFold;
  readonly wordBridge: Pick<WordBridge, 'toChinese' | 'toEnglish' | 'relatedWords'>;
  readonly soundAlikes: Pick<SoundAlikes, 'correct'>;
  /** What weighs the places that a question may ask for. */
  readonly placeTrees: BoostedTrees;
  /** Cosine of a question's vector with the mean vector of a range of sentences. */
  readonly rangeSimilarity: (vector: Float32Array, firstSentence: number, endSentence: number) => number;
}

/** The steps that measurements replace one at a time, to see what each is worth. */
export interface AnsweringSteps {
  readonly resolveFollowUp: typeof resolveFollowUp;
  readonly readStructureQuestion: typeof readStructureQuestion;
  readonly findEnumeration: (lists: EnumerationFinder, question: Question) => Enumeration | null;
  readonly findEnumerationAround: (
    lists: EnumerationFinder,
    question: Question,
    offset: number,
    isBest: boolean,
    quoted: Span,
  ) => Enumeration | null;
  /** Lists found by what their items say. */
  readonly listsByMeaning: (lists: ListsByMeaning) => Pick<ListsByMeaning, 'list' | 'nearest'>;
  readonly mayStandElsewhere: typeof mayStandElsewhere;
  /** A score for each sentence that may stand where a question asks; none where what the rules show is left as it is. */
  readonly weighPlaces: (trees: BoostedTrees, candidates: readonly PlaceSignals[]) => readonly number[];
  readonly chooseList: (candidates: readonly ListCandidate[]) => ListCandidate | undefined;
  readonly refuse: typeof refuse;
  readonly quoteSpan: typeof quoteSpan;
  /** How likely it is that the best quote answers only together with the sentence beside it. */
  readonly wideningLikelihood: WideningLikelihood;
}

/** The steps that answer questions. */
export const ANSWERING_STEPS: AnsweringSteps = {
  resolveFollowUp,
  readStructureQuestion,
  findEnumeration: (lists, question) => lists.find(question),
  findEnumerationAround: (lists, question, offset, isBest, quoted) =>
    lists.findAround(question, offset, isBest, quoted),
  listsByMeaning: (lists) => lists,
  mayStandElsewhere,
  weighPlaces: (trees, candidates) => (trees.size === 0 ? [] : candidates.map((signals) => trees.score(signals))),
  chooseList: likeliestOf,
  refuse,
  quoteSpan,
  wideningLikelihood,
};
