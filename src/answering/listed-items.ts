import type { Ranking, Retriever } from '../retrieval/retriever.js';
import type { Sentence, Span, Speech } from '../speech/types.js';
import type { Answer } from './quoting/answer.js';
import { makeQuote, sentenceIndexAt } from './quoting/citation.js';
import { countedListsOf, type CountedList } from './lists/counted-lists.js';
import { quotesAnswer } from './outline/division-answers.js';
import { atPosition } from './quoting/divisions.js';
import { readListed } from './reading/english-listed.js';
import { CARDINAL, englishNumber } from './reading/english-numbers.js';
import { singularOf } from './reading/english-words.js';
import type { EnumerationFinder } from './lists/enumeration.js';
import { isSpoken } from './quoting/spoken.js';
import type { StructureQuestion } from './reading/structure-question-type.js';

type Listed = Extract<StructureQuestion, { ask: 'listed' }>;

/** How far a list may stay behind the best sentence, in late interaction by the companion, where nothing names it. */
const FARTHEST_BEHIND = 0.1;
/** Share of a speech that is its start, or its end, where it has no parts. */
const EDGE_SHARE = 0.2;

/** "the three promises", "his demands": a list named by what its items are called. */
const COUNTED_TOPIC = new RegExp(
  `^(?:all )?(?:of )?(?:the |his |her |their |those |these )?(?:last of the )?(?:(?<count>${CARDINAL}) )?(?:[a-z-]+ )?(?<noun>[a-z-]+s)$`,
  'i',
);

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Finds items, by their place, of the lists that an English speech announces by their number or the nouns in them. */
export class ListedItems {
  private readonly counted: readonly CountedList[];

  constructor(
    private readonly speech: Speech,
    private readonly retriever: Pick<Retriever, 'companionLate'>,
    private readonly finder: Pick<EnumerationFinder, 'listsOf'>,
  ) {
    this.counted = countedListsOf(speech, finder.listsOf(null));
  }

  /**
   * The item that a question names by its place or by what it says (`ranked`: the sentences that speak of its topic,
   * best first); that there is none, where the list is shorter; null where no such list is known. `rank` is called only
   * where there are several lists to choose from.
   */
  async answer(
    asked: Listed,
    quotedTerms: readonly string[],
    ranked: readonly Sentence[],
    rank: () => Promise<Ranking>,
  ): Promise<Answer | null> {
    const isWhole = asked.position === null && !asked.isMiddle;
    if (isWhole && asked.topic === '') return this.whole(asked, rank);
    const list = await this.listOf(asked, quotedTerms, rank);
    if (list === null) return null;
    if (isWhole) return this.itemAbout(list, ranked);
    const position = asked.isMiddle ? (list.items.length + 1) / 2 : (asked.position ?? 0);
    const item = Number.isInteger(position) ? atPosition(list.items, position) : undefined;
    if (item !== undefined) return quotesAnswer([makeQuote(this.speech, item, 1)]);
    const nearest = list.announcing ?? list.items.at(-1);
    const quotes = nearest === undefined ? [] : [makeQuote(this.speech, nearest, 0)];
    return { status: 'not_found', reason: 'absent', nearest: quotes, notes: [] };
  }

  /**
   * The sentence before or after what a topic names: a list ("the three promises") or an item of one ("the first
   * lesson"); null for any other topic.
   */
  beside(topic: string, side: 'before' | 'after'): Answer | null {
    const range = this.rangeOf(topic);
    if (range === null) return null;
    const spoken = this.speech.sentences.filter(isSpoken);
    const beside =
      side === 'before'
        ? spoken.findLast(({ span }) => span.end <= range.start)
        : spoken.find(({ span }) => span.start >= range.end);
    return beside === undefined ? null : quotesAnswer([makeQuote(this.speech, beside.span, 1)]);
  }

  private rangeOf(topic: string): Span | null {
    const { count, noun } = COUNTED_TOPIC.exec(topic)?.groups ?? {};
    const asked = noun === undefined ? readListed(topic) : null;
    const name = noun === undefined ? asked?.noun : singularOf(noun);
    if (name === undefined || name === null) return null;
    const [list] = this.byNoun(name, count === undefined ? (asked?.count ?? null) : englishNumber(count));
    const reach = list?.reach ?? [];
    const item = asked === null || asked.position === null ? undefined : atPosition(reach, asked.position);
    const [first] = reach;
    const last = reach.at(-1);
    if (asked !== null || first === undefined || last === undefined) return item ?? null;
    return { start: first.start, end: last.end };
  }

  /** All items of a list that a sentence announces by what they are called; that sentence where it holds them. */
  private async whole({ noun, count }: Listed, rank: () => Promise<Ranking>): Promise<Answer | null> {
    const announced = noun === null ? [] : this.byNoun(noun, count).filter(({ announcing }) => announcing !== null);
    const [only, ...others] = announced;
    const isCertain = only !== undefined && others.length === 0 && count !== null;
    const list =
      announced.length === 0 ? null : isCertain ? only : this.nearest(announced, await rank(), FARTHEST_BEHIND);
    if (list === null) return null;
    const { announcing, items } = list;
    if (announcing !== null && items.every(({ end }) => end <= announcing.end))
      return quotesAnswer([makeQuote(this.speech, announcing, 1)]);
    return {
      status: 'answered',
      form: 'enumeration',
      quotes: items.map((item) => makeQuote(this.speech, item, 1)),
      notes: [],
    };
  }

