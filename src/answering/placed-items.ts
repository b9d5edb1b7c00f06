import type { Ranking, Retriever } from '../retrieval/retriever.js';
import type { Span, Speech } from '../speech/types.js';
import type { CharacterFold } from '../text/fold.js';
import { parseNumeral } from '../text/numerals.js';
import { pathAt, sentenceIndexAt } from './quoting/citation.js';
import type { AnswererParts } from './answering-steps.js';
import { allLists, atPosition, type DivisionList } from './quoting/divisions.js';
import type { EnumerationFinder } from './lists/enumeration.js';
import { formNamed, isOfForm } from './lists/list-form.js';
import { likenessOf, meanOf } from './lists/list-by-meaning.js';
import { COUNTED, NUMERAL, type Position } from './reading/positions.js';
import { listsExactly } from './lists/lists-in-sentences.js';
import type { Enumeration, SpeechList } from './lists/speech-lists.js';
import { SENTENCES_LOOKED_AT } from './near-best.js';
import { bigramsOf, coverage } from './quoting/topic-match.js';
import { isHeadedByYear, yearOf, yearsNamed } from './quoting/years.js';

/** An item that a question names by its place in a list. */
export interface PlacedItem {
  readonly position: Position;
  /** How many items the question says there are; null where it does not. */
  readonly count: number | null;
  /** What the items are (希望) or are counted by (件), where that says what they are; null where it does not. */
  readonly thing: string | null;
  /** Words that every item must hold; none where the place alone says which is meant. */
  readonly terms: readonly string[];
  /** The other words of the question, which say what list is meant; may be empty. */
  readonly topic: string;
  /** Whether the question may well ask for something else, so that only a list that comes near is meant. */
  readonly mayBeNone: boolean;
}

/** The list that is meant, and its item at the place asked for: null where it has none there. */
export interface ListWithPlace {
  readonly list: Enumeration;
  readonly item: Span | null;
}

/**
 * What speaks for a list, found on our own questions for items: what stands over it says what it is a list of, the items
 * only show it. Similarity is the companion's, counted from the best sentence's; nearness the cosine with the mean of all
 * sentences from two before the list to its end.
 */
const HEAD_WEIGHT = 1;
const WORDS_WEIGHT = 0.5;
const ITEM_SIMILARITY_WEIGHT = 6;
const NEARNESS_WEIGHT = 2;
/** For an item that is named beside its place: both agree. */
const NAMED_ITEM_WEIGHT = 2;
/** For a list whose items are numbered, which is asked for by its numbers. */
const NUMBERED_BONUS = 0.2;
/** What running text, in which much is said one after the other, stands behind divisions of the outline. */
const RUNNING_TEXT_COST = 0.2;
/** Share of the topic's words that an item must hold to be named beside its place ("第四条城乡融合"). */
const LEAST_ITEM_COVERAGE = 0.4;
/** How much more must speak for a list that is too short for the place than for any that is long enough. */
const LEAD_OF_SHORT_LIST = 0.3;
/** What must at least speak for a list where the outline counts nothing of the kind. */
const LEAST_SCORE = 0.3;
/** The same where the question says how many there are. */
const LEAST_SCORE_OF_SO_MANY = 0;
/** What is named by as many characters is a thing of its own (防线), and no counter (道). */
const SHORTEST_NOUN = 2;

/** What half of all lists are announced as. */
const TELLS_NOTHING = /工作|要求|任务/g;
/** What is done with what a list is of: 总结成绩. */
const SUMMING_UP = /总结|回顾|盘点|讲到|谈到|说到/g;

/** Sentences before a list among which the one is looked for that says how many items it has. */
const FARTHEST_ANNOUNCER = 10;
const COUNTS_ITEMS = new RegExp(`(?<!第)(${NUMERAL})个?(?:${COUNTED}|方面|样)`, 'g');

