import { Converter } from 'opencc-js/cn2t';
import type { Draft, Edit, Workshop } from './made-claim.js';
import { slice } from './slices.js';

/** Where the text itself decides: the same words elsewhere with other punctuation make a claim exact. */
function onlyForm({ source }: Workshop, claim: string): Draft {
  return { claim, verdict: source.speech.text.includes(claim) ? 'exact' : 'punctuation', change: null };
}

/** Edits that leave every word as it is. */
export const FORM_EDITS = {
  nothing: (workshop) => ({ claim: slice(workshop), verdict: 'exact', change: null }),
  brief: (workshop) => {
    const { text } = workshop.source.speech;
    const at = workshop.random.below(text.length - 8);
    const claim = /[\u4e00-\u9fff]{4,8}/.exec(text.slice(at, at + 9))?.[0];
    return claim === undefined ? null : { claim, verdict: 'exact', change: null };
  },
  punctuation: (workshop) =>
    onlyForm(
      workshop,
      slice(workshop).replace(/(?<!\d)[,，、](?!\d)/g, (mark) => workshop.random.pick([mark, ' ', '；', ''])),
    ),
  spacing: (workshop) =>
    onlyForm(
      workshop,
      workshop.source.speech.language === 'en'
        ? slice(workshop).replaceAll(' ', '  ')
        : slice(workshop).replace(
            /[\u4e00-\u9fff](?=[\u4e00-\u9fff])/g,
            (character) => character + workshop.random.pick(['', '', ' ', '\u3000', '\n']),
          ),
    ),
  width: (workshop) =>
    onlyForm(
      workshop,
      slice(workshop).replace(/[!-)+-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0)),
    ),
  script: (workshop) =>
    onlyForm(workshop, Converter({ from: 'cn', to: workshop.random.pick(['t', 'tw', 'hk']) })(slice(workshop))),
  invisible: (workshop) =>
    onlyForm(
      workshop,
      slice(workshop).replace(
        /[\p{Script=Han}A-Za-z](?=\p{L})/gu,
        (character) => character + workshop.random.pick(['', '', '', '\u200b', '\ufe0f', '\u2060']),
      ) + workshop.random.pick(['', '👍', '🙏🏻']),
    ),
} satisfies Record<string, Edit>;
