import { foldText, type CharacterFold } from '../../text/fold.js';

/** Pairs of neighbouring content characters (and whole Latin words) of a text, folded. */
export function bigramsOf(text: string, fold: CharacterFold): Set<string> {
  const bigrams = new Set<string>();
  for (const run of foldText(text, fold).match(/[\u3400-\u9fff]+|[a-z0-9.%]+/g) ?? []) {
    if (/^[a-z0-9]/.test(run)) bigrams.add(run);
    else for (let index = 0; index + 1 < run.length; index += 1) bigrams.add(run.slice(index, index + 2));
  }
  return bigrams;
}

/** Share of `wanted` that `held` has, 0 … 1; 0 for nothing wanted. */
export function coverage(wanted: ReadonlySet<string>, held: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0;
  let covered = 0;
  for (const bigram of wanted) if (held.has(bigram)) covered += 1;
  return covered / wanted.size;
}
