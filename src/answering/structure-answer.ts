import type { Announcement, OutlineNode, Speech } from '../speech/types.js';
import type { CharacterFold } from '../text/fold.js';
import type { Answer, AnswerNote, Quote } from './answer.js';
import { makeQuote, sentenceIndexAt } from './citation.js';
import { allDivisions, allLists, headSpan, sectionsOf, type DivisionList } from './divisions.js';
import { itemSpan, leadingSpan } from './spans.js';
import type { Position, StructureQuestion } from './structure-question.js';
import { bigramsOf, coverage } from './topic-match.js';

/** Similarity of the question to a stretch of sentences (half-open range of indices), for choosing among lists. */
export type RangeSimilarity = (firstSentence: number, endSentence: number) => number;

/** A structure answer with the division that it is about, so that a follow-up can go on from there. */
export interface StructureResult {
  readonly answer: Answer;
  readonly node: OutlineNode | null;
}

const atPosition = <Item>(items: readonly Item[], position: Position): Item | undefined =>
  items.at(position > 0 ? position - 1 : position);

/** Answers questions about the outline of one speech. */
export class StructureAnswerer {
  private readonly sections: readonly OutlineNode[];
  private readonly lists: readonly DivisionList[];

  constructor(
    private readonly speech: Speech,
    private readonly fold: CharacterFold,
  ) {
    this.sections = sectionsOf(speech);
    this.lists = allLists(speech).filter(({ items }) => items.length >= 2);
  }

  /** The answer, or null where the outline has nothing of the kind and the question should be searched as any other. */
  answer(question: StructureQuestion, similarity: RangeSimilarity): StructureResult | null {
    switch (question.ask) {
      case 'title':
        return this.answerTitle();
      case 'parts':
        return this.sections.length === 0 ? null : { answer: this.enumerate(null, this.sections, 'count'), node: null };
      case 'announced':
        return this.answerAnnounced();
      case 'before-first':
        return this.answerBeforeFirst();
      case 'which':
        return this.answerWhich(question.topic);
      case 'count':
        return this.answerCount(question.part);
      case 'division':
        return this.answerDivision(question, similarity);
    }
  }

  /** A division as an enumeration (heading, then each child), a leaf as its heading with leading sentences. */
  describe(node: OutlineNode, headingOnly = false): Answer {
    if (headingOnly) return this.quotes([makeQuote(this.speech, headSpan(this.speech, node), 1)], []);
    if (node.children.length > 0) return this.enumerate(node, node.children, null);
    const span = leadingSpan(this.speech, node.span.start, node.span, 3);
    const last = sentenceIndexAt(this.speech, Math.max(node.span.start, node.span.end - 1));
    const lastSentence =
      this.speech.sentences[last - (this.speech.sentences[last]?.span.start === node.span.end ? 1 : 0)];
    const continues =
      lastSentence !== undefined && lastSentence.span.start >= span.end && lastSentence.span.end <= node.span.end;
    return this.quotes(
      [makeQuote(this.speech, span, 1)],
      continues ? [{ key: 'continued', values: { last: lastSentence.number } }] : [],
    );
  }

  /** Items in order under the heading of `parent`. */
  enumerate(parent: OutlineNode | null, items: readonly OutlineNode[], note: 'count' | null): Answer {
    const head = parent === null || parent.heading === null ? [] : [makeQuote(this.speech, parent.heading, 1)];
    const quotes = items.map((item) =>
      makeQuote(
        this.speech,
        parent === null && item.kind === 'section' ? headSpan(this.speech, item) : itemSpan(this.speech, item),
        1,
      ),
    );
    const notes: AnswerNote[] = note === null ? [] : [{ key: 'count', values: { count: items.length } }];
    const announcement = this.speech.announcements.find((entry) =>
      entry.items.includes(items[0] ?? ({} as OutlineNode)),
    );
    if (announcement !== undefined && announcement.announced !== announcement.found)
      notes.push(...this.announcedNotes(announcement));
    return { status: 'answered', form: 'enumeration', quotes: [...head, ...quotes], notes };
  }

