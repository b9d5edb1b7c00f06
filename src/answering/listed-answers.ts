import type { RankedUnit, Ranking } from '../retrieval/retriever.js';
import type { AnswererParts, AnsweringSteps } from './answering-steps.js';
import { explainsFirstOf } from './explanations.js';
import type { EnumerationFinder } from './lists/enumeration.js';
import type { ListsByMeaning } from './lists/list-by-meaning.js';
import {
  countsBehind,
  hasRowOf,
  isListAskedFor,
  listsExactly,
  listsSome,
  repeatsTerm,
  setsOut,
  tellsOrder,
} from './lists/lists-in-sentences.js';
import { sentenceWords } from './quoting/spans.js';
import { bestCompanionLate, nearBest, SENTENCES_LOOKED_AT } from './near-best.js';
import { asksForNamedGroup, asksForSeveral, type Question, wantsAll } from './reading/question.js';
import type { Enumeration } from './lists/speech-lists.js';

/** So many of them lead to the list that they belong to, though the best stands elsewhere. */
const SENTENCES_OF_ONE_LIST = 2;

/** The companion's late interaction below which what is best may be about something else. */
const LEAST_NEAR = 0.7;

/** What answers a question as far as lists go. */
export interface Listed {
  /** The list of the speech that answers; null where none does. */
  readonly list: Enumeration | null;
  /** Whether the question names the list itself, or by how many items it has: no sentence need be near then. */
  readonly isNamed: boolean;
  /** The candidates, best first; where a sentence is itself the list asked for, that one first. */
  readonly ranked: readonly RankedUnit[];
}

/** Decides whether a list of the speech answers a question, or a sentence that is itself one. */
export class ListedAnswers {
  constructor(
    private readonly parts: Pick<AnswererParts, 'speech'>,
    private readonly steps: AnsweringSteps,
    private readonly enumerations: EnumerationFinder,
    private readonly listsByMeaning: Pick<ListsByMeaning, 'list'>,
  ) {}

  /** The list or the sentence that a question for several things means; no list for any other question. */
  choose(question: Question, ranking: Ranking): Listed {
    const { ranked } = ranking;
    const best = this.wordsOf(ranked[0]);
    const { itemCount } = question;
    const isForSeveral = asksForSeveral(question) && !asksForNamedGroup(question);
    const named = this.steps.findEnumeration(this.enumerations, question);
    // 救生圈、救生绳、警示牌三样东西: what stands before its number is all there.
    const isWhole = isForSeveral && itemCount === null && named === null && countsBehind(question, best);
    if (isWhole) return noList(ranked);
    const found = (isForSeveral ? this.holding(question, ranked, SENTENCES_LOOKED_AT) : null) ?? named;
    const repeats = repeatsTerm(question, best);
    // A row of clauses in the best sentence bears the quoted word more plainly than headings far away.
    if (found !== null && !(repeats && itemCount !== null && hasRowOf(best, itemCount)))
      return { list: found, isNamed: found === named, ranked };
    if (repeats) return noList(ranked);
    if (isForSeveral) return this.chooseForSeveral(question, ranking, best);
    // "“我对大家说三句话”，分别是什么": the sentence in quotation marks announces them.
    const isItself = itemCount !== null && (listsExactly(best, itemCount) || hasRowOf(best, itemCount));
    const isQuoted = asksForSeveral(question) && !isItself && question.quotedTerms.some((term) => best.includes(term));
    const announced = isQuoted ? this.around(question, ranked, 0) : null;
    if (announced !== null) return { list: announced, isNamed: false, ranked };
    return noList(
      withFirst(
        ranked,
        this.placeWhere(ranked, (text) => tellsOrder(question, text) || explainsFirstOf(question, text)),
      ),
    );
  }

