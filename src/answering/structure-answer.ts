import type { Announcement, OutlineNode, Sentence, Speech } from '../speech/types.js';
import type { CharacterFold } from '../text/fold.js';
import type { Answer, AnswerNote, Quote } from './answer.js';
import { parseNumeral } from '../text/numerals.js';
import { makeQuote, pathAt, sentenceIndexAt } from './citation.js';
import { allLists, headSpan, isDivision, sectionsOf, type DivisionList } from './divisions.js';
import { NamedParts } from './named-parts.js';
import { itemSpan, leadingSpan, trailingSpan } from './spans.js';
import type { Position, StructureQuestion } from './structure-question.js';
import { bigramsOf, coverage } from './topic-match.js';

/** What ranking says, for questions about structure that name things by their words. */
export interface StructureEvidence {
  /** Similarity of the question to a stretch of sentences (half-open range of indices), for choosing among lists. */
  readonly similarity: (firstSentence: number, endSentence: number) => number;
  /** The sentences that speak of the topic, best first. */
  readonly ranked: readonly Sentence[];
}

/** A structure answer with the division that it is about, so that a follow-up can go on from there. */
export interface StructureResult {
  readonly answer: Answer;
  readonly node: OutlineNode | null;
}

/** Weight of a list's heading and introduction against all of its words. */
const HEAD_WEIGHT = 0.5;
/** Share of a topic's words over a list, and its likeness to the question, that a list whose items are counted needs. */
const LEAST_LIST_SCORE = 0.5;

const atPosition = <Item>(items: readonly Item[], position: Position): Item | undefined =>
  items.at(position > 0 ? position - 1 : position);

/** Answers questions about the outline of one speech. */
export class StructureAnswerer {
  private readonly sections: readonly OutlineNode[];
  private readonly lists: readonly DivisionList[];
  private readonly namedParts: NamedParts;

  constructor(
    private readonly speech: Speech,
    private readonly fold: CharacterFold,
  ) {
    this.sections = sectionsOf(speech);
    this.lists = allLists(speech).filter(({ items }) => items.length >= 2);
    this.namedParts = new NamedParts(speech, fold);
  }

