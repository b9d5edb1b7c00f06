import type { Sentence, Span } from '../speech/types.js';
import type { Answer } from './answer.js';
import type { AnswererParts, AnsweringSteps } from './answering-steps.js';
import { makeQuote } from './citation.js';
import { enumerationAnswer, quotesAnswer } from './division-answers.js';
import { atPosition } from './divisions.js';
import type { EnumerationFinder } from './enumeration.js';
import { ListedItems } from './listed-items.js';
import type { Position } from './positions.js';
import { readQuestion, type Question } from './question.js';
import type { SentenceRanking } from './sentence-ranking.js';
import type { Enumeration } from './speech-lists.js';
import type { StructureAnswerer } from './structure-answer.js';
import { countsThings, type StructureQuestion } from './structure-question-type.js';

/** The topic of a question about structure that is asked by what a sentence says. */
function topicToRank(asked: StructureQuestion): string | null {
  if (asked.ask === 'which' || asked.ask === 'beside-topic' || asked.ask === 'beside-stretch') return asked.topic;
  if (asked.ask === 'passage') return asked.matter;
  if (asked.ask === 'listed') return asked.topic === '' ? null : asked.topic;
  return asked.ask === 'edge' && asked.isParagraph ? asked.scope : null;
}

/** Answers questions about structure by the outline, and by ranking where they name things by what they are about. */
export class StructureByMeaning {
  private readonly listed: ListedItems;

  constructor(
    private readonly parts: AnswererParts,
    private readonly structure: StructureAnswerer,
    private readonly enumerations: EnumerationFinder,
    private readonly listsByMeaning: ReturnType<AnsweringSteps['listsByMeaning']>,
    private readonly ranking: SentenceRanking,
  ) {
    this.listed = new ListedItems(parts.speech, parts.retriever, enumerations);
  }

  /** The answer; null where neither the outline nor a list has anything of the kind. */
  async answer(asked: StructureQuestion, question: Question): Promise<Answer | null> {
    const span = await this.itemOf(asked, question);
    if (span !== null) return quotesAnswer([makeQuote(this.parts.speech, span, 1)]);
    const last = this.lastBefore(asked);
    if (last !== null)
      return { status: 'not_found', reason: 'absent', nearest: [makeQuote(this.parts.speech, last, 0)], notes: [] };
    const needsVector =
      (asked.ask === 'division' && asked.part === null && (asked.topic !== '' || asked.scope !== null)) ||
      (asked.ask === 'count' && asked.part === null);
    const vector = needsVector ? (await this.parts.retriever.retrieve(question.text)).embedding.vector : null;
    const similarity = (first: number, end: number) =>
      vector === null ? 0 : this.parts.rangeSimilarity(vector, first, end);
    const topic = topicToRank(asked);
    const ranked =
      topic === null ? [] : (await this.ranking.rank(this.ranking.inSpeechLanguage(readQuestion(topic)), null)).ranked;
    const sentences = ranked.flatMap(({ label }) => this.parts.speech.sentences[label] ?? []);
    if (asked.ask === 'listed')
      return this.listed.answer(asked, question.quotedTerms, sentences, () => this.ranking.rank(question, null));
    if (asked.ask === 'beside-topic' || asked.ask === 'beside-stretch') {
      const beside = this.listed.beside(asked.topic, asked.side);
      if (beside !== null) return beside;
    }
    const [best] = sentences;
    if (best !== undefined && asked.ask === 'beside-topic' && asked.unit === 'item') {
      const beside = this.enumerations.itemBeside(best.span.start, asked.side === 'before' ? -1 : 1);
      if (beside !== null) return quotesAnswer([makeQuote(this.parts.speech, beside, 1)]);
    }
    const nearest = new Map<string, readonly Sentence[]>();
    for (const words of this.structure.wordsToPlace(asked)) nearest.set(words, await this.ranking.nearestTo(words));
    const nearestTo = (words: string) => nearest.get(words) ?? [];
    const answer = this.structure.answer(asked, { similarity, ranked: sentences, nearestTo });
    if (answer !== null) return answer;
    if (asked.ask === 'which') return this.toldWhere(best);
    return asked.ask === 'count' ? this.countByMeaning(question) : null;
  }

  /**
   * The item of a list that no outline shows. Points that are announced are counted by the outline, which knows those
   * that are missing; so are those of which the question does not say how many there are ("三件事里的末一件"), unless
   * they are things that the items themselves count.
   */
  private async itemOf(asked: StructureQuestion, question: Question): Promise<Span | null> {
    const { quotedTerms } = question;
    const rank = () => this.ranking.rank(question, null);
    if (asked.ask === 'item') {
      return asked.term === null
        ? this.listsByMeaning.item({ ...asked, quotedTerms }, rank)
        : this.listsByMeaning.itemByName({ ...asked, quotedTerms: [asked.term] }, rank);
    }
    if (asked.ask !== 'division' || asked.part !== null || asked.point === null || asked.scope !== null) return null;
    const { point: position, count } = asked;
    const isThing = countsThings(asked.unit);
    const item = { position, count, unit: isThing ? asked.unit : null, quotedTerms };
    if (count === null && !isThing) return null;
    const isAnnounced = this.parts.speech.announcements.some(({ announced }) => announced === count);
    return count === null || isAnnounced
      ? this.listsByMeaning.itemByName(item, rank)
      : this.listsByMeaning.item(item, rank);
  }

  /** The last item of a list of counted things (张, 件) that has none at the place asked for. */
  private lastBefore(asked: StructureQuestion): Span | null {
    if (asked.ask !== 'item' && (asked.ask !== 'division' || asked.scope !== null)) return null;
    const position = placeAsked(asked);
    const { unit, count } = asked;
    return position === null || !countsThings(unit) ? null : this.listsByMeaning.lastBefore({ position, count, unit });
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

/** The place that a question names in a list, whichever that is; null where it names none, or one in a numbered part. */
function placeAsked(asked: StructureQuestion): Position | null {
  if (asked.ask === 'item' || asked.ask === 'listed') return asked.position;
  return asked.ask === 'division' && asked.part === null ? asked.point : null;
}

/** The item of a list that a question about structure asks for by its place; undefined where it asks for no such thing. */
export function itemAsked(asked: StructureQuestion, list: Enumeration): Span | undefined {
  const position = placeAsked(asked);
  return position === null ? undefined : atPosition(list.items, position);
}
