import type { TextEmbedding } from '../embedding/embedder.js';
import type { RankedUnit, Ranking } from '../retrieval/retriever.js';
import type { Sentence, Span } from '../speech/types.js';
import type { Answer } from './quoting/answer.js';
import type { AnswererParts, AnsweringSteps } from './answering-steps.js';
import { makeQuote } from './quoting/citation.js';
import { enumerationAnswer, itemAnswer, quotesAnswer } from './outline/division-answers.js';
import { atPosition } from './quoting/divisions.js';
import type { EnumerationFinder } from './lists/enumeration.js';
import { bestCompanionLate, SENTENCES_LOOKED_AT } from './near-best.js';
import { PlacedItems, type PlacedItem } from './placed-items.js';
import { ListedItems } from './listed-items.js';
import { readQuestion, type Question } from './reading/question.js';
import type { SentenceRanking } from './sentence-ranking.js';
import type { Enumeration } from './lists/speech-lists.js';
import type { StructureAnswerer } from './outline/structure-answer.js';
import { ANY_DIVISION, type StructureQuestion } from './reading/structure-question-type.js';

/**
 * The companion's late interaction below which nothing in the speech is about the words for a place; on our own questions
 * those for places that are there come to 0.65 and more.
 */
const LEAST_LIKE_A_PLACE = 0.62;

/** Whether nothing in the speech is about the words for a place, by the companion. */
function isUnlike(units: readonly RankedUnit[]): boolean {
  return (bestCompanionLate(units) ?? LEAST_LIKE_A_PLACE) < LEAST_LIKE_A_PLACE;
}

/** The topic of a question about structure that is asked by what a sentence says. */
function topicToRank(asked: StructureQuestion): string | null {
  if (asked.ask === 'which' || asked.ask === 'beside-topic' || asked.ask === 'beside-stretch') return asked.topic;
  if (asked.ask === 'passage') return asked.matter;
  if (asked.ask === 'listed') return asked.topic === '' ? null : asked.topic;
  return asked.ask === 'edge' && asked.isParagraph ? asked.scope : null;
}

/** An answer about structure, with the embedding of the words by which its place was found; null where none were compared. */
export interface PlacedAnswer {
  readonly answer: Answer;
  readonly compared: TextEmbedding | null;
}

/** Answers questions about structure by the outline, and by ranking where they name things by what they are about. */
export class StructureByMeaning {
  private readonly placedItems: PlacedItems;
  private readonly listed: ListedItems;

  constructor(
    private readonly parts: AnswererParts,
    private readonly structure: StructureAnswerer,
    private readonly enumerations: EnumerationFinder,
    private readonly listsByMeaning: ReturnType<AnsweringSteps['listsByMeaning']>,
    private readonly ranking: SentenceRanking,
  ) {
    this.placedItems = new PlacedItems(parts, enumerations);
    this.listed = new ListedItems(parts.speech, parts.retriever, enumerations);
  }

  /** The answer; null where neither the outline nor a list has anything of the kind. */
  async answer(asked: StructureQuestion, question: Question): Promise<PlacedAnswer | null> {
    const compared: TextEmbedding[] = [];
    const answer = await this.find(asked, question, compared);
    return answer === null ? null : { answer, compared: compared[0] ?? null };
  }

  /** The same; puts the embeddings that were compared to find it into `compared`. */
  private async find(asked: StructureQuestion, question: Question, compared: TextEmbedding[]): Promise<Answer | null> {
    if (asked.ask === 'several') return this.severalPlaces(asked.questions, question);
    const rank = async (words: Question) => {
      const ranking = await this.ranking.rank(words, null);
      compared.push(ranking.embedding);
      return ranking;
    };
    const place = placeAsked(asked);
    const placed = place === null ? null : await this.placedItem(asked, place, question, () => rank(question));
    if (placed !== null) return placed;
    const needsVector = asked.ask === 'count' && asked.part === null;
    const vector = needsVector ? (await this.parts.retriever.retrieve(question.text)).embedding.vector : null;
    const similarity = (first: number, end: number) =>
      vector === null ? 0 : this.parts.rangeSimilarity(vector, first, end);
    const topic = topicToRank(asked);
    const ranked = topic === null ? [] : (await rank(this.ranking.inSpeechLanguage(readQuestion(topic)))).ranked;
    const sentences = this.sentencesOf(ranked);
    if (asked.ask === 'listed') return this.listed.answer(asked, question.quotedTerms, sentences, () => rank(question));
    if (asked.ask === 'beside-topic' || asked.ask === 'beside-stretch') {
      const beside = this.listed.beside(asked.topic, asked.side);
      if (beside !== null) return beside;
    }
    const [best] = sentences;
    const nearest = new Map<string, readonly Sentence[]>();
    const named = topic !== null && this.structure.needsMeaning(topic) ? [ranked] : [];
    for (const words of this.structure.wordsToPlace(asked)) {
      const { ranked: units, embedding } = await this.ranking.nearestTo(words);
      compared.push(embedding);
      nearest.set(words, this.sentencesOf(units));
      if (this.structure.needsMeaning(words)) named.push(units);
    }
    const [unknown] = named;
    if (unknown !== undefined && named.every(isUnlike)) return this.noSuchPlace(unknown);
    const nearestTo = (words: string) => nearest.get(words) ?? [];
    const answer = this.structure.answer(asked, { similarity, ranked: sentences, nearestTo });
    if (answer !== null) return answer;
    if (asked.ask === 'which') return this.toldWhere(best);
    return asked.ask === 'count' ? this.countByMeaning(question) : null;
  }

