const ORDINALS = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth'];
const JOINED = '(?:(?:And|But|Then),? )?';
const LAST = '(?:Finally|Lastly|Last)(?:,| of all|, but)';

/** Words that begin the sentences of an English row, one after the other; the last may come again. */
export const ENGLISH_ROWS: readonly (readonly RegExp[])[] = [
  ORDINALS.map((word, index) => {
    const itself = `${word}(?:ly)?(?: of all| and foremost)?[,:—–]`;
    return new RegExp(`^${JOINED}(?:${index === 0 ? itself : `${itself}|${LAST}`})`, 'i');
  }),
  ORDINALS.map((word, index) => {
    const itself = `(?:The|My|Our) ${word.toLowerCase()}\\b`;
    return new RegExp(`^${JOINED}(?:${index === 0 ? itself : `${itself}|(?:The|My|Our) (?:last|final)\\b`})`, 'i');
  }),
  [/^One (?!of\b)/, /^(?:And )?(?:The other|Another)\b/i],
];
