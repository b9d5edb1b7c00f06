import type { Draft, MadeClaim, Workshop } from './made-claim.js';
import { plainOf } from './source.js';

/** One to three sentences, or a clause or two of them, between whole words' borders. */
export function slice({ source, random }: Workshop): string {
  const { sentences, text } = source.speech;
  const first = sentences[random.below(sentences.length)];
  const last = sentences[Math.min(sentences.length - 1, (first?.number ?? 1) - 1 + random.below(2))];
  if (first === undefined || last === undefined) return '';
  const whole = text.slice(first.span.start, last.span.end);
  if (random.below(2) === 0) return whole;
  const borders = [...whole.matchAll(/(?<!\d)[,，;；、:：](?!\d)/g)].map(({ index }) => index);
  const from = borders.length < 2 ? 0 : random.pick(borders.slice(0, -1)) + 1;
  return whole.slice(from).trim();
}

/** The claim after one replacement, where it is then nowhere in the speech. */
export function changed(
  { source, random }: Workshop,
  claim: string,
  pattern: RegExp,
  replace: (match: string) => string,
): string | null {
  const matches = [...claim.matchAll(pattern)];
  if (matches.length === 0) return null;
  const match = random.pick(matches);
  const to = replace(match[0]);
  const made = claim.slice(0, match.index) + to + claim.slice(match.index + match[0].length);
  // A change near an end of a short claim leaves too little to know the sentence by.
  return to === match[0] || source.plain.includes(plainOf(made)) ? null : made;
}

/** A claim that the speech has with other words; null where none was made. */
export const altered = (claim: string | null, change: MadeClaim['change']): Draft | null =>
  claim === null ? null : { claim, verdict: 'altered', change };
