import { Converter } from 'opencc-js/t2cn';

/** Folds one character to the form in which texts are compared; may give several characters or none. */
export type CharacterFold = (character: string) => string;

/** A folded text with the way back: unit `i` of `text` came from unit `offsets[i]` of the source; one entry more at the end. */
export interface FoldedText {
  readonly text: string;
  readonly offsets: Uint32Array;
}

/**
 * Makes the fold used for finding and comparing: compatibility forms and full width to plain (NFKC), traditional to
 * simplified character by character (OpenCC's table), lower case. Nothing folded is ever shown. The table is built at
 * the call (some 20 ms) and characters are remembered.
 */
export function createCharacterFold(): CharacterFold {
  const toSimplified = Converter({ from: 't', to: 'cn' });
  const known = new Map<string, string>();
  return (character) => {
    const found = known.get(character);
    if (found !== undefined) return found;
    const folded = toSimplified(character.normalize('NFKC')).toLowerCase();
    known.set(character, folded);
    return folded;
  };
}

/** Folds a whole text, keeping length out of account. */
export function foldText(text: string, fold: CharacterFold): string {
  let folded = '';
  for (const character of text) folded += fold(character);
  return folded;
}

/** Folds a text and keeps, of what `keep` accepts, the offsets in the source. */
export function foldWithOffsets(text: string, fold: CharacterFold, keep: (folded: string) => boolean): FoldedText {
  let folded = '';
  const offsets: number[] = [];
  let offset = 0;
  for (const character of text) {
    const form = fold(character);
    if (form !== '' && keep(form)) {
      folded += form;
      for (let unit = 0; unit < form.length; unit += 1) offsets.push(offset);
    }
    offset += character.length;
  }
  offsets.push(text.length);
  return { text: folded, offsets: Uint32Array.from(offsets) };
}

/** True for letters, digits and the blank mark `*`: what remains when punctuation and spacing do not count. */
export function isContent(folded: string): boolean {
  return /[\p{L}\p{N}*]/u.test(folded);
}
