import type { OutlineNode, Sentence, Speech } from '../speech/types.js';
import { CHINESE_NUMERAL_CLASS, parseNumeral } from '../text/numerals.js';
import { sectionsOf } from './quoting/divisions.js';
import { sentenceIndexAt } from './quoting/citation.js';

const N = `[${CHINESE_NUMERAL_CLASS}]{1,5}|\\d{1,6}`;
const SENTENCE = new RegExp(`^(?:第\\s*)?(${N})\\s*句(?:话)?[。.?？]?$|^s?(\\d{1,6})$`, 'i');
/** The strict form of the same, which is nothing else even where anything may be said. */
const ONLY_SENTENCE = new RegExp(`^第\\s*(?:${N})\\s*句[。.?？]?$`);
const DOTTED = new RegExp(`^(?:第)?(${N})(?:部分)?[.．、·,，](${N})(?:[.．、·,，](${N}))?$`);
const SPOKEN = new RegExp(
  `^第?(${N})(?:个|大)?(?:部分|章|节|编|篇)(?:的|里|，|,)?(?:第?(${N})(?:个|大)?(?:点|条|方面|项|款))?(?:的|里|，|,)?(?:第?(${N})(?:个|小)?(?:点|条|方面|项|款|句))?$`,
);

function divisionAt(speech: Speech, positions: readonly (number | null)[]): OutlineNode | null {
  let nodes: readonly OutlineNode[] = sectionsOf(speech);
  let found: OutlineNode | null = null;
  for (const position of positions) {
    if (position === null) break;
    const node: OutlineNode | undefined = nodes.find(({ ordinal }) => ordinal === position) ?? nodes[position - 1];
    if (node === undefined) return null;
    found = node;
    nodes = node.children;
  }
  return found;
}

/** Whether a message is the number of a sentence ("第38句") and nothing else. */
export function isSentenceNumber(message: string): boolean {
  return ONLY_SENTENCE.test(message.trim());
}

/** The sentence that a reference means: a permanent id, a number ("38", "第38句") or a place ("二.1", "第二部分第一点"). */
export function resolveReference(speech: Speech, reference: string): Sentence | null {
  const text = reference.trim();
  const byId = speech.sentences.find(({ id }) => id === text);
  if (byId !== undefined) return byId;
  const numbered = SENTENCE.exec(text);
  if (numbered !== null) return speech.sentences[(parseNumeral(numbered[1] ?? numbered[2] ?? '') ?? 0) - 1] ?? null;
  const place = DOTTED.exec(text) ?? SPOKEN.exec(text);
  if (place === null) return null;
  const node = divisionAt(
    speech,
    [place[1], place[2], place[3]].map((part) => (part === undefined ? null : parseNumeral(part))),
  );
  return node === null ? null : (speech.sentences[sentenceIndexAt(speech, node.span.start)] ?? null);
}
