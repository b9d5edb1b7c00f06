import type { Announcement, OutlineNode, Sentence, Span, Speech } from '../../speech/types.js';
import { parseNumeral } from '../../text/numerals.js';
import type { Answer, Answered, AnswerNote, Quote } from '../quoting/answer.js';
import { makeQuote, sentenceIndexAt } from '../quoting/citation.js';
import { consistsOfPoints, headSpan, isSpokenPart, sectionsOf } from '../quoting/divisions.js';
import { itemSpan, leadingSpan, LONGEST_QUOTE, SENTENCES_OF_QUOTE, withAnswer, withBody } from '../quoting/spans.js';
import type { Enumeration } from '../lists/speech-lists.js';
import type { Position } from '../reading/positions.js';

/** Quotes as an answer to a question about the structure. */
export function quotesAnswer(quotes: readonly Quote[], notes: readonly AnswerNote[] = []): Answer {
  return { status: 'answered', form: 'quotes', quotes, notes };
}

/** One item of a list as an answer: a question of the speaker with what answers it, a headline with what it says. */
export function itemAnswer(speech: Speech, item: Span): Answer {
  return quotesAnswer([makeQuote(speech, withBody(speech, withAnswer(speech, item)), 1)]);
}

/** A list as an answer: its items in order under its heading. */
export function enumerationAnswer(speech: Speech, list: Enumeration): Answered {
  const heading = list.heading === null ? [] : [makeQuote(speech, list.heading, 1)];
  const quotes = [...heading, ...list.items.map((span) => makeQuote(speech, span, 1))];
  return { status: 'answered', form: 'enumeration', quotes, notes: [] };
}

/** Characters of a heading by which a sentence names it. */
const HEADING_END = 4;

/**
 * A list that is asked for as an answer. What the speaker says in one breath (一是…；二是…；三是…。) is one quote where that is
 * not too long: whole sentences, with the words that lead in to them. Any other list is shown item by item.
 */
export function listAnswer(speech: Speech, list: Enumeration): Answer {
  const span = oneBreath(speech, list.items);
  return span === null ? enumerationAnswer(speech, list) : quotesAnswer([makeQuote(speech, span, 1)]);
}

/** What stands from the first item to the last where that is one sentence, but for ；, and a quote holds it; null where not. */
function oneBreath({ text, sentences }: Speech, items: readonly Span[]): Span | null {
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) return null;
  const told = sentences.filter(({ span }) => span.end > first.start && span.start < last.end);
  const [start, end] = [told[0]?.span.start ?? first.start, told.at(-1)?.span.end ?? last.end];
  const isOneQuote = told.length <= SENTENCES_OF_QUOTE && end - start <= LONGEST_QUOTE;
  return isOneQuote && !told.some(({ isHeading }) => isHeading) && !/[\n。！？]/.test(text.slice(start, end - 1))
    ? { start, end }
    : null;
}

/** Answers that show divisions of one speech, or say that there is no such division. */
export class DivisionAnswers {
  constructor(private readonly speech: Speech) {}

  /** A division as an enumeration (heading, then each child), a leaf as its heading with leading sentences. */
  describe(node: OutlineNode, headingOnly = false): Answer {
    if (headingOnly) return quotesAnswer([makeQuote(this.speech, headSpan(this.speech, node), 1)]);
    // What a spoken part is about stands in its first words, not in the points that it comes to.
    const isTold = isSpokenPart(node) && !consistsOfPoints(node);
    if (node.children.length > 0 && !isTold) return this.enumerate(node, node.children, null);
    return this.leading(node, node.span.start);
  }

  /** The sentences of a division that follow an offset; null where none does. */
  from(node: OutlineNode, offset: number): Answer | null {
    const next = this.speech.sentences.find(({ span }) => span.start >= offset);
    return next === undefined || next.span.end > node.span.end ? null : this.leading(node, next.span.start);
  }