/** Finds the list in which a question names an item by its place. */
export class PlacedItems {
  private readonly speech: Speech;
  private readonly fold: CharacterFold;
  private readonly retriever: Pick<Retriever, 'companionLate'>;
  private readonly rangeSimilarity: AnswererParts['rangeSimilarity'];
  private readonly divisionLists: readonly DivisionList[];
  private readonly speechYear: number | null;

  constructor(
    {
      speech,
      fold,
      retriever,
      rangeSimilarity,
    }: Pick<AnswererParts, 'speech' | 'fold' | 'retriever' | 'rangeSimilarity'>,
    private readonly lists: Pick<EnumerationFinder, 'listsOf' | 'announcedByName'>,
  ) {
    this.speech = speech;
    this.fold = fold;
    this.retriever = retriever;
    this.rangeSimilarity = rangeSimilarity;
    this.divisionLists = allLists(speech);
    this.speechYear = yearOf(speech);
  }

  /**
   * The list that is meant; null where none comes near. One whose items bear the terms, or say what they are counted by
   * (头一件…, 另一件…), is meant before all others. `rank` is called only where there is a list to choose, or one
   * sentence may tell so many things as the question says there are.
   */
  async find(asked: PlacedItem, rank: () => Promise<Ranking>): Promise<ListWithPlace | null> {
    const form = formNamed(asked.topic);
    const counted = this.listsOfCount(asked.count).filter(
      ({ itemHeads }) => form === null || isOfForm(itemHeads, form),
    );
    const bearing = listsByName(counted, asked);
    const said = asked.terms.length > 0 ? asked.terms.join(' ') : asked.topic;
    const byName = bearing.length > 0 ? bearing : this.announcedByName(counted, { ...asked, topic: said });
    const ofYear = asked.terms.length > 0 ? [] : this.ofYears(byName.length > 0 ? byName : counted, asked.topic);
    const named = ofYear.length > 0 ? ofYear : byName;
    const lists = named.length > 0 ? named : asked.terms.length > 0 ? [] : counted;
    if (lists.length === 0 && asked.count === null) return null;
    const ranking = await rank();
    const scored = this.scored(lists, asked, ranking);
    const [best] = scored.filter(({ item }) => item !== null);
    const sentence = this.inOneSentence(asked, ranking);
    if (sentence !== null && sentence.score > (best?.score ?? LEAST_SCORE)) return sentence;
    const [short] = scored.filter(({ item, list }) => item === null && (named.length > 0 || this.saysItsLength(list)));
    const found =
      best === undefined || (short !== undefined && short.score > best.score + LEAD_OF_SHORT_LIST) ? short : best;
    if (found === undefined) return null;
    const isMeant =
      named.length > 0 ||
      (asked.count !== null && found.score >= LEAST_SCORE_OF_SO_MANY) ||
      (asked.topic === '' || (asked.thing ?? '').length >= SHORTEST_NOUN
        ? this.isSaidOver(found.list, asked.thing)
        : !asked.mayBeNone || found.score >= LEAST_SCORE);
    return isMeant ? found : null;
  }

  private scored(
    lists: readonly SpeechList[],
    { position, topic, thing }: PlacedItem,
    ranking: Ranking,
  ): (ListWithPlace & { readonly list: SpeechList; readonly score: number })[] {
    const wanted = bigramsOf(`${topic.replace(SUMMING_UP, ' ')} ${thing ?? ''}`, this.fold);
    const likeness = this.likenessTo(
      ranking,
      lists.flatMap(({ items }) => items),
    );
    return lists
      .map((list) => {
        const item = atPosition(list.items, position) ?? null;
        const inHead = Math.max(0, ...this.headsOf(list).map((span) => this.coverageOf(wanted, span)));
        const inItems = coverage(wanted, bigramsOf(list.itemHeads.join('\n'), this.fold));
        const head = thing === null ? (atPosition(list.itemHeads, position) ?? '') : '';
        const inItem = coverage(wanted, bigramsOf(head, this.fold));
        const score =
          HEAD_WEIGHT * inHead +
          WORDS_WEIGHT * Math.min(1, inHead + inItems) +
          ITEM_SIMILARITY_WEIGHT * meanOf(list.items.map(likeness)) +
          NEARNESS_WEIGHT * this.nearness(ranking.embedding.vector, list) +
          (inItem >= LEAST_ITEM_COVERAGE ? NAMED_ITEM_WEIGHT * inItem : 0) +
          (this.divisionsOf(list)?.items[0]?.ordinal === 1 ? NUMBERED_BONUS : 0) -
          (this.divisionsOf(list) === undefined ? RUNNING_TEXT_COST : 0);
        return { list, item, score };
      })
      .sort((a, b) => b.score - a.score);
  }

