import { createHash } from 'node:crypto';
import { trimSpan } from './paragraphs.js';
import type { Span } from './types.js';

const CHINESE_END = /[。！？；!?;]+[”’」』）)】》"]*/g;
// The look-behind keeps a long run of stops from being tried again at each of its characters.
const LATIN_END = /(?<![.!?])(?:\.(?: \.)+|[.!?]+)["'”’)\]]*(?=\s|$)/g;
/** Dots with blanks between them, as for words left out: the sentence goes on unless a capital follows. */
const ELLIPSIS_WITHIN = /^\.(?: \.)+$/;
/** Words whose full stop ends no sentence. */
const ABBREVIATION = /(?:^|[\s("“])(?:Mr|Mrs|Ms|Dr|St|No|Prof|Gen|Sen|Rep|Gov|vs|etc|e\.g|i\.e|U\.S|[A-Z])\.$/;

/** "1." at the beginning of an item. */
const LIST_NUMBER = /^\s*\d{1,2}\.$/;

/** Sentence spans of a stretch of text that holds no paragraph border, without blanks at their ends. */
export function splitSentences(text: string, span: Span, language: 'zh' | 'en'): Span[] {
  const slice = text.slice(span.start, span.end);
  const spans: Span[] = [];
  let start = 0;
  const push = (end: number) => {
    const trimmed = trimSpan(slice, { start, end });
    if (trimmed.end > trimmed.start) spans.push({ start: span.start + trimmed.start, end: span.start + trimmed.end });
    start = end;
  };
  for (const match of slice.matchAll(language === 'zh' ? CHINESE_END : LATIN_END)) {
    const end = match.index + match[0].length;
    if (language === 'en' && LIST_NUMBER.test(slice.slice(start, end))) continue;
    if (language === 'en' && ABBREVIATION.test(slice.slice(Math.max(start, end - 8), end))) continue;
    if (ELLIPSIS_WITHIN.test(match[0]) && !/^\s*["“(]?\p{Lu}/u.test(slice.slice(end, end + 8))) continue;
    push(end);
  }
  push(slice.length);
  return spans;
}

/**
 * Permanent ids: ten characters of a hash over the sentence's letters and digits, and from the second occurrence on
 * its number. Punctuation and blanks do not count, so that a corrected comma keeps the id.
 */
export function makeSentenceIds(texts: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const content = text.normalize('NFKC').replace(/[^\p{L}\p{N}*]/gu, '');
    const hash = createHash('sha256')
      .update(content === '' ? text : content)
      .digest('base64url')
      .slice(0, 10);
    const occurrence = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, occurrence);
    return occurrence === 1 ? hash : `${hash}-${occurrence.toString(36)}`;
  });
}