  /** Sentences of a division from one on, as far as they fit in a quote, with a note where it goes on. */
  private leading(node: OutlineNode, start: number): Answer {
    const span = leadingSpan(this.speech, start, node.span, 3);
    const last = sentenceIndexAt(this.speech, Math.max(node.span.start, node.span.end - 1));
    const lastSentence =
      this.speech.sentences[last - (this.speech.sentences[last]?.span.start === node.span.end ? 1 : 0)];
    const continues =
      lastSentence !== undefined && lastSentence.span.start >= span.end && lastSentence.span.end <= node.span.end;
    return quotesAnswer(
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
    const [first] = items;
    const announcement = this.speech.announcements.find((entry) => first !== undefined && entry.items.includes(first));
    if (announcement !== undefined) notes.push(...this.announcedNotes(announcement));
    return { status: 'answered', form: 'enumeration', quotes: [...head, ...quotes], notes };
  }

  /** The headings of divisions, each with those right under it. */
  headings(items: readonly OutlineNode[]): Answer {
    const nodes = items.flatMap((item) => [item, ...item.children]);
    const quotes = nodes.map((node) => makeQuote(this.speech, headSpan(this.speech, node), 1));
    return { status: 'answered', form: 'enumeration', quotes, notes: [] };
  }

  /**
   * How many divisions there are: the sentence that says so, where one does, then the divisions. Where none does, and the
   * divisions themselves are not wanted, the last one shows by its number how many they are.
   */
  counted(parent: OutlineNode | null, items: readonly OutlineNode[], wantsItems: boolean): Answer {
    const answer = this.enumerate(parent, items, 'count');
    const said = this.speech.announcements.find(
      // "讲三点意见" does not say how many parts there are where the text has others.
      ({ span, items: counted, announced }) =>
        counted.some((item) => items.includes(item)) &&
        (parent !== null ||
          announced === items.length ||
          this.speech.text.slice(span.start, span.end).includes('部分')),
    );
    const sentence =
      said === undefined ? this.namingAll(items) : this.speech.sentences[sentenceIndexAt(this.speech, said.span.start)];
    if (answer.status !== 'answered') return answer;
    if (sentence === undefined) {
      const showsCount = items.length > 1 && items.at(-1)?.ordinal === items.length;
      return wantsItems || !showsCount ? answer : quotesAnswer(answer.quotes.slice(-1), answer.notes);
    }
    return { ...answer, quotes: [makeQuote(this.speech, sentence.span, 1), ...answer.quotes] };
  }

  /** The sentence before divisions that says what each is, by how their headings end: 先作一点回顾，再谈三点体会. */
  private namingAll(items: readonly OutlineNode[]): Sentence | undefined {
    const { text, sentences } = this.speech;
    const ends = items.flatMap(({ heading }) =>
      heading === null ? [] : [text.slice(heading.start, heading.end).slice(-HEADING_END)],
    );
    if (items.length < 2 || ends.length < items.length) return undefined;
    return sentences.find(({ span, isHeading }) => {
      const isBefore = !isHeading && span.end <= (items[0]?.span.start ?? 0);
      const words = isBefore ? text.slice(span.start, span.end) : '';
      return isBefore && ends.every((end) => words.includes(end));
    });
  }

  /**
   * A point beyond those that a speech without numbered points says it has ("我想说三件事"): the sentence that says so as
   * nearest; null where none does, or where it has so many.
   */
  beyondSaid(position: Position): Answer | null {
    const said = /(?:讲|说|谈|提)(?:以下|这)?([二三四五六七八九十两\d]{1,3})(?:件事|点|条|个方面|个问题)/.exec(
      this.speech.text,
    );
    const count = said === null ? null : parseNumeral(said[1] ?? '');
    if (said === null || count === null || position <= count) return null;
    const sentence = this.speech.sentences[sentenceIndexAt(this.speech, said.index)];
    const nearest = sentence === undefined ? [] : [makeQuote(this.speech, sentence.span, 0)];
    return { status: 'not_found', reason: 'absent', nearest, notes: [] };
  }

  /** How many points are announced and found, where that differs, and whether the text breaks off. */
  announcedNotes({ announced, found }: Announcement): AnswerNote[] {
    if (announced === found) return [];
    const notes: AnswerNote[] = [{ key: 'announced', values: { announced, found } }];
    if (this.speech.breaksOffAt !== null) notes.push({ key: 'breaks_off', values: {} });
    return notes;
  }

  /** That a part is announced and not in the text, or that there is none of that number; null without parts. */
  missingPart(position: Position): Answer | null {
    const announcement =
      this.speech.announcements.find((entry) => entry.items[0]?.level === 0) ?? this.speech.announcements[0];
    const place = position < 0 ? (announcement?.announced ?? 0) + position + 1 : position;
    if (announcement === undefined || place > announcement.announced || place <= announcement.found) {
      return this.noSuchPart();
    }
    const sentence = this.speech.sentences[sentenceIndexAt(this.speech, announcement.span.start)];
    const nearest = sentence === undefined ? [] : [makeQuote(this.speech, sentence.span, 0)];
    return { status: 'not_found', reason: 'missing_part', nearest, notes: this.announcedNotes(announcement) };
  }

  /** An item (an annex, a point of a part) beyond the last one: the last as nearest. */
  noSuchItem(items: readonly OutlineNode[]): Answer {
    const nearest = items.slice(-1).map((item) => makeQuote(this.speech, headSpan(this.speech, item), 0));
    return { status: 'not_found', reason: 'absent', nearest, notes: [] };
  }

  /** A part beyond the last one: the number of parts, and the last as nearest. */
  private noSuchPart(): Answer | null {
    const sections = sectionsOf(this.speech);
    const last = sections.at(-1);
    if (last === undefined) return null;
    const nearest = [makeQuote(this.speech, headSpan(this.speech, last), 0)];
    const notes: AnswerNote[] = [{ key: 'count', values: { count: sections.length } }];
    return { status: 'not_found', reason: 'absent', nearest, notes };
  }
}
