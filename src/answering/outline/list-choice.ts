import type { OutlineNode, Sentence, Span, Speech } from '../../speech/types.js';
import type { CharacterFold } from '../../text/fold.js';
import { sentenceIndexAt } from '../quoting/citation.js';
import { allLists, atPosition, headSpan, sectionsOf, type DivisionList } from '../quoting/divisions.js';
import { isInside } from '../quoting/spoken.js';
import { countIn } from '../reading/beside-words.js';
import type { Position } from '../reading/positions.js';
import { bigramsOf, coverage } from '../quoting/topic-match.js';

/** Similarity of the question to a stretch of sentences (half-open range of indices), for choosing among lists. */
export type RangeSimilarity = (firstSentence: number, endSentence: number) => number;

/** Weight of a list's heading and introduction against all of its words. */
const HEAD_WEIGHT = 0.5;
/** What speaks for a list whose number the speech says itself, where it is asked how many there are. */
const ANNOUNCED_BONUS = 0.1;
/** What speaks for a list whose items are numbered, where one is asked for by its number. */
const NUMBERED_BONUS = 0.2;
/** What speaks for a list of as many items as the question says there are (今年八项工作的哪一项). */
const SO_MANY_BONUS = 1;
/** Share of a topic's words over a list, and its likeness to the question, that a list whose items are counted needs. */
const LEAST_LIST_SCORE = 0.5;
/** Share of a topic's words that the sentence announcing a list must hold for that list to be meant. */
const LEAST_ANNOUNCED_COVERAGE = 0.6;
/** Share of a topic's words that a heading must hold to name it. */
const LEAST_HEADING_COVERAGE = 0.5;

/** Chooses the list of divisions that a question means. */
export class ListChoice {
  /** Lists of two items and more, outer ones first. */
  readonly lists: readonly DivisionList[];

  constructor(
    private readonly speech: Speech,
    private readonly fold: CharacterFold,
  ) {
    this.lists = allLists(speech).filter(({ items }) => items.length >= 2);
  }

  /** The list over which most of a topic's words stand; null where none is near enough. */
  ofTopic(topic: string, similarity: RangeSimilarity): DivisionList | null {
    const wanted = bigramsOf(topic, this.fold);
    const scored = this.lists
      .map((list) => ({ list, score: coverage(wanted, bigramsOf(this.headOf(list), this.fold)) }))
      .map(({ list, score }) => ({
        list,
        score: score + this.similarityOf(list, similarity) + (this.isAnnounced(list) ? ANNOUNCED_BONUS : 0),
      }))
      .sort((a, b) => b.score - a.score);
    const best = scored[0];
    return best === undefined || best.score < LEAST_LIST_SCORE ? null : best.list;
  }

  /** The list of a part that the question means: the one of the topic, its own rather than one further in. */
  inPart(scope: OutlineNode, topic: string): DivisionList | null {
    const lists = listsUnder(this.lists, scope);
    const wanted = bigramsOf(topic, this.fold);
    const scored = lists.map((list) => ({
      list,
      score:
        this.topicScore(list, wanted) +
        (list.parent === scope ? 0.5 : 0) +
        (list.items[0]?.ordinal === 1 ? NUMBERED_BONUS : 0),
    }));
    return scored.sort((a, b) => b.score - a.score)[0]?.list ?? null;
  }

  /** The list of divisions whose items these are; null where they are none. */
  madeOf(items: readonly Span[]): DivisionList | null {
    const [first] = items;
    return (
      this.lists.find((list) => list.items.length === items.length && list.items[0]?.span.start === first?.start) ??
      null
    );
  }

  /** The points that a sentence announces which holds most of a topic's words; null where none does. */
  announced(topic: string): DivisionList | null {
    const wanted = bigramsOf(topic, this.fold);
    const said = this.speech.announcements.find(
      ({ span }) =>
        wanted.size > 0 &&
        coverage(wanted, bigramsOf(this.speech.text.slice(span.start, span.end), this.fold)) >=
          LEAST_ANNOUNCED_COVERAGE,
    );
    return said === undefined ? null : { parent: null, items: said.items };
  }

  /** The list whose headings all hold a term, of so many items where a number is given; null where there is none. */
  holding(term: string, count: number | null): DivisionList | null {
    const holds = (node: OutlineNode) => this.wordsOf(node).includes(term);
    return this.lists.find(({ items }) => (count === null || items.length === count) && items.every(holds)) ?? null;
  }

  /** The points that are announced as so many, or else the one list that has so many; null where there are several. */
  ofSoMany(count: number): DivisionList | null {
    const said = this.speech.announcements.find(({ announced }) => announced === count);
    return said === undefined ? this.onlyOfSoMany(count) : { parent: null, items: said.items };
  }

  /** The one list of so many items; null where there is none or several. */
  onlyOfSoMany(count: number): DivisionList | null {
    const [only, ...others] = this.lists.filter(({ items }) => items.length === count);
    return only === undefined || others.length > 0 ? null : only;
  }

