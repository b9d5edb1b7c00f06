import type { OutlineNode, Sentence, Span, Speech } from '../../speech/types.js';
import { foldText, type CharacterFold } from '../../text/fold.js';
import { announcedSentences, introductionOf, leadInOf } from './announced-lists.js';
import { allLists, headSpan } from '../quoting/divisions.js';
import { ANNEX_ROW, TEXT_ROWS, type Row } from './list-marks.js';
import { isJoinedToNext, itemSpan } from '../quoting/spans.js';
import { ASKED_BY_LISTENER } from '../../speech/heading-lines.js';
import { bigramsOf } from '../quoting/topic-match.js';

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
  /** Where the sentence begins that stands right before the list in its division; null where none does. */
  readonly leadIn: number | null;
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
      ...this.announcedSentences(),
      ...this.parallelSentences(),
      ...this.labelledSentences(),
      ...this.datedSentences(),
      ...this.parallelParagraphs(),
      ...this.questionsOfListeners(),
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
    areDivisions = false,
  ): SpeechList {
    const headingWords = heading === null ? '' : this.wordsOf(heading);
    const itemHeads = heads.map((head) => foldText(this.wordsOf(head), this.fold));
    return {
      heading,
      items,
      node,
      itemHeads,
      reach,
      introduction: introductionOf(this.speech, items, areDivisions),
      leadIn: leadInOf(this.speech, items, node),
      isRunningText,
      isFoundByItem,
      headingBigrams: bigramsOf(headingWords, this.fold),
      allBigrams: bigramsOf([headingWords, ...itemHeads].join('\n'), this.fold),
    };
  }

  /** The heading that a list stands under from a sentence on: not that of an item which the sentence itself opens. */
  private headingOver({ node, span }: Sentence): Span | null {
    if (node.heading === null || node.heading.start !== span.start) return node.heading;
    return parentOf(this.speech.outline, node)?.heading ?? null;
  }

  /** Sentences of one division that words for a row begin, not far from each other: 一个是…。另一个是…。 */
  private markedSentences(): SpeechList[] {
    const { sentences } = this.speech;
    const found: SpeechList[] = [];
    // Where the marks of a row are alike (一个是…一个是…), each of its sentences could begin it.
    const taken = new Map<Row, Set<number>>(TEXT_ROWS.map((row) => [row, new Set()]));
    for (const [first, head] of sentences.entries()) {
      if (head.isHeading) continue;
      for (const row of TEXT_ROWS) {
        const isTaken = taken.get(row)?.has(head.span.start) === true;
        if (isTaken || row.marks[0]?.test(this.wordsOf(head.span)) !== true) continue;
        const spans = this.rowFrom(first, row);
        if (spans.length < SHORTEST_CHAIN) continue;
        for (const { start } of spans) taken.get(row)?.add(start);
        found.push(this.makeList(this.headingOver(head), spans, spans, spans, head.node, true));
        break;
      }
    }
    return found;
  }

  /** The sentences of a row, from its first one on. */
  private rowFrom(first: number, { marks, farthest, isToldAtLength }: Row): Span[] {
    const { sentences } = this.speech;
    const node = sentences[first]?.node;
    const items = sentences.slice(first, first + 1).map(({ span }) => span);
    for (let at = first + 1, last = first; at < sentences.length && at <= last + farthest; at += 1) {
      const sentence = sentences[at];
      const isOutside = (sentence?.node !== node || sentence?.isHeading) && !isToldAtLength;
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
    return [...this.speech.sentences.entries()]
      .filter(([, { node, span }]) => node.kind === 'annex' && ANNEX_ROW.marks[0]?.test(this.wordsOf(span)) === true)
      .map(([first, { node }]) => ({ node, spans: this.rowFrom(first, ANNEX_ROW) }))
      .filter(({ spans }) => spans.length >= SHORTEST_CHAIN)
      .map(({ node, spans }) => this.makeList(node.heading, spans, spans, spans, node, true));
  }

  /** Sentences that nothing but the one before them, which says how many they are, holds together. */
  private announcedSentences(): SpeechList[] {
    return announcedSentences(this.speech).flatMap((run) => {
      const spans = run.map(({ span }) => span);
      return run.slice(0, 1).map(({ node }) => this.makeList(node.heading, spans, spans, spans, node, true));
    });
  }

  /** Clauses in a row that ；sets apart, with the one that ends the sentence. */
  private chains(): SpeechList[] {
    const { sentences } = this.speech;
    const found: SpeechList[] = [];
    let run: Sentence[] = [];
    for (const [index, sentence] of sentences.entries()) {
      if (run.length > 0 && run[0]?.node !== sentence.node) run = [];
      run.push(sentence);
      if (isJoinedToNext(this.speech, sentence)) continue;
      const next = sentences[index + 1];
      const tellsOfSome = SOME.test(this.wordsOf(run[0]?.span ?? sentence.span));
      if (tellsOfSome && next?.node === sentence.node && OTHERS.test(this.wordsOf(next.span))) continue;
      const [head] = run;
      if (head !== undefined && run.length >= SHORTEST_CHAIN) {
        const spans = run.map(({ span }) => span);
        found.push(this.makeList(this.headingOver(head), spans, spans, spans, head.node, true));
      }
      run = [];
    }
    return found;
  }

  /** Whether ；joins a sentence to the one before it. */
  private isJoined({ number, node }: Sentence): boolean {
    const before = this.speech.sentences[number - 2];
    return before?.node === node && before !== undefined && isJoinedToNext(this.speech, before);
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
          false,
          false,
          true,
        ),
      );
  }

  /** Runs of at least three sentences of one division that begin with the same character, or the same two words. */
  private parallelSentences(): SpeechList[] {
    const opening =
      this.speech.language === 'en'
        ? firstTwoWords
        : (words: string) => (OTHERS.test(words) ? '有' : words.slice(0, 1));
    return this.runs((sentence) => (sentence.isHeading ? null : sentence), opening, false);
  }

  /** Runs of at least three sentences of one division that each begin with what they are about: 体重：…。个头：…。 */
  private labelledSentences(): SpeechList[] {
    const labelOf = (words: string) => (LABEL.test(words) && !SPEAKS.test(words) ? 'labelled' : '');
    return this.runs((sentence) => (sentence.isHeading ? null : sentence), labelOf, false);
  }

  /** Runs of at least three sentences of one division that each begin with a date: 三月五号…。三月九号…。 */
  private datedSentences(): SpeechList[] {
    const dateOf = (words: string) => (DATED.test(words) ? '日' : '');
    return this.runs((sentence) => (sentence.isHeading ? null : sentence), dateOf, false);
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

  /** 问：… of several listeners, the answers between them passed over. */
  private questionsOfListeners(): SpeechList[] {
    const isAsked = ({ span }: Sentence) => ASKED_BY_LISTENER.test(this.wordsOf(span));
    return this.runs(
      (sentence) => (isAsked(sentence) ? sentence : undefined),
      () => '问',
      true,
    );
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
        found.push(this.makeList(this.headingOver(head), spans, spans, spans, head.node, false, areParagraphs));
      }
      run = [];
    };
    for (const sentence of this.speech.sentences) {
      const picked = pick(sentence);
      if (picked === undefined) continue;
      const begins = picked === null ? '' : openingOf(this.wordsOf(picked.span));
      const continues = begins === opening && (areParagraphs || run.at(-1)?.node === picked?.node);
      // 要让人才留下来，…；应届毕业生…。: what ；joins to an item belongs to it.
      if (!continues && run.length > 0 && this.isJoined(sentence)) continue;
      if (!continues) flush();
      opening = begins;
      if (picked !== null && /^[\u4e00-\u9fffA-Za-z“—]/.test(begins)) run.push(picked);
    }
    flush();
    return found;
  }
}

