import { ENGLISH_STOP_WORDS } from '../../text/english-stop-words.js';

/** A noun in the singular, in lower case, as far as its ending tells. */
export function singularOf(noun: string): string {
  const lower = noun.toLowerCase();
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  return lower.replace(/(?<=ss|x|z|[cs]h)es$/, '').replace(/(?<!s)s$/, '');
}

/** Words of questions about structure that say nothing of what is told there. */
const OF_STRUCTURE: ReadonlySet<string> = new Set(
  "table part section chapter heading headline subheading title block segment point item paragraph para sentence line word bit passage stretch text talk lecture remark called named titled headed name content cover contain include deal discus summary summarise summarize list give show read quote exactly exact very first last next final closing opening please thing begin start open end finish close conclude come follow stand i'm looking all order outline structure many fall divided consist made number numbered every each single entire whole complete full full-text there's what's it's he's she's that's who's headings ok okay so and hang please right straight directly immediately just now again kind sort actually".split(
    ' ',
  ),
);

/** The words of a question that say what it is about, beside the names of parts and what is asked of them. */
export function contentWords(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z][a-z'-]*/g) ?? [];
  return words.filter(
    (word) =>
      word.length > 1 &&
      !ENGLISH_STOP_WORDS.has(word) &&
      !OF_STRUCTURE.has(word) &&
      !OF_STRUCTURE.has(singularOf(word)) &&
      !ENGLISH_STOP_WORDS.has(word.replace(/'s$/, '')),
  );
}
