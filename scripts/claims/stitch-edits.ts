import type { Draft, Edit, Workshop } from './made-claim.js';
import { slice } from './slices.js';
import { plainOf } from './source.js';

const joinsOf = (text: string) => [...text.matchAll(/(?<!\d)[,，;；。.!！?？](?!\d)/g)].map(({ index }) => index + 1);

/** Two sentences far apart, or an order of them that the speech does not have, without changing a word. */
function join(workshop: Workshop, mark: string): Draft | null {
  const { source, random } = workshop;
  const { sentences, text } = source.speech;
  const first = random.below(sentences.length);
  const second = mark === '' ? random.below(sentences.length) : first + 2 + random.below(20);
  const [a, b] = [sentences[first], sentences[second]];
  if (a === undefined || b === undefined || Math.abs(first - second) < 2) return null;
  const [head, tail] = [text.slice(a.span.start, a.span.end), text.slice(b.span.start, b.span.end)];
  const cut = mark === '' ? 0 : random.pick([0, ...joinsOf(tail).filter((at) => plainOf(tail.slice(at)).length >= 10)]);
  const claim = head.replace(/[。.；;]$/, mark === '' ? '，' : mark) + tail.slice(cut).trimStart();
  const parts = [plainOf(head), plainOf(tail.slice(cut))];
  if (parts.some((part) => part.length < (source.speech.language === 'en' ? 30 : 10) || part.length > 100)) return null;
  return source.plain.includes(plainOf(claim)) ? null : { claim, verdict: 'stitched', change: null };
}

const clausesOf = (words: string) => words.split(/(?<=[,，;；。](?!\d))/);

/** Whole clauses of eight characters and more, left out or in another order. */
function rearranged({ source }: Workshop, clauses: readonly string[], order: readonly number[]): Draft | null {
  const shortest = source.speech.language === 'en' ? 20 : 8;
  if (clauses.length < 3 || clauses.some((clause) => plainOf(clause).length < shortest)) return null;
  const claim = order.map((at) => clauses[at]).join('');
  return source.plain.includes(plainOf(claim)) ? null : { claim, verdict: 'stitched', change: null };
}

/** Edits that put words of several places together. */
export const STITCH_EDITS = {
  'clause omitted': (workshop) => {
    const clauses = clausesOf(slice(workshop));
    const gone = 1 + workshop.random.below(Math.max(1, clauses.length - 2));
    return rearranged(
      workshop,
      clauses,
      [...clauses.keys()].filter((at) => at !== gone),
    );
  },
  'clauses swapped': (workshop) => {
    const clauses = clausesOf(slice(workshop)).slice(0, 4);
    return rearranged(workshop, clauses, [...clauses.keys()].reverse());
  },
  join: (workshop) => join(workshop, ''),
  ellipsis: (workshop) => join(workshop, workshop.random.pick(['……', '...', '…', '（略）'])),
} satisfies Record<string, Edit>;
