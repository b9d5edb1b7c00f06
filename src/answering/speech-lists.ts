import type { OutlineNode, Sentence, Span, Speech } from '../speech/types.js';
import { foldText, type CharacterFold } from '../text/fold.js';
import { sentenceIndexAt } from './citation.js';
import { allLists, headSpan } from './divisions.js';
import { ANNOUNCES_ENGLISH_LIST, ENGLISH_ROWS } from './english-rows.js';
import { COUNTED } from './positions.js';
import { itemSpan } from './spans.js';
import { bigramsOf } from './topic-match.js';

/** Items of a list that a question asks for, in order, with the heading that they stand under. */
export interface Enumeration {
  readonly heading: Span | null;
  readonly items: readonly Span[];
  readonly node: OutlineNode | null;
}

/** A list of the speech, with what it is found by. */
export interface SpeechList extends Enumeration {
  /** Folded words of heading, introduction and the items' heads. */
  readonly headingBigrams: ReadonlySet<string>;
  readonly allBigrams: ReadonlySet<string>;
  readonly itemHeads: readonly string[];
  /** Everything that belongs to the items, also what is not shown. */
  readonly reach: readonly Span[];
  /** Where the sentence begins that announces the list; null where none does. */
  readonly introduction: number | null;
  /** Whether the items are clauses or sentences of running text, which no topic of theirs stands over. */
  readonly isRunningText: boolean;
  /** Whether one item, where it is the best sentence, leads to all: nothing else of the list may speak of the topic. */
  readonly isFoundByItem: boolean;
}

/** Characters that paragraphs in a row must have in common at their beginning. */
const SAME_PARAGRAPH_OPENING = 4;
/** Fewer sentences in a row that begin alike are no list. */
const SHORTEST_PARALLEL = 3;
/** Clauses that ；sets apart are a list from two on. */
const SHORTEST_CHAIN = 2;

const ONE_TO_TEN = [...'一二三四五六七八九十'];
/** Words that begin the sentences of a row, one after the other; the last may come again. */
const ROWS: readonly (readonly RegExp[])[] = [
  ONE_TO_TEN.map((n) => new RegExp(`^[“—]*第${n}(?:[，,、：:是]|${COUNTED})`)),
  ONE_TO_TEN.map((n) => new RegExp(`^“?(?:${n}是|其${n}|${n}来)`)),
  [/^首先/, /^(?:其次|第二)/, /^(?:再次|再者|然后|第三|最后)/, /^(?:最后|再者|此外)/],
  [/^一(?:个|条|种|类)是/, /^(?:另外?一|再一|还有一)(?:个|条|种|类)/],
  [new RegExp(`^有一${COUNTED}`), new RegExp(`^(?:另外?一|还有一|又有一|再有一|剩下的?一)${COUNTED}`)],
  [/^一方面/, /^另一方面/],
  [/^(?:比如|譬如|例如)/, /^(?:比如|譬如|例如|再比如|又比如|再譬如|还比如|再如|又如)/],
];
/** Things that are told one after the other, each at length, by what they are counted by: 头一件事…另一件事…最后一件事. */
const TOLD_AT_LENGTH = [...COUNTED.slice(1, -1)].map((unit) => [
  new RegExp(`^(?:[头第]一|先说一)${unit}`),
  new RegExp(`^[^，。]{0,6}(?:另一|第二|再一)${unit}`),
  new RegExp(`^[^，。]{0,6}(?:最后一|末一|第三|还有一)${unit}`),
]);
/** Sentences between two marks of a row, at most. */
const FARTHEST_MARK = 6;
const FARTHEST_MARK_TOLD_AT_LENGTH = 40;

/** What a sentence says or ends with that announces the list behind it. */
const ANNOUNCES_LIST = /[:：]$|以下|下列|如下|[二三四五六七八九十两几](?:个|大|点|条|项|方面|道|样|件|种|句|步|类|层)/;
/** Every list of a speech: divisions, and sentences or paragraphs in a row that belong together by their words. */
export function listsOf(speech: Speech, fold: CharacterFold): SpeechList[] {
  return new ListReader(speech, fold).all();
}

class ListReader {
  constructor(
    private readonly speech: Speech,
    private readonly fold: CharacterFold,
  ) {}