  /** The one of the best sentences that lists so many things itself for which most speaks; null where none does. */
  private inOneSentence(
    { count, position, topic }: PlacedItem,
    ranking: Ranking,
  ): (ListWithPlace & { readonly score: number }) | null {
    if (count === null || Math.abs(position) > count) return null;
    const wanted = bigramsOf(topic.replace(SUMMING_UP, ' '), this.fold);
    const sentences = ranking.ranked
      .slice(0, SENTENCES_LOOKED_AT)
      .flatMap(({ label }) => this.speech.sentences[label] ?? [])
      .filter(({ span, isHeading }) => !isHeading && listsExactly(this.speech.text.slice(span.start, span.end), count));
    const likeness = this.likenessTo(
      ranking,
      sentences.map(({ span }) => span),
    );
    const scored = sentences.map(({ span, number, node }) => ({
      list: { heading: null, items: [span], node },
      item: span,
      score:
        (HEAD_WEIGHT + WORDS_WEIGHT) * this.coverageOf(wanted, span) +
        ITEM_SIMILARITY_WEIGHT * likeness(span) +
        NEARNESS_WEIGHT * this.rangeSimilarity(ranking.embedding.vector, number - 1, number) -
        RUNNING_TEXT_COST,
    }));
    return scored.sort((a, b) => b.score - a.score)[0] ?? null;
  }

  /** The lists that one sentence announces by what the topic names: 提三条希望 for “对企业家的希望”; none where several do. */
  private announcedByName(lists: readonly SpeechList[], { topic, count }: PlacedItem): SpeechList[] {
    const named = this.lists.announcedByName({ asked: topic.replace(TELLS_NOTHING, ' '), itemCount: count });
    return lists.filter((list) => named.includes(list));
  }

  /** The lists of divisions under a heading that names a year of the topic (去年办成的几件: 一、去年的账); none where none does. */
  private ofYears(lists: readonly SpeechList[], topic: string): SpeechList[] {
    const asked = yearsNamed(topic, this.speechYear);
    if (asked.size === 0) return [];
    return lists.filter(
      (list) =>
        this.divisionsOf(list) !== undefined &&
        pathAt(this.speech, list.items[0]?.start ?? 0)
          .slice(0, -1)
          .some((node) => isHeadedByYear(this.speech, node, asked, this.speechYear)),
    );
  }

  private nearness(vector: Float32Array, { items, reach }: SpeechList): number {
    const first = sentenceIndexAt(this.speech, items[0]?.start ?? 0);
    const last = sentenceIndexAt(this.speech, Math.max(0, (reach.at(-1)?.end ?? 0) - 1));
    return this.rangeSimilarity(vector, Math.max(0, first - 2), last + 1);
  }

  private divisionsOf({ items }: SpeechList): DivisionList | undefined {
    return this.divisionLists.find(
      (list) => list.items.length === items.length && list.items[0]?.span.start === items[0]?.start,
    );
  }

  /** Whether headings of parts stand in a list by the way they begin, and not as the list of the parts. */
  private holdsPartHeadings(list: SpeechList): boolean {
    if (this.divisionsOf(list) !== undefined) return false;
    return list.items.some(({ start }) => {
      const sentence = this.speech.sentences[sentenceIndexAt(this.speech, start)];
      return sentence?.isHeading === true && sentence.node.level === 0;
    });
  }

