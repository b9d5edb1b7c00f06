import type { Position } from './positions.js';

const CARDINALS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const ROMAN = 'i ii iii iv v vi vii viii ix x xi xii'.split(' ');

/** A whole number in English words or digits, as part of a regular expression. */
export const CARDINAL = `(?:${CARDINALS.join('|')}|\\d{1,2})`;
/** A place from the front or, as `withPlainPlaces` writes it, from the back (`last-2`), as part of a regular expression. */
export const ORDINAL = `(?:very )?(?:${ORDINALS.join('|')}|\\d{1,2}(?:st|nd|rd|th)|last(?:-\\d{1,2})?|final|closing|concluding|opening)`;

/** The number that `CARDINAL` or a Roman numeral names; null where it is none. */
export function englishNumber(word: string): number | null {
  const lower = word.toLowerCase();
  if (/^\d{1,2}$/.test(lower)) return Number(lower);
  for (const words of [CARDINALS, ROMAN]) if (words.includes(lower)) return words.indexOf(lower) + 1;
  return null;
}

/** The position that `ORDINAL` names; null where it is none. */
export function englishOrdinal(words: string): Position | null {
  const word = words.toLowerCase().replace(/^very /, '');
  const fromBack = /^last-(\d{1,2})$/.exec(word)?.[1];
  if (fromBack !== undefined) return -Number(fromBack);
  if (/^(?:last|final|closing|concluding)$/.test(word)) return -1;
  if (word === 'opening') return 1;
  if (/^\d/.test(word)) return Number(word.replace(/\D/g, '')) || null;
  return ORDINALS.includes(word) ? ORDINALS.indexOf(word) + 1 : null;
}

/** What is counted from the back in words other than an ordinal, where the thing itself stands between them. */
const UNIT = '(?<unit>parts?|sections?|chapters?|headings?|points?|items?|paragraphs?|sentences?|lines?|titles?)';
const ORDER = `(?<order>${ORDINALS.join('|')}|\\d{1,2}(?:st|nd|rd|th))`;
/** Ways to count from the back, with what replaces them. */
const FROM_BACK: readonly (readonly [RegExp, (groups: Record<string, string | undefined>) => string])[] = [
  [
    /\b(?:next|second|2nd)[- ]to[- ](?:the[- ])?last\b|\bpenultimate\b|\blast but one\b|\b(?:second|2nd)[- ]last\b/gi,
    () => 'last-2',
  ],
  [/\bantepenultimate\b|\blast but two\b|\bthird[- ]last\b/gi, () => 'last-3'],
  [
    new RegExp(`\\b${ORDER}[- ](?:to|from)[- ](?:the[- ])?(?:last|end|bottom|back)\\b`, 'gi'),
    ({ order = '' }) => `last-${englishOrdinal(order) ?? 1}`,
  ],
  [
    new RegExp(`\\b${ORDER} ${UNIT} (?:(?:counting|counted) )?from the (?:end|bottom|back|last)\\b`, 'gi'),
    ({ order = '', unit = '' }) => `last-${englishOrdinal(order) ?? 1} ${unit}`,
  ],
  [
    new RegExp(`\\blast (?<unit>[a-z]+) but (?<order>one|two|three|four)\\b`, 'gi'),
    ({ order = '', unit = '' }) => `last-${(englishNumber(order) ?? 0) + 1} ${unit}`,
  ],
  [
    new RegExp(
      `\\b${UNIT} before (?:the )?(?:very )?(?:last|final)\\b(?: one| (?:part|section|chapter|heading|point|item|paragraph|sentence|line))?`,
      'gi',
    ),
    ({ unit = '' }) => `last-2 ${unit}`,
  ],
];

/** The same question with places counted from the back as `last-2`, and typographic apostrophes as plain ones. */
export function withPlainPlaces(question: string): string {
  return FROM_BACK.reduce(
    (words, [spoken, plain]) =>
      words.replace(spoken, (...found) => {
        const groups: unknown = found.at(-1);
        return plain(typeof groups === 'object' ? (groups as Record<string, string | undefined>) : {});
      }),
    question.replace(/[’‘]/g, "'").replace(/\s+/g, ' '),
  );
}

/** What stands between an ordinal and what it counts and says nothing more. */
const BETWEEN = '(?:(?:numbered|main|major|big|whole|full|single|individual|named|listed|separate) )?';

/**
 * The place at which a unit (a regular expression without groups) is asked for: "the third section", "part two",
 * "section III", "which part comes last"; null where none is. A number before the unit ("three parts") is no place.
 */
export function findPlace(text: string, unit: string): Position | null {
  const ordinal = new RegExp(`\\b(${ORDINAL}) ${BETWEEN}(?:${unit})\\b`, 'i').exec(text)?.[1];
  if (ordinal !== undefined) return englishOrdinal(ordinal);
  const numbered = new RegExp(
    `\\b(?:${unit}),? (?:number |no\\.? ?|#)?(${CARDINAL}\\b(?! (?:of (?:the|his|her)|${unit}))|[ivx]{2,4}\\b|[ivx](?=[?.,:]| of |$))`,
    'i',
  ).exec(text)?.[1];
  if (numbered !== undefined) return englishNumber(numbered);
  const comes = new RegExp(
    `\\b(?:${unit})\\b[^?.,]{0,20}\\b(?:comes?|is|stands|ranks|listed|named|placed)(?: in)?(?: the)? (${ORDINAL})(?= (?:and|in|of)\\b|[?.,]|$)`,
    'i',
  ).exec(text)?.[1];
  return comes === undefined ? null : englishOrdinal(comes);
}