  private chooseForSeveral(question: Question, ranking: Ranking, best: string): Listed {
    const { ranked } = ranking;
    const { itemCount } = question;
    const bestIsList = itemCount === null ? setsOut(best) : listsExactly(best, itemCount);
    // Points of the outline are meant where no sentence comes near.
    const points = this.enumerations.onlyOfSoMany(question);
    if (points !== null && (bestCompanionLate(ranked) ?? 1) < LEAST_NEAR)
      return { list: points, isNamed: true, ranked };
    // One that ；joins to those behind it only begins the list.
    if (bestIsList && !/[；;]$/.test(best)) return noList(ranked);
    const near = nearBest(ranked);
    const quoted = near.map(({ label }) => this.steps.quoteSpan(this.parts.speech, label));
    const atBest = this.enumerations.announcedAs(question, quoted) ?? this.around(question, ranked, 0);
    if (atBest !== null) return { list: atBest, isNamed: false, ranked };
    const itself = this.placeWhere(near, (text) => isListAskedFor(question, text) || tellsOrder(question, text));
    if (itself >= 0) return noList(withFirst(ranked, itself));
    const holding = listsSome(best) ? null : this.holding(question, ranked, SENTENCES_OF_ONE_LIST);
    const named = question.wanted === 'list' ? (this.enumerations.announcedByName(question)[0] ?? null) : null;
    const list =
      holding ??
      this.aroundOthers(question, near) ??
      named ??
      this.listsByMeaning.list(question, ranking) ??
      points ??
      (wantsAll(question) ? this.announcedBySome(question, ranked) : null);
    // A list of one item is a sentence that lists what is asked for.
    const only = list?.items.length === 1 ? list.items[0]?.start : undefined;
    if (only === undefined) return { list, isNamed: list !== null && (list === named || list === points), ranked };
    const isOnly = ({ label }: RankedUnit) => this.parts.speech.sentences[label]?.span.start === only;
    return noList(withFirst(ranked, ranked.findIndex(isOnly)));
  }

  /** The place of the first of the best sentences that is quoted with words of some kind; -1 where none is. */
  private placeWhere(ranked: readonly RankedUnit[], isMeant: (text: string) => boolean): number {
    return ranked.slice(0, SENTENCES_LOOKED_AT).findIndex(({ label }) => {
      const { start, end } = this.steps.quoteSpan(this.parts.speech, label);
      return isMeant(this.parts.speech.text.slice(start, end));
    });
  }

  /** The list to which at least so many of the best sentences belong, where a list is asked for. */
  private holding(question: Question, units: readonly RankedUnit[], least: number): Enumeration | null {
    if (question.wanted !== 'list') return null;
    const leading = units.slice(0, SENTENCES_LOOKED_AT);
    const offsets = leading.flatMap(({ label }) => this.parts.speech.sentences[label]?.span.start ?? []);
    return this.enumerations.holdingMost(question, offsets, least);
  }

  /** The list that the candidate at a place announces or belongs to. */
  private around(question: Question, ranked: readonly RankedUnit[], place: number): Enumeration | null {
    const label = ranked[place]?.label ?? -1;
    const span = this.parts.speech.sentences[label]?.span;
    if (span === undefined) return null;
    const quoted = this.steps.quoteSpan(this.parts.speech, label);
    return this.steps.findEnumerationAround(this.enumerations, question, span.start, place === 0, quoted);
  }

  /** The list that one of the best sentences announces, the first that does. */
  private announcedBySome(question: Question, ranked: readonly RankedUnit[]): Enumeration | null {
    const lists = ranked.slice(0, SENTENCES_LOOKED_AT).map(({ label }) => {
      const quoted = this.steps.quoteSpan(this.parts.speech, label);
      return this.enumerations.announcedIn(question, quoted);
    });
    return lists.find((list) => list !== null) ?? null;
  }

  /** The list to which the first of the sentences behind the best leads that leads to one. */
  private aroundOthers(question: Question, near: readonly RankedUnit[]): Enumeration | null {
    const lists = near.slice(1).map((_, index) => this.around(question, near, index + 1));
    return lists.find((list) => list !== null) ?? null;
  }

  private wordsOf(unit: RankedUnit | undefined): string {
    return sentenceWords(this.parts.speech, unit?.label);
  }
}

const noList = (ranked: readonly RankedUnit[]): Listed => ({ list: null, isNamed: false, ranked });

/** The candidates with the one at a place before all others; as they are for -1. */
function withFirst(ranked: readonly RankedUnit[], place: number): RankedUnit[] {
  return place < 0 ? [...ranked] : [...ranked.slice(place, place + 1), ...ranked.filter((_, index) => index !== place)];
}
