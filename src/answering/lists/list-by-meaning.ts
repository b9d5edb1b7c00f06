import type { Ranking, Retriever } from '../../retrieval/retriever.js';
import type { Sentence, Span, Speech } from '../../speech/types.js';
import { sentenceIndexAt } from '../quoting/citation.js';
import type { EnumerationFinder } from './enumeration.js';
import { listsItself, mayBeList } from './lists-in-sentences.js';
import { asksForNamedGroup, asksPlainlyForSeveral, type Question } from '../reading/question.js';
import type { Enumeration } from './speech-lists.js';

/**
 * How far the mean of a list's items may stay behind the best sentence, in late interaction by the companion, where the
 * list is asked for: an item says one of several things, so it is less like the question than a sentence that says all.
 */
const LIST_FARTHEST_BEHIND = 0.06;

/** Best sentences that may be the list themselves. */
const SENTENCES_LOOKED_AT = 6;

/** Finds lists by what their items say, where neither their words nor their place give them away. */
export class ListsByMeaning {
  constructor(
    private readonly speech: Speech,
    private readonly retriever: Pick<Retriever, 'companionLate'>,
    private readonly lists: Pick<EnumerationFinder, 'listsOf'>,
  ) {}

  /**
   * The list that answers a question for several things nearly as well as the best sentence; null where the best
   * sentence lists as many itself. One of the best sentences that lists them itself is a list of one item here.
   */
  list(question: Question, ranking: Ranking): Enumeration | null {
    const leading = ranking.ranked
      .slice(0, SENTENCES_LOOKED_AT)
      .flatMap(({ label }) => this.speech.sentences[label] ?? []);
    const [best] = leading;
    const wordsOf = ({ span }: Sentence) => this.speech.text.slice(span.start, span.end);
    if (best === undefined || !asksPlainlyForSeveral(question) || asksForNamedGroup(question)) return null;
    if (listsItself(wordsOf(best), question.itemCount)) return null;
    const inSentences = leading
      .filter((sentence) => mayBeList(question, wordsOf(sentence)))
      .map(({ span, node }) => ({ heading: null, items: [span], node }));
    const lists = [...this.lists.listsOf(question.itemCount), ...inSentences];
    return this.nearestOf(lists, ranking, LIST_FARTHEST_BEHIND);
  }

  /** The list that a question means, of any number of items; null where none comes near. */
  nearest(ranking: Ranking): Enumeration | null {
    return this.nearestOf(this.lists.listsOf(null), ranking, LIST_FARTHEST_BEHIND);
  }

  private nearestOf(
    lists: readonly Enumeration[],
    { ranked, embedding }: Ranking,
    farthestBehind: number,
  ): Enumeration | null {
    const candidates = ranked.map(({ label }) => label);
    const companionLate = (labels: readonly number[]) => this.retriever.companionLate(embedding, labels);
    return listByMeaning(this.speech, lists, candidates, companionLate, farthestBehind);
  }
}

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
  const spans = lists.flatMap(({ items }) => items);
  const likeness = likenessOf(speech, spans, candidates, companionLate);
  if (likeness === null) return null;
  const [nearest] = lists
    .map((list) => ({ list, likeness: meanOf(list.items.map(likeness)) }))
    .sort((a, b) => b.likeness - a.likeness);
  return nearest !== undefined && nearest.likeness >= -farthestBehind ? nearest.list : null;
}

/**
 * How like the question each of `spans` is, by its best sentence, less the best of the candidates (indices of sentences):
 * 0 for one as good, below 0 for one behind. Null where `companionLate` (similarity of sentences by index) gives nothing.
 */
export function likenessOf(
  speech: Speech,
  spans: readonly Span[],
  candidates: readonly number[],
  companionLate: (sentences: readonly number[]) => readonly number[] | null,
): ((span: Span) => number) | null {
  const sentences = [...new Set([...candidates, ...spans.flatMap((span) => sentencesIn(speech, span))])];
  const scores = companionLate(sentences);
  if (scores === null) return null;
  const scoreOf = new Map(sentences.map((sentence, index) => [sentence, scores[index] ?? 0]));
  const best = (indices: readonly number[]) => Math.max(...indices.map((index) => scoreOf.get(index) ?? 0));
  const reached = best(candidates);
  return (span) => best(sentencesIn(speech, span)) - reached;
}

/** The mean of some numbers, of which there is at least one. */
export const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Indices of the sentences that a span touches. */
export function sentencesIn(speech: Speech, { start, end }: Span): number[] {
  const first = sentenceIndexAt(speech, start);
  const last = sentenceIndexAt(speech, Math.max(start, end - 1));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
