import type { Span, Speech } from '../../speech/types.js';
import type { CharacterFold } from '../../text/fold.js';
import { sentenceIndexAt } from '../quoting/citation.js';
import type { SignalWeights } from '../quoting/log-odds.js';
import { bigramsOf, coverage } from '../quoting/topic-match.js';
import { asksForNamedGroup, asksPlainlyForSeveral, type Question } from '../reading/question.js';
import { meanOf, sentencesIn } from './list-by-meaning.js';
import { hasRowOf, listsExactly, listsSome, mayBeList, setsOut } from './lists-in-sentences.js';
import type { SpeechList } from './speech-lists.js';

/** Words that ask for several things and say nothing of what they are. */
const ASKING_WORDS =
  /什么|哪[一几个些年里儿]?|多少|几[个条项位年]?|怎么样?|如何|谁|吗|呢|请问|讲话|里面?|中|的|了|是|有没有|有|在|和|与|及|到底|究竟|一共|总共|具体|分别|主要|都|提到|几|方面|要求/g;
/** Best sentences that a list may have a share of. */
const BEST_SENTENCES = 12;
/** The place of what is no candidate at all. */
const NO_PLACE = 99;
/** How far a list's mean stays behind the best sentence where it answers. */
const OFTEN_BEHIND = 0.06;
const MANY_ITEMS = 8;
const MOST_STOPS = 6;

/** What the sentences of a speech are to a question. */
export interface QuestionLikeness {
  /** Late interaction by the companion of a sentence, by index; 0 where it was not compared. */
  readonly lateOf: (sentence: number) => number;
  /** Place among the candidates, 0 for the best; null for none. */
  readonly placeOf: (sentence: number) => number | null;
  /** The highest late interaction of the best candidates. */
  readonly reached: number;
}

/** What the rules chose. */
export interface RulesChoice {
  readonly isChosen: boolean;
  readonly isNamed: boolean;
  readonly isList: boolean;
}

const NO_LIST = {
  isList: 0,
  listMean: 0,
  listMeanFarBehind: 0,
  listBest: 0,
  listBestWherePlain: 0,
  listLeast: 0,
  listBehindNearest: 0,
  listIsNearest: 0,
  listBestPlace: 0,
  listAmongBest: 0,
  listShareAmongBest: 0,
  listIntroduction: 0,
  listHasIntroduction: 0,
  listIntroductionPlace: 0,
  listHeadingCovered: 0,
  listIntroductionCovered: 0,
  listItemsCovered: 0,
  listHeadsCovered: 0,
  listQuotedInItems: 0,
  listQuotedBefore: 0,
  listHasAskedCount: 0,
  listHasOtherCount: 0,
  listCount: 0,
  listIsLong: 0,
  listIsPair: 0,
  listLength: 0,
  listIsRunningText: 0,
  listIsFoundByItem: 0,
  listHasHeading: 0,
};
const NO_SENTENCE = {
  sentencePlace: 0,
  sentenceIsBest: 0,
  sentenceLikeness: 0,
  sentenceBehind: 0,
  sentenceSetsOut: 0,
  sentenceListsSome: 0,
  sentenceMayBeList: 0,
  sentenceMayBeListAndBest: 0,
  sentenceStops: 0,
  sentenceStopsWhereListWanted: 0,
  sentenceCovered: 0,
  sentenceListsAsked: 0,
  sentenceListsOther: 0,
  sentenceLeadsOn: 0,
  sentenceLength: 0,
};

/** The signals of a candidate by name: those of a question, and those of a list or those of a sentence, the others 0. */
export type ListSignals = ReturnType<ListSignalReader['ofList']>;

/** Reads what tells whether a list, or a sentence alone, answers a question for several things. */
export class ListSignalReader {
  private readonly matter: ReadonlySet<string>;

  constructor(
    private readonly speech: Speech,
    private readonly fold: CharacterFold,
    private readonly question: Question,
    private readonly likeness: QuestionLikeness,
  ) {
    this.matter = bigramsOf(question.text.replace(ASKING_WORDS, ' '), fold);
  }

  /** Mean likeness of a list's items, each by its best sentence. */
  meanOfItems(items: readonly Span[]): number {
    return meanOf(this.likenessOfItems(items));
  }

