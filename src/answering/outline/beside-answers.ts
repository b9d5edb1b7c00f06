import type { OutlineNode, Sentence, Span, Speech } from '../../speech/types.js';
import type { CharacterFold } from '../../text/fold.js';
import type { Answer } from '../quoting/answer.js';
import { BesideAnchors } from './beside-anchors.js';
import { makeQuote, pathAt } from '../quoting/citation.js';
import { type DivisionAnswers, quotesAnswer } from './division-answers.js';
import { atPosition, hasHeadingLine, isDivision, isSpokenPart, sectionsOf } from '../quoting/divisions.js';
import type { EnumerationFinder } from '../lists/enumeration.js';
import type { ListChoice } from './list-choice.js';
import type { NamedParts } from './named-parts.js';
import type { ParagraphAnswers } from './paragraph-answers.js';
import type { PlaceBeside } from '../reading/places-beside.js';
import { LONGEST_QUOTE } from '../quoting/spans.js';
import { isInside, isSpoken } from '../quoting/spoken.js';

type NearestTo = (words: string) => readonly Sentence[];
type BesideTopic = Extract<PlaceBeside, { ask: 'beside-topic' }>;

/** Sentences nearest to a topic that may be the item of a list beside which another one stands. */
const SENTENCES_NEAR_AN_ITEM = 3;

/** 五点希望: the characters by which several things are named. */
const SUMMED_UP_LENGTH = 4;

/** What finds the things beside which something stands. */
interface Finders {
  readonly lists: ListChoice;
  readonly divisions: DivisionAnswers;
  readonly namedParts: NamedParts;
  readonly paragraphs: ParagraphAnswers;
  readonly enumerations: EnumerationFinder;
}

const stepTo = (side: 'before' | 'after') => (side === 'before' ? -1 : 1);

/** Answers that show what stands beside something of one speech, or between two things. */
export class BesideAnswers {
  private readonly anchors: BesideAnchors;

  constructor(
    private readonly speech: Speech,
    private readonly finders: Finders,
    fold: CharacterFold,
  ) {
    this.anchors = new BesideAnchors(speech, finders.enumerations, finders.paragraphs, fold);
  }

  /** The division before or after the one in which a quote stands, for "下一条呢"; null where there is none. */
  neighbour(offset: number, step: 1 | -1): Answer | null {
    const path = pathAt(this.speech, offset);
    for (let depth = path.length - 1; depth >= 0; depth -= 1) {
      const node = path[depth];
      const next = node === undefined ? undefined : this.siblingOf(node, step);
      if (next !== undefined) return this.finders.divisions.describe(next);
    }
    return null;
  }

  private siblingOf(node: OutlineNode, step: 1 | -1): OutlineNode | undefined {
    const list = this.finders.lists.lists.find(({ items }) => items.includes(node));
    return list?.items[list.items.indexOf(node) + step];
  }

  /**
   * The sentence or paragraph before or after the sentence that holds the words, or else the one that is nearest to
   * them; null where the speech says nothing of the kind.
   */
  words(
    { words, side, unit, edge, isLast }: Extract<PlaceBeside, { ask: 'beside' }>,
    nearestTo: NearestTo,
  ): Answer | null {
    const said = this.anchors.ofWords(words, isLast === true);
    const sentence = said ?? nearestTo(words).find(isSpoken);
    if (sentence === undefined) return null;
    if (unit === 'paragraph') return this.finders.paragraphs.beside(sentence.span, stepTo(side), edge);
    // With no unit named the rest of the sentence is what comes after the words, and the next sentence after that.
    const isRest = unit === undefined && side === 'after' && said !== null && this.anchors.goesOnAfter(said, words);
    return this.sentenceBeside(sentence.span, side, isRest ? sentence.span.start : null);
  }

  /** The sentence before or after a stretch of the text, shown from an earlier place where one is given and all fits. */
  private sentenceBeside(anchor: Span, side: 'before' | 'after', from: number | null = null): Answer | null {
    const sentence = this.anchors.sentenceBeside(anchor, side);
    const span =
      sentence === undefined ? null : side === 'before' ? this.toItsBeginning(sentence) : this.withItsHeading(sentence);
    if (from === null) return span === null ? null : quotesAnswer([makeQuote(this.speech, span, 1)]);
    const whole = { start: from, end: span?.end ?? anchor.end };
    const shown = whole.end - whole.start <= LONGEST_QUOTE ? whole : { start: from, end: anchor.end };
    return quotesAnswer([makeQuote(this.speech, shown, 1)]);
  }

