import { Converter } from 'opencc-js/t2cn';

/** Folds one character to the form in which texts are compared; may give several characters or none. */
export type CharacterFold = (character: string) => string;

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

const pairs = (list: string): ReadonlyMap<string, string> =>
  new Map(list.split(' ').map((pair) => [pair.charAt(0), pair.charAt(1)]));

/** Forms that a region writes, beside what the script conversion knows. */
const REGIONAL_FORMS = '衞卫 敍叙 枱台 痺痹 簷檐 甦苏 揹背 裏里 爲为 峯峰 綫线 羣群 牀床 啓启 麪面 妳你 佔占';
/** Characters of their own that conversion to the traditional script takes for others: 覆 for 复, 著 for 着. */
const EXCHANGED_FORMS = '著着 瞭了 藉借 彷仿 覆复 俱具';

/** A fold that also takes the forms that regions write for one. */
export function withRegionalForms(fold: CharacterFold): CharacterFold {
  return throughForms(fold, pairs(REGIONAL_FORMS));
}

/** A fold that also takes characters for one which conversion between scripts exchanges: for comparing, not for counting. */
export function withExchangedForms(fold: CharacterFold): CharacterFold {
  return throughForms(fold, pairs(`${REGIONAL_FORMS} ${EXCHANGED_FORMS}`));
}

function throughForms(fold: CharacterFold, forms: ReadonlyMap<string, string>): CharacterFold {
  return (character) => {
    const folded = fold(character);
    return forms.get(folded) ?? folded;
  };
}

/** Folds a whole text, keeping length out of account. */
export function foldText(text: string, fold: CharacterFold): string {
  let folded = '';
  for (const character of text) folded += fold(character);
  return folded;
}