  private quotes(quotes: readonly Quote[], notes: readonly AnswerNote[]): Answer {
    return { status: 'answered', form: 'quotes', quotes, notes };
  }

  private announcedNotes(announcement: Announcement): AnswerNote[] {
    const notes: AnswerNote[] = [
      { key: 'announced', values: { announced: announcement.announced, found: announcement.found } },
    ];
    if (this.speech.breaksOffAt !== null) notes.push({ key: 'breaks_off', values: {} });
    return notes;
  }

  private answerTitle(): StructureResult | null {
    const node = this.speech.outline.find(({ kind }) => kind === 'title');
    return node === undefined ? null : { answer: this.describe(node, true), node };
  }

  private answerAnnounced(): StructureResult | null {
    const announcement = this.speech.announcements[0];
    if (announcement === undefined) return null;
    const sentence = this.speech.sentences[sentenceIndexAt(this.speech, announcement.span.start)];
    if (sentence === undefined) return null;
    return {
      answer: this.quotes([makeQuote(this.speech, sentence.span, 1)], this.announcedNotes(announcement)),
      node: null,
    };
  }

  private answerBeforeFirst(): StructureResult | null {
    const opening = this.speech.outline.find(({ kind }) => kind === 'opening');
    if (opening === undefined || this.sections.length === 0) return null;
    const lead = makeQuote(this.speech, leadingSpan(this.speech, opening.span.start, opening.span, 3), 1);
    const items = opening.children.map((child) => makeQuote(this.speech, itemSpan(this.speech, child), 1));
    return { answer: { status: 'answered', form: 'enumeration', quotes: [lead, ...items], notes: [] }, node: opening };
  }

  /** In which division something is said: the one whose heading holds most of the topic's words. */
  private answerWhich(topic: string): StructureResult | null {
    const wanted = bigramsOf(topic, this.fold);
    const scored = allDivisions(this.speech)
      .map((node) => ({ node, score: coverage(wanted, bigramsOf(this.wordsOf(node), this.fold)) }))
      .sort((a, b) => b.score - a.score);
    const best = scored[0];
    return best === undefined || best.score < 0.6 ? null : { answer: this.describe(best.node), node: best.node };
  }

  private answerCount(part: Position | null): StructureResult | null {
    const node = part === null ? undefined : atPosition(this.sections, part);
    if (node === undefined) return part === null ? null : this.missingPart(part);
    return node.children.length === 0
      ? { answer: this.describe(node), node }
      : { answer: this.enumerate(node, node.children, 'count'), node };
  }

  private wordsOf(node: OutlineNode): string {
    const span = headSpan(this.speech, node);
    return this.speech.text.slice(span.start, span.end);
  }

  private missingPart(position: Position): StructureResult | null {
    const announcement =
      this.speech.announcements.find((entry) => entry.items[0]?.level === 0) ?? this.speech.announcements[0];
    if (announcement === undefined || position > announcement.announced || position <= announcement.found) {
      return this.noSuchPart();
    }
    const sentence = this.speech.sentences[sentenceIndexAt(this.speech, announcement.span.start)];
    const nearest = sentence === undefined ? [] : [makeQuote(this.speech, sentence.span, 0)];
    return {
      answer: { status: 'not_found', reason: 'missing_part', nearest, notes: this.announcedNotes(announcement) },
      node: null,
    };
  }

  /** A part beyond the last one: the number of parts, and the last as nearest. */
  private noSuchPart(): StructureResult | null {
    const last = this.sections.at(-1);
    if (last === undefined) return null;
    const nearest = [makeQuote(this.speech, headSpan(this.speech, last), 0)];
    const notes: AnswerNote[] = [{ key: 'count', values: { count: this.sections.length } }];
    return { answer: { status: 'not_found', reason: 'absent', nearest, notes }, node: null };
  }

