import type { OutlineNode, Sentence, Span, Speech } from '../../speech/types.js';
import type { Answer } from '../quoting/answer.js';
import { makeQuote } from '../quoting/citation.js';
import { quotesAnswer } from './division-answers.js';
import { atPosition } from '../quoting/divisions.js';
import type { Position } from '../reading/positions.js';
import { leadingSpan, trailingSpan } from '../quoting/spans.js';
import { isInside, isSpoken } from '../quoting/spoken.js';

/** Characters of the longest paragraph of nothing but thanks. */
const LONGEST_THANKS = 20;

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

  /**
   * The paragraph before or after a stretch of the text: its beginning, or its first or last sentence; null where there
   * is none.
   */
  beside({ start, end }: Span, step: 1 | -1, edge?: 'first' | 'last'): Answer | null {
    const paragraphs = this.sentencesOf(null);
    const beginsAt = ([first]: readonly Sentence[]) => first?.span.start ?? 0;
    const endsAt = (sentences: readonly Sentence[]) => sentences.at(-1)?.span.end ?? 0;
    const found =
      step === 1
        ? paragraphs.find((sentences) => beginsAt(sentences) >= end)
        : paragraphs.findLast((sentences) => endsAt(sentences) <= start);
    const sentence = edge === 'first' ? found?.[0] : edge === 'last' ? found?.at(-1) : undefined;
    return sentence === undefined ? this.answerWith(found) : quotesAnswer([makeQuote(this.speech, sentence.span, 1)]);
  }

  /** The first paragraph that begins behind a stretch of the text; null where there is none. */
  next({ end }: Span): Span | null {
    const first = this.sentencesOf(null).find((sentences) => (sentences[0]?.span.start ?? 0) >= end)?.[0];
    return first === undefined ? null : this.around(first.span.start);
  }

  /** The paragraph in which an offset stands, with a heading that it begins with. */
  around(offset: number): Span {
    const { text } = this.speech;
    const end = text.indexOf('\n', offset);
    return { start: text.lastIndexOf('\n', offset - 1) + 1, end: end < 0 ? text.length : end };
  }

  /** A paragraph of the speech or of a division, by its place; null beyond the last. */
  at(position: Position, node: OutlineNode | null): Answer | null {
    const paragraphs = this.sentencesOf(node);
    const found = atPosition(paragraphs, position);
    const before = found === undefined ? undefined : paragraphs[paragraphs.indexOf(found) - 1]?.at(-1);
    return found !== undefined && before !== undefined && this.isThanks(found)
      ? this.closing(before, found)
      : this.answerWith(found);
  }

  /** 我就讲到这里。谢谢大家！: a paragraph that says nothing more. */
  private isThanks(paragraph: readonly Sentence[]): boolean {
    const words = paragraph.map(({ span }) => this.speech.text.slice(span.start, span.end)).join('');
    return words.length <= LONGEST_THANKS && /谢谢|感谢|[讲说]到这/.test(words);
  }

  /** What the speech comes to before its thanks, and the thanks. */
  private closing(last: Sentence, thanks: readonly Sentence[]): Answer {
    const [first] = thanks;
    const end = thanks.at(-1)?.span.end ?? last.span.end;
    const spans = [
      trailingSpan(this.speech, last, 2),
      ...(first === undefined ? [] : [{ start: first.span.start, end }]),
    ];
    return quotesAnswer(spans.map((span) => makeQuote(this.speech, span, 1)));
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
    const before = this.speech.sentences[first.number - 2];
    // A heading that its first words are belongs to the paragraph.
    const isHeaded = before?.isHeading === true && this.around(first.span.start).start === before.span.start;
    const start = isHeaded ? before.span.start : first.span.start;
    const limit = { start, end: others.at(-1)?.span.end ?? first.span.end };
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
