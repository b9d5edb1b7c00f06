/** A half-open range of UTF-16 offsets: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A numbered piece of the source file ("7、…"): a cut of some 300 characters, kept only as a citation aid. */
export interface Fragment {
  /** The number that stands in the source. */
  readonly number: number;
  readonly span: Span;
}

/**
 * What a part of the speech is. `section` and `point` are the speech's own divisions at any depth (a section is a
 * heading of the first level, a point anything under one); `opening` is what comes before the first section,
 * `closing` what comes after the last; `chrome` (page furniture, photo captions), `annex` and `note` (glossary,
 * editor's notes) belong to the file but are not the speaker's words.
 */
export type OutlineKind =
  'title' | 'byline' | 'salutation' | 'opening' | 'section' | 'point' | 'closing' | 'annex' | 'note' | 'chrome';

/** A node of the outline. Children lie inside their parent, in order, without overlap. */
export interface OutlineNode {
  readonly kind: OutlineKind;
  /** 0 for title, salutation, opening, section…; 1 and more for points, one more than their parent's. */
  readonly level: number;
  /** The mark as written, such as `一、`, `第一,`, `（二）`, `一是`, `——`; null where the heading has none. */
  readonly label: string | null;
  /** The number that the mark says, from 1; null where it says none (`——`, unnumbered headings). */
  readonly ordinal: number | null;
  /** Label and heading words, without the body that may run on after it; null where the node has no heading. */
  readonly heading: Span | null;
  /** Everything of the node: heading, own text, children. */
  readonly span: Span;
  readonly children: readonly OutlineNode[];
}

/** One sentence; see the design's terms for where sentences end. Sentences cover all of the text but blanks. */
export interface Sentence {
  /** Position in the speech, from 1; what a citation calls 第 n 句. */
  readonly number: number;
  /** Without surrounding blanks. */
  readonly span: Span;
  /** Content hash and occurrence number, `A-Za-z0-9_-`, at most 16 characters; survives edits elsewhere. */
  readonly id: string;
  /** Innermost outline node that holds the sentence. */
  readonly node: OutlineNode;
  /** True for a heading that is a sentence of its own (a heading run into its body ends where the body starts). */
  readonly isHeading: boolean;
  /** Number of the fragment in which the sentence starts; null where the source has no cuts. */
  readonly fragment: number | null;
}

/** Consecutive sentences indexed as one unit. Passages cover the text without gaps or overlap. */
export interface Passage {
  readonly span: Span;
  /** Half-open range of indices into `Speech.sentences`. */
  readonly firstSentence: number;
  readonly endSentence: number;
  readonly node: OutlineNode;
}

/** A number of points that the speech announces ("讲三点意见") beside what the text then holds. */
export interface Announcement {
  /** The announcing words. */
  readonly span: Span;
  readonly announced: number;
  readonly found: number;
  /** The divisions that were counted. */
  readonly items: readonly OutlineNode[];
}

/** One source document, read. Every span is inside `text`. */
export interface Speech {
  /** Canonical text: see the design's terms. */
  readonly text: string;
  /** SHA-256 of the source file's bytes, lower-case hex. */
  readonly sha256: string;
  readonly language: 'zh' | 'en';
  readonly title: string | null;
  /** The date that title, byline or opening give, as written ("2023年"); null where none is given. */
  readonly date: string | null;
  /** Top nodes in order; together they cover the text. */
  readonly outline: readonly OutlineNode[];
  readonly sentences: readonly Sentence[];
  readonly passages: readonly Passage[];
  readonly fragments: readonly Fragment[];
  readonly announcements: readonly Announcement[];
  /** Where the text stops in mid-sentence; null where it ends as a text should. */
  readonly breaksOffAt: Span | null;
  /** Byte offset in the source file of a UTF-16 offset of `text` (0 … text.length). */
  readonly toFileOffset: (offset: number) => number;
}