  /** The item of a list whose heading names a topic, or else in which the best sentence stands. */
  itemOf(list: DivisionList | null, topic: string, ranked: readonly Sentence[]): OutlineNode | undefined {
    if (list === null) return undefined;
    const wanted = bigramsOf(topic, this.fold);
    const scored = list.items
      .map((node) => ({ node, score: coverage(wanted, bigramsOf(this.wordsOf(node), this.fold)) }))
      .sort((a, b) => b.score - a.score);
    const [best] = scored;
    if (best !== undefined && best.score >= LEAST_HEADING_COVERAGE) return best.node;
    const inside = (node: OutlineNode) => ranked.findIndex((sentence) => isInside(sentence, node));
    return [...list.items].filter((node) => inside(node) >= 0).sort((a, b) => inside(a) - inside(b))[0];
  }

  /** The points at a place that begin with a mark (四是), of whatever lists. */
  marked(point: Position, mark: string): OutlineNode[] {
    const found = this.lists.flatMap(({ items }) => atPosition(items, point) ?? []);
    return found.filter((node) => this.speech.text.startsWith(mark, node.span.start));
  }

  /** The parts; where there are not so many, the points that the speech announces, or else the one list of so many. */
  withoutTopic(point: Position): DivisionList | null {
    const sections = sectionsOf(this.speech);
    if (atPosition(sections, point) === undefined) {
      const announced = this.speech.announcements.find((entry) => Math.abs(point) <= entry.announced);
      if (announced !== undefined) return { parent: null, items: announced.items };
      const [long, ...others] = this.lists.filter(({ items }) => atPosition(items, point) !== undefined);
      if (long !== undefined && others.length === 0) return long;
    }
    return sections.length > 0 ? { parent: null, items: sections } : (this.lists[0] ?? null);
  }

  /**
   * The division at numbered places: undefined where there is none, null where no number is given or the speech counts
   * nothing there.
   */
  divisionAt(part: Position | null, point: Position | null): OutlineNode | null | undefined {
    if (part === null && point === null) return null;
    const outer = part === null ? null : atPosition(sectionsOf(this.speech), part);
    if (outer === undefined || point === null) return outer;
    const list = outer === null ? this.withoutTopic(point) : this.inPart(outer, '');
    return list === null ? null : atPosition(list.items, point);
  }

  /**
   * The division of a path that bears a name, as do those beside it or what stands over them, the innermost where several
   * do as well; none for no name.
   */
  labelled(path: readonly OutlineNode[], label: string): OutlineNode | undefined {
    const wanted = bigramsOf(label, this.fold);
    const count = countIn(label);
    const scoreOf = (node: OutlineNode) => {
      const list = this.lists.find(({ items }) => items.includes(node));
      const words = [this.wordsOf(node), list === undefined ? '' : this.headOf(list)].join('\n');
      const isOfSoMany = count !== null && list?.items.length === count;
      return coverage(wanted, bigramsOf(words, this.fold)) + (isOfSoMany ? SO_MANY_BONUS : 0);
    };
    const scored = path.map((node) => ({ node, score: scoreOf(node) })).reverse();
    return scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score)[0]?.node;
  }

  private isAnnounced({ items }: DivisionList): boolean {
    return this.speech.announcements.some((entry) => entry.items.some((item) => items.includes(item)));
  }

  private topicScore(list: DivisionList, wanted: ReadonlySet<string>): number {
    const head = this.headOf(list);
    const words = [head, ...list.items.map((node) => this.wordsOf(node))].join('\n');
    // What stands over a list says what it is a list of; the items only show it.
    return (
      (coverage(wanted, bigramsOf(words, this.fold)) + coverage(wanted, bigramsOf(head, this.fold)) * HEAD_WEIGHT) /
      (1 + HEAD_WEIGHT)
    );
  }

  /** What stands over a list: the heading of its division and the sentence before it. */
  private headOf(list: DivisionList): string {
    return `${list.parent === null ? '' : this.wordsOf(list.parent)}\n${this.introOf(list)}`;
  }

  /** The sentence before a list, which says what it is a list of. */
  private introOf(list: DivisionList): string {
    const first = list.items[0];
    if (first === undefined) return '';
    const before = this.speech.sentences[sentenceIndexAt(this.speech, first.span.start) - 1];
    return before === undefined ? '' : this.speech.text.slice(before.span.start, before.span.end);
  }

  private wordsOf(node: OutlineNode): string {
    const span = headSpan(this.speech, node);
    return this.speech.text.slice(span.start, span.end);
  }

  private similarityOf(list: DivisionList, similarity: RangeSimilarity): number {
    const first = list.items[0];
    const last = list.items.at(-1);
    if (first === undefined || last === undefined) return 0;
    return similarity(
      Math.max(0, sentenceIndexAt(this.speech, first.span.start) - 2),
      sentenceIndexAt(this.speech, last.span.end - 1) + 1,
    );
  }
}

function listsUnder(lists: readonly DivisionList[], scope: OutlineNode): DivisionList[] {
  return lists.filter(({ items }) => {
    const first = items[0];
    return (
      first !== undefined && first !== scope && first.span.start >= scope.span.start && first.span.end <= scope.span.end
    );
  });
}