  private answerDivision(
    question: Extract<StructureQuestion, { ask: 'division' }>,
    similarity: RangeSimilarity,
  ): StructureResult | null {
    const { part, point, item, headingOnly } = question;
    if (part !== null && this.sections.length === 0) return null;
    const scope = part === null ? null : atPosition(this.sections, part);
    if (scope === undefined) return this.missingPart(part ?? 0);
    if (point === null) return scope === null ? null : { answer: this.describe(scope, headingOnly), node: scope };
    const list = scope === null ? this.listFor(question, similarity) : this.listIn(scope, question.topic);
    if (list === null) return scope === null ? null : { answer: this.describe(scope, headingOnly), node: scope };
    const found = atPosition(list.items, point);
    if (found === undefined) return list.items[0]?.level === 0 ? this.missingPart(point) : null;
    const node = item === null ? found : (atPosition(found.children, item) ?? found);
    return { answer: this.describe(node, headingOnly), node };
  }

  /** The list of a part that the question means: the numbered one where there are several, or the one of the topic. */
  private listIn(scope: OutlineNode, topic: string): DivisionList | null {
    const lists = allListsUnder(this.lists, scope);
    const wanted = bigramsOf(topic, this.fold);
    const scored = lists.map((list) => ({
      list,
      score:
        this.topicScore(list, wanted) + (list.parent === scope ? 0.5 : 0) + (list.items[0]?.ordinal === 1 ? 0.2 : 0),
    }));
    return scored.sort((a, b) => b.score - a.score)[0]?.list ?? null;
  }

  private topicScore(list: DivisionList, wanted: ReadonlySet<string>): number {
    const heading = list.parent === null ? '' : this.wordsOf(list.parent);
    const words = [heading, ...list.items.map((node) => this.wordsOf(node)), this.introOf(list)].join('\n');
    return coverage(wanted, bigramsOf(words, this.fold));
  }

  /** The sentence before a list, which says what it is a list of. */
  private introOf(list: DivisionList): string {
    const first = list.items[0];
    if (first === undefined) return '';
    const before = this.speech.sentences[sentenceIndexAt(this.speech, first.span.start) - 1];
    return before === undefined ? '' : this.speech.text.slice(before.span.start, before.span.end);
  }

  /** The list that a question without a part means: by its topic's words and likeness; without a topic, the parts. */
  private listFor(
    question: Extract<StructureQuestion, { ask: 'division' }>,
    similarity: RangeSimilarity,
  ): DivisionList | null {
    const wanted = bigramsOf(question.topic, this.fold);
    const announced = this.speech.announcements.find(
      ({ span }) =>
        wanted.size > 0 && coverage(wanted, bigramsOf(this.speech.text.slice(span.start, span.end), this.fold)) >= 0.6,
    );
    if (announced !== undefined) return { parent: null, items: announced.items };
    if (wanted.size === 0)
      return this.sections.length > 0 ? { parent: null, items: this.sections } : (this.lists[0] ?? null);
    const fitting = this.lists.filter(({ items }) => atPosition(items, question.point ?? 1) !== undefined);
    const scored = fitting.map((list) => ({
      list,
      score: 1.5 * this.topicScore(list, wanted) + this.similarityOf(list, similarity),
    }));
    return scored.sort((a, b) => b.score - a.score)[0]?.list ?? null;
  }

  private similarityOf(list: DivisionList, similarity: RangeSimilarity): number {
    const first = list.items[0];
    const last = list.items.at(-1);
    if (first === undefined || last === undefined) return 0;
    return similarity(
      Math.max(0, sentenceIndexAt(this.speech, first.span.start) - 2),
      sentenceIndexAt(this.speech, last.span.end - 1) + 1,
    );
  }
}

function allListsUnder(lists: readonly DivisionList[], scope: OutlineNode): DivisionList[] {
  return lists.filter(({ items }) => {
    const first = items[0];
    return (
      first !== undefined && first !== scope && first.span.start >= scope.span.start && first.span.end <= scope.span.end
    );
  });
}
