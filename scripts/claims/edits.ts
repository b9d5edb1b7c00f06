import { FORM_EDITS } from './form-edits.js';
import { EDITS, type Edit, type EditName, type MadeClaim } from './made-claim.js';
import type { Random } from './random.js';
import { slice } from './slices.js';
import { plainOf, type ClaimSource } from './source.js';
import { STITCH_EDITS } from './stitch-edits.js';
import { WORD_EDITS } from './word-edits.js';

const isUsable = (claim: string, least: number) => plainOf(claim).length >= least && plainOf(claim).length <= 220;

/** Share of a sentence that stands in a speech in stretches of five characters and more (of Latin text fifteen). */
function sharedWith(plain: string, sentence: string, shortest: number): number {
  let held = 0;
  for (let from = 0; from + shortest <= sentence.length;) {
    let length = shortest;
    if (!plain.includes(sentence.slice(from, from + length))) {
      from += 1;
      continue;
    }
    while (from + length < sentence.length && plain.includes(sentence.slice(from, from + length + 1))) length += 1;
    held += length;
    from += length;
  }
  return held / sentence.length;
}

/** Words of another speech, which this one does not have. */
const otherSpeech: Edit = (workshop) => {
  const { source, random, others } = workshop;
  const other = random.pick(
    others.filter(({ speech }) => speech.language === source.speech.language || random.below(4) === 0),
  );
  const claim = slice({ ...workshop, source: other });
  const shortest = source.speech.language === 'en' ? 15 : 4;
  return other === source || /[“”"]/.test(claim) || sharedWith(source.plain, plainOf(claim), shortest) > 0.3
    ? null
    : { claim, verdict: 'absent', change: null };
};

/** The edits: what each does to words of a speech. */
const EDIT_BY_NAME: Readonly<Record<EditName, Edit>> = {
  ...FORM_EDITS,
  ...WORD_EDITS,
  ...STITCH_EDITS,
  'other speech': otherSpeech,
};

/** Makes `count` claims, the same for the same seed: the edits in turn, each on a speech that allows it. */
export function makeClaims(
  sources: readonly ClaimSource[],
  random: Random,
  count: number,
): (MadeClaim & { source: ClaimSource })[] {
  const claims: (MadeClaim & { source: ClaimSource })[] = [];
  while (claims.length < count) {
    const edit = EDITS[claims.length % EDITS.length] ?? 'nothing';
    const source = random.pick(sources);
    const draft = EDIT_BY_NAME[edit]({ source, random, others: sources });
    if (draft === null || !isUsable(draft.claim, edit === 'brief' ? 4 : source.speech.language === 'en' ? 30 : 10))
      continue;
    claims.push({ edit, speech: source.name, source, ...draft });
  }
  return claims;
}
