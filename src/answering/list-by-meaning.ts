import type { Span, Speech } from '../speech/types.js';
import { sentenceIndexAt } from './citation.js';
import type { Enumeration } from './enumeration.js';

/**
 * The list whose items come nearest to the question on average, where that is at most `farthestBehind` behind the best
 * candidate (index of a sentence). Null where none is, or where `companionLate` (similarity of sentences by index) gives
 * nothing.
 */
export function listByMeaning(
  speech: Speech,
  lists: readonly Enumeration[],
  candidates: readonly number[],
  companionLate: (sentences: readonly number[]) => readonly number[] | null,
  farthestBehind: number,
): Enumeration | null {
  const known = lists.map((list) => ({ list, items: list.items.map((item) => sentencesIn(speech, item)) }));
  const sentences = [...new Set([...candidates, ...known.flatMap(({ items }) => items.flat())])];
  const scores = companionLate(sentences);
  if (scores === null) return null;
  const scoreOf = new Map(sentences.map((sentence, index) => [sentence, scores[index] ?? 0]));
  const best = (indices: readonly number[]) => Math.max(...indices.map((index) => scoreOf.get(index) ?? 0));
  const [nearest] = known
    .map(({ list, items }) => ({ list, mean: items.reduce((sum, item) => sum + best(item), 0) / items.length }))
    .sort((a, b) => b.mean - a.mean);
  return nearest !== undefined && nearest.mean >= best(candidates) - farthestBehind ? nearest.list : null;
}

function sentencesIn(speech: Speech, { start, end }: Span): number[] {
  const first = sentenceIndexAt(speech, start);
  const last = sentenceIndexAt(speech, Math.max(start, end - 1));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
