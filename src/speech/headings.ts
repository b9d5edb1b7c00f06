import { trimSpan } from './paragraphs.js';
import type { Mark } from './marks.js';
import type { Span } from './types.js';

/** A heading longer than this is a sentence of the body that happens to follow a mark. */
const LONGEST_HEADING = 48;
const STOP = /[。！？；!?;]/;
const BORDER = /[\s，。、；：！？,;:!?“”‘’「」『』（）()《》]/;

/** Where the first sentence of a span ends, stop included; the span's end where there is no stop. */
export function firstSentenceEnd(text: string, span: Span): number {
  const match = STOP.exec(text.slice(span.start, span.end));
  if (match === null) return span.end;
  let end = span.start + match.index + 1;
  while (end < span.end && /[”’」』）)]/.test(text.charAt(end))) end += 1;
  return end;
}

/** True when `words` occurs in `text` away from `except`, with a border right after (or before) it. */
function occursAtBorder(text: string, words: string, except: number, side: 'before' | 'after'): boolean {
  for (let at = text.indexOf(words), tries = 0; at >= 0 && tries < 50; at = text.indexOf(words, at + 1), tries += 1) {
    if (at === except) continue;
    const neighbour = side === 'after' ? text.charAt(at + words.length) : text.charAt(at - 1);
    if (neighbour === '' || BORDER.test(neighbour)) return true;
  }
  return false;
}

/**
 * Where a heading without a stop ends inside `span`, the body running on after it; null where the text gives no
 * ground for a border. A border is believed where the words before it end before punctuation elsewhere in the speech
 * and the words after it begin after punctuation elsewhere: both halves then are units of this text.
 */
function runInBorder(text: string, span: Span): number | null {
  let best: { border: number; support: number } | null = null;
  for (let border = span.start + 6; border <= span.end - 6; border += 1) {
    // Longer words that end at a border elsewhere imply the shorter ones do: grow from the shortest.
    let left = 5;
    while (left < 24 && border - left > span.start) {
      const start = border - left - 1;
      if (!occursAtBorder(text, text.slice(start, border), start, 'after')) break;
      left += 1;
    }
    if (left < 6) continue;
    let right = 2;
    while (right < 8 && occursAtBorder(text, text.slice(border, border + right + 1), border, 'before')) right += 1;
    const support = left + right;
    if (right >= 3 && (best === null || support > best.support)) best = { border, support };
  }
  return best?.border ?? null;
}

/**
 * The heading at the start of a marked paragraph, mark included: the whole paragraph where that is short, else its
 * first sentence, else what `runInBorder` finds (a search of the whole text, so only where `mayRunIn` allows it);
 * null where the mark opens running text.
 */
export function findHeading(text: string, paragraph: Span, mark: Mark, mayRunIn: boolean): Span | null {
  const bodyStart = paragraph.start + mark.label.length;
  const end = firstSentenceEnd(text, paragraph);
  const first = text.slice(bodyStart, end);
  const isWholeParagraph = trimSpan(text, { start: end, end: paragraph.end }).end <= end;
  // A heading takes no clause that lists or explains; 以…，推动… as a two-part heading is common, three parts are not.
  const clauses = first.split(/[，,]/).length;
  if (mayRunIn && mark.rank <= 2 && first.length > 20 && first.length <= 160 && clauses === 1) {
    const border = runInBorder(text, { start: bodyStart, end });
    if (border !== null) return { start: paragraph.start, end: border };
  }
  const longest = isWholeParagraph && mark.rank <= 3 ? 80 : LONGEST_HEADING;
  if (first.length > longest || (mark.rank >= 6 && clauses > 2)) return null;
  return { start: paragraph.start, end };
}
