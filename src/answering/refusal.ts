import { foldText, type CharacterFold } from '../text/fold.js';
import { parseNumeral } from '../text/numerals.js';
import type { NotFoundReason } from './quoting/answer.js';
import { listsExactly, repeatsTerm } from './lists/lists-in-sentences.js';
import { asksForExplanation, type Question } from './reading/question.js';
import { lacksAskedOrdinal } from './asked-ordinal.js';
import { type Form, requiredForm } from './required-form.js';

/** What a candidate answer is judged by. */
export interface Evidence {
  /** Words of the best candidates, best first. */
  readonly texts: readonly string[];
  /** Share of the question's pairs of characters that each of `texts` holds. */
  readonly coverages: readonly number[];
  /** Cosine of the question and the best candidate. */
  readonly dense: number;
  /** Mean best cosine over tokens of the best candidate. */
  readonly late: number;
  /** The same by the companion, of the best of three candidates; null without one. */
  readonly companionLate: number | null;
  /** Share of the question's pairs of characters that occur anywhere in the speech. */
  readonly known: number;
  /** Whether the question asks how much something is that the speech never names, by its own or a related word. */
  readonly isAttributeUnknown: boolean;
  /** Whether the question asks for a further one of a thing than the speech counts. */
  readonly isBeyondCounted: boolean;
  /** Whether the question points at one before it, so that its own words say little. */
  readonly pointsBack: boolean;
}

/** Wants something done that no quotation does: 帮我写一封信, 给我翻译, 帮我算一下. */
const ASKS_FOR_A_TASK =
  /^(?:请|麻烦|能不能|可以|你?能)?(?:你)?(?:帮我|替我|给我)(?:[^,，。?？]{0,4}(?:写|算|画|编(?!号)|翻译|改写|起草|润色|订|买|做一?[个份首张])|查[^,，。?？]{0,14}(?:票|天气|航班|快递|路线|股价|余额))(?!.*(?:讲话|报告|原文|稿子?|里面?)(?:里|中|怎么|说))/;

/** How a number or a date is blanked out. */
const BLANK = /[*＊□]+|×+(?!\s?\d)|X{2,}/g;

/** The same with what is left of the number: ××万人. */
const BLANK_NUMBER = new RegExp(`(?:${BLANK.source})[万亿千百]*`, 'g');

/** True where a text has something blanked out. */
export const hasBlank = (text: string): boolean => text.search(BLANK) >= 0;

/** True where the words around a blank are those that the question asks the number or date of. */
function asksForBlank(question: Question, text: string, fold: CharacterFold): boolean {
  if (question.wanted !== 'number' && question.wanted !== 'date') return false;
  const asked = foldText(question.text, fold);
  for (const match of text.matchAll(BLANK)) {
    const after = foldText(text.slice(match.index + match[0].length, match.index + match[0].length + 4), fold);
    const before = foldText(text.slice(Math.max(0, match.index - 8), match.index), fold);
    const unit = after.charAt(0);
    if (question.wanted === 'date' && /[年月日]/.test(unit) && asked.includes(unit)) return true;
    // 多少条意见: 收集到意见建议*条.
    const counter = /(?:多少|几)([\u4e00-\u9fff])/.exec(asked)?.[1];
    const isCounted = question.wanted === 'number' && counter === unit && unit !== '';
    if (isCounted && pairsIn(before).some((pair) => asked.includes(pair))) return true;
    const nouns = before.match(/[\u4e00-\u9fff]{2}(?=[^\u4e00-\u9fff]*$)/)?.[0] ?? '';
    if (question.wanted === 'number' && nouns !== '' && asked.includes(nouns)) return true;
    if (question.wanted === 'number' && after.length >= 3 && asked.includes(after.slice(1, 3))) return true;
  }
  return false;
}

const pairsIn = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));

/** True where the first text that would hold the asked form without its blanks holds it only without them: 惠及××万人次. */
function isBlankedOut(form: Form, texts: readonly string[]): boolean {
  for (const text of texts) {
    if (form(text.replace(BLANK_NUMBER, ''))) return false;
    if (hasBlank(text) && form(text.replace(BLANK, '5'))) return true;
  }
  return false;
}

/**
 * True where the text says what a term means or consists of: the term, then 是, 指, 即, a colon or a bracket, or it is
 * what something is called (自我革命这一…的第二个答案).
 */
