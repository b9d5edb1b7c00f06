import type { OutlineNode, Sentence } from '../../speech/types.js';

/** Kinds of sentences that are not what the speaker says. */
const NOT_SPOKEN: ReadonlySet<string> = new Set(['title', 'byline', 'chrome', 'annex', 'note']);

/** Whether a sentence is what the speaker says: no heading, title, annex or note. */
export const isSpoken = (sentence: Sentence) => !NOT_SPOKEN.has(sentence.node.kind) && !sentence.isHeading;

/** Whether a sentence stands in a division, or anywhere for null. */
export const isInside = ({ span }: Sentence, node: OutlineNode | null) =>
  node === null || (span.start >= node.span.start && span.end <= node.span.end);
