import type { OutlineNode, Sentence, Span, Speech } from '../speech/types.js';
import type { Answer } from './answer.js';
import { makeQuote, pathAt } from './citation.js';
import { type DivisionAnswers, quotesAnswer } from './division-answers.js';
import { isDivision } from './divisions.js';
import type { ListChoice } from './list-choice.js';
import type { NamedParts } from './named-parts.js';
import type { ParagraphAnswers } from './paragraph-answers.js';
import type { PlaceBeside } from './places-beside.js';
import { LONGEST_QUOTE } from './spans.js';
import { isSpoken } from './spoken.js';

/** Best sentences among which the others of a topic that is told in several are looked for. */
const SENTENCES_NEAR_A_TOPIC = 5;

/** Letters and digits alone: questions quote with other punctuation than the speech. */
const lettersOf = (words: string) => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

type NearestTo = (words: string) => readonly Sentence[];

/** Answers that show what stands beside something of one speech, or between two things. */
export class BesideAnswers {
  constructor(
    private readonly speech: Speech,
    private readonly lists: ListChoice,
    private readonly divisions: DivisionAnswers,
    private readonly namedParts: NamedParts,
    private readonly paragraphs: ParagraphAnswers,
  ) {}

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

  /** The sentence before or after the one that holds the words; null where the speech does not say them. */
  sentence({ words, side }: Extract<PlaceBeside, { ask: 'beside' }>): Answer | null {
    const wanted = lettersOf(words);
    const spoken = this.speech.sentences.filter(isSpoken);
    const at = spoken.findIndex(({ span }) => lettersOf(this.speech.text.slice(span.start, span.end)).includes(wanted));
    const sentence = at < 0 || wanted === '' ? undefined : spoken[side === 'before' ? at - 1 : at + 1];
    if (sentence === undefined) return null;
    const span = side === 'before' ? this.toItsBeginning(sentence) : this.withItsHeading(sentence);
    return quotesAnswer([makeQuote(this.speech, span, 1)]);
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

  /** The division before or after the one that a topic names; null where there is none. */
  division(
    { topic, side, level }: Extract<PlaceBeside, { ask: 'beside-division' }>,
    nearestTo: NearestTo,
  ): Answer | null {
    const node = this.namedParts.find(topic, nearestTo(topic), level);
    const beside = node === null ? undefined : this.siblingOf(node, side === 'before' ? -1 : 1);
    return beside === undefined ? null : this.divisions.describe(beside, beside.heading !== null);
  }

  /** What stands beside the sentence that speaks of a topic: the paragraph, the item of the same list, or the sentence. */
  topic(
    { side, unit, isTopicLong }: Extract<PlaceBeside, { ask: 'beside-topic' }>,
    ranked: readonly Sentence[],
  ): Answer | null {
    const best = ranked.find(isSpoken);
    if (best === undefined) return null;
    const step = side === 'before' ? -1 : 1;
    if (unit === 'item') return this.neighbour(best.span.start, step);
    if (unit === 'paragraph') return this.paragraphs.beside(best, step);
    const spoken = this.speech.sentences.filter(isSpoken);
    let at = spoken.indexOf(best);
    // A topic that is told in several sentences ends, or begins, with the last of those near it.
    const near = isTopicLong ? ranked.slice(0, SENTENCES_NEAR_A_TOPIC) : [];
    for (let next = spoken[at + step]; next !== undefined && near.includes(next); next = spoken[at + step]) at += step;
    const sentence = spoken[at + step];
    return sentence === undefined ? null : quotesAnswer([makeQuote(this.speech, this.withItsHeading(sentence), 1)]);
  }

  /** The divisions between two that are named, or the sentences between two that speak of the topics. */
  between({ topics, level }: Extract<PlaceBeside, { ask: 'between' }>, nearestTo: NearestTo): Answer | null {
    const [first, second] = topics.map((topic) => this.namedParts.find(topic, nearestTo(topic), level));
    const list = this.lists.lists.find(({ items }) => [first, second].every((node) => node && items.includes(node)));
    if (first && second && list !== undefined) {
      const places = [list.items.indexOf(first), list.items.indexOf(second)].sort((a, b) => a - b);
      const [only, ...others] = list.items.slice((places[0] ?? 0) + 1, places[1]);
      if (only === undefined) return null;
      return others.length === 0
        ? this.divisions.describe(only)
        : this.divisions.enumerate(null, [only, ...others], null);
    }
    const ends = topics.map((topic) => nearestTo(topic).find(isSpoken)?.number ?? 0).sort((a, b) => a - b);
    const [from = 0, to = 0] = ends;
    const between = this.speech.sentences.slice(from, to - 1).filter(isSpoken);
    const [start] = between;
    const last = between.at(-1);
    if (from === 0 || start === undefined || last === undefined || last.span.end - start.span.start > LONGEST_QUOTE * 2)
      return null;
    return quotesAnswer([makeQuote(this.speech, { start: start.span.start, end: last.span.end }, 1)]);
  }
}