  /** Signals of a list; `nearestMean` is the highest mean of any list. */
  ofList(list: SpeechList, nearestMean: number, rules: RulesChoice) {
    const { question, likeness } = this;
    const items = this.likenessOfItems(list.items);
    const mean = meanOf(items);
    const sentences = [...new Set(list.items.flatMap((item) => sentencesIn(this.speech, item)))];
    const places = sentences.map((sentence) => likeness.placeOf(sentence) ?? NO_PLACE);
    const amongBest = places.filter((place) => place < BEST_SENTENCES).length;
    const start = list.introduction ?? list.leadIn;
    const introduction = start === null ? null : sentenceIndexAt(this.speech, start);
    const introductionWords = introduction === null ? '' : this.wordsOf(this.speech.sentences[introduction]?.span);
    const heading = this.wordsOf(list.heading ?? undefined);
    const words = list.items.map((item) => this.wordsOf(item));
    const bearsTerm = (text: string) => question.quotedTerms.some((term) => text.includes(term));
    const best = Math.max(...items) - likeness.reached;
    const isPlain = asksPlainlyForSeveral(question);
    return {
      ...this.ofQuestion(rules),
      ...NO_SENTENCE,
      isList: 1,
      listMean: mean - likeness.reached,
      listMeanFarBehind: Math.min(0, mean - likeness.reached + OFTEN_BEHIND),
      listBest: best,
      listBestWherePlain: isPlain ? best : 0,
      listLeast: Math.min(...items) - likeness.reached,
      listBehindNearest: mean - nearestMean,
      listIsNearest: Number(mean === nearestMean),
      listBestPlace: Math.log(1 + Math.min(NO_PLACE, ...places)),
      listAmongBest: amongBest,
      listShareAmongBest: amongBest / list.items.length,
      listIntroduction: introduction === null ? -0.5 : likeness.lateOf(introduction) - likeness.reached,
      listHasIntroduction: Number(introduction !== null),
      listIntroductionPlace: Math.log(
        1 + (introduction === null ? NO_PLACE : (likeness.placeOf(introduction) ?? NO_PLACE)),
      ),
      listHeadingCovered: this.covered(heading),
      listIntroductionCovered: this.covered(introductionWords),
      listItemsCovered: this.covered(words.join('\n')),
      listHeadsCovered: this.covered(list.itemHeads.join('\n')),
      listQuotedInItems: words.filter(bearsTerm).length / words.length,
      listQuotedBefore: Number(bearsTerm(heading + introductionWords)),
      listHasAskedCount: Number(question.itemCount === items.length),
      listHasOtherCount: Number(question.itemCount !== null && question.itemCount !== items.length),
      listCount: Math.log(items.length),
      listIsLong: Number(items.length > MANY_ITEMS),
      listIsPair: Number(items.length === 2),
      listLength: Math.log(words.join('').length),
      listIsRunningText: Number(list.isRunningText),
      listIsFoundByItem: Number(list.isFoundByItem),
      listHasHeading: Number(list.heading !== null),
    };
  }

  /** Signals of a sentence at a place among the candidates, by the words that it is quoted with; `behind` is its score less the best one's. */
  ofSentence(sentence: number, place: number, text: string, behind: number, rules: RulesChoice): ListSignals {
    const { question, likeness } = this;
    const count = question.itemCount;
    const listsAsked = count !== null && (listsExactly(text, count) || hasRowOf(text, count));
    const stops = text.match(/[、；]/g)?.length ?? 0;
    const isMeant = mayBeList(question, text);
    return {
      ...this.ofQuestion(rules),
      ...NO_LIST,
      sentencePlace: place,
      sentenceIsBest: Number(place === 0),
      sentenceLikeness: likeness.lateOf(sentence) - likeness.reached,
      sentenceBehind: behind,
      sentenceSetsOut: Number(setsOut(text)),
      sentenceListsSome: Number(listsSome(text)),
      sentenceMayBeList: Number(isMeant),
      sentenceMayBeListAndBest: Number(isMeant && place === 0),
      sentenceStops: stops,
      sentenceStopsWhereListWanted: question.wanted === 'list' ? Math.min(stops, MOST_STOPS) : 0,
      sentenceCovered: this.covered(text),
      sentenceListsAsked: Number(listsAsked),
      sentenceListsOther: Number(count !== null && !listsAsked),
      sentenceLeadsOn: Number(/[：:]$/.test(text)),
      sentenceLength: Math.log(text.length),
    };
  }

  private ofQuestion({ isChosen, isNamed, isList }: RulesChoice) {
    const { question, likeness } = this;
    return {
      isChosen: Number(isChosen),
      isChosenByName: Number(isChosen && isNamed),
      isListChosen: Number(isList),
      reached: likeness.reached,
      asksCount: Number(question.itemCount !== null),
      asksPlainly: Number(asksPlainlyForSeveral(question)),
      asksForGroup: Number(asksForNamedGroup(question)),
      quotedTerms: question.quotedTerms.length,
      questionLength: question.text.length,
      wantsList: Number(question.wanted === 'list'),
      wantsNumber: Number(question.wanted === 'number'),
      wantsOther: Number(question.wanted === 'open'),
    };
  }

  private likenessOfItems(items: readonly Span[]): number[] {
    return items.map((item) => Math.max(...sentencesIn(this.speech, item).map(this.likeness.lateOf)));
  }

  private covered(text: string): number {
    return coverage(this.matter, bigramsOf(text, this.fold));
  }

  private wordsOf(span: Span | undefined): string {
    return span === undefined ? '' : this.speech.text.slice(span.start, span.end);
  }
}

/** A logistic model of them. */
export type ListWeights = SignalWeights<keyof ListSignals>;
