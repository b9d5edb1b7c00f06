import { CHINESE_NUMERAL_CLASS, parseNumeral } from '../text/numerals.js';
import type { Block } from './block.js';
import { markEnglishParagraphs } from './english-headings.js';
import { findHeading, firstSentenceEnd } from './headings.js';
import { ORDER_FAMILY, readMark, type Mark } from './marks.js';
import { trimSpan } from './paragraphs.js';
import { markSpoken } from './spoken-marks.js';
import { isBareHeading, markUnnumbered } from './unnumbered-headings.js';
import { ENGLISH_SPOKEN_RANK } from './english-marks.js';
import { nestDecimals, settleMarks } from './mark-order.js';
import type { Span } from './types.js';

/** Searches for headings that run into their body cost a pass over the text each; speeches have few of them. */
const MOST_RUN_IN_SEARCHES = 24;

/** What stands before a mark inside a paragraph. */
const BEFORE_INLINE = '(?<=[。；：;:！])';
const N = `[${CHINESE_NUMERAL_CLASS}]{1,3}`;

/** Marks inside a paragraph; those of a form that also opens paragraphs have its family. */
const INLINE_FORMS = (
  [
    ['第一，', `第(${N})[，,、]`],
    ['一是', `(${N})[是要]`],
    ['（一）', `[（(](${N})[）)]`],
    ['（1）', '[（(](\\d{1,2})[）)]'],
    ['1.', '(\\d{1,2})[、．]'],
    ['一、', `(${N})、`],
    ['一，', `(${N})[，,]`],
    ['第一条，', `第(${N})[条件句步点块道层样桩种类][\\u4e00-\\u9fff]{0,3}[，,：:]`],
    [ORDER_FAMILY, '(首先|其次|再次|最后)[，,]'],
  ] as const
).map(([family, words]) => [family, new RegExp(BEFORE_INLINE + words, 'g')] as const);

/** 一看材料…。二看基准…。三看公差…: the same word behind each number. */
const SAME_WORD = new RegExp(`${BEFORE_INLINE}一([\\u4e00-\\u9fff])`, 'g');
/** Fewest of those that are a list; and words behind 一 that count nothing. */
const FEWEST_OF_SAME_WORD = 3;
const NO_LIST_WORD = /[是要个些种定直般样起切路边面天年月次样旦方共]/;

interface InlineMark {
  readonly start: number;
  readonly mark: Mark;
}

/** The marks of one form inside a paragraph that count on from the one that opens it, or from the first. */
function countedMarks(paragraph: Span, slice: string, family: string, pattern: RegExp, before: number): InlineMark[] {
  const found: InlineMark[] = [];
  for (const match of slice.matchAll(pattern)) {
    const ordinal = before + found.length + 1;
    const isNext =
      family === ORDER_FAMILY ? (match[1] === '首先') === (ordinal === 1) : parseNumeral(match[1] ?? '') === ordinal;
    const mark = { label: match[0], ordinal, family, rank: INLINE_RANK };
    if (isNext) found.push({ start: paragraph.start + match.index, mark });
  }
  return found;
}

/** Inline marks of one form in sequence ("…：一是…；二是…"); none where no form has two. */
function findInlineMarks(text: string, paragraph: Span): InlineMark[] {
  const slice = text.slice(paragraph.start, paragraph.end);
  const opening = readMark(slice.slice(0, 12));
  const found = INLINE_FORMS.map(([family, pattern]) => {
    // A paragraph that opens with 一是 goes on with 二是; 三要…：一是…；二是… begins anew.
    const before = opening?.family === family ? (opening.ordinal ?? 0) : 0;
    const goingOn = before === 0 ? [] : countedMarks(paragraph, slice, family, pattern, before);
    const anew = countedMarks(paragraph, slice, family, pattern, 0);
    return anew.length >= 2 && anew.length > goingOn.length ? anew : goingOn;
  });
  for (const word of new Set(Array.from(slice.matchAll(SAME_WORD), ([, behind = '']) => behind))) {
    if (NO_LIST_WORD.test(word)) continue;
    const marks = countedMarks(paragraph, slice, `一${word}`, new RegExp(`${BEFORE_INLINE}(${N})${word}`, 'g'), 0);
    if (marks.length >= FEWEST_OF_SAME_WORD) found.push(marks);
  }
  return found.sort((a, b) => b.length - a.length)[0] ?? [];
}

/** Rank of marks inside paragraphs: they stand under any other. */
const INLINE_RANK = 9;

/** Starts of short headings in the imperative inside a paragraph ("要加强宪法监督。提高…"), where there are several. */
function imperativeStarts(text: string, paragraph: Span): number[] {
  const slice = text.slice(paragraph.start, paragraph.end);
  const starts: number[] = [];
  let lastEnd = -1;
  for (const match of slice.matchAll(/(?<=[。！；])要[^，,。；;：:]{3,16}。/g)) {
    const end = match.index + match[0].length;
    // Two in a row are a list of short sentences, not headings with bodies.
    if (match.index !== lastEnd && end < slice.length) starts.push(paragraph.start + match.index);
    lastEnd = end;
  }
  return starts.length >= 2 ? starts : [];
}

