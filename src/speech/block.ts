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
