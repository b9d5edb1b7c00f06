import type { OutlineNode, Sentence, Speech } from '../../speech/types.js';
import type { Answer } from '../quoting/answer.js';
import { makeQuote } from '../quoting/citation.js';
import { quotesAnswer, type DivisionAnswers } from './division-answers.js';
import { atPosition, sectionsOf } from '../quoting/divisions.js';
import type { ListChoice } from './list-choice.js';
import type { NamedParts } from './named-parts.js';
import type { ParagraphAnswers } from './paragraph-answers.js';
import { isInside, isSpoken } from '../quoting/spoken.js';
import type { StructureQuestion } from '../reading/structure-question-type.js';

type Passage = Extract<StructureQuestion, { ask: 'passage' }>;
type BesideStretch = Extract<StructureQuestion, { ask: 'beside-stretch' }>;
type NearestTo = (words: string) => readonly Sentence[];

/** Answers that show a paragraph or a sentence by its place, in one speech. */
export class PassageAnswers {
  constructor(
    private readonly speech: Speech,
    private readonly lists: ListChoice,
    private readonly divisions: DivisionAnswers,
    private readonly namedParts: NamedParts,
    private readonly paragraphs: ParagraphAnswers,
  ) {}

  /**
   * The paragraph or sentence at a place; that there is none; null where the speech has no such division. `ranked` are
   * the sentences that speak of what the place is named by, best first.
   */
  at(asked: Passage, ranked: readonly Sentence[], nearestTo: NearestTo): Answer | null {
    const { part, paragraph, sentence } = asked;
    const node = this.divisionOf(asked, nearestTo);
    if (node === undefined) return part === null ? null : this.divisions.missingPart(part);
    const named = asked.matter === null || node !== null ? null : this.paragraphOf(ranked);
    if (asked.matter !== null && node === null && named === null) return null;
    const place = named === null ? this.paragraphs.sentencesOf(node) : [named];
    if (sentence === null) return this.paragraphAt(place, paragraph ?? 1);
    const sentences = paragraph === null ? place.flat() : (atPosition(place, paragraph) ?? []);
    const found = atPosition(sentences, sentence);
    return found === undefined
      ? this.nothingBehind(place.flat())
      : quotesAnswer([makeQuote(this.speech, found.span, 1)]);
  }

  /** The sentence before or after the division or the paragraph in which a topic is told; null where there is none. */
  beside({ topic, side }: BesideStretch, ranked: readonly Sentence[]): Answer | null {
    const node = this.namedParts.byHeading(topic);
    const told =
      node === null ? this.paragraphOf(ranked) : this.speech.sentences.filter((each) => isInside(each, node));
    const [first] = told ?? [];
    const last = told?.at(-1);
    if (first === undefined || last === undefined) return null;
    const spoken = this.speech.sentences.filter((each) => isSpoken(each) && each.node.kind !== 'salutation');
    const beside =
      side === 'before'
        ? spoken.findLast(({ number }) => number < first.number)
        : spoken.find(({ number }) => number > last.number);
    return beside === undefined ? null : quotesAnswer([makeQuote(this.speech, beside.span, 1)]);
  }

  /** The division that is meant; null for none, undefined where there is no such one. */
  private divisionOf(asked: Passage, nearestTo: NearestTo): OutlineNode | null | undefined {
    const { part, point, matter, within } = asked;
    const outer = part === null ? null : atPosition(sectionsOf(this.speech), part);
    if (outer === undefined) return undefined;
    if (point !== null) {
      const list = outer === null ? this.lists.lists[0] : this.lists.inPart(outer, '');
      return list === undefined || list === null ? undefined : atPosition(list.items, point);
    }
    if (outer !== null || matter === null || within === 'paragraph') return outer;
    if (within === 'stretch') return this.namedParts.byHeading(matter);
    return this.namedParts.find(matter, nearestTo(matter), within) ?? undefined;
  }

  private paragraphOf([best]: readonly Sentence[]): Sentence[] | null {
    if (best === undefined) return null;
    return this.paragraphs.sentencesOf(null).find((sentences) => sentences.includes(best)) ?? null;
  }

  private paragraphAt(place: readonly (readonly Sentence[])[], position: number): Answer {
    const found = atPosition(place, position);
    return (found === undefined ? null : this.paragraphs.answerWith(found)) ?? this.nothingBehind(place.flat());
  }

  /** That there is no such place: the last sentence there is as nearest. */
  private nothingBehind(sentences: readonly Sentence[]): Answer {
    const nearest = sentences.slice(-1).map(({ span }) => makeQuote(this.speech, span, 0));
    return { status: 'not_found', reason: 'absent', nearest, notes: [] };
  }
}