function splitAt(text: string, span: Span, starts: readonly number[]): Span[] {
  const borders = [span.start, ...starts.filter((start) => start > span.start), span.end];
  return borders.slice(0, -1).map((start, index) => trimSpan(text, { start, end: borders[index + 1] ?? span.end }));
}

/**
 * The parts of a paragraph that inline marks open. Where each item before the last is one sentence, so is the last:
 * what the paragraph says after it ("…；三是抓考核。这样才能落实。") is a part of its own.
 */
function splitAtInlineMarks(text: string, paragraph: Span, marks: readonly InlineMark[]): Span[] {
  const parts = splitAt(
    text,
    paragraph,
    marks.map(({ start }) => start),
  );
  const last = parts.at(-1);
  const opensWithMark = readMark(text.slice(paragraph.start, paragraph.start + 16)) !== null;
  const before = parts.slice(opensWithMark ? 0 : 1, -1);
  if (last === undefined || before.length === 0) return parts;
  if (before.some((part) => firstSentenceEnd(text, part) < part.end)) return parts;
  const end = firstSentenceEnd(text, last);
  return end < last.end ? [...parts.slice(0, -1), ...splitAt(text, last, [end])] : parts;
}

const IMPERATIVE: Mark = { label: '', ordinal: null, family: '要', rank: 8 };

/** Splits paragraphs at inline marks and reads each part's written mark and heading. */
export function makeBlocks(text: string, paragraphs: readonly Span[]): Block[] {
  let runInSearches = 0;
  const blocks: Block[] = [];
  for (const paragraph of paragraphs) {
    const inline = findInlineMarks(text, paragraph);
    const beginsAnew = inline[0]?.mark.ordinal === 1;
    const inlineAt = new Map(inline.map(({ start, mark }) => [start, mark]));
    for (const part of splitAtInlineMarks(text, paragraph, inline)) {
      const isInline = part.start > paragraph.start;
      const written = readMark(text.slice(part.start, part.start + 16)) ?? inlineAt.get(part.start) ?? null;
      const mark =
        isInline && written !== null && (beginsAnew || !followsOwnMark(text, paragraph, written))
          ? { ...written, rank: INLINE_RANK }
          : written;
      const starts = imperativeStarts(text, part);
      const [first, ...rest] = splitAt(text, part, starts);
      if (first === undefined) continue;
      if (mark === null) {
        blocks.push({ span: first, mark, heading: null, isInline });
      } else {
        const mayRunIn = mark.rank <= 2 && runInSearches < MOST_RUN_IN_SEARCHES;
        if (mayRunIn) runInSearches += 1;
        blocks.push({ span: first, mark, heading: findHeading(text, first, mark, mayRunIn), isInline });
      }
      for (const span of rest) {
        blocks.push({
          span,
          mark: IMPERATIVE,
          heading: { start: span.start, end: firstSentenceEnd(text, span) },
          isInline: true,
        });
      }
    }
  }
  return blocks;
}

/** Settles the written marks of a speech's own blocks, and finds headings without one and what is divided in words. */
export function markBlocks(text: string, blocks: readonly Block[], language: 'zh' | 'en'): Block[] {
  if (language === 'en') return raiseTold(markUnnumbered(text, markEnglish(text, nestDecimals(blocks)), language));
  return markSpoken(text, markUnnumbered(text, settleMarks(text, blocks), language));
}

/** Rank of parts that are told ("First, …", "Second, …"), and the units that one takes on average. */
const TOLD_PARTS_RANK = 1.5;
const SHORTEST_TOLD = 160;

/** Makes what an English speaker counts at length the parts of a speech that nothing else divides. */
function raiseTold(blocks: readonly Block[]): Block[] {
  const isTold = ({ mark, isInline }: Block) => mark?.rank === ENGLISH_SPOKEN_RANK && !isInline;
  const told = blocks.filter(isTold);
  const isDivided = blocks.some(({ mark, isInline }) => mark !== null && !isInline && mark.rank < ENGLISH_SPOKEN_RANK);
  const isOneList = told.every(({ mark }, index) => mark?.ordinal === index + 1);
  const length = (told.at(-1)?.span.start ?? 0) - (told[0]?.span.start ?? 0);
  if (isDivided || !isOneList || length < SHORTEST_TOLD * (told.length - 1)) return [...blocks];
  return blocks.map((block) =>
    block.mark !== null && isTold(block) ? { ...block, mark: { ...block.mark, rank: TOLD_PARTS_RANK } } : block,
  );
}

/** Gives the blocks of an English speech the marks that words are there: "Second,", "Part Two". */
function markEnglish(text: string, blocks: readonly Block[]): Block[] {
  const headings = blocks.flatMap((block, index) =>
    isBareHeading(text, block, blocks[index + 1], 'en') ? [index] : [],
  );
  const spans = blocks.map(({ span }) => span);
  const marks = markEnglishParagraphs(text, spans, new Set(headings));
  return blocks.map((block, index) => (block.mark === null ? { ...block, ...marks.get(index) } : block));
}

/** True when the paragraph itself opens with a mark of the same form: the inline marks then go on with its list. */
function followsOwnMark(text: string, paragraph: Span, mark: Mark): boolean {
  return readMark(text.slice(paragraph.start, paragraph.start + 16))?.family === mark.family;
}