  private async listOf(
    asked: Listed,
    quotedTerms: readonly string[],
    rank: () => Promise<Ranking>,
  ): Promise<CountedList | null> {
    const [quoted] = quotedTerms.length === 0 ? [] : this.holding(new RegExp(quotedTerms.map(escaped).join('|'), 'i'));
    if (quoted !== undefined) return quoted;
    const named = asked.noun === null ? [] : this.byNoun(asked.noun, asked.count);
    const meant = this.thoseAt(named, asked.where);
    const [only, ...others] = meant;
    if (only !== undefined && others.length === 0) return only;
    if (meant.length > 0) return this.nearest(meant, await rank(), Infinity);
    if (!asked.isSure) return null;
    const { position, count } = asked;
    const known = this.all().filter(
      ({ items }) =>
        (count === null || items.length === count) && (position === null || atPosition(items, position) !== undefined),
    );
    const lists = this.thoseAt(known, asked.where);
    const isCertain = count !== null || lists.length < known.length;
    return lists.length === 0 ? null : this.nearest(lists, await rank(), isCertain ? Infinity : FARTHEST_BEHIND);
  }

  /** The lists that say that their items are such things, or whose items all name one. */
  private byNoun(noun: string, count: number | null): CountedList[] {
    const fits = ({ items }: CountedList) => count === null || items.length === count;
    const announced = this.counted.filter((list) => list.noun === noun && fits(list));
    if (announced.length > 0) return announced;
    const word = new RegExp(`\\b${noun.replace(/y$/, '(?:y|ie)')}`, 'i');
    return this.holding(word).filter(fits);
  }

  /** The lists whose items all hold a word. */
  private holding(word: RegExp): CountedList[] {
    return this.uncounted().filter(({ items }) =>
      items.every(({ start, end }) => word.test(this.speech.text.slice(start, end))),
    );
  }

  private uncounted(): CountedList[] {
    return this.finder.listsOf(null).map(({ items, reach }) => ({ noun: null, announcing: null, items, reach }));
  }

  private all(): CountedList[] {
    return [...this.counted, ...this.uncounted()];
  }

  /** Of some lists those that stand at the start or the end, where any does. */
  private thoseAt(lists: readonly CountedList[], where: 'start' | 'end' | null): readonly CountedList[] {
    const there = where === null ? [] : lists.filter((list) => this.isAt(list, where));
    return there.length > 0 ? there : lists;
  }

  private isAt({ items }: CountedList, where: 'start' | 'end'): boolean {
    const start = items[0]?.start ?? 0;
    const opening = this.speech.outline.find(({ kind }) => kind === 'opening');
    const hasParts = this.speech.outline.some(({ kind }) => kind === 'section');
    const { length } = this.speech.text;
    if (where === 'end') return start >= length * (1 - EDGE_SHARE);
    return start < (hasParts && opening !== undefined ? opening.span.end : length * EDGE_SHARE);
  }

  /** The list whose announcing sentence, or whose items on average, come nearest to the question. */
  private nearest(
    lists: readonly CountedList[],
    { ranked, embedding }: Ranking,
    farthestBehind: number,
  ): CountedList | null {
    const candidates = ranked.map(({ label }) => label);
    const of = ({ announcing, items }: CountedList) =>
      [announcing ?? items[0], ...items].map((span) => this.indexOf(span));
    const indices = [...new Set([...candidates, ...lists.flatMap(of)])];
    const scores = this.retriever.companionLate(embedding, indices);
    if (scores === null) return lists[0] ?? null;
    const scoreAt = new Map(indices.map((index, place) => [index, scores[place] ?? 0]));
    const scoreOf = (index: number | undefined) => scoreAt.get(index ?? -1) ?? 0;
    const scored = lists
      .map((list) => {
        const [announcing, ...items] = of(list);
        const mean = items.reduce((sum, index) => sum + scoreOf(index), 0) / items.length;
        return { list, score: Math.max(scoreOf(announcing), mean) };
      })
      .sort((a, b) => b.score - a.score);
    const best = Math.max(...candidates.map(scoreOf));
    const [first] = scored;
    return first === undefined || first.score < best - farthestBehind ? null : first.list;
  }

  private indexOf(span: Span | undefined): number {
    return span === undefined ? 0 : sentenceIndexAt(this.speech, span.start);
  }

  /** The item of a list in which the best sentence stands, of those that stand in any. */
  private itemAbout({ items, reach }: CountedList, ranked: readonly Sentence[]): Answer | null {
    for (const { span } of ranked) {
      const at = reach.findIndex(({ start, end }) => span.start >= start && span.start < end);
      const item = items[at];
      if (item === undefined) continue;
      const spans = span.start < item.end ? [item] : [item, span];
      return quotesAnswer(spans.map((each) => makeQuote(this.speech, each, 1)));
    }
    return null;
  }
}
