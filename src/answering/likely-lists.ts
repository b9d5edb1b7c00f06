import { hasCompanionCompared, type RankedUnit, type Ranking } from '../retrieval/retriever.js';
import type { AnswererParts, AnsweringSteps } from './answering-steps.js';
import type { Listed } from './listed-answers.js';
import type { EnumerationFinder } from './lists/enumeration.js';
import { sentencesIn } from './lists/list-by-meaning.js';
import type { ListCandidate } from './lists/list-likelihood.js';
import { ListSignalReader, type QuestionLikeness } from './lists/list-signals.js';
import type { Enumeration, SpeechList } from './lists/speech-lists.js';
import { sentenceIndexAt } from './quoting/citation.js';
import { wholeStatement } from './quoting/spans.js';
import { asksForSeveral, type Question } from './reading/question.js';

/** Best sentences that may answer alone. */
const SENTENCES = 6;
/** Best sentences of which a list must hold one, or be announced by one. */
const LEADING = 25;
const BEST_SENTENCES = 12;

const keyOf = ({ heading, items }: Enumeration) =>
  `${heading?.start ?? ''}:${items.map(({ start, end }) => `${start}-${end}`).join()}`;

/** A list that the rules made of others, as one that the speech has. */
const asSpeechList = (list: Enumeration): SpeechList => ({
  ...list,
  headingBigrams: new Set(),
  allBigrams: new Set(),
  itemHeads: [],
  reach: list.items,
  introduction: null,
  leadIn: null,
  isRunningText: false,
  isFoundByItem: false,
});

/** Weighs what the rules chose for a question for several things against the lists and sentences near it. */
export class LikelyLists {
  constructor(
    private readonly parts: Pick<AnswererParts, 'speech' | 'retriever' | 'fold'>,
    private readonly steps: Pick<AnsweringSteps, 'chooseList' | 'quoteSpan'>,
    private readonly enumerations: Pick<EnumerationFinder, 'listsOf'>,
  ) {}

  /** What the rules chose, or what is likelier; what they chose where nothing is asked for that makes a list, or no companion compares. */
  choose(question: Question, ranking: Ranking, chosen: Listed): Listed {
    if (!asksForSeveral(question) && chosen.list === null) return chosen;
    const best = this.steps.chooseList(this.candidates(question, ranking, chosen));
    if (best === undefined || best.isChosen) return chosen;
    if (best.list !== null) return { list: best.list, isNamed: false, ranked: chosen.ranked };
    const isBest = ({ label }: RankedUnit) => label === best.sentence;
    const ranked = [...chosen.ranked.filter(isBest), ...chosen.ranked.filter((unit) => !isBest(unit))];
    return { list: null, isNamed: false, ranked };
  }

  private candidates(question: Question, ranking: Ranking, chosen: Listed): ListCandidate[] {
    const placeOf = new Map(ranking.ranked.map(({ label }, place) => [label, place]));
    const lists = this.listsNear(placeOf, chosen.list);
    const likeness = this.likenessOf(ranking, placeOf, lists);
    if (likeness === null) return [];
    const { speech, fold } = this.parts;
    const reader = new ListSignalReader(speech, fold, question, likeness);
    const nearestMean = Math.max(-1, ...lists.map(({ items }) => reader.meanOfItems(items)));
    const isList = chosen.list !== null;
    const rules = (isChosen: boolean) => ({ isChosen, isNamed: chosen.isNamed, isList });
    const chosenKey = chosen.list === null ? null : keyOf(chosen.list);
    const ofLists = lists.map((list) => {
      const isChosen = keyOf(list) === chosenKey;
      const answer = isChosen ? chosen.list : list;
      return { list: answer, sentence: null, isChosen, signals: reader.ofList(list, nearestMean, rules(isChosen)) };
    });
    const best = chosen.ranked[0]?.score ?? 0;
    const ofSentences = chosen.ranked.slice(0, SENTENCES).map(({ label, score }, place) => {
      const { start, end } = wholeStatement(speech, this.steps.quoteSpan(speech, label));
      const isChosen = !isList && place === 0;
      const text = speech.text.slice(start, end);
      const signals = reader.ofSentence(label, place, text, score - best, rules(isChosen));
      return { list: null, sentence: label, isChosen, signals };
    });
    return [...ofLists, ...ofSentences];
  }

  /** The lists that hold one of the best sentences or are announced by one, and the one that the rules chose; each once. */
  private listsNear(placeOf: ReadonlyMap<number, number>, chosen: Enumeration | null): SpeechList[] {
    const { speech } = this.parts;
    const isLeading = (sentence: number) => (placeOf.get(sentence) ?? LEADING) < LEADING;
    const lists = this.enumerations.listsOf(null);
    const near = lists.filter(({ items, introduction, leadIn }) => {
      const before = introduction ?? leadIn;
      return (
        (before !== null && isLeading(sentenceIndexAt(speech, before))) ||
        items.some((item) => sentencesIn(speech, item).some(isLeading))
      );
    });
    const byKey = new Map(near.map((list) => [keyOf(list), list]));
    if (chosen !== null && !byKey.has(keyOf(chosen))) {
      const same = lists.find((list) => keyOf(list) === keyOf(chosen));
      byKey.set(keyOf(chosen), same ?? asSpeechList(chosen));
    }
    return [...byKey.values()];
  }

  /** What the sentences of candidates and lists are to the question; null where no companion compares them. */
  private likenessOf(
    { ranked, embedding }: Ranking,
    placeOf: ReadonlyMap<number, number>,
    lists: readonly SpeechList[],
  ): QuestionLikeness | null {
    if (!hasCompanionCompared(ranked)) return null;
    const { speech, retriever } = this.parts;
    const introductions = lists.flatMap(({ introduction, leadIn }) => introduction ?? leadIn ?? []);
    const inLists = lists.flatMap(({ items }) => items.flatMap((item) => sentencesIn(speech, item)));
    const leading = ranked.slice(0, BEST_SENTENCES).map(({ label }) => label);
    const sentences = [
      ...new Set([...leading, ...inLists, ...introductions.map((start) => sentenceIndexAt(speech, start))]),
    ];
    const scores = retriever.companionLate(embedding, sentences);
    if (scores === null) return null;
    const lateOf = new Map(sentences.map((sentence, index) => [sentence, scores[index] ?? 0]));
    const of = (sentence: number) => lateOf.get(sentence) ?? 0;
    return { lateOf: of, placeOf: (sentence) => placeOf.get(sentence) ?? null, reached: Math.max(...leading.map(of)) };
  }
}