function explains(text: string, term: string): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    if (/(?:这[一个种]|叫做?|称为|成为)[^，。；：！？]{0,14}[“"「『]?$/.test(text.slice(Math.max(0, at - 20), at)))
      return true;
    const after = text.slice(at + term.length, at + term.length + 12);
    if (/^[”"」』]?(?:[(（:：]|，?(?:就是|是指|指的是|即|指|包括|分别|是))/.test(after)) return true;
    if (/^[”"」』]?(?:要求|标准|内容|原则|目标|任务)?[(（:：]/.test(after)) return true;
  }
  return false;
}

/** True where as many things as a term says by its first character stand right before it: 引进、培育、用好、留住“四手抓”. */
function isListedBefore(text: string, term: string): boolean {
  const count = parseNumeral(term.charAt(0));
  const clauses = text.split(term).slice(0, -1);
  // Two things stand side by side in any sentence.
  if (count === null || count < 3) return false;
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

/** What a question asks the amount of, by its last two characters ("实施意见的文号是多少"); null where it asks otherwise. */
export function askedAttribute(text: string): string | null {
  return /([\u4e00-\u9fff]{2})(?:到底|究竟|一共|总共|分别|各自?|都)*(?:是|为)多少/.exec(text)?.[1] ?? null;
}

/** Limits of refusing, found by `npm run calibrate`. */
export interface RefusalLimits {
  /**
   * Similarities below which nothing in the text is about the question, by the best candidate's cosine, by late
   * interaction and by the companion's. A question of everyday life stays below all three with any speech; questions
   * that are answered lie above one of them.
   */
  readonly offTopicDense: number;
  readonly offTopicLate: number;
  /** The same by the companion's late interaction. */
  readonly offTopicCompanion: number;
  /** Share of the question's pairs of characters in the speech from which on it is never off topic. */
  readonly offTopicKnown: number;
  /** The companion's late interaction below which nothing answers: it is trained to stay low where nothing does. */
  readonly leastCompanion: number;
  /** From which on a candidate answers, whatever it seems to lack of the asked kind. */
  readonly sureCompanion: number;
  /** Share of the best candidate's coverage that the others need to be looked at for the asked form. */
  readonly leastRelativeCoverage: number;
}

/** The limits in use; measurements try others. */
export const REFUSAL_LIMITS: RefusalLimits = {
  offTopicDense: 0.4,
  offTopicLate: 0.5,
  offTopicCompanion: 0.64,
  offTopicKnown: 0.7,
  leastCompanion: 0.55,
  sureCompanion: 0.77,
  leastRelativeCoverage: 0.75,
};

/** Candidates that are looked at for the asked form. */
const LOOKED_AT = 3;

/** The best candidates that speak of what the question speaks of: a number in a sentence about something else is none. */
function closestTexts({ texts, coverages }: Evidence, leastRelativeCoverage: number): string[] {
  const best = Math.max(...coverages.slice(0, LOOKED_AT));
  return texts.filter(
    (_, index) => index === 0 || (index < LOOKED_AT && (coverages[index] ?? 0) >= leastRelativeCoverage * best),
  );
}

/**
 * Why a question is not answered, or null where it is. In order: the asked number or date is blanked out; a further one
 * of a thing is asked for than the speech counts; nothing is about the question; the companion finds no answer, or one
 * beyond doubt; the text holds nothing of the asked kind; a named thing is never explained.
 */
export function refuse(
  question: Question,
  evidence: Evidence,
  fold: CharacterFold,
  limits: RefusalLimits = REFUSAL_LIMITS,
): NotFoundReason | null {
  const form = requiredForm(question);
  if (evidence.texts.slice(0, 2).some((text) => asksForBlank(question, text, fold))) return 'blank';
  if (form !== null && isBlankedOut(form, evidence.texts.slice(0, 2))) return 'blank';
  if (ASKS_FOR_A_TASK.test(question.asked)) return 'off_topic';
  if (evidence.isBeyondCounted || lacksAskedOrdinal(question.text, evidence.texts[0] ?? '')) return 'absent';
  const { companionLate: companion } = evidence;
  if (
    !evidence.pointsBack &&
    evidence.dense < limits.offTopicDense &&
    evidence.late < limits.offTopicLate &&
    (companion ?? 0) < limits.offTopicCompanion &&
    evidence.known < limits.offTopicKnown
  )
    return 'off_topic';
  if (companion !== null && companion < limits.leastCompanion && !evidence.pointsBack) return 'absent';
  if (!explainsAny(question, evidence)) return 'absent';
  if (companion !== null && companion >= limits.sureCompanion) return null;
  if (evidence.isAttributeUnknown) return 'absent';
  if (form !== null && !closestTexts(evidence, limits.leastRelativeCoverage).some(form)) return 'absent';
  return null;
}

/** False where a question asks what a named thing means or consists of, and no candidate says it. */
function explainsAny(question: Question, { texts }: Evidence): boolean {
  const group = namedGroup(question, texts);
  if (group === null && !asksForExplanation(question)) return true;
  const terms = [...question.quotedTerms, ...(group === null ? [] : [group.term])];
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