  all(): SpeechList[] {
    return [
      ...this.divisionLists(),
      ...this.chains(),
      ...this.markedSentences(),
      ...this.annexItems(),
      ...this.parallelSentences(),
      ...this.parallelParagraphs(),
    ];
  }

  private wordsOf(span: Span): string {
    return this.speech.text.slice(span.start, span.end);
  }

  private makeList(
    heading: Span | null,
    items: readonly Span[],
    heads: readonly Span[],
    reach: readonly Span[],
    node: OutlineNode | null,
    isRunningText = false,
    isFoundByItem = isRunningText,
  ): SpeechList {
    const headingWords = heading === null ? '' : this.wordsOf(heading);
    const itemHeads = heads.map((head) => foldText(this.wordsOf(head), this.fold));
    return {
      heading,
      items,
      node,
      itemHeads,
      reach,
      introduction: this.introductionOf(items),
      isRunningText,
      isFoundByItem,
      headingBigrams: bigramsOf(headingWords, this.fold),
      allBigrams: bigramsOf([headingWords, ...itemHeads].join('\n'), this.fold),
    };
  }

  /** Where the sentence that announces a list begins: the one before it, headings passed over. */
  private introductionOf([first]: readonly Span[]): number | null {
    if (first === undefined) return null;
    const { sentences } = this.speech;
    let at = sentenceIndexAt(this.speech, first.start) - 1;
    while (sentences[at]?.isHeading === true) at -= 1;
    const before = sentences[at];
    const words = before === undefined ? '' : this.wordsOf(before.span);
    const announces = ANNOUNCES_LIST.test(words) || ANNOUNCES_ENGLISH_LIST.test(words);
    return before !== undefined && announces ? before.span.start : null;
  }

  /** Sentences of one division that words for a row begin, not far from each other: 一个是…。另一个是…。 */
  private markedSentences(): SpeechList[] {
    const { sentences } = this.speech;
    const found: SpeechList[] = [];
    const rows = [
      ...[...ROWS, ...ENGLISH_ROWS].map((marks) => ({ marks, farthest: FARTHEST_MARK })),
      ...TOLD_AT_LENGTH.map((marks) => ({ marks, farthest: FARTHEST_MARK_TOLD_AT_LENGTH })),
    ];
    for (const [first, head] of sentences.entries()) {
      if (head.isHeading) continue;
      for (const { marks, farthest } of rows) {
        if (marks[0]?.test(this.wordsOf(head.span)) !== true) continue;
        const spans = this.rowFrom(first, marks, farthest);
        if (spans.length < SHORTEST_CHAIN) continue;
        found.push(this.makeList(head.node.heading, spans, spans, spans, head.node, true));
        break;
      }
    }
    return found;
  }

  /** The sentences of a row, from its first one on, each at most `farthest` sentences behind the one before. */
  private rowFrom(first: number, marks: readonly RegExp[], farthest: number): Span[] {
    const { sentences } = this.speech;
    const node = sentences[first]?.node;
    const items = sentences.slice(first, first + 1).map(({ span }) => span);
    for (let at = first + 1, last = first; at < sentences.length && at <= last + farthest; at += 1) {
      const sentence = sentences[at];
      // What is told at length may have points of its own.
      const isOutside = (sentence?.node !== node || sentence?.isHeading) && farthest < FARTHEST_MARK_TOLD_AT_LENGTH;
      if (sentence === undefined || isOutside) break;
      if (sentence.isHeading) continue;
      if ((marks[items.length] ?? marks.at(-1))?.test(this.wordsOf(sentence.span)) !== true) continue;
      items.push(sentence.span);
      last = at;
    }
    return items;
  }

  /** Items of annexes that count from 一、 on: the outline leaves annexes whole. */
  private annexItems(): SpeechList[] {
    const marks = ONE_TO_TEN.map((n) => new RegExp(`^${n}、`));
    return [...this.speech.sentences.entries()]
      .filter(([, { node, span }]) => node.kind === 'annex' && marks[0]?.test(this.wordsOf(span)) === true)
      .map(([first, { node }]) => ({ node, spans: this.rowFrom(first, marks, FARTHEST_MARK_TOLD_AT_LENGTH) }))
      .filter(({ spans }) => spans.length >= SHORTEST_CHAIN)
      .map(({ node, spans }) => this.makeList(node.heading, spans, spans, spans, node, true));
  }