  /** A sentence that is the first under the heading of a point, with the heading. */
  private withItsHeading(sentence: Sentence): Span {
    const before = this.speech.sentences[sentence.number - 2];
    const isUnderHeading =
      before?.isHeading === true && before.node === sentence.node && isDivision(before.node) && before.node.level > 0;
    return isUnderHeading ? { start: before.span.start, end: sentence.span.end } : sentence.span;
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

  /** The division before or after the one that a topic names, or else the item of a list; null where there is none. */
  division(asked: Extract<PlaceBeside, { ask: 'beside-division' }>, nearestTo: NearestTo): Answer | null {
    const { topic, side, level } = asked;
    const { namedParts } = this.finders;
    const scope = this.scopeOf(asked, nearestTo);
    const near = nearestTo(topic).filter((sentence) => scope === null || isInside(sentence, scope));
    const named = scope === null ? null : namedParts.byHeading(topic, scope);
    const node = named ?? namedParts.find(topic, near, level);
    const beside = node === null ? undefined : this.siblingOf(node, stepTo(side));
    return beside === undefined ? null : this.finders.divisions.describe(beside, beside.heading !== null);
  }

  /** What stands beside a division that is named by its number; null where there is none. */
  numbered({ part, point, unit, side, edge }: Extract<PlaceBeside, { ask: 'beside-place' }>): Answer | null {
    const { lists, divisions } = this.finders;
    const node = lists.divisionAt(part, point);
    if (unit === 'division') {
      const step = stepTo(side);
      // Beside one that is announced and missing there may be one that is not.
      const sibling = node ? this.siblingOf(node, step) : lists.divisionAt(part && part + step, point && point + step);
      if (sibling) return divisions.describe(sibling);
      return part !== null && part > 0 && side === 'after' ? divisions.missingPart(part + 1) : null;
    }
    if (node === undefined || node === null) return null;
    if (unit === 'paragraph') return this.finders.paragraphs.beside(node.span, stepTo(side), edge);
    return this.sentenceBeside(node.span, side);
  }

  /** What stands beside the sentence that speaks of a topic: the paragraph, the item of the same list, or the sentence. */
  topic(asked: BesideTopic, ranked: readonly Sentence[], nearestTo: NearestTo): Answer | null {
    const { side, unit, edge } = asked;
    const scope = this.scopeOf(asked, nearestTo);
    const headed = this.divisionBehind(asked, scope);
    if (headed !== undefined) return this.finders.divisions.describe(headed);
    const anchor = this.anchors.ofTopic(asked, ranked, scope);
    if (anchor === null) return null;
    const turnsTo = asked.count === undefined ? asked.turnsTo : undefined;
    const part = turnsTo === undefined ? undefined : this.spokenPartBehind(anchor, turnsTo);
    if (part !== undefined) return this.finders.divisions.describe(part);
    if (unit === 'item') return this.itemBeside(asked, anchor, nearestTo(asked.topic));
    if (unit === 'paragraph') return this.finders.paragraphs.beside(anchor, stepTo(side), edge);
    if (this.isWholeParagraph(asked, anchor)) return this.finders.paragraphs.beside(anchor, 1);
    const clause = asked.isAnyUnit === true && side === 'after' ? this.clausesAfter(asked.topic, anchor) : null;
    if (clause !== null) return quotesAnswer([makeQuote(this.speech, clause, 1)]);
    return this.sumsUp(asked, anchor) ?? this.sentenceBeside(anchor, side);
  }

  /** The division behind the one whose heading a topic that has been told names, where no unit is named: 讲完工业企业，接着谈什么. */
  private divisionBehind(
    { topic, isAnyUnit, side, count }: BesideTopic,
    scope: OutlineNode | null,
  ): OutlineNode | undefined {
    if (isAnyUnit !== true || side !== 'after' || count !== undefined) return undefined;
    const node = this.finders.namedParts.byHeading(topic, scope);
    return node !== null && hasHeadingLine(this.speech, node) ? this.siblingOf(node, 1) : undefined;
  }

  /** The sentence behind several things that sums them up (五点希望说完了，…), with the one behind it; null where none does. */
  private sumsUp({ topic, count, side }: BesideTopic, anchor: Span): Answer | null {
    const sentence = count === undefined || side !== 'after' ? undefined : this.anchors.sentenceBeside(anchor, side);
    const next = sentence === undefined ? undefined : this.anchors.sentenceBeside(sentence.span, 'after');
    if (sentence === undefined || next === undefined) return null;
    const said = this.speech.text.slice(sentence.span.start, sentence.span.end);
    const span = { start: sentence.span.start, end: next.span.end };
    const isSummary = said.startsWith(topic.slice(0, SUMMED_UP_LENGTH));
    return isSummary && span.end - span.start <= LONGEST_QUOTE ? quotesAnswer([makeQuote(this.speech, span, 1)]) : null;
  }

  /**
   * The part that follows the one in which something is told, where only the speaker's words set them apart; of what is told
   * in the midst of a part only where another topic is asked for: more of the same may follow.
   */
  private spokenPartBehind({ start }: Span, turnsTo: 'topic' | 'anything'): OutlineNode | undefined {
    const part = pathAt(this.speech, start).find(isSpokenPart);
    if (part === undefined) return undefined;
    const paragraph = this.finders.paragraphs.around(start);
    const isAtEdge = paragraph.start <= part.span.start || paragraph.end + 1 >= part.span.end;
    return isAtEdge || turnsTo === 'topic' ? this.siblingOf(part, 1) : undefined;
  }

  /**
   * Whether a topic that has been told is what the paragraph is about that its sentence opens: what follows is the next
   * paragraph then, where no unit is named.
   */
  private isWholeParagraph({ isAnyUnit, isTopicLong, count, side }: BesideTopic, anchor: Span): boolean {
    const isSimple = isAnyUnit === true && !isTopicLong && count === undefined && side === 'after';
    return isSimple && this.finders.paragraphs.around(anchor.start).start === anchor.start;
  }

  private scopeOf({ scope, part }: Pick<BesideTopic, 'scope' | 'part'>, nearestTo: NearestTo): OutlineNode | null {
    if (part !== undefined) return atPosition(sectionsOf(this.speech), part) ?? null;
    return scope === undefined ? null : this.finders.namedParts.find(scope, nearestTo(scope), 'part');
  }

  /** The item beside the one that is nearest to the topic, of a list in running text or of the outline. */
  private itemBeside({ side }: BesideTopic, anchor: Span, nearest: readonly Sentence[]): Answer | null {
    const near = nearest.slice(0, SENTENCES_NEAR_AN_ITEM).map(({ span }) => span);
    for (const { start } of [...near, anchor]) {
      const item = this.finders.enumerations.itemBeside(start, stepTo(side));
      if (item !== null) return quotesAnswer([makeQuote(this.speech, item, 1)]);
    }
    // A part is no item: what is asked for may be no list of the speech at all.
    const point = pathAt(this.speech, anchor.start).findLast(({ kind }) => kind === 'point');
    const beside = point === undefined ? undefined : this.siblingOf(point, stepTo(side));
    return beside === undefined ? null : this.finders.divisions.describe(beside);
  }

  /** The sentence itself, where a clause behind the one that names the topic begins as that one does (请甲…，请乙…). */
  private clausesAfter(topic: string, { start, end }: Span): Span | null {
    const clauses = this.speech.text.slice(start, end).split(/[，,；;]/);
    const at = clauses.findIndex((clause) => clause.includes(topic));
    const [opening] = clauses[at]?.trim() ?? '';
    return at >= 0 && opening !== undefined && clauses[at + 1]?.trim().startsWith(opening) === true
      ? { start, end }
      : null;
  }

  /** The divisions between two that are named, or the sentences between two that speak of the topics. */
  between({ topics, level, unit }: Extract<PlaceBeside, { ask: 'between' }>, nearestTo: NearestTo): Answer | null {
    const { namedParts, lists, divisions } = this.finders;
    const [first, second] =
      unit === undefined ? topics.map((topic) => namedParts.find(topic, nearestTo(topic), level)) : [];
    const list = lists.lists.find(({ items }) => [first, second].every((node) => node && items.includes(node)));
    if (first && second && list !== undefined) {
      const places = [list.items.indexOf(first), list.items.indexOf(second)].sort((a, b) => a - b);
      const [only, ...others] = list.items.slice((places[0] ?? 0) + 1, places[1]);
      if (only === undefined) return null;
      return others.length === 0 ? divisions.describe(only) : divisions.enumerate(null, [only, ...others], null);
    }
    const ends = this.anchors.ofTwo(topics, nearestTo);
    return ends === null ? null : this.textBetween(ends, unit);
  }

  /** The paragraph that stands between two others, or else the sentences between two, as many as a long quote holds. */
  private textBetween(
    [from, to]: readonly [Span, Span],
    unit: Extract<PlaceBeside, { ask: 'between' }>['unit'],
  ): Answer | null {
    const { paragraphs } = this.finders;
    const next = paragraphs.next(paragraphs.around(from.end - 1));
    if (unit !== 'sentence' && next !== null && next.end <= to.start) return paragraphs.beside(from, 1);
    const between = this.speech.sentences.filter(
      (sentence) => isSpoken(sentence) && sentence.span.start >= from.end && sentence.span.end <= to.start,
    );
    const start = between[0]?.span.start;
    if (start === undefined) return null;
    const end = between.findLast(({ span }) => span.end - start <= LONGEST_QUOTE * 2)?.span.end ?? between[0]?.span.end;
    return end === undefined ? null : quotesAnswer([makeQuote(this.speech, { start, end }, 1)]);
  }
}
