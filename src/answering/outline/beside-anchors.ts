import type { OutlineNode, Sentence, Span, Speech } from '../../speech/types.js';
import type { CharacterFold } from '../../text/fold.js';
import { countIn } from '../reading/beside-words.js';
import { type EnumerationFinder, lengthOf } from '../lists/enumeration.js';
import type { ParagraphAnswers } from './paragraph-answers.js';
import type { PlaceBeside } from '../reading/places-beside.js';
import { bigramsOf, coverage } from '../quoting/topic-match.js';
import { isInside, isSpoken } from '../quoting/spoken.js';
import type { SpeechList } from '../lists/speech-lists.js';

/** Best sentences among which the others of a topic that is told in several are looked for. */
const SENTENCES_NEAR_A_TOPIC = 5;
/** Best sentences that may be meant, or announce the list that is, or stand in it. */
const SENTENCES_LIKELY = 3;

/** Share of a topic's words that another sentence must hold beyond what the best one does, to be meant. */
const LEAST_LEAD_IN_WORDS = 0.2;
/** Units between two things that weigh as much as one place in the ranking: they are told near each other. */
const UNITS_WORTH_A_RANK = 600;

/** Letters and digits alone: questions quote with other punctuation than the speech. */
const lettersOf = (words: string) => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** 所有纸条: a list, of whatever length. */
const ALL_OF = /所有|全部|每一?[个张条件项点]/;
/** A sentence that says itself that what is named has been told. */
const IS_OVER = /[讲说谈答]完/;

type BesideTopic = Extract<PlaceBeside, { ask: 'beside-topic' }>;

/** Finds where what a question names stands in the text, so that what is beside it can be shown. */
export class BesideAnchors {
  private readonly spoken: readonly Sentence[];

  constructor(
    private readonly speech: Speech,
    private readonly enumerations: EnumerationFinder,
    private readonly paragraphs: ParagraphAnswers,
    private readonly fold: CharacterFold,
  ) {
    this.spoken = speech.sentences.filter(isSpoken);
  }

  /**
   * The sentence that says the quoted words: one that says nothing else before one that says more, the last one for
   * `isLast`; null where none does.
   */
  ofWords(words: string, isLast: boolean): Sentence | null {
    const wanted = lettersOf(words);
    if (wanted === '') return null;
    const said = this.spoken.map((sentence) => ({ sentence, letters: lettersOf(this.textOf(sentence)) }));
    const whole = said.filter(({ letters }) => letters === wanted);
    const holding = whole.length > 0 ? whole : said.filter(({ letters }) => letters.includes(wanted));
    return holding.at(isLast ? -1 : 0)?.sentence ?? null;
  }

  /** Whether a sentence goes on after the words that a question names in it. */
  goesOnAfter(sentence: Sentence, words: string): boolean {
    const letters = lettersOf(this.textOf(sentence));
    const wanted = lettersOf(words);
    const at = letters.lastIndexOf(wanted);
    return at >= 0 && at + wanted.length < letters.length;
  }

  /** Where a topic is told: a list of so many things, sentences in a row, or the sentence; null where nothing is. */
  ofTopic(asked: BesideTopic, ranked: readonly Sentence[], scope: OutlineNode | null): Span | null {
    const sentences = ranked.filter(isSpoken);
    const inScope = sentences.filter((sentence) => isInside(sentence, scope));
    const candidates = inScope.length > 0 ? inScope : sentences;
    const best = this.sayingMostOf(asked.topic, candidates);
    if (best === undefined) return null;
    const isSaidToBeOver = IS_OVER.test(asked.topic) && IS_OVER.test(this.textOf(best));
    const isList = asked.count !== undefined || ALL_OF.test(asked.topic);
    const list = isSaidToBeOver || !isList ? null : this.listNear(candidates, asked.count ?? null);
    if (list !== null) return list;
    return asked.isTopicLong ? this.run(best, candidates, asked) : best.span;
  }

  /** The best sentence, or one of the next that says so much more of the words themselves. */
  private sayingMostOf(topic: string, candidates: readonly Sentence[]): Sentence | undefined {
    const wanted = bigramsOf(topic, this.fold);
    const [best, ...others] = candidates
      .slice(0, SENTENCES_LIKELY)
      .map((sentence) => ({ sentence, share: coverage(wanted, bigramsOf(this.textOf(sentence), this.fold)) }));
    const lead = (best?.share ?? 0) + LEAST_LEAD_IN_WORDS;
    return others.filter(({ share }) => share >= lead).sort((a, b) => b.share - a.share)[0]?.sentence ?? best?.sentence;
  }

