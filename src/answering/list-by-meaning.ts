import type { TextEmbedding } from '../embedding/embedder.js';
import type { RankedUnit, Retriever } from '../retrieval/retriever.js';
import type { Span, Speech } from '../speech/types.js';
import { sentenceIndexAt } from './citation.js';
import { atPosition } from './divisions.js';
import type { EnumerationFinder } from './enumeration.js';
import { listsItself } from './lists-in-sentences.js';
import type { Position } from './positions.js';
import { asksForSeveral, type Question } from './question.js';
import { asksForNamedGroup } from './refusal.js';
import type { Enumeration, SpeechList } from './speech-lists.js';

/** Candidates (sentences by index), best first, with the embedding of the question that they are ranked for. */
export interface Ranking {
  readonly ranked: readonly RankedUnit[];
  readonly embedding: TextEmbedding;
}

/** An item by its place in a list. */
export interface ListItem {
  readonly position: Position;
  /** How many items the question says there are; null where it does not. */
  readonly count: number | null;
  /** What the items are counted by (件, 张); null where the question names no such thing. */
  readonly unit: string | null;
  /** Words that the question quotes ("Let both sides"). */
  readonly quotedTerms: readonly string[];
}

/**
 * How far the mean of a list's items may stay behind the best sentence, in late interaction by the companion, where the
 * list is asked for: an item says one of several things, so it is less like the question than a sentence that says all.
 */
const LIST_FARTHEST_BEHIND = 0.06;
/** The same where one item is asked for by its place: the others are not like the question at all. */
const ITEM_FARTHEST_BEHIND = 0.12;

/** Finds lists by what their items say, where neither their words nor their place give them away. */
export class ListsByMeaning {
  constructor(
    private readonly speech: Speech,
    private readonly retriever: Pick<Retriever, 'companionLate'>,
    private readonly lists: Pick<EnumerationFinder, 'listsOf'>,
  ) {}

  /**
   * The list that answers a question for several things nearly as well as the best sentence; null where the best
   * sentence lists as many itself.
   */
  list(question: Question, ranking: Ranking): Enumeration | null {
    const span = this.speech.sentences[ranking.ranked[0]?.label ?? -1]?.span;
    if (span === undefined || !asksForSeveral(question) || asksForNamedGroup(question)) return null;
    if (listsItself(this.speech.text.slice(span.start, span.end), question.itemCount)) return null;
    return this.nearestOf(this.lists.listsOf(question.itemCount), ranking, LIST_FARTHEST_BEHIND);
  }

  /**
   * An item of the list that a question means; null where no list that has one comes near. `rank` is called only where
   * there is a list to choose.
   */
  item(asked: ListItem, rank: () => Promise<Ranking>): Promise<Span | null> {
    const named = this.listsByName(this.listsWith(asked), asked);
    if (named.length > 0) return this.itemOf(named, asked.position, Infinity, rank);
    // Where the question says how many there are, a list of so many is meant, whatever it is like.
    const farthest = asked.count === null ? ITEM_FARTHEST_BEHIND : Infinity;
    return this.itemOf(this.listsWith(asked), asked.position, farthest, rank);
  }

  /**
   * An item of a list all of whose items say what they are counted by (头一件…, 另一件…), or hold what the question
   * quotes; null where there is no such list. `rank` as above.
   */
  itemByName(asked: ListItem, rank: () => Promise<Ranking>): Promise<Span | null> {
    return this.itemOf(this.listsByName(this.listsWith(asked), asked), asked.position, Infinity, rank);
  }

  /**
   * The last item of the longest list whose items say what they are counted by, where that has no item at the place asked
   * for; null where one has, or there is no such list.
   */
  lastBefore({ unit, position, count }: Omit<ListItem, 'quotedTerms'>): Span | null {
    const lists = this.listsByName(this.lists.listsOf(count), { unit, quotedTerms: [] });
    const longest = [...lists].sort((a, b) => b.items.length - a.items.length)[0];
    return longest === undefined || atPosition(longest.items, position) !== undefined
      ? null
      : (longest.items.at(-1) ?? null);
  }

  private listsByName(
    lists: readonly SpeechList[],
    { unit, quotedTerms }: Pick<ListItem, 'unit' | 'quotedTerms'>,
  ): SpeechList[] {
    const marked = unit === null ? null : new RegExp(`^[^，。,]{0,6}[第一二三四五六七八九十]${unit}`);
    const bears = (head: string) =>
      marked?.test(head) === true || quotedTerms.some((term) => head.includes(term.toLowerCase()));
    return lists.filter(({ itemHeads }) => itemHeads.every(bears));
  }

  private listsWith({ count, position }: ListItem): SpeechList[] {
    return this.lists.listsOf(count).filter(({ items }) => atPosition(items, position) !== undefined);
  }

  private async itemOf(
    lists: readonly Enumeration[],
    position: Position,
    farthestBehind: number,
    rank: () => Promise<Ranking>,
  ): Promise<Span | null> {
    const list = lists.length === 0 ? null : this.nearestOf(lists, await rank(), farthestBehind);
    return list === null ? null : (atPosition(list.items, position) ?? null);
  }

  /** The list that a question means, of any number of items; null where none comes near. */
  nearest(ranking: Ranking): Enumeration | null {
    return this.nearestOf(this.lists.listsOf(null), ranking, LIST_FARTHEST_BEHIND);
  }

  private nearestOf(
    lists: readonly Enumeration[],
    { ranked, embedding }: Ranking,
    farthestBehind: number,
  ): Enumeration | null {
    const candidates = ranked.map(({ label }) => label);
    const companionLate = (labels: readonly number[]) => this.retriever.companionLate(embedding, labels);
    return listByMeaning(this.speech, lists, candidates, companionLate, farthestBehind);
  }
}

/**
 * The list whose items come nearest to the question on average, where that is at most `farthestBehind` behind the best
 * candidate (index of a sentence). Null where none is, or where `companionLate` (similarity of sentences by index) gives
 * nothing.
 */
export function listByMeaning(
  speech: Speech,
  lists: readonly Enumeration[],
  candidates: readonly number[],
  companionLate: (sentences: readonly number[]) => readonly number[] | null,
  farthestBehind: number,
): Enumeration | null {
  const known = lists.map((list) => ({ list, items: list.items.map((item) => sentencesIn(speech, item)) }));
  const sentences = [...new Set([...candidates, ...known.flatMap(({ items }) => items.flat())])];
  const scores = companionLate(sentences);
  if (scores === null) return null;
  const scoreOf = new Map(sentences.map((sentence, index) => [sentence, scores[index] ?? 0]));
  const best = (indices: readonly number[]) => Math.max(...indices.map((index) => scoreOf.get(index) ?? 0));
  const [nearest] = known
    .map(({ list, items }) => ({ list, mean: items.reduce((sum, item) => sum + best(item), 0) / items.length }))
    .sort((a, b) => b.mean - a.mean);
  return nearest !== undefined && nearest.mean >= best(candidates) - farthestBehind ? nearest.list : null;
}

function sentencesIn(speech: Speech, { start, end }: Span): number[] {
  const first = sentenceIndexAt(speech, start);
  const last = sentenceIndexAt(speech, Math.max(start, end - 1));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
