const DIGITS: ReadonlyMap<string, number> = new Map([
  ...[...'零一二三四五六七八九'].map((character, value) => [character, value] as const),
  ['〇', 0],
  ['○', 0],
  ['两', 2],
  ['兩', 2],
]);
const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);

/** Characters that Chinese numerals below ten thousand are written with, for use in a character class. */
export const CHINESE_NUMERAL_CLASS = '零〇一二三四五六七八九十百千两';

/**
 * Value of a whole number written in Arabic digits (any width) or Chinese numerals below ten thousand
 * ("十二", "二十", "一百零三", "二〇二六"); null where it is no such number.
 */
export function parseNumeral(text: string): number | null {
  const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  if (/^\d{1,9}$/.test(plain)) return Number(plain);
  if (plain === '') return null;
  const characters = [...plain];
  if (characters.every((character) => DIGITS.has(character))) {
    return characters.length > 4
      ? null
      : characters.reduce((sum, character) => sum * 10 + (DIGITS.get(character) ?? 0), 0);
  }
  let total = 0;
  let digit: number | null = null;
  for (const character of characters) {
    const unit = UNITS.get(character);
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = null;
    } else {
      const value = DIGITS.get(character);
      // Two digits with no unit between them, as in 十五五, are a name and no number; 零 only fills a place.
      if (value === undefined || (digit !== null && digit !== 0)) return null;
      digit = value;
    }
  }
  return total + (digit ?? 0);
}

/** A whole number from 1 to 99 in Chinese numerals ("十二"), as headings and citations write it; else its digits. */
export function toChineseNumeral(value: number): string {
  const names = '零一二三四五六七八九';
  if (!Number.isInteger(value) || value < 0 || value > 99) return String(value);
  if (value < 10) return names.charAt(value);
  const tens = value < 20 ? '十' : `${names.charAt(Math.floor(value / 10))}十`;
  return value % 10 === 0 ? tens : tens + names.charAt(value % 10);
}
