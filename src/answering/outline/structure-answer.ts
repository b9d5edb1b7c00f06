import type { OutlineNode, Sentence, Span, Speech } from '../../speech/types.js';
import type { CharacterFold } from '../../text/fold.js';
import type { Answer } from '../quoting/answer.js';
import { AppendixAnswers } from './appendix-answers.js';
import { BesideAnswers } from './beside-answers.js';
import { makeQuote, pathAt, sentenceIndexAt } from '../quoting/citation.js';
import { DivisionAnswers, quotesAnswer } from './division-answers.js';
import { atPosition, sectionsOf, type DivisionList } from '../quoting/divisions.js';
import { EdgeAnswers } from './edge-answers.js';
import { EnumerationFinder } from '../lists/enumeration.js';
import { FrontAnswers } from './front-answers.js';
import { ListChoice, type RangeSimilarity } from './list-choice.js';
import { NamedParts } from './named-parts.js';
import { ParagraphAnswers } from './paragraph-answers.js';
import { PassageAnswers } from './passage-answers.js';
import { namesSentences, placesNamedIn } from '../reading/places-named.js';
import { itemSpan, leadingSpan } from '../quoting/spans.js';
import type { Position } from '../reading/positions.js';
import type { Enumeration } from '../lists/speech-lists.js';
import type { StructureQuestion } from '../reading/structure-question-type.js';
import { WhichAnswers } from './which-answers.js';

/** What ranking says, for questions about structure that name things by their words. */
export interface StructureEvidence {
  readonly similarity: RangeSimilarity;
  /** The sentences that speak of the topic, best first. */
  readonly ranked: readonly Sentence[];
  /** The sentences nearest to each of the words that name a place (`wordsToPlace`), headings among them, best first. */
  readonly nearestTo: (words: string) => readonly Sentence[];
}

/** Answers questions about the outline of one speech. */
export class StructureAnswerer {
  private readonly sections: readonly OutlineNode[];
  private readonly lists: ListChoice;
  private readonly divisions: DivisionAnswers;
  private readonly namedParts: NamedParts;
  private readonly paragraphs: ParagraphAnswers;
  private readonly appendices: AppendixAnswers;
  private readonly beside: BesideAnswers;
  private readonly passages: PassageAnswers;
  private readonly edges: EdgeAnswers;
  private readonly which: WhichAnswers;
  private readonly front: FrontAnswers;

  constructor(
    private readonly speech: Speech,
    fold: CharacterFold,
    enumerations = new EnumerationFinder(speech, fold),
  ) {
    this.sections = sectionsOf(speech);
    this.lists = new ListChoice(speech, fold);
    this.divisions = new DivisionAnswers(speech);
    this.namedParts = new NamedParts(speech, fold);
    this.paragraphs = new ParagraphAnswers(speech);
    this.appendices = new AppendixAnswers(speech);
    this.front = new FrontAnswers(speech);
    const { lists, divisions, namedParts, paragraphs } = this;
    this.edges = new EdgeAnswers(speech, { lists, divisions, namedParts, paragraphs });
    this.which = new WhichAnswers(speech, { lists, divisions, namedParts });
    this.beside = new BesideAnswers(speech, { lists, divisions, namedParts, paragraphs, enumerations }, fold);
    this.passages = new PassageAnswers(speech, this.lists, this.divisions, this.namedParts, this.paragraphs);
  }

  /** The answer, or null where the outline has nothing of the kind and the question should be searched as any other. */
  answer(question: StructureQuestion, evidence: StructureEvidence): Answer | null {
    const { similarity, ranked } = evidence;
    switch (question.ask) {
      case 'title':
        return this.answerTitle();
      case 'front':
        return this.front.answer(question.wanted);
      case 'salutation':
        return this.answerSalutation();
      case 'beside':
        return this.beside.words(question, evidence.nearestTo);
      case 'beside-division':
        return this.beside.division(question, evidence.nearestTo);
      case 'beside-place':
        return this.beside.numbered(question);
      case 'beside-topic':
        return this.beside.topic(question, ranked, evidence.nearestTo);
      case 'between':
        return this.beside.between(question, evidence.nearestTo);
      case 'parts':
        if (this.sections.length === 0) return null;
        if (question.count !== null && question.count !== this.sections.length) {
          // 过去一年的成绩分成哪六块: of a speech of three parts.
          const points = this.lists.onlyOfSoMany(question.count);
          if (points !== null) return this.divisions.enumerate(points.parent, points.items, null);
        }
        return question.withPoints
          ? this.divisions.headings(this.sections)
          : this.divisions.counted(null, this.sections, true);
      case 'all-points':
        return this.which.allPoints(question);
      case 'announced':
        return this.answerAnnounced();
      case 'before-first':
        return this.answerBeforeFirst();
      case 'passage':
        return this.passages.at(question, ranked, evidence.nearestTo);
      case 'beside-stretch':
        return this.passages.beside(question, ranked);
      case 'item':
      case 'listed':
      case 'several':
        // The outline does not show such lists, and answers for one place at a time.
        return null;
      case 'note':
        return this.appendices.note(question.number);
      case 'paragraph':
        return this.edges.paragraph(question, evidence.nearestTo);
      case 'which':
        return this.which.division(question, evidence);
      case 'edge':
        return this.edges.edge(question, evidence);
      case 'count':
        return question.part === null
          ? this.answerTopicCount(question, similarity)
          : this.answerCount(question.part, question.wantsItems);
      case 'division':
        return this.answerDivision(question, evidence);
    }
  }

