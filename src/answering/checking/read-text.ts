import type { UnitText } from '../../text/unit-text.js';

const CLAUSE_BORDER = /[,.;:!?、。；：！？，…—\n]/;

/** A source text with its units. */
export interface ReadText {
  readonly source: string;
  readonly units: UnitText;
}

/** What the source has between the unit before a border and the one after; the rest of the source at either end. */
export function between({ source, units }: ReadText, unit: number): string {
  const { unitStarts, starts, ends } = units;
  const from = unit <= 0 ? 0 : (ends[(unitStarts[unit] ?? 0) - 1] ?? source.length);
  const to = unit >= units.units.length ? source.length : (starts[unitStarts[unit] ?? 0] ?? source.length);
  return source.slice(from, to);
}

/** True where a clause, or the text, starts or ends before a unit. */
export function isClauseBorder(text: ReadText, unit: number): boolean {
  return unit <= 0 || unit >= text.units.units.length || CLAUSE_BORDER.test(between(text, unit));
}