  /** Clauses in a row that ；sets apart, with the one that ends the sentence. */
  private chains(): SpeechList[] {
    const { sentences, text } = this.speech;
    const found: SpeechList[] = [];
    let run: Sentence[] = [];
    for (const sentence of sentences) {
      if (run.length > 0 && run[0]?.node !== sentence.node) run = [];
      run.push(sentence);
      if (/[；;]$/.test(text.slice(sentence.span.start, sentence.span.end))) continue;
      const [head] = run;
      if (head !== undefined && run.length >= SHORTEST_CHAIN) {
        const spans = run.map(({ span }) => span);
        found.push(this.makeList(head.node.heading, spans, spans, spans, head.node, true));
      }
      run = [];
    }
    return found;
  }

  private divisionLists(): SpeechList[] {
    return allLists(this.speech)
      .filter(({ items }) => items.length >= 2)
      .map(({ parent, items }) =>
        this.makeList(
          parent?.heading ?? null,
          items.map((node) => itemSpan(this.speech, node)),
          items.map((node) => headSpan(this.speech, node)),
          items.map(({ span }) => span),
          parent,
        ),
      );
  }

  /** Runs of at least three sentences of one division that begin with the same character, or the same two words. */
  private parallelSentences(): SpeechList[] {
    const opening = this.speech.language === 'en' ? firstTwoWords : (words: string) => words.slice(0, 1);
    return this.runs((sentence) => (sentence.isHeading ? null : sentence), opening, false);
  }

  /**
   * Runs of at least three paragraphs that begin alike, each with its own sentences behind it. They may be divisions
   * of the outline ("——中国式现代化是…"), points under them not counted.
   */
  private parallelParagraphs(): SpeechList[] {
    const { text } = this.speech;
    const isParagraphStart = ({ span }: Sentence) => span.start === 0 || text.charAt(span.start - 1) === '\n';
    const opening =
      this.speech.language === 'en' ? firstWord : (words: string) => words.slice(0, SAME_PARAGRAPH_OPENING);
    return this.runs((sentence) => (isParagraphStart(sentence) ? sentence : undefined), opening, true);
  }

  /**
   * Runs of sentences that begin alike. `pick` gives the sentence where it counts, null where it ends a run, undefined
   * where it is passed over; `openingOf` what they have in common, empty where that is nothing. Paragraphs may stand in
   * several divisions.
   */
  private runs(
    pick: (sentence: Sentence) => Sentence | null | undefined,
    openingOf: (words: string) => string,
    areParagraphs: boolean,
  ): SpeechList[] {
    const found: SpeechList[] = [];
    let run: Sentence[] = [];
    let opening = '';
    const flush = () => {
      const [head] = run;
      if (head !== undefined && run.length >= SHORTEST_PARALLEL) {
        const spans = run.map(({ span }) => span);
        found.push(this.makeList(head.node.heading, spans, spans, spans, head.node, false, areParagraphs));
      }
      run = [];
    };
    for (const sentence of this.speech.sentences) {
      const picked = pick(sentence);
      if (picked === undefined) continue;
      const begins = picked === null ? '' : openingOf(this.wordsOf(picked.span));
      const continues = begins === opening && (areParagraphs || run.at(-1)?.node === picked?.node);
      if (!continues) flush();
      opening = begins;
      if (picked !== null && /^[\u4e00-\u9fffA-Za-z“—]/.test(begins)) run.push(picked);
    }
    flush();
    return found;
  }
}

/** Words that begin paragraphs which have nothing in common. */
const COMMON_FIRST_WORDS: ReadonlySet<string> = new Set(
  'a all an and as at but by for he his i if in is it its my no not now of on or our she so some that the their there these they this those we when while yet you your'.split(
    ' ',
  ),
);

const englishWords = (words: string) =>
  (words.replace(/^(?:finally|lastly|and|but|so)[, ]+/i, '').match(/[A-Za-z']+/g) ?? []).map((word) =>
    word.toLowerCase(),
  );

/** The first word of an English sentence, after "and" or "finally"; empty where any sentence may begin with it. */
function firstWord(words: string): string {
  const [word = ''] = englishWords(words);
  return COMMON_FIRST_WORDS.has(word) ? firstTwoWords(words) : word;
}

function firstTwoWords(words: string): string {
  return englishWords(words).slice(0, 2).join(' ');
}