  /** Words that name a division which no heading bears: which it is must be seen from what stands near them. */
  wordsToPlace(question: StructureQuestion): readonly string[] {
    const words = placesNamedIn(question);
    return namesSentences(question) ? words : words.filter((each) => this.namedParts.needsMeaning(each));
  }

  /** Whether no heading names what these words are about. */
  needsMeaning(words: string): boolean {
    return this.namedParts.needsMeaning(words);
  }

  /** The division before or after the one in which a quote stands, for "下一条呢"; null where there is none. */
  neighbour(offset: number, step: 1 | -1): Answer | null {
    return this.beside.neighbour(offset, step);
  }

  /** What a division says from an offset on, where an answer left off; null where it says no more. */
  continuation(offset: number): Answer | null {
    const node = pathAt(this.speech, offset - 1).at(-1);
    return node === undefined ? null : this.divisions.from(node, offset);
  }

  /** The item at a place of the innermost list around an offset that has so many items; null where none has. */
  itemAround(offset: number, position: Position): Answer | null {
    for (const node of pathAt(this.speech, offset).reverse()) {
      const list = this.lists.lists.find(({ items }) => items.includes(node));
      const item = list === undefined ? undefined : atPosition(list.items, position);
      if (item !== undefined) return this.divisions.describe(item);
    }
    return null;
  }

  private answerTitle(): Answer | null {
    const node = this.speech.outline.find(({ kind }) => kind === 'title');
    return node === undefined ? null : this.divisions.describe(node, true);
  }

  private answerSalutation(): Answer | null {
    const greetings = this.speech.sentences.filter(({ node }) => node.kind === 'salutation');
    const [first] = greetings;
    const last = greetings.at(-1);
    if (first === undefined || last === undefined) return null;
    return quotesAnswer([makeQuote(this.speech, { start: first.span.start, end: last.span.end }, 1)]);
  }

  private answerAnnounced(): Answer | null {
    const announcement =
      this.speech.announcements.find(({ items: [first] }) => first?.level === 0) ?? this.speech.announcements[0];
    if (announcement === undefined) return null;
    const sentence = this.speech.sentences[sentenceIndexAt(this.speech, announcement.span.start)];
    if (sentence === undefined) return null;
    return quotesAnswer([makeQuote(this.speech, sentence.span, 1)], this.divisions.announcedNotes(announcement));
  }

  private answerBeforeFirst(): Answer | null {
    const opening = this.speech.outline.find(({ kind }) => kind === 'opening');
    if (opening === undefined || this.sections.length === 0) return null;
    const lead = makeQuote(this.speech, leadingSpan(this.speech, opening.span.start, opening.span, 3), 1);
    const items = opening.children.map((child) => makeQuote(this.speech, itemSpan(this.speech, child), 1));
    return { status: 'answered', form: 'enumeration', quotes: [lead, ...items], notes: [] };
  }

  private answerCount(part: Position, wantsItems: boolean): Answer | null {
    const node = atPosition(this.sections, part);
    if (node === undefined) return this.divisions.missingPart(part);
    return node.children.length === 0
      ? this.divisions.describe(node)
      : this.divisions.counted(node, node.children, wantsItems);
  }

  /** In how many points a topic is treated. */
  private answerTopicCount(
    { topic, wantsItems }: Extract<StructureQuestion, { ask: 'count' }>,
    similarity: RangeSimilarity,
  ): Answer | null {
    const list = this.lists.ofTopic(topic, similarity);
    return list === null ? null : this.divisions.counted(list.parent, list.items, wantsItems);
  }

