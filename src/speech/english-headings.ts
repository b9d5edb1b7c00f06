import { isNoSentence } from './english-front.js';
import { readEnglishMarks } from './english-marks.js';
import type { Mark } from './marks.js';
import { splitSentences } from './sentences.js';
import type { Span } from './types.js';

const LONGEST_HEADING = 80;
const MOST_WORDS = 12;
/** A question over a part is told from one that the speaker asks by its capitals and its length. */
const LONGEST_QUESTION = 60;
/** What stands under a heading is at least so long, and ends as a sentence does. */
const SHORTEST_BODY = 20;
const ENDS_SENTENCE = /[.!?:;…]["'”’)\]]*$/;
/** Short words that titles write without capitals. */
const LOWER_IN_TITLES = /^(?:a|an|and|as|at|but|by|for|from|in|into|nor|of|on|or|over|the|to|under|up|us|with)$/;
/** Rank over which marks are written ones. */
const LOWEST_WRITTEN = 2;
/** Words that begin a paragraph, in which its mark is looked for. */
const LONGEST_MARK = 60;

function isTitleCase(line: string): boolean {
  const words = line.match(/[\p{L}'’-]+/gu) ?? [];
  return words.every((word) => /^\p{Lu}/u.test(word) || LOWER_IN_TITLES.test(word));
}

/** True for a line that stands alone over a paragraph as its heading, without a number. */
export function isEnglishHeading(line: string, next: string): boolean {
  const words = line.split(/\s+/).length;
  if (line.length < 3 || line.length > LONGEST_HEADING || words > MOST_WORDS) return false;
  if (!isNoSentence(line) || /[)\]]$/.test(line) || !/[A-Za-z]{2}/.test(line)) return false;
  if (/\?["'”’]?$/.test(line) && !(line.length <= LONGEST_QUESTION && words > 1 && isTitleCase(line))) return false;
  return next.length >= SHORTEST_BODY && next.length > line.length && ENDS_SENTENCE.test(next);
}

/** A mark that words give to a paragraph, with the heading that it opens, if any. */
export interface EnglishMark {
  readonly mark: Mark;
  readonly heading: Span | null;
}

/** The marks of English paragraphs by index; see `readEnglishMarks`. `headings` are the indices of headings without a number. */
export function markEnglishParagraphs(
  text: string,
  paragraphs: readonly Span[],
  headings: ReadonlySet<number>,
): ReadonlyMap<number, EnglishMark> {
  const wordsOf = (span: Span | undefined) => (span === undefined ? '' : text.slice(span.start, span.end));
  const heads = paragraphs.map((span) => wordsOf(span).slice(0, LONGEST_MARK));
  // "First, the channel" on a line of its own is a point of its part, though it looks like a heading.
  const marks = readEnglishMarks(
    heads,
    (index) => headings.has(index) && !/^(?:and )?(?:first|second|third)/i.test(heads[index] ?? ''),
  );
  return new Map(
    [...marks].flatMap(([index, mark]): [number, EnglishMark][] => {
      const span = paragraphs[index];
      if (span === undefined) return [];
      const isWritten = mark.rank < LOWEST_WRITTEN;
      const isAlone = isEnglishHeading(wordsOf(span), wordsOf(paragraphs[index + 1]));
      const heading = isAlone ? span : isWritten ? runInHeading(text, span, mark) : null;
      return [[index, { mark, heading }]];
    }),
  );
}

/** The first sentence behind a written mark, mark included, where it is short; the whole paragraph where that is one. */
function runInHeading(text: string, span: Span, mark: Mark): Span | null {
  const bodyStart = Math.min(span.end, span.start + mark.label.length);
  const first = splitSentences(text, { start: bodyStart, end: span.end }, 'en')[0];
  const end = first?.end ?? span.end;
  return end - span.start <= LONGEST_HEADING ? { start: span.start, end } : null;
}
