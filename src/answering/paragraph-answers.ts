import type { OutlineNode, Sentence, Span, Speech } from '../speech/types.js';
import type { Answer } from './answer.js';
import { makeQuote } from './citation.js';
import { quotesAnswer } from './division-answers.js';
import { atPosition } from './divisions.js';
import type { Position } from './positions.js';
import { leadingSpan } from './spans.js';
import { isInside, isSpoken } from './spoken.js';

/** Answers that show paragraphs of what is spoken, in one speech. */
export class ParagraphAnswers {
  constructor(private readonly speech: Speech) {}

  /** The first or last sentence of the paragraph in which a sentence stands. */
  edge(sentence: Sentence | undefined, edge: 'first' | 'last'): Answer | null {
    if (sentence === undefined) return null;
    const paragraph = this.sentencesOf(null).find((sentences) => sentences.includes(sentence));
    const found = edge === 'first' ? paragraph?.[0] : paragraph?.at(-1);
    return found === undefined ? null : quotesAnswer([makeQuote(this.speech, found.span, 1)]);
  }

  /** The paragraph before or after the one in which a sentence stands; null where there is none. */
  beside(sentence: Sentence, step: 1 | -1): Answer | null {
    const paragraphs = this.sentencesOf(null);
    const at = paragraphs.findIndex((sentences) => sentences.includes(sentence));
    return at < 0 || at + step < 0 ? null : this.answerWith(paragraphs[at + step]);
  }

  /** A paragraph of the speech or of a division, by its place; null beyond the last. */
  at(position: Position, node: OutlineNode | null): Answer | null {
    return this.answerWith(atPosition(this.sentencesOf(node), position));
  }

  /** A paragraph of a division without points, by its place; null where it has points, no such paragraph or only one. */
  of(node: OutlineNode, position: Position): Answer | null {
    const paragraphs = node.children.length > 0 ? [] : this.sentencesOf(node);
    return paragraphs.length < 2 ? null : this.answerWith(atPosition(paragraphs, position));
  }

  /** The paragraphs of a division, each by its first sentence, under its heading; null where there is only one. */
  openings(node: OutlineNode): Answer | null {
    const paragraphs = node.children.length === 0 ? this.sentencesOf(node) : [];
    if (paragraphs.length < 2) return null;
    const openings: Span[] = paragraphs.flatMap(([first]) => (first === undefined ? [] : [first.span]));
    const { heading } = node;
    const spans = heading === null || heading.start === openings[0]?.start ? openings : [heading, ...openings];
    const quotes = spans.map((span) => makeQuote(this.speech, span, 1));
    return { status: 'answered', form: 'enumeration', quotes, notes: [] };
  }

  /** A paragraph by its first sentences; null for none. */
  answerWith(paragraph: readonly Sentence[] = []): Answer | null {
    const [first, ...others] = paragraph;
    if (first === undefined) return null;
    const limit = { start: first.span.start, end: others.at(-1)?.span.end ?? first.span.end };
    return quotesAnswer([makeQuote(this.speech, leadingSpan(this.speech, limit.start, limit, 3), 1)]);
  }

  /** The sentences of each paragraph of what is spoken, in a division or in the whole speech. */
  sentencesOf(node: OutlineNode | null): Sentence[][] {
    const spoken = this.speech.sentences.filter(
      (each) => isSpoken(each) && each.node.kind !== 'salutation' && isInside(each, node),
    );
    const paragraphs: Sentence[][] = [];
    let lineEnd = -1;
    for (const sentence of spoken) {
      if (sentence.span.start > lineEnd) {
        const newline = this.speech.text.indexOf('\n', sentence.span.start);
        lineEnd = newline < 0 ? this.speech.text.length : newline;
        paragraphs.push([]);
      }
      paragraphs.at(-1)?.push(sentence);
    }
    return paragraphs;
  }
}
