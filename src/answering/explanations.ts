import { parseNumeral } from '../text/numerals.js';
import { listsExactly, repeatsTerm } from './lists/lists-in-sentences.js';
import { asksForExplanation, type Question } from './reading/question.js';

/**
 * True where the text says what a term means or consists of: the term, then 是, 指, 即, a colon or a bracket, or it is
 * what something is called (自我革命这一…的第二个答案).
 */
function explains(text: string, term: string): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    if (/(?:这[一个种]|叫做?|称为|成为)[^，。；：！？]{0,14}[“"「『]?$/.test(text.slice(Math.max(0, at - 20), at)))
      return true;
    const after = text.slice(at + term.length, at + term.length + 12);
    if (/^[”"」』]?，?(?:就是|是指|指的是|即|指|包括|分别|是)/.test(after)) return true;
    if (/^[”"」』]?(?:的?[\u4e00-\u9fff]{2,4})?[(（:：]/.test(after)) return true;
    // 要做到“三个带头”，一是…; “231”产业培育工程，即…; “两客一危”，也就是…
    if (/^[”"」』]?[\u4e00-\u9fff]{0,6}，?(?:也就是|即(?![将使便日可])|(?:其)?一是|第一[，是]|首先)/.test(after))
      return true;
  }
  return false;
}

/** 不搞摊派，不排名次，不与评优挂钩，这“三个不”: so many clauses that begin alike, with a word that points at them. */
function endsInRowOf(ahead: string, count: number): boolean {
  const row = /([^。；：]*)，这[“"「『]?$/.exec(ahead)?.[1]?.split('，').slice(-count) ?? [];
  return row.length === count && row.every((clause) => clause.charAt(0) === row[0]?.charAt(0));
}

/** True where as many things as a term says by its first character stand right before it: 引进、培育、用好、留住“四手抓”. */
function isListedBefore(text: string, term: string): boolean {
  const count = parseNumeral(term.charAt(0));
  const clauses = text.split(term).slice(0, -1);
  // Two things stand side by side in any sentence.
  if (count === null || count < 3) return false;
  if (clauses.some((ahead) => endsInRowOf(ahead, count))) return true;
  return clauses.some((ahead) => /[^，。；：]*$/.exec(ahead)?.[0].split('、').length === count);
}

/** Fewer things than this stand in a row by chance. */
const FEWEST_BY_NAME = 4;

/** True where as many things as a term says by its first character are listed behind it: “五个一”机制，一名…、一个…. */
function isListedBehind(text: string, term: string): boolean {
  const count = parseNumeral(term.charAt(0));
  const at = text.indexOf(term);
  return at >= 0 && count !== null && count >= FEWEST_BY_NAME && listsExactly(text.slice(at + term.length), count);
}

/** A group that bears its number in its name, there as in the speech, and whose members are asked for: 八项规定是哪八条. */
function namedGroup({ text, itemCount }: Question, texts: readonly string[]): { term: string; count: number } | null {
  if (itemCount === null || !/[哪那]|分别|具体/.test(text)) return null;
  for (const match of text.matchAll(
    /([二三四五六七八九十两\d]{1,3})(?:个|项|条|大|次|种|方面)?[\u4e00-\u9fff]{2,5}/g,
  )) {
    const term = match[0].slice(0, 4);
    const isAsked = /[哪那]$/.test(text.slice(0, match.index));
    if (isAsked || parseNumeral(match[1] ?? '') !== itemCount) continue;
    if (texts.some((words) => words.includes(term))) return { term, count: itemCount };
  }
  return null;
}

/** A quoted term, and each of several that it puts side by side: “三公开、两回访、一追责”. */
const namesIn = (term: string): string[] => (term.includes('、') ? [term, ...term.split('、')] : [term]);

/** Whether a text begins to say what each of several names means that a question puts in one pair of quotation marks. */
export function explainsFirstOf({ quotedTerms }: Question, text: string): boolean {
  return quotedTerms.some((term) => {
    const [first = '', ...others] = term.split('、');
    return others.length > 0 && explains(text, first);
  });
}

/** False where a question asks what a named thing means or consists of, and no candidate says it. */
export function explainsAny(question: Question, texts: readonly string[]): boolean {
  const group = namedGroup(question, texts);
  if (group === null && !asksForExplanation(question)) return true;
  const terms = [...question.quotedTerms.flatMap(namesIn), ...(group === null ? [] : [group.term])];
  if (terms.length === 0 || texts.some((text) => repeatsTerm(question, text))) return true;
  const whole = texts.join('\n');
  const isExplained = (term: string) =>
    explains(whole, term) || isListedBefore(whole, term) || texts.some((text) => isListedBehind(text, term));
  if (terms.some(isExplained)) return true;
  // Two things stand side by side in any sentence.
  if (group === null || group.count < 3) return false;
  return texts.some((text) => {
    const at = text.indexOf(group.term);
    return at >= 0 && listsExactly(text.slice(at), group.count);
  });
}
