import type { OutlineNode, Sentence, Span, Speech } from '../speech/types.js';
import type { CharacterFold } from '../text/fold.js';
import { parseNumeral } from '../text/numerals.js';
import type { Answer, AnswerNote } from './answer.js';
import { makeQuote, pathAt, sentenceIndexAt } from './citation.js';
import { DivisionAnswers, quotesAnswer } from './division-answers.js';
import { atPosition, headSpan, isDivision, sectionsOf } from './divisions.js';
import { ListChoice, type RangeSimilarity } from './list-choice.js';
import { NamedParts } from './named-parts.js';
import { ParagraphAnswers } from './paragraph-answers.js';
import { itemSpan, leadingSpan, LONGEST_QUOTE, trailingSpan } from './spans.js';
import type { Position } from './positions.js';
import { isInside, isSpoken } from './spoken.js';
import type { StructureQuestion } from './structure-question-type.js';

/** What ranking says, for questions about structure that name things by their words. */
export interface StructureEvidence {
  readonly similarity: RangeSimilarity;
  /** The sentences that speak of the topic, best first. */
  readonly ranked: readonly Sentence[];
}

/** Answers questions about the outline of one speech. */
export class StructureAnswerer {
  private readonly sections: readonly OutlineNode[];
  private readonly lists: ListChoice;
  private readonly divisions: DivisionAnswers;
  private readonly namedParts: NamedParts;
  private readonly paragraphs: ParagraphAnswers;

  constructor(
    private readonly speech: Speech,
    fold: CharacterFold,
  ) {
    this.sections = sectionsOf(speech);
    this.lists = new ListChoice(speech, fold);
    this.divisions = new DivisionAnswers(speech);
    this.namedParts = new NamedParts(speech, fold);
    this.paragraphs = new ParagraphAnswers(speech);
  }

  /** The answer, or null where the outline has nothing of the kind and the question should be searched as any other. */
  answer(question: StructureQuestion, { similarity, ranked }: StructureEvidence): Answer | null {
    switch (question.ask) {
      case 'title':
        return this.answerTitle();
      case 'salutation':
        return this.answerSalutation();
      case 'beside':
        return this.answerBeside(question);
      case 'beside-division':
        return this.answerBesideDivision(question);
      case 'parts':
        return this.sections.length === 0 ? null : this.divisions.counted(null, this.sections, true);
      case 'announced':
        return this.answerAnnounced();
      case 'before-first':
        return this.answerBeforeFirst();
      case 'item':
        // The outline does not show such lists.
        return null;
      case 'note':
        return this.answerNote(question.number);
      case 'paragraph':
        return this.paragraphs.at(question.position);
      case 'which':
        return this.answerWhich(question, ranked);
      case 'edge':
        return this.answerEdge(question, ranked);
      case 'count':
        return question.part === null
          ? this.answerTopicCount(question, similarity)
          : this.answerCount(question.part, question.wantsItems);
      case 'division':
        return this.answerDivision(question, similarity);
    }
  }

  /** The division before or after the one in which a quote stands, for "下一条呢"; null where there is none. */
  neighbour(offset: number, step: 1 | -1): Answer | null {
    const path = pathAt(this.speech, offset);
    for (let depth = path.length - 1; depth >= 0; depth -= 1) {
      const node = path[depth];
      const next = node === undefined ? undefined : this.siblingOf(node, step);
      if (next !== undefined) return this.divisions.describe(next);
    }
    return null;
  }

  private siblingOf(node: OutlineNode, step: 1 | -1): OutlineNode | undefined {
    const list = this.lists.lists.find(({ items }) => items.includes(node));
    return list?.items[list.items.indexOf(node) + step];
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
    const salutation = this.speech.sentences.find(({ node }) => node.kind === 'salutation');
    return salutation === undefined ? null : quotesAnswer([makeQuote(this.speech, salutation.span, 1)]);
  }

  /** The sentence before or after the one that holds the words; null where the speech does not say them. */
  private answerBeside({ words, side }: Extract<StructureQuestion, { ask: 'beside' }>): Answer | null {
    const wanted = lettersOf(words);
    const spoken = this.speech.sentences.filter(isSpoken);
    const at = spoken.findIndex(({ span }) => lettersOf(this.speech.text.slice(span.start, span.end)).includes(wanted));
    const sentence = at < 0 || wanted === '' ? undefined : spoken[side === 'before' ? at - 1 : at + 1];
    if (sentence === undefined) return null;
    return quotesAnswer([makeQuote(this.speech, side === 'before' ? this.toItsBeginning(sentence) : sentence.span, 1)]);
  }

