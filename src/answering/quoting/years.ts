import type { OutlineNode, Speech } from '../../speech/types.js';
import { parseNumeral } from '../../text/numerals.js';

/** 2025年, 二〇二五年. */
const WRITTEN = /(?<![\d零〇○一二三四五六七八九])([\d零〇○一二三四五六七八九]{4})年/g;
/** Years that are named from where the speaker stands, with how far they lie from that of the speech. */
const SPOKEN: readonly (readonly [RegExp, number])[] = [
  [/前年/, -2],
  [/去年|上一?年|过去一年/, -1],
  [/今年|本年度?|新的?一年|这一年/, 0],
  [/明年|来年|下一?年/, 1],
];

/** Years that a text writes out. */
function writtenYears(text: string): number[] {
  return Array.from(text.matchAll(WRITTEN), ([, year = '']) => parseNumeral(year)).flatMap((year) => year ?? []);
}

/** The year in which a speech was given, by its title and byline; null where they name none. */
export function yearOf({ outline, text }: Speech): number | null {
  const front = outline.filter(({ kind }) => kind === 'title' || kind === 'byline' || kind === 'chrome');
  const [year] = front.flatMap(({ span }) => writtenYears(text.slice(span.start, span.end)));
  return year ?? null;
}

/** Whether the heading of a division names one of some years, for a speech of a year. */
export function isHeadedByYear(
  { text }: Speech,
  { heading }: OutlineNode,
  years: ReadonlySet<number>,
  speechYear: number | null,
): boolean {
  const words = heading === null ? '' : text.slice(heading.start, heading.end);
  return [...yearsNamed(words, speechYear)].some((year) => years.has(year));
}

/** The years that words name, written out or from where the speaker stands (去年), for a speech of a year. */
export function yearsNamed(words: string, speechYear: number | null): ReadonlySet<number> {
  const spoken =
    speechYear === null ? [] : SPOKEN.flatMap(([pattern, step]) => (pattern.test(words) ? [speechYear + step] : []));
  return new Set([...writtenYears(words), ...spoken]);
}
