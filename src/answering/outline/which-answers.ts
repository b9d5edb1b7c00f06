import type { OutlineNode, Sentence, Speech } from '../../speech/types.js';
import type { Answer } from '../quoting/answer.js';
import { makeQuote, pathAt } from '../quoting/citation.js';
import { quotesAnswer, type DivisionAnswers } from './division-answers.js';
import { atPosition, hasHeadingLine, headSpan, isDivision, sectionsOf } from '../quoting/divisions.js';
import type { ListChoice } from './list-choice.js';
import type { NamedParts } from './named-parts.js';
import { isInside } from '../quoting/spoken.js';
import type { Position } from '../reading/positions.js';
import type { StructureQuestion } from '../reading/structure-question-type.js';

/** What finds the division that is meant, and shows it. */
interface WhichParts {
  readonly lists: ListChoice;
  readonly divisions: DivisionAnswers;
  readonly namedParts: NamedParts;
}

/** What ranking says of a topic: the sentences that speak of it, and those nearest to its words, best first. */
interface RankedEvidence {
  readonly ranked: readonly Sentence[];
  readonly nearestTo: (words: string) => readonly Sentence[];
}

/** Best sentences of which one may stand where a division is said to. */
const SENTENCES_LOOKED_AT = 8;

/** Answers in which division something is said, and which divisions a list has. */
export class WhichAnswers {
  constructor(
    private readonly speech: Speech,
    private readonly parts: WhichParts,
  ) {}

  /**
   * In which division something is said: the one whose heading names it; else the part that speaks of it most, or the
   * point in which the sentence stands that says it.
   */
  division(
    { topic, part, scope: scopeWords, wants, withPart, label, term }: Extract<StructureQuestion, { ask: 'which' }>,
    { ranked, nearestTo }: RankedEvidence,
  ): Answer | null {
    const bearing = term === null ? null : this.parts.lists.holding(term, null);
    if (bearing !== null) {
      const item = this.parts.lists.itemOf(bearing, topic, ranked);
      return item === undefined ? null : this.parts.divisions.describe(item);
    }
    const scope = this.scopeOf(part, scopeWords, nearestTo);
    const named =
      scope === null && wants === 'part'
        ? this.parts.namedParts.find(topic, nearestTo(topic), 'part')
        : this.parts.namedParts.byHeading(topic, scope);
    const around = named === null ? undefined : this.parts.lists.labelled(pathAt(this.speech, named.span.start), label);
    // 放在四种现象的第几条里: what is named elsewhere is not meant.
    const labelled = label === '' || around !== undefined ? undefined : this.firstLabelled(ranked, scope, label);
    if (named !== null && labelled === undefined) return this.parts.divisions.describe(around ?? named);
    const sentence = labelled ?? ranked.find((each) => isInside(each, scope));
    if (sentence === undefined) return null;
    const path = pathAt(this.speech, sentence.span.start).filter((node) => isDivision(node) && node !== scope);
    const node =
      wants === 'part'
        ? path[0]
        : wants === 'section'
          ? (path.findLast((each) => hasHeadingLine(this.speech, each)) ?? path[0])
          : (this.parts.lists.labelled(path, label) ?? path.findLast(({ ordinal }) => ordinal !== null) ?? path.at(-1));
    if (node === undefined) return null;
    const head = headSpan(this.speech, node);
    const outer = withPart && path[0] !== undefined && path[0] !== node ? [headSpan(this.speech, path[0])] : [];
    const spans = [...outer, ...(sentence.span.start < head.end ? [sentence.span] : [head, sentence.span])];
    const quotes = spans.map((span) => makeQuote(this.speech, span, 1));
    return withPart ? { status: 'answered', form: 'enumeration', quotes, notes: [] } : quotesAnswer(quotes);
  }

  /** The best sentence that stands in a division which bears a name. */
  private firstLabelled(ranked: readonly Sentence[], scope: OutlineNode | null, label: string): Sentence | undefined {
    return ranked
      .slice(0, SENTENCES_LOOKED_AT)
      .find(
        (each) =>
          isInside(each, scope) &&
          this.parts.lists.labelled(pathAt(this.speech, each.span.start).filter(isDivision), label) !== undefined,
      );
  }

  /** The part in which something is said to stand: by its number, or by words for it; null where none is named or found. */
  private scopeOf(
    part: Position | null,
    words: string | null,
    nearestTo: RankedEvidence['nearestTo'],
  ): OutlineNode | null {
    if (part !== null) return atPosition(sectionsOf(this.speech), part) ?? null;
    return words === null ? null : this.parts.namedParts.find(words, nearestTo(words), 'part', true);
  }

  /** All points of the list that is meant; null where none is. */
  allPoints({ count, term, wantsItems }: Extract<StructureQuestion, { ask: 'all-points' }>): Answer | null {
    const list = term === null ? this.parts.lists.ofSoMany(count ?? 0) : this.parts.lists.holding(term, count);
    if (list === null) return null;
    return wantsItems
      ? this.parts.divisions.enumerate(list.parent, list.items, null)
      : this.parts.divisions.counted(list.parent, list.items, false);
  }
}
