import type { Passage, Sentence } from './types.js';

/** Raised when passages would be cut differently; part of the index's manifest. */
export const PASSAGE_RULES_VERSION = 6;
/** A passage is closed before it would grow longer than this, in UTF-16 units. */
const LONGEST_PASSAGE = 320;

/** Groups consecutive sentences of one outline node; passages together cover 0 … `textLength` without gaps. */
export function makePassages(sentences: readonly Sentence[], textLength: number): Passage[] {
  const groups: { first: number; end: number }[] = [];
  sentences.forEach((sentence, index) => {
    const group = groups.at(-1);
    const head = group === undefined ? undefined : sentences[group.first];
    const joins =
      head !== undefined && head.node === sentence.node && sentence.span.end - head.span.start <= LONGEST_PASSAGE;
    if (group !== undefined && joins) group.end = index + 1;
    else groups.push({ first: index, end: index + 1 });
  });
  return groups.flatMap((group, index) => {
    const head = sentences[group.first];
    if (head === undefined) return [];
    const next = groups[index + 1];
    const start = index === 0 ? 0 : head.span.start;
    const end = next === undefined ? textLength : (sentences[next.first]?.span.start ?? textLength);
    return [{ span: { start, end }, firstSentence: group.first, endSentence: group.end, node: head.node }];
  });
}
