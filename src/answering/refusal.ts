import { foldText, type CharacterFold } from '../text/fold.js';
import type { NotFoundReason } from './answer.js';
import type { Question } from './question.js';

/** What a candidate answer is judged by. */
export interface Evidence {
  /** Words of the best candidates, best first. */
  readonly texts: readonly string[];
  /** Cosine of the question and the best candidate. */
  readonly dense: number;
  /** Mean best cosine over tokens of the best candidate. */
  readonly late: number;
  /** Share of the question's pairs of characters that occur anywhere in the speech. */
  readonly known: number;
  /** Share of the question's pairs of characters that the best candidate holds. */
  readonly covered: number;
}

const DIGITS = '[\\d〇一二三四五六七八九十百千万亿两]+';
const NUMBER = new RegExp(
  `${DIGITS}(?:\\.\\d+)?(?:%|％|万|亿|余|多|个|名|人|家|条|项|次|亩|公里|元|位|座|所|倍|成|岁|年|级|种|类|件|张|处|户|套|吨|平方|分之|点)`,
);
const MONEY = new RegExp(`${DIGITS}(?:\\.\\d+)?\\s*(?:多|余)?(?:万|亿|千|百)*(?:美?元|块|人民币|[万亿])`);
const DAY = new RegExp(`(?:${DIGITS}月(?:${DIGITS}[日号])?|${DIGITS}[日号])`);
const YEAR = new RegExp(
  `(?:[\\d〇一二三四五六七八九]{4}|[“"]?十[一二三四五六][五][”"]?|(?:十|二十)[一二三四五六七八九]大)`,
);
const LAW_ARTICLE = new RegExp(`第${DIGITS}条`);

/** Forms that a candidate must show for a question of the kind; null where any sentence may answer. */
function requiredForm(question: Question): RegExp | null {
  const { text } = question;
  if (question.wanted === 'law-article') return LAW_ARTICLE;
  if (question.wanted === 'date') {
    if (/几月|几[号日]|哪一?[天日]|具体日期/.test(text)) return DAY;
    return /哪一?年|几几年|何年/.test(text) ? YEAR : null;
  }
  if (question.wanted === 'number') return /钱|资金|投资|元|预算|经费|产值|收入|亿|GDP/i.test(text) ? MONEY : NUMBER;
  return null;
}

/** True where the words around a `*` are those that the question asks the number or date of. */
function asksForBlank(question: Question, text: string, fold: CharacterFold): boolean {
  if (question.wanted !== 'number' && question.wanted !== 'date') return false;
  const asked = foldText(question.text, fold);
  for (const match of text.matchAll(/\*/g)) {
    const after = foldText(text.slice(match.index + 1, match.index + 5), fold);
    const before = foldText(text.slice(Math.max(0, match.index - 8), match.index), fold);
    const unit = after.charAt(0);
    if (question.wanted === 'date' && /[年月日]/.test(unit) && asked.includes(unit)) return true;
    const nouns = before.match(/[\u4e00-\u9fff]{2}(?=[^\u4e00-\u9fff]*$)/)?.[0] ?? '';
    if (question.wanted === 'number' && nouns !== '' && asked.includes(nouns)) return true;
    if (question.wanted === 'number' && after.length >= 3 && asked.includes(after.slice(1, 3))) return true;
  }
  return false;
}

/** True where the text says what a term means or consists of: the term, then 是, 指, 即, a colon or a bracket. */
function explains(text: string, term: string): boolean {
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    const after = text.slice(at + term.length, at + term.length + 12);
    if (/^[”"」』]?(?:[(（:：]|，?(?:就是|是指|指的是|即|指|包括|分别|是))/.test(after)) return true;
    if (/^[”"」』]?(?:要求|标准|内容|原则|目标|任务)?[(（:：]/.test(after)) return true;
  }
  return false;
}

/** Asks what exactly a named thing consists of, as against how a word is used. */
function asksForExplanation(question: Question): boolean {
  return /(?:具体)?指(?:的是)?(?:什么|啥|哪)|分别(?:是|指)(?:什么|啥|哪)|的?定义/.test(question.text);
}

/**
 * Similarities below which nothing in the text is about the question. A question of everyday life reaches about 0.40
 * and 0.52 with some sentence of any speech; questions that are answered lie above either.
 */
const OFF_TOPIC_DENSE = 0.44;
const OFF_TOPIC_LATE = 0.56;

/**
 * Why a question is not answered, or null where it is. In order: the asked number or date is blanked out; the text
 * holds nothing of the asked kind; a named thing is never explained; nothing is about the question.
 */
export function refuse(question: Question, evidence: Evidence, fold: CharacterFold): NotFoundReason | null {
  const [best = ''] = evidence.texts;
  if (evidence.texts.slice(0, 2).some((text) => asksForBlank(question, text, fold))) return 'blank';
  if (evidence.dense < OFF_TOPIC_DENSE && evidence.late < OFF_TOPIC_LATE && evidence.known < 0.5) return 'off_topic';
  const form = requiredForm(question);
  if (form !== null && !evidence.texts.slice(0, 3).some((text) => form.test(text))) return 'absent';
  if (
    question.wanted === 'person-name' &&
    !evidence.texts
      .slice(0, 3)
      .some((text) =>
        /(?:叫|名叫|姓)[\u4e00-\u9fff]{1,4}|(?:省长|市长|县长|书记|主席)\s[\u4e00-\u9fff]{2,4}/.test(text),
      )
  )
    return 'absent';
  if (asksForExplanation(question) && question.quotedTerms.length > 0) {
    const whole = evidence.texts.join('\n');
    const isListed = question.quotedTerms.some(
      (term) => question.itemCount !== null && best.split(term).length - 1 >= question.itemCount,
    );
    if (!isListed && !question.quotedTerms.some((term) => explains(whole, term))) return 'absent';
  }
  return null;
}