  private answerDivision(
    question: Extract<StructureQuestion, { ask: 'division' }>,
    evidence: StructureEvidence,
  ): Answer | null {
    const { part, point } = question;
    if (part !== null && this.sections.length === 0)
      // Without headings there is none to name; another question may mean a part of something else.
      return question.headingOnly && this.speech.language === 'en' ? this.divisions.noSuchItem([]) : null;
    const named =
      question.scope === null
        ? null
        : this.namedParts.find(question.scope, evidence.nearestTo(question.scope), question.level, point !== null);
    if (question.scope !== null && named === null) {
      const annexes = this.namedParts.annexes;
      const isAbsent = annexes.length > 0 || !this.speech.text.includes(question.scope.slice(0, 2));
      return /^附/.test(question.scope) && isAbsent ? this.divisions.noSuchItem(annexes) : null;
    }
    if (named?.kind === 'annex') {
      if (point !== null) return this.appendices.annexItem(named, point);
      return question.topic === '' ? this.divisions.describe(named) : null;
    }
    const marked = part === null && named === null && point !== null ? this.marked(point, question) : null;
    if (marked !== null) return marked;
    const scope = part === null ? named : atPosition(this.sections, part);
    if (scope === undefined) return this.divisions.missingPart(part ?? 0);
    if (point === null) return scope === null ? null : this.describe(scope, question);
    const literal = scope === null ? undefined : this.numbered(scope, point, question.thing);
    if (literal !== undefined) return quotesAnswer([makeQuote(this.speech, literal, 1)]);
    const list = scope === null ? this.lists.withoutTopic(point) : this.lists.inPart(scope, question.topic);
    // 十件实事里的第四件, of a speech that lists three: none of its other lists is meant.
    if (list !== null && scope === null && !this.isOfSoMany(list, question.count)) return null;
    if (list === null)
      return scope === null
        ? this.divisions.beyondSaid(point)
        : ((question.asksParagraphs ? null : this.paragraphs.of(scope, point)) ?? this.describe(scope, question));
    return this.atPlace(list, point, question);
  }

  /** The sentence of a division that begins with the number of a thing, as the speaker names it: 第二虚，…. */
  private numbered(scope: OutlineNode, point: Position, thing: string | null): Span | undefined {
    const number = '一二三四五六七八九十'.charAt(point - 1);
    if (thing === null || number === '') return undefined;
    const { start, end } = scope.span;
    return this.speech.sentences.find(
      ({ span }) =>
        span.start >= start && span.end <= end && this.speech.text.startsWith(`第${number}${thing}`, span.start),
    )?.span;
  }

  /** Whether a list has so many items, or is announced to have; true where the question does not say how many. */
  private isOfSoMany({ items }: DivisionList, count: number | null): boolean {
    if (count === null || items.length === count) return true;
    return this.speech.announcements.some(
      ({ announced, items: [first] }) => announced === count && first !== undefined && items.includes(first),
    );
  }

  /** The point that begins with the words it is named by ("四是"), or all that do; null where none does. */
  private marked(point: Position, question: Extract<StructureQuestion, { ask: 'division' }>): Answer | null {
    const [first, ...others] = question.mark === null ? [] : this.lists.marked(point, question.mark);
    if (first === undefined) return null;
    return others.length === 0
      ? this.describe(first, question)
      : this.divisions.enumerate(null, [first, ...others], null);
  }

  /** The points that are announced in most of these words; null where none are. */
  pointsAnnounced(words: string): DivisionList | null {
    return this.lists.announced(words);
  }

  /** The divisions that a list consists of; null where it is no list of divisions. */
  pointsOf({ items }: Enumeration): DivisionList | null {
    return this.lists.madeOf(items);
  }

  /** The division at a place of a list, or that there is none. */
  atPlace(
    list: DivisionList,
    point: Position,
    question: Extract<StructureQuestion, { ask: 'division' }>,
  ): Answer | null {
    const { item } = question;
    const found = atPosition(list.items, point);
    if (found === undefined || this.isBeforeTheMissing(list.items, point)) {
      const isOfParts = list.items[0]?.level === 0 || found !== undefined;
      if (isOfParts) return this.divisions.missingPart(point);
      return this.divisions.beyondSaid(point) ?? this.divisions.noSuchItem(list.items);
    }
    if (item === null) return this.describe(found, question);
    const child = atPosition(found.children, item);
    return child === undefined
      ? (this.paragraphs.of(found, item) ?? this.describe(found, question))
      : this.describe(child, question);
  }

  /** Whether a place counted from the back means an item that is announced and that the text lacks. */
  private isBeforeTheMissing(items: readonly OutlineNode[], position: Position): boolean {
    const said = this.speech.announcements.find(({ items: announced }) => announced[0] === items[0]);
    return position < 0 && said !== undefined && said.announced + position >= said.found;
  }

  /** A division as the question wants it: its heading, its paragraphs each by its first sentence, or what it says. */
  private describe(
    node: OutlineNode,
    { headingOnly, asksParagraphs }: Extract<StructureQuestion, { ask: 'division' }>,
  ): Answer {
    const openings = asksParagraphs ? this.paragraphs.openings(node) : null;
    return openings ?? this.divisions.describe(node, headingOnly);
  }
}