  /** The answer, or null where the outline has nothing of the kind and the question should be searched as any other. */
  answer(question: StructureQuestion, { similarity, ranked }: StructureEvidence): StructureResult | null {
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
        return this.answerWhich(question, ranked);
      case 'edge':
        return this.answerEdge(question);
      case 'count':
        return question.part === null
          ? this.answerTopicCount(question.topic, similarity)
          : this.answerCount(question.part);
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

  /** The division before or after the one in which a quote stands, for "下一条呢"; null where there is none. */
  neighbour(offset: number, step: 1 | -1): Answer | null {
    const path = pathAt(this.speech, offset);
    for (let depth = path.length - 1; depth >= 0; depth -= 1) {
      const node = path[depth];
      const list = this.lists.find(({ items }) => node !== undefined && items.includes(node));
      const next = list === undefined || node === undefined ? undefined : list.items[list.items.indexOf(node) + step];
      if (next !== undefined) return this.describe(next);
    }
    return null;
  }

  /** The item at a place of the innermost list around an offset that has so many items; null where none has. */
  itemAround(offset: number, position: Position): Answer | null {
    const path = pathAt(this.speech, offset).reverse();
    for (const node of path) {
      const list = this.lists.find(({ items }) => items.includes(node));
      const item = list === undefined ? undefined : atPosition(list.items, position);
      if (item !== undefined) return this.describe(item);
    }
    return null;
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

  /**
   * In which division something is said: the one whose heading names it; else the part that speaks of it most, or the
   * point in which the sentence stands that says it.
   */
  private answerWhich(
    { topic, part, wants, label }: Extract<StructureQuestion, { ask: 'which' }>,
    ranked: readonly Sentence[],
  ): StructureResult | null {
    const scope = part === null ? null : (atPosition(this.sections, part) ?? null);
    const named =
      this.namedParts.byHeading(topic, scope) ??
      (scope === null && wants === 'part' ? this.namedParts.byBody(topic) : null);
    if (named !== null) return { answer: this.describe(named), node: named };
    const sentence = ranked.find((each) => isInside(each, scope));
    if (sentence === undefined) return null;
    const path = pathAt(this.speech, sentence.span.start).filter((node) => isDivision(node) && node !== scope);
    const node = wants === 'part' ? path[0] : (this.labelled(path, label) ?? path.at(-1));
    if (node === undefined) return null;
    const head = headSpan(this.speech, node);
    const spans = sentence.span.start < head.end ? [sentence.span] : [head, sentence.span];
    return {
      answer: this.quotes(
        spans.map((span) => makeQuote(this.speech, span, 1)),
        [],
      ),
      node,
    };
  }

  /** The division of a path that bears a name, as do those beside it or what stands over them. */
  private labelled(path: readonly OutlineNode[], label: string): OutlineNode | undefined {
    const wanted = bigramsOf(label, this.fold);
    const scoreOf = (node: OutlineNode) => {
      const list = this.lists.find(({ items }) => items.includes(node));
      const words = [this.wordsOf(node), list === undefined ? '' : this.headOf(list)].join('\n');
      return coverage(wanted, bigramsOf(words, this.fold));
    };
    return [...path].sort((a, b) => scoreOf(b) - scoreOf(a)).find((node) => scoreOf(node) > 0);
  }

  /** The first or last words of the speech or of a part. */
  private answerEdge(question: Extract<StructureQuestion, { ask: 'edge' }>): StructureResult | null {
    const { edge, part, scope, point, wantsWords } = question;
    const outer = part !== null ? atPosition(this.sections, part) : scope !== null ? this.namedParts.find(scope) : null;
    if (outer === undefined) return this.missingPart(part ?? 0);
    const node = point === null || outer === null ? outer : this.pointIn(outer, point);
    if (node === undefined) return this.noSuchPart();
    if (node === null && scope !== null) return null;
    // What a named part begins with or comes to in the end is its first or last point, where it has points.
    const child = scope === null || wantsWords ? undefined : node?.children.at(edge === 'last' ? -1 : 0);
    if (child !== undefined) return { answer: this.describe(child), node: child };
    const spoken = this.speech.sentences.filter((sentence) => isSpoken(sentence) && isInside(sentence, node));
    const sentence = edge === 'first' ? spoken[0] : spoken.at(-1);
    if (sentence === undefined) return null;
    if (edge === 'first' && sentence.node.kind === 'salutation')
      return { answer: this.opening(spoken, wantsWords), node };
    const limit = node?.span ?? { start: 0, end: this.speech.text.length };
    const span =
      edge === 'first'
        ? leadingSpan(this.speech, sentence.span.start, limit, 2)
        : trailingSpan(this.speech, sentence, 2);
    const breaksOff = edge === 'last' && this.speech.breaksOffAt !== null && span.end >= this.speech.breaksOffAt.end;
    const notes: AnswerNote[] = breaksOff ? [{ key: 'breaks_off', values: {} }] : [];
    return { answer: this.quotes([makeQuote(this.speech, span, 1)], notes), node };
  }

  private pointIn(outer: OutlineNode, point: Position): OutlineNode | undefined {
    return atPosition(this.listIn(outer, '')?.items ?? [], point);
  }

  private answerCount(part: Position): StructureResult | null {
    const node = atPosition(this.sections, part);
    if (node === undefined) return this.missingPart(part);
    return node.children.length === 0
      ? { answer: this.describe(node), node }
      : { answer: this.enumerate(node, node.children, 'count'), node };
  }

  /** The first words after the salutation, and the salutation too where the words themselves are asked for. */
  private opening(spoken: readonly Sentence[], wantsWords: boolean): Answer {
    const [salutation] = spoken;
    const body = spoken.find(({ node }) => node.kind !== 'salutation');
    const shown = wantsWords || body === undefined ? [salutation, body] : [body];
    const spans = shown.flatMap((sentence) => (sentence === undefined ? [] : [sentence.span]));
    const quotes = spans.map((span) => makeQuote(this.speech, span, 1));
    return quotes.length > 1 ? { status: 'answered', form: 'enumeration', quotes, notes: [] } : this.quotes(quotes, []);
  }

  /** In how many points a topic is treated: the list over which most of the topic's words stand. */
  private answerTopicCount(topic: string, similarity: StructureEvidence['similarity']): StructureResult | null {
    const wanted = bigramsOf(topic, this.fold);
    const scored = this.lists
      .map((list) => ({ list, score: coverage(wanted, bigramsOf(this.headOf(list), this.fold)) }))
      .map(({ list, score }) => ({ list, score: score + this.similarityOf(list, similarity) }))
      .sort((a, b) => b.score - a.score);
    const best = scored[0];
    if (best === undefined || best.score < LEAST_LIST_SCORE) return null;
    return { answer: this.enumerate(best.list.parent, best.list.items, 'count'), node: best.list.parent };
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
    similarity: StructureEvidence['similarity'],
  ): StructureResult | null {
    const { part, point, item, headingOnly } = question;
    if (part !== null && this.sections.length === 0) return null;
    const named = question.scope === null ? null : this.namedParts.find(question.scope);
    if (question.scope !== null && named === null) {
      if (point === null) return null;
      return this.answerDivision(
        { ...question, scope: null, topic: `${question.scope} ${question.topic}` },
        similarity,
      );
    }
    if (named?.kind === 'annex') return point === null ? null : this.answerAnnexItem(named, point);
    const scope = part === null ? named : atPosition(this.sections, part);
    if (scope === undefined) return this.missingPart(part ?? 0);
    if (point === null) return scope === null ? null : { answer: this.describe(scope, headingOnly), node: scope };
    const list = scope === null ? this.listFor(question, similarity) : this.listIn(scope, question.topic);
    if (list === null) return scope === null ? null : { answer: this.describe(scope, headingOnly), node: scope };
    const found = atPosition(list.items, point);
    if (found === undefined) return list.items[0]?.level === 0 ? this.missingPart(point) : null;
    const node = item === null ? found : (atPosition(found.children, item) ?? found);
    return { answer: this.describe(node, headingOnly), node };
  }

  /** An item of an annex: the outline leaves annexes whole, so the item is found by its mark. */
  private answerAnnexItem(annex: OutlineNode, position: Position): StructureResult | null {
    const items = this.speech.sentences.filter(
      (sentence) => isInside(sentence, annex) && markOf(this.speech, sentence) !== null,
    );
    const found =
      position < 0 ? items.at(position) : items.find((sentence) => markOf(this.speech, sentence) === position);
    if (found === undefined) return null;
    const span = leadingSpan(this.speech, found.span.start, annex.span, 2);
    return { answer: this.quotes([makeQuote(this.speech, span, 1)], []), node: annex };
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
    const head = this.headOf(list);
    const words = [head, ...list.items.map((node) => this.wordsOf(node))].join('\n');
    // What stands over a list says what it is a list of; the items only show it.
    return (
      (coverage(wanted, bigramsOf(words, this.fold)) + coverage(wanted, bigramsOf(head, this.fold)) * HEAD_WEIGHT) /
      (1 + HEAD_WEIGHT)
    );
  }

  /** What stands over a list: the heading of its division and the sentence before it. */
  private headOf(list: DivisionList): string {
    return `${list.parent === null ? '' : this.wordsOf(list.parent)}\n${this.introOf(list)}`;
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
    similarity: StructureEvidence['similarity'],
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

  private similarityOf(list: DivisionList, similarity: StructureEvidence['similarity']): number {
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

/** Kinds of sentences that are not what the speaker says. */
const NOT_SPOKEN: ReadonlySet<string> = new Set(['title', 'byline', 'chrome', 'annex', 'note']);

const isSpoken = (sentence: Sentence) => !NOT_SPOKEN.has(sentence.node.kind) && !sentence.isHeading;

const isInside = ({ span }: Sentence, node: OutlineNode | null) =>
  node === null || (span.start >= node.span.start && span.end <= node.span.end);

/** The number that a sentence begins with, as items of a list do ("六、", "（三）", "2."). */
function markOf(speech: Speech, sentence: Sentence): number | null {
  const words = speech.text.slice(sentence.span.start, sentence.span.start + 8);
  const mark = /^[（(]?([零〇一二三四五六七八九十百\d]{1,3})[）)、.．]/.exec(words)?.[1];
  return mark === undefined ? null : parseNumeral(mark);
}
