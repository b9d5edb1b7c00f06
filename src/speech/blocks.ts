import { CHINESE_NUMERAL_CLASS, parseNumeral } from '../text/numerals.js';
import type { Block } from './block.js';
import { markEnglishParagraphs } from './english-headings.js';
import { findHeading, firstSentenceEnd } from './headings.js';
import { readMark, type Mark } from './marks.js';
import { trimSpan } from './paragraphs.js';
import { markSpoken } from './spoken-marks.js';
import { isBareHeading, markUnnumbered } from './unnumbered-headings.js';
import { settleMarks } from './mark-order.js';
import type { Span } from './types.js';

/** Searches for headings that run into their body cost a pass over the text each; speeches have few of them. */
const MOST_RUN_IN_SEARCHES = 24;

/** Marks inside a paragraph, by the family of the same mark at the start of one. */
const INLINE_MARKS: readonly (readonly [string, RegExp])[] = [
  ['第一，', `第([${CHINESE_NUMERAL_CLASS}]{1,3})[，,、]`],
  ['一是', `([${CHINESE_NUMERAL_CLASS}]{1,3})[是要]`],
  ['（一）', `[（(]([${CHINESE_NUMERAL_CLASS}]{1,3})[）)]`],
  ['（1）', '[（(](\\d{1,2})[）)]'],
  ['1.', '(\\d{1,2})[、．]'],
].map(([family = '', words]) => [family, new RegExp(`(?<=[。；：;:！!])${words}`, 'g')]);

/** Starts of the parts of a paragraph that inline marks of one form in sequence open ("…：一是…；二是…"). */
function inlineMarkStarts(text: string, paragraph: Span): number[] {
  const slice = text.slice(paragraph.start, paragraph.end);
  const opening = readMark(slice.slice(0, 12));
  const found = INLINE_MARKS.map(([family, pattern]) => {
    // A paragraph that opens with 一是 goes on with 二是.
    const before = opening?.family === family ? (opening.ordinal ?? 0) : 0;
    const starts: number[] = [];
    for (const match of slice.matchAll(pattern))
      if (parseNumeral(match[1] ?? '') === before + starts.length + 1) starts.push(paragraph.start + match.index);
    return starts.length >= 2 || before > 0 ? starts : [];
  });
  return found.sort((a, b) => b.length - a.length)[0] ?? [];
}

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
function splitAtInlineMarks(text: string, paragraph: Span): Span[] {
  const parts = splitAt(text, paragraph, inlineMarkStarts(text, paragraph));
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
    for (const part of splitAtInlineMarks(text, paragraph)) {
      const isInline = part.start > paragraph.start;
      const written = readMark(text.slice(part.start, part.start + 16));
      const mark =
        isInline && written !== null && !followsOwnMark(text, paragraph, written) ? { ...written, rank: 9 } : written;
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
  if (language === 'en') return markUnnumbered(text, markEnglish(text, blocks), language);
  return markSpoken(text, markUnnumbered(text, settleMarks(text, blocks), language));
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
