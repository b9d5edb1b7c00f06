import { CARDINAL, englishNumber, englishOrdinal, ORDINAL } from './english-numbers.js';

const UNIT = '(?:parts?|sections?|chapters?|headings?|points?|items?|paragraphs?)';
const AND = '(?:,? and (?:the )?|, (?:the )?|,? & )';
/** The first two points, the last three sections. */
const SO_MANY = new RegExp(`\\b(?<end>first|last|final) (?<count>${CARDINAL}) (?<unit>${UNIT})\\b`, 'i');
/** Parts one and two. */
const NUMBERED = new RegExp(`\\b(?<unit>${UNIT}) (?<places>${CARDINAL}(?:${AND}${CARDINAL})+)\\b`, 'i');
/** The first and the third point. */
const ORDERED = new RegExp(`\\b(?<places>${ORDINAL}(?:${AND}${ORDINAL})+) (?<unit>${UNIT})\\b`, 'i');
/** They are compared, or name another place. */
const NOT_ALL = /\b(?:between|before|after|differ(?:s|ences?)?|compar(?:e|ed|ison)|than|except|besides|which)\b/i;
/** More would be the whole. */
const MOST = 10;

const named = (place: number, unit: string) => `${unit} ${place}`;
const fromBack = (place: number, unit: string) => (place === 1 ? `last ${unit}` : `last-${place} ${unit}`);

function placesNamed(text: string): { readonly match: RegExpExecArray; readonly names: readonly string[] } | null {
  const match = SO_MANY.exec(text) ?? NUMBERED.exec(text) ?? ORDERED.exec(text);
  const { unit = '', count, end = '', places = '' } = match?.groups ?? {};
  if (match === null) return null;
  const one = unit.toLowerCase().replace(/s$/, '');
  if (count === undefined) {
    const numbers = places.split(new RegExp(AND, 'i')).map((word) => englishNumber(word) ?? englishOrdinal(word) ?? 0);
    return { match, names: numbers.some((number) => number < 1) ? [] : numbers.map((number) => named(number, one)) };
  }
  const all = Array.from({ length: Math.min(MOST, englishNumber(count) ?? 0) }, (_, index) => index + 1);
  const isFront = end.toLowerCase() === 'first';
  return { match, names: isFront ? all.map((at) => named(at, one)) : all.reverse().map((at) => fromBack(at, one)) };
}

/** An English question for several places at once (the first two points) as one question for each; null for any other. */
export function englishPlacesApart(text: string): string[] | null {
  const found = placesNamed(text);
  if (found === null || found.names.length < 2 || NOT_ALL.test(text)) return null;
  const { match, names } = found;
  return names.map((name) => text.slice(0, match.index) + name + text.slice(match.index + match[0].length));
}