  /** A sentence with the clauses before it that end in ；: what a reader takes for the sentence. */
  private toItsBeginning(sentence: Sentence): Span {
    let { start } = sentence.span;
    for (let at = sentence.number - 2; at >= 0; at -= 1) {
      const before = this.speech.sentences[at];
      const isClause = before?.node === sentence.node && /[；;]$/.test(this.speech.text.slice(0, before.span.end));
      if (before === undefined || !isClause || sentence.span.end - before.span.start > LONGEST_QUOTE) break;
      start = before.span.start;
    }
    return { start, end: sentence.span.end };
  }

  /** The division before or after the one that a topic names; null where no heading names it. */
  private answerBesideDivision({ topic, side }: Extract<StructureQuestion, { ask: 'beside-division' }>): Answer | null {
    const node = this.namedParts.byHeading(topic);
    const beside = node === null ? undefined : this.siblingOf(node, side === 'before' ? -1 : 1);
    return beside === undefined ? null : this.divisions.describe(beside, beside.heading !== null);
  }

  private answerAnnounced(): Answer | null {
    const announcement = this.speech.announcements[0];
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

  /**
   * In which division something is said: the one whose heading names it; else the part that speaks of it most, or the
   * point in which the sentence stands that says it.
   */
  private answerWhich(
    { topic, part, wants, label }: Extract<StructureQuestion, { ask: 'which' }>,
    ranked: readonly Sentence[],
  ): Answer | null {
    const scope = part === null ? null : (atPosition(this.sections, part) ?? null);
    const named =
      this.namedParts.byHeading(topic, scope) ??
      (scope === null && wants === 'part' ? this.namedParts.byBody(topic) : null);
    if (named !== null) return this.divisions.describe(named);
    const sentence = ranked.find((each) => isInside(each, scope));
    if (sentence === undefined) return null;
    const path = pathAt(this.speech, sentence.span.start).filter((node) => isDivision(node) && node !== scope);
    const node = wants === 'part' ? path[0] : (this.lists.labelled(path, label) ?? path.at(-1));
    if (node === undefined) return null;
    const head = headSpan(this.speech, node);
    const spans = sentence.span.start < head.end ? [sentence.span] : [head, sentence.span];
    return quotesAnswer(spans.map((span) => makeQuote(this.speech, span, 1)));
  }

  /** The first or last words of the speech or of a part. */
  private answerEdge(
    question: Extract<StructureQuestion, { ask: 'edge' }>,
    ranked: readonly Sentence[],
  ): Answer | null {
    const { edge, part, scope, point, wantsWords } = question;
    if (question.isParagraph) return this.paragraphs.edge(ranked[0], edge);
    const outer = part !== null ? atPosition(this.sections, part) : scope !== null ? this.namedParts.find(scope) : null;
    if (outer === undefined) return this.divisions.missingPart(part ?? 0);
    const node =
      point === null || outer === null ? outer : atPosition(this.lists.inPart(outer, '')?.items ?? [], point);
    if (node === undefined) return null;
    if (node === null && scope !== null) return null;
    // What a named part begins with or comes to in the end is its first or last point, where it has points.
    const child = scope === null || wantsWords ? undefined : node?.children.at(edge === 'last' ? -1 : 0);
    if (child !== undefined) return this.divisions.describe(child);
    const spoken = this.speech.sentences.filter((sentence) => isSpoken(sentence) && isInside(sentence, node));
    const sentence = edge === 'last' ? spoken.at(-1) : spoken.find((each) => wantsWords || !this.isGreeting(each));
    if (sentence === undefined) return null;
    if (edge === 'first' && sentence.node.kind === 'salutation') return this.opening(spoken, wantsWords);
    const limit = node?.span ?? { start: 0, end: this.speech.text.length };
    const span =
      edge === 'first'
        ? leadingSpan(this.speech, sentence.span.start, limit, 2)
        : trailingSpan(this.speech, sentence, 2);
    const breaksOff = edge === 'last' && this.speech.breaksOffAt !== null && span.end >= this.speech.breaksOffAt.end;
    const notes: AnswerNote[] = breaksOff ? [{ key: 'breaks_off', values: {} }] : [];
    return quotesAnswer([makeQuote(this.speech, span, 1)], notes);
  }

  /** An address or a good morning that is part of the text proper: nothing is said with it. */
  private isGreeting({ node, span }: Sentence): boolean {
    return (
      node.kind !== 'salutation' &&
      /^[^。，]{0,40}(?:[:：]|好[!！。])\s*$/.test(this.speech.text.slice(span.start, span.end))
    );
  }

  private answerCount(part: Position, wantsItems: boolean): Answer | null {
    const node = atPosition(this.sections, part);
    if (node === undefined) return this.divisions.missingPart(part);
    return node.children.length === 0
      ? this.divisions.describe(node)
      : this.divisions.counted(node, node.children, wantsItems);
  }

  /** The first words after the salutation, and the salutation too where the words themselves are asked for. */
  private opening(spoken: readonly Sentence[], wantsWords: boolean): Answer {
    const [salutation] = spoken;
    const body = spoken.find(({ node }) => node.kind !== 'salutation');
    const shown = wantsWords || body === undefined ? [salutation, body] : [body];
    const spans = shown.flatMap((sentence) => (sentence === undefined ? [] : [sentence.span]));
    const quotes = spans.map((span) => makeQuote(this.speech, span, 1));
    return quotes.length > 1 ? { status: 'answered', form: 'enumeration', quotes, notes: [] } : quotesAnswer(quotes);
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
    similarity: RangeSimilarity,
  ): Answer | null {
    const { part, point, item } = question;
    if (part !== null && this.sections.length === 0) return null;
    const named = question.scope === null ? null : this.namedParts.find(question.scope);
    if (question.scope !== null && named === null) {
      const annexes = this.namedParts.annexes;
      if (/^附/.test(question.scope) && annexes.length > 0) return this.divisions.noSuchAnnex(annexes);
      if (point === null) return null;
      return this.answerDivision(
        { ...question, scope: null, topic: `${question.scope} ${question.topic}` },
        similarity,
      );
    }
    if (named?.kind === 'annex') {
      if (point !== null) return this.answerAnnexItem(named, point);
      return question.topic === '' ? this.divisions.describe(named) : null;
    }
    const scope = part === null ? named : atPosition(this.sections, part);
    if (scope === undefined) return this.divisions.missingPart(part ?? 0);
    if (point === null) return scope === null ? null : this.describe(scope, question);
    const list =
      scope === null
        ? this.lists.anywhere(question.topic, point, similarity)
        : this.lists.inPart(scope, question.topic);
    if (list === null)
      return scope === null
        ? this.divisions.beyondSaid(point)
        : ((question.asksParagraphs ? null : this.paragraphs.of(scope, point)) ?? this.describe(scope, question));
    const found = atPosition(list.items, point);
    if (found === undefined)
      return list.items[0]?.level === 0 ? this.divisions.missingPart(point) : this.divisions.beyondSaid(point);
    if (item === null) return this.describe(found, question);
    const child = atPosition(found.children, item);
    return child === undefined
      ? (this.paragraphs.of(found, item) ?? this.describe(found, question))
      : this.describe(child, question);
  }

  /** A division as the question wants it: its heading, its paragraphs each by its first sentence, or what it says. */
  private describe(
    node: OutlineNode,
    { headingOnly, asksParagraphs }: Extract<StructureQuestion, { ask: 'division' }>,
  ): Answer {
    const openings = asksParagraphs ? this.paragraphs.openings(node) : null;
    return openings ?? this.divisions.describe(node, headingOnly);
  }

  /** A note by the number that it begins with, or counted from the last one, with what follows up to the next one. */
  private answerNote(number: Position): Answer | null {
    const notes = this.speech.sentences.filter(({ node }) => node.kind === 'note' || node.kind === 'annex');
    const wordsOf = ({ span }: Sentence) => this.speech.text.slice(span.start, span.end);
    const isNumbered = (sentence: Sentence) => /^[（(〔[]?\d{1,3}(?![\d年月日])/.test(wordsOf(sentence));
    const note =
      number < 0
        ? notes.filter(isNumbered).at(number)
        : notes.find((sentence) => new RegExp(`^[（(〔\\[]?${number}(?!\\d)`).test(wordsOf(sentence)));
    if (note === undefined) return null;
    const next = notes.slice(notes.indexOf(note) + 1).find(isNumbered);
    const end = next?.span.start ?? note.node.span.end;
    return quotesAnswer([
      makeQuote(this.speech, leadingSpan(this.speech, note.span.start, { start: note.span.start, end }, 3), 1),
    ]);
  }

  /** An item of an annex: the outline leaves annexes whole, so the item is found by its mark. */
  private answerAnnexItem(annex: OutlineNode, position: Position): Answer | null {
    const items = this.speech.sentences.filter(
      (sentence) => isInside(sentence, annex) && markOf(this.speech, sentence) !== null,
    );
    const found =
      position < 0 ? items.at(position) : items.find((sentence) => markOf(this.speech, sentence) === position);
    if (found === undefined) return null;
    const span = leadingSpan(this.speech, found.span.start, annex.span, 2);
    return quotesAnswer([makeQuote(this.speech, span, 1)]);
  }
}

/** Letters and digits alone: questions quote with other punctuation than the speech. */
const lettersOf = (words: string) => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The number that a sentence begins with, as items of a list do ("六、", "（三）", "2."). */
function markOf(speech: Speech, sentence: Sentence): number | null {
  const words = speech.text.slice(sentence.span.start, sentence.span.start + 8);
  const mark = /^[（(]?([零〇一二三四五六七八九十百\d]{1,3})[）)、.．]/.exec(words)?.[1];
  return mark === undefined ? null : parseNumeral(mark);
}