  /** Whether a list is numbered from the first item on, or is announced with so many items. */
  private saysItsLength(list: SpeechList): boolean {
    return this.divisionsOf(list)?.items[0]?.ordinal === 1 || this.announcerOf(list) !== undefined;
  }

  /** Lists of so many items, and those that are announced to have so many, whatever the text has of them. */
  private listsOfCount(count: number | null): readonly SpeechList[] {
    const all = this.lists.listsOf(null).filter((list) => !this.holdsPartHeadings(list));
    if (count === null) return all;
    const starts = this.speech.announcements
      .filter(({ announced, found }) => announced === count && found !== count)
      .map(({ items }) => items[0]?.span.start);
    return all.filter(({ items }) => items.length === count || starts.includes(items[0]?.start));
  }

  private likenessTo({ ranked, embedding }: Ranking, spans: readonly Span[]): (span: Span) => number {
    const candidates = ranked.map(({ label }) => label);
    const companionLate = (labels: readonly number[]) => this.retriever.companionLate(embedding, labels);
    return likenessOf(this.speech, spans, candidates, companionLate) ?? (() => 0);
  }

  /**
   * What stands over a list: the sentence before it and the one that says how many items it has; the heading, where it is
   * the division's own list or begins right behind the heading; words before a colon in its first item.
   */
  private headsOf(list: SpeechList): Span[] {
    const { sentences } = this.speech;
    const first = sentenceIndexAt(this.speech, list.items[0]?.start ?? 0);
    // The headings that the list stands under are passed over, not those of points before it.
    const at = sentences
      .slice(0, first)
      .findLastIndex(({ isHeading, node }) => !isHeading || node.span.end <= (list.items[0]?.start ?? 0));
    const before = sentences[at]?.span;
    const isUnderHeading = this.divisionsOf(list) !== undefined || sentences[first - 1]?.isHeading === true;
    return [isUnderHeading ? list.heading : null, before, this.announcerOf(list), this.openingOf(list)].flatMap(
      (span) => span ?? [],
    );
  }

  /** What the first item of a list in running text begins with, up to a colon: "归纳起来有三个难处：一是房子贵；". */
  private openingOf({ items: [first], isRunningText }: SpeechList): Span | null {
    const colon =
      first === undefined || !isRunningText ? -1 : this.speech.text.slice(first.start, first.end).indexOf('：');
    return first === undefined || colon < 0 ? null : { start: first.start, end: first.start + colon };
  }

  /** The sentence before a list, not far off, that says how many items it has. */
  private announcerOf({ items }: SpeechList): Span | undefined {
    const first = sentenceIndexAt(this.speech, items[0]?.start ?? 0);
    return this.speech.sentences
      .slice(Math.max(0, first - FARTHEST_ANNOUNCER), first)
      .map(({ span }) => span)
      .findLast((span) => this.countsIn(span).includes(items.length));
  }

  private isSaidOver(list: SpeechList, thing: string | null): boolean {
    const heads = this.headsOf(list).map(({ start, end }) => this.speech.text.slice(start, end));
    return thing !== null && heads.some((words) => words.includes(thing));
  }

  private countsIn({ start, end }: Span): (number | null)[] {
    return Array.from(this.speech.text.slice(start, end).matchAll(COUNTS_ITEMS), ([, count = '']) =>
      parseNumeral(count),
    );
  }

  private coverageOf(wanted: ReadonlySet<string>, { start, end }: Span): number {
    return coverage(wanted, bigramsOf(this.speech.text.slice(start, end), this.fold));
  }
}

/** Lists all of whose items say what they are counted by, or hold all the terms. */
function listsByName(lists: readonly SpeechList[], { thing, terms }: PlacedItem): SpeechList[] {
  const marked = thing === null ? null : new RegExp(`^[^，。,]{0,6}[第一二三四五六七八九十]${COUNTED}?${thing}`);
  const bears = (head: string) =>
    marked?.test(head) === true || terms.some((term) => head.includes(term.toLowerCase()));
  return lists.filter(({ itemHeads }) => itemHeads.every(bears));
}
