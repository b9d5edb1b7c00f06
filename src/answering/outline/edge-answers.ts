import type { OutlineNode, Sentence, Speech } from '../../speech/types.js';
import type { Answer, AnswerNote } from '../quoting/answer.js';
import { makeQuote } from '../quoting/citation.js';
import { quotesAnswer, type DivisionAnswers } from './division-answers.js';
import type { ListChoice } from './list-choice.js';
import type { NamedParts } from './named-parts.js';
import type { ParagraphAnswers } from './paragraph-answers.js';
import type { DivisionLevel, Position } from '../reading/positions.js';
import { leadingSpan, LONGEST_QUOTE, trailingSpan } from '../quoting/spans.js';
import { isInside, isSpoken } from '../quoting/spoken.js';
import type { StructureQuestion } from '../reading/structure-question-type.js';

/** What finds the division that is meant, and shows it. */
interface EdgeParts {
  readonly lists: ListChoice;
  readonly divisions: DivisionAnswers;
  readonly namedParts: NamedParts;
  readonly paragraphs: ParagraphAnswers;
}

/** How a question names a division: by numbers, or by what it is about. */
interface Place {
  readonly part: Position | null;
  readonly point: Position | null;
  readonly scope: string | null;
  readonly level: DivisionLevel;
}

type NearestTo = (words: string) => readonly Sentence[];

/** Answers with what stands at the beginning or end of one speech or of a division, and with paragraphs by their place. */
export class EdgeAnswers {
  constructor(
    private readonly speech: Speech,
    private readonly parts: EdgeParts,
  ) {}

  /** A paragraph by its place in the speech or in a division. */
  paragraph(question: Extract<StructureQuestion, { ask: 'paragraph' }>, nearestTo: NearestTo): Answer | null {
    const { position, part, point, scope } = question;
    const { paragraphs, divisions } = this.parts;
    if (scope === null && part === null && point === null) return paragraphs.at(position, null);
    const node = this.divisionAt(question, nearestTo);
    if (node === undefined) return divisions.missingPart(part ?? point ?? 0);
    return node === null ? null : paragraphs.at(position, node);
  }

  /** The first or last words of the speech or of a division. */
  edge(
    question: Extract<StructureQuestion, { ask: 'edge' }>,
    { ranked, nearestTo }: { readonly ranked: readonly Sentence[]; readonly nearestTo: NearestTo },
  ): Answer | null {
    const { edge, part, scope, point, wantsWords } = question;
    if (question.isParagraph) return this.parts.paragraphs.edge(ranked[0], edge);
    const node = this.divisionAt(question, nearestTo);
    if (node === undefined) return this.parts.divisions.missingPart(part ?? point ?? 0);
    if (node === null && (scope ?? part ?? point) !== null) return null;
    // What a named part begins with or comes to in the end is its first or last point, where it has points.
    const child =
      scope === null || wantsWords || question.wantsHeading ? undefined : node?.children.at(edge === 'last' ? -1 : 0);
    if (child !== undefined) return this.parts.divisions.describe(child);
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
    const heading = question.wantsHeading ? (node?.heading ?? null) : null;
    const isWithHeading = heading !== null && edge === 'first' && span.end - heading.start <= LONGEST_QUOTE;
    const quote = makeQuote(this.speech, isWithHeading ? { start: heading.start, end: span.end } : span, 1);
    if (heading === null || isWithHeading) return quotesAnswer([quote], notes);
    return { status: 'answered', form: 'enumeration', quotes: [makeQuote(this.speech, heading, 1), quote], notes };
  }

  /** The division that is meant: undefined where there is none at such a place, null for the whole speech or where none is found. */
  private divisionAt({ part, point, scope, level }: Place, nearestTo: NearestTo): OutlineNode | null | undefined {
    const { lists, namedParts } = this.parts;
    return scope === null ? lists.divisionAt(part, point) : namedParts.find(scope, nearestTo(scope), level);
  }

  /** An address or a good morning that is part of the text proper: nothing is said with it. */
  private isGreeting({ node, span }: Sentence): boolean {
    return (
      node.kind !== 'salutation' &&
      /^[^。]{0,60}(?:[:：]|好[!！。])\s*$/.test(this.speech.text.slice(span.start, span.end))
    );
  }

  /** The first words after the salutation, and the salutation too where the words themselves are asked for. */
  private opening(spoken: readonly Sentence[], wantsWords: boolean): Answer {
    const [salutation] = spoken;
    const body = spoken.find((each) => each.node.kind !== 'salutation' && (wantsWords || !this.isGreeting(each)));
    const shown = wantsWords || body === undefined ? [salutation, body] : [body];
    const spans = shown.flatMap((sentence) => (sentence === undefined ? [] : [sentence.span]));
    const whole = { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
    const isOne = spans.length > 1 && whole.end - whole.start <= LONGEST_QUOTE;
    const quotes = (isOne ? [whole] : spans).map((span) => makeQuote(this.speech, span, 1));
    return quotes.length > 1 ? { status: 'answered', form: 'enumeration', quotes, notes: [] } : quotesAnswer(quotes);
  }
}
