import type { Fragment } from './types.js';

/** The canonical text and where each of its UTF-16 units stood in the decoded file (one entry more at the end). */
export interface CanonicalText {
  readonly text: string;
  readonly sourceOffsets: Uint32Array;
  readonly fragments: readonly Fragment[];
}

interface SourceLine {
  readonly start: number;
  readonly end: number;
}

interface PageMark {
  readonly number: number;
  readonly start: number;
  /** Where the page's own text begins. */
  readonly textStart: number;
  readonly end: number;
}

/**
 * Characters that Telegram drops from or changes in a message (tdlib, `clean_input_string`): control characters other
 * than the line feed, line and paragraph separators, directional marks, three combining marks that stack without
 * bound. A lone surrogate is no character at all.
 */
function isDropped(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (unit < 0x20) return unit !== 0x0a;
  if (unit >= 0xd800 && unit <= 0xdbff) return !isLowSurrogate(text.charCodeAt(index + 1));
  if (isLowSurrogate(unit)) {
    const before = text.charCodeAt(index - 1);
    return !(before >= 0xd800 && before <= 0xdbff);
  }
  return (
    (unit >= 0x7f && unit <= 0x9f) ||
    (unit >= 0x2028 && unit <= 0x202e) ||
    unit === 0x0333 ||
    unit === 0x033f ||
    unit === 0x030a ||
    unit === 0xfeff
  );
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function splitLines(text: string): SourceLine[] {
  const lines: SourceLine[] = [];
  for (let start = 0; start <= text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    if (text.slice(start, end).trim() !== '') lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

/** Half of the pages at least are as long as this; a list whose items have no stop is made of shorter lines. */
const SHORTEST_MEDIAN_PAGE = 60;

/**
 * Page marks: every line of the file begins with the next number and `、` or `.`, most lines stop in mid-sentence and
 * they are long. A numbered list of sentences or of headings, or one beside other text, is outline and stays.
 */
function findPageMarks(text: string): PageMark[] {
  const lines = splitLines(text);
  const marks: PageMark[] = [];
  for (const line of lines) {
    const match = /^\s*(\d{1,5})[、.．]/.exec(text.slice(line.start, Math.min(line.end, line.start + 24)));
    if (match === null || Number(match[1]) !== marks.length + 1) return [];
    marks.push({ number: marks.length + 1, start: line.start, textStart: line.start + match[0].length, end: line.end });
  }
  const cut = marks
    .slice(0, -1)
    .filter(
      (mark) => !/[。！？；：.!?;:”’」』）)]\s*$/.test(text.slice(Math.max(mark.textStart, mark.end - 8), mark.end)),
    );
  const long = marks.filter((mark) => mark.end - mark.textStart >= SHORTEST_MEDIAN_PAGE);
  const isPaged = marks.length >= 3 && cut.length * 2 > marks.length - 1 && long.length * 2 >= marks.length;
  return isPaged ? marks : [];
}

/** A page's number on a line of its own, or behind the words that head each page: — 1 —, 第 1 页 / 共 3 页, 汇报材料 第 1 页. */
const PAGE_NUMBER =
  /^\s*(?:[-—–－]+\s*(\d{1,4})\s*[-—–－]+|(?:[^。；\n]{0,40}[\s　])?第\s*(\d{1,4})\s*页(?:\s*[/／,，]?\s*共\s*\d{1,4}\s*页)?)\s*$/;
/** Fewest pages whose numbers are recognised: a line like these alone may be anything. */
const FEWEST_PAGE_NUMBERS = 2;

/** Lines that hold the number of a page and count on from one to the next, each with the line feed before it. */
function findPageNumbers(text: string): SourceLine[] {
  const found = splitLines(text).flatMap(({ start, end }) => {
    const match = PAGE_NUMBER.exec(text.slice(start, Math.min(end, start + 120)));
    return match === null ? [] : [{ start: Math.max(0, start - 1), end, number: Number(match[1] ?? match[2]) }];
  });
  const isCount = found.every(({ number }, index) => index === 0 || number === (found[index - 1]?.number ?? 0) + 1);
  return isCount && found.length >= FEWEST_PAGE_NUMBERS ? found : [];
}

/** Length of a heading that stands twice in a row at `start`, blank after it; 0 where none does. */
function doubledTitleLength(text: string, start: number): number {
  const head = text.slice(start, start + 400);
  for (let length = Math.floor(head.length / 2); length >= 6; length -= 1) {
    const first = head.slice(0, length);
    if (!/[\n。]/.test(first) && first === head.slice(length, 2 * length) && /^(\s|$)/.test(head.slice(2 * length)))
      return length;
  }
  return 0;
}

/**
 * Makes the canonical text of a decoded file: page marks, the numbers of pages and the first of a doubled title are left
 * out, cut pieces are joined, characters that Telegram would drop are left out; nothing else changes.
 */
export function makeCanonicalText(source: string): CanonicalText {
  const marks = findPageMarks(source);
  const units: string[] = [];
  const offsets: number[] = [];
  let length = 0;
  const keep = (start: number, end: number) => {
    let from = start;
    for (let index = start; index <= end; index += 1) {
      if (index < end && !isDropped(source, index)) continue;
      if (index > from) {
        units.push(source.slice(from, index));
        for (let kept = from; kept < index; kept += 1) offsets.push(kept);
        length += index - from;
      }
      from = index + 1;
    }
  };
  const begin = (start: number) => start + doubledTitleLength(source, start);
  const fragments: Fragment[] = [];
  if (marks.length === 0) {
    const firstText = source.length - source.trimStart().length;
    keep(0, firstText);
    let from = begin(firstText);
    for (const page of findPageNumbers(source)) {
      keep(from, Math.max(from, page.start));
      from = Math.max(from, page.end);
    }
    keep(from, source.length);
  }
  for (const mark of marks) {
    const start = length;
    keep(mark.number === 1 ? begin(mark.textStart) : mark.textStart, mark.end);
    fragments.push({ number: mark.number, span: { start, end: length } });
  }
  offsets.push(source.length);
  return { text: units.join(''), sourceOffsets: Uint32Array.from(offsets), fragments };
}