/** 有的…，有的…。少数…: what some do, and a few. */
const SOME = /^有(?:的|些)/;
const OTHERS = /^(?:(?:还|也|更)?有(?:的|些)|少数|个别|极少数|一些)/;

/** The division right around another one; null for one of the outline's own. */
function parentOf(nodes: readonly OutlineNode[], node: OutlineNode): OutlineNode | null {
  const around = nodes.find(({ span }) => node.span.start >= span.start && node.span.end <= span.end);
  if (around === undefined || around === node) return null;
  return around.children.includes(node) ? around : parentOf(around.children, node);
}

/** Words that begin paragraphs which have nothing in common. */
const COMMON_FIRST_WORDS: ReadonlySet<string> = new Set(
  'a all an and as at but by for he his i if in is it its my no not now of on or our she so some that the their there these they this those we when while yet you your'.split(
    ' ',
  ),
);

/** A label and its colon; what is spoken stands behind a colon as well. */
const LABEL = /^[\u4e00-\u9fff]{1,6}[：:](?=.)/;
const SPEAKS = /^.{0,5}(?:[说问道答讲喊写叫想唱]|知道|朋友们|同志们|大家)[：:]/;

/** A date at the beginning of a sentence. */
const DATED =
  /^(?:还有(?:一个)?[，,]|最后[，,]|到了?)?(?:\d{4}年|[一二三四五六七八九〇零]{4}年|(?:[一二三四五六七八九十]{1,2}|\d{1,2})月(?!底前))/;

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