  private sentencesOf(units: readonly RankedUnit[]): Sentence[] {
    return units.flatMap(({ label }) => this.parts.speech.sentences[label] ?? []);
  }

  /** That nothing is told of what a place is named by: 讲环保的那部分 of a speech that does not speak of it. */
  private noSuchPlace(units: readonly RankedUnit[]): Answer {
    const nearest = this.sentencesOf(units.slice(0, SENTENCES_LOOKED_AT)).map(({ span }) =>
      makeQuote(this.parts.speech, span, 0),
    );
    return { status: 'not_found', reason: 'absent', nearest, notes: [] };
  }

  /** What stands at each of several places, in order, as far as there is such a place; null where one is not found by the outline. */
  private async severalPlaces(questions: readonly StructureQuestion[], question: Question): Promise<Answer | null> {
    const answers: Answer[] = [];
    for (const each of questions) {
      const answer = await this.find(each, question, []);
      if (answer !== null) answers.push(answer);
      // What the lines around the title do not say is no reason to keep back what they do.
      else if (each.ask !== 'front') return null;
    }
    const quotes = answers
      .flatMap((answer) => (answer.status === 'answered' ? answer.quotes : []))
      .filter((quote, index, all) => all.findIndex(({ start }) => start === quote.start) === index);
    const missing = answers.find(({ status }) => status === 'not_found');
    if (quotes.length === 0) return missing ?? null;
    const form = quotes.length === 1 ? 'quotes' : 'enumeration';
    return { status: 'answered', form, quotes, notes: missing?.notes ?? [] };
  }

  /**
   * What stands at a place of the list that a question means, of the outline or not, or that there is nothing; null where
   * the question says nothing of the list, which the outline then must show, or no list comes near.
   */
  private async placedItem(
    asked: StructureQuestion,
    place: PlacedItem,
    question: Question,
    rank: () => Promise<Ranking>,
  ): Promise<Answer | null> {
    const { position, topic, thing } = place;
    if (topic === '' && thing === null && place.terms.length === 0) return null;
    const division = asked.ask === 'division' ? asked : { ...ANY_DIVISION, point: position };
    const announced = this.structure.pointsAnnounced(`${topic} ${thing ?? ''}`);
    if (announced !== null) return this.structure.atPlace(announced, position, division);
    const terms = [...place.terms, ...question.quotedTerms];
    const found =
      (terms.length > 0 ? await this.placedItems.find({ ...place, terms }, rank) : null) ??
      (place.terms.length > 0 ? null : await this.placedItems.find(place, rank));
    if (found === null) return null;
    const { list, item } = found;
    const points = this.structure.pointsOf(list);
    if (points !== null) return this.structure.atPlace(points, position, division);
    if (item !== null) return itemAnswer(this.parts.speech, item);
    const nearest = list.items.slice(-1).map((last) => makeQuote(this.parts.speech, last, 0));
    return { status: 'not_found', reason: 'absent', nearest, notes: [] };
  }

  /** What is being told where a sentence stands, in a speech that tells of several things without headings. */
  private toldWhere(sentence: Sentence | undefined): Answer | null {
    const told = sentence === undefined ? null : this.enumerations.toldAt(sentence.span.start);
    if (sentence === undefined || told === null) return null;
    const spans = told.start === sentence.span.start ? [told] : [told, sentence.span];
    return quotesAnswer(spans.map((span) => makeQuote(this.parts.speech, span, 1)));
  }

  /** The items of the list that a question for their number means, with their number. */
  private async countByMeaning(question: Question): Promise<Answer | null> {
    const list = this.listsByMeaning.nearest(await this.ranking.rank(question, null));
    if (list === null) return null;
    return {
      ...enumerationAnswer(this.parts.speech, list),
      notes: [{ key: 'count', values: { count: list.items.length } }],
    };
  }
}

/** The item that a question names by its place in a list; null where it names none, or one in a part that it names. */
function placeAsked(asked: StructureQuestion): PlacedItem | null {
  if (asked.ask === 'item') return { ...asked, terms: asked.term === null ? [] : [asked.term], mayBeNone: true };
  if (asked.ask !== 'division' || asked.part !== null || asked.point === null || asked.scope !== null) return null;
  return { ...asked, position: asked.point, terms: [], mayBeNone: false };
}

/** The item of a list that a question about structure asks for by its place; undefined where it asks for no such thing. */
export function itemAsked(asked: StructureQuestion, list: Enumeration): Span | undefined {
  const position = asked.ask === 'listed' ? asked.position : (placeAsked(asked)?.position ?? null);
  return position === null ? undefined : atPosition(list.items, position);
}
