import type { Mark } from './marks.js';
import type { Span } from './types.js';

/** A paragraph, or the part of one that an inline mark opens. */
export interface Block {
  readonly span: Span;
  readonly mark: Mark | null;
  readonly heading: Span | null;
  /** True where the mark stands inside a paragraph; such a list never divides the whole speech. */
  readonly isInline: boolean;
}

/** Units of a block in which what it is shows: a heading is no longer. */
const LONGEST_HEAD = 40;

/** The beginning of a block's words, in which what it is shows. */
export const headOf = (text: string, { span }: Pick<Block, 'span'>): string =>
  text.slice(span.start, Math.min(span.end, span.start + LONGEST_HEAD));

/** Whether a block is as short as a heading. */
export const isShort = ({ span }: Pick<Block, 'span'>): boolean => span.end - span.start <= LONGEST_HEAD;
