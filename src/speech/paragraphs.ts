import { TITLE_END } from './front-matter.js';
import type { Span } from './types.js';

const LINE_END_STOPS = /[。！？；：…!?;:”’」』）)》】]$/;
const NEVER_STARTS_A_LINE = /^[，。、；：！？,;:!?）)》”’」』%％℃]/;

/** Shrinks a span to leave out blanks at both ends; an all-blank span becomes empty at its start. */
export function trimSpan(text: string, span: Span): Span {
  const slice = text.slice(span.start, span.end);
  const start = span.start + (slice.length - slice.trimStart().length);
  const end = span.start + slice.trimEnd().length;
  return end < start ? { start: span.start, end: span.start } : { start, end };
}

interface Line extends Span {
  readonly text: string;
  readonly indented: boolean;
  readonly afterBlankLine: boolean;
}

function toLines(text: string): Line[] {
  const lines: Line[] = [];
  let afterBlankLine = false;
  for (let start = 0; start <= text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const span = trimSpan(text, { start, end });
    if (span.end > span.start) {
      lines.push({ ...span, text: text.slice(span.start, span.end), indented: span.start > start, afterBlankLine });
      afterBlankLine = false;
    } else {
      afterBlankLine = true;
    }
    start = end + 1;
  }
  return lines;
}

/** True for text broken at a fixed width: most lines stop in mid-sentence and most are nearly as long as the longest. */
function isHardWrapped(lines: readonly Line[]): boolean {
  if (lines.length < 10) return false;
  const lengths = lines.map((line) => line.text.length).sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  const long = lengths[Math.floor(lengths.length * 0.95)] ?? 0;
  const open = lines.filter((line) => !/[。！？；：.!?;:”"]$/.test(line.text)).length;
  return median >= 15 && long <= median * 1.3 && open > lines.length * 0.6;
}

/** Lines at the top of a file among which the title stands. */
const LINES_OF_TITLE = 8;
/** The first line of a title that goes on in the next: 在全州森林草原防灭火视频. */
const TITLE_START = /^[^。！？；：]{0,24}(?:在|关于)[^。！？；：]{2,}$/;

/** True for the two lines of one title: 在…视频 / 调度会议上的讲话. */
function isSplitTitle(before: Line, after: Line): boolean {
  return (
    before.text.length <= 40 &&
    TITLE_START.test(before.text) &&
    !TITLE_END.test(before.text) &&
    after.text.length <= 30 &&
    !/^(?:——|在|关于)/.test(after.text) &&
    /^[^，。；：]*(?:[上中时会]|情况|工作)的?[\u4e00-\u9fff]{2,4}$/.test(after.text) &&
    TITLE_END.test(after.text)
  );
}

/** True when the line break between two lines lies inside a sentence, so that it ends nothing. */
function isSoftBreak(before: Line, after: Line, wrapWidth: number, isTop: boolean): boolean {
  if (after.afterBlankLine) return false;
  if (isTop && isSplitTitle(before, after)) return true;
  if (NEVER_STARTS_A_LINE.test(after.text)) return true;
  if (LINE_END_STOPS.test(before.text) || /\.$/.test(before.text)) return false;
  if (wrapWidth > 0) return !after.indented && before.text.length >= wrapWidth * 0.7;
  // A number torn out of its sentence ("PM" / "2.5" / "年平均…"), or a phrase that cannot end a paragraph.
  if (/^(?:PART|Part) ?\d{1,2}$/.test(before.text)) return true;
  if (/^[\d.%]{1,8}$/.test(after.text) || /^[\d.%]{1,8}$/.test(before.text)) return true;
  // 书记 沈景和 is a name, where the next line says when, or addresses those present.
  if (/^[（(].*[）)]$|^(?:同志|朋友|老师|同学|各位|尊敬的|亲爱的)[^。]{0,60}[：:！!]$/.test(after.text)) return false;
  return /[的和与及或是，、,]$/.test(before.text) || /^是[：:]/.test(after.text);
}

/** Single-line texts mark paragraphs with a blank after a stop, as in `…新局面。 一是…` or `…讲话 同志们:`. */
function splitAtBlanks(text: string, span: Span): Span[] {
  const parts: Span[] = [];
  let start = span.start;
  const pattern = /[。！？：:”] +(?=[\u4e00-\u9fff“（(])|[\u4e00-\u9fff] +(?=同志们|各位|尊敬的)/g;
  const slice = text.slice(span.start, span.end);
  for (const match of slice.matchAll(pattern)) {
    const border = span.start + match.index + 1;
    parts.push({ start, end: border });
    start = span.start + match.index + match[0].length;
  }
  parts.push({ start, end: span.end });
  return parts;
}

/** Paragraphs in order, without blanks at their ends. A line break inside a sentence does not end a paragraph. */
export function findParagraphs(text: string, language: 'zh' | 'en'): Span[] {
  const lines = toLines(text);
  const wrapped = isHardWrapped(lines);
  const wrapWidth = wrapped ? Math.max(...lines.slice(0, 2000).map((line) => line.text.length)) : 0;
  const paragraphs: { start: number; end: number }[] = [];
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const last = paragraphs.at(-1);
    if (before !== undefined && last !== undefined && isSoftBreak(before, line, wrapWidth, index < LINES_OF_TITLE))
      last.end = line.end;
    else paragraphs.push({ start: line.start, end: line.end });
  });
  if (language === 'en') return paragraphs;
  return paragraphs.flatMap((paragraph) => splitAtBlanks(text, paragraph));
}