  /** The list, of a length or of any, that one of the best sentences announces or stands in. */
  private listNear(candidates: readonly Sentence[], count: number | null): Span | null {
    const lists = this.enumerations.listsOf(count);
    for (const { span } of candidates.slice(0, SENTENCES_LIKELY)) {
      const said = this.speech.announcements.find(
        (entry) => entry.span.start >= span.start && entry.span.end <= span.end,
      );
      const [innermost] = lists
        .filter(({ reach }) => reach.some(({ start, end }) => span.start >= start && span.start < end))
        .sort((a, b) => lengthOf(a.reach) - lengthOf(b.reach));
      const list =
        lists.find(({ items }) => said !== undefined && items[0]?.start === said.items[0]?.span.start) ??
        lists.find(({ introduction }) => introduction === span.start) ??
        innermost;
      if (list !== undefined) return this.extentOf(list);
    }
    return null;
  }

  /**
   * From the first item of a list to the end of the last. Where each begins a paragraph, the last one is as long as that;
   * it is no longer where each of the others is one paragraph.
   */
  private extentOf({ items, reach }: SpeechList): Span {
    const start = items[0]?.start ?? 0;
    const end = reach.at(-1)?.end ?? start;
    const lines = items.map((item) => this.paragraphs.around(item.start));
    const last = lines.at(-1);
    const isOneEach = reach
      .slice(0, -1)
      .every((each, at) => this.speech.text.slice(lines[at]?.end ?? each.end, each.end).trim() === '');
    if (last === undefined || !isOneEach) return { start, end };
    const areParagraphs = items.every((item, at) => lines[at]?.start === item.start);
    return { start, end: areParagraphs ? last.end : Math.min(end, last.end) };
  }

  /** A topic that is told in several sentences ends, or begins, with the last of those near it. */
  private run(best: Sentence, candidates: readonly Sentence[], { side, unit }: BesideTopic): Span {
    const step = side === 'before' ? -1 : 1;
    const near = candidates.slice(0, SENTENCES_NEAR_A_TOPIC);
    let { start, end } = best.span;
    let at = this.spoken.indexOf(best);
    for (let next = this.spoken[at + step]; next !== undefined && near.includes(next); next = this.spoken[at + step]) {
      at += step;
      start = Math.min(start, next.span.start);
      end = Math.max(end, next.span.end);
    }
    return unit === 'item' ? best.span : { start, end };
  }

  /** The sentence of what is spoken before or after a stretch of the text; undefined where there is none. */
  sentenceBeside({ start, end }: Span, side: 'before' | 'after'): Sentence | undefined {
    return side === 'before'
      ? this.spoken.findLast(({ span }) => span.end <= start)
      : this.spoken.find(({ span }) => span.start >= end);
  }

  /**
   * Where two topics are told, nearest to each other among the best sentences of each, with something between them: in
   * the order in which they are named, if they can be; null where there is no such pair.
   */
  ofTwo(
    topics: readonly [string, string],
    nearestTo: (words: string) => readonly Sentence[],
  ): readonly [Span, Span] | null {
    const [first, second] = topics.map((topic) => this.placesOf(topic, nearestTo(topic)));
    const pairs = (first ?? []).flatMap((one, rank) =>
      (second ?? []).map((other, otherRank) => {
        const isInOrder = one.start < other.start;
        const [from, to] = isInOrder ? [one, other] : [other, one];
        const distance = Math.floor((to.start - from.end) / UNITS_WORTH_A_RANK);
        return { from, to, cost: rank + otherRank + distance + (isInOrder ? 0 : 1) };
      }),
    );
    const [nearest] = pairs
      .filter(({ from, to }) => (this.sentenceBeside(from, 'after')?.span.end ?? Infinity) <= to.start)
      .sort((a, b) => a.cost - b.cost);
    return nearest === undefined ? null : [nearest.from, nearest.to];
  }

  /** Where a topic may be told, best first: the list of so many things, or else the best sentences. */
  private placesOf(topic: string, ranked: readonly Sentence[]): readonly Span[] {
    const sentences = ranked.filter(isSpoken);
    const count = countIn(topic);
    const list = count === null ? null : this.listNear(sentences, count);
    return list === null ? sentences.slice(0, SENTENCES_NEAR_A_TOPIC).map(({ span }) => span) : [list];
  }

  private textOf({ span }: Sentence): string {
    return this.speech.text.slice(span.start, span.end);
  }
}
