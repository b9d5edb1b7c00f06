import { foldText, type CharacterFold } from '../text/fold.js';
import type { NotFoundReason } from './answer.js';
import { repeatsTerm } from './lists-in-sentences.js';
import type { Question } from './question.js';

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
  /** Share of the question's pairs of characters that occur anywhere in the speech. */
  readonly known: number;
  /** Whether the question asks how much something is that the speech never names, by its own or a related word. */
  readonly isAttributeUnknown: boolean;
  /** Whether the question points at one before it, so that its own words say little. */
  readonly pointsBack: boolean;
}

const DIGITS = '[\\d〇一二三四五六七八九十百千万亿两]+';
const UNITS =
  '(?:%|％|个|名|人|家|枚|块|棵|株|首|篇|幅|栋|公顷|公斤|千瓦|条|项|次|亩|公里|元|位|座|所|倍|成|岁|年|级|种|类|件|张|处|户|套|吨|米|平方|分之|点|届|本|部|台|辆|份|场|支|只|头|间|门|期|轮|艘|架|度|万|亿|余|多)';
const ENGLISH_NUMBERS =
  'one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|hundreds?|thousands?|millions?|billions?|dozens?';
/** A number with what it counts; one in Arabic digits counts something in any case. */
const NUMBER = new RegExp(`${DIGITS}(?:\\.\\d+)?${UNITS}|\\d{2,}(?!\\d*年)|\\b(?:${ENGLISH_NUMBERS})\\b`, 'i');
const MONEY = new RegExp(`${DIGITS}(?:\\.\\d+)?\\s*(?:多|余)?(?:万|亿|千|百)*(?:美?元|块|人民币|[万亿])`);
const DAY = new RegExp(`(?:${DIGITS}月(?:${DIGITS}[日号])?|${DIGITS}[日号])`);
const YEAR = new RegExp(
  `(?:[\\d〇一二三四五六七八九]{4}|[“"]?十[一二三四五六][五][”"]?|(?:十|二十)[一二三四五六七八九]大)`,
);
/** How long or how often: a stretch of time, or a word for one. */
const STRETCH = new RegExp(
  `(?:${DIGITS}|半|数)(?:多|余|来)?(?:个)?(?:世纪|年|月|周|星期|天|日|小时|分钟)|每(?:年|月|周|天|日|季度|次|届)|长期|永远|定期|随时|世代`,
);
/** Money in another currency than the text's own is asked for by name. */
const CURRENCY = /美元|美金|欧元|英镑|日元|港元|港币/;
const LAW_ARTICLE = new RegExp(`第${DIGITS}条`);
const NAME =
  /(?:叫|名叫|姓)[\u4e00-\u9fff]{1,4}|(?:省长|市长|县长|书记|主席)\s[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,4}·[\u4e00-\u9fff]{1,4}/;

/** Things that are counted with other words than their own name: people and money. */
const COUNTED_LIKE: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:个|名|位)?(?:人|群众|居民|职工|学生|孩子|干部|代表|官员|党员|同志|儿童|婴)/,
    // People are also counted in ten thousands alone: 裁减员额三十万.
    '(?:[万亿]?(?:多|余)?(?:人|名|位|户)|[万亿](?![元亩吨公平千亿]))',
  ],
];

/** What a question counts: "多少名代表" counts 代表, with 名; null where it says nothing after 多少. */
function countedThing(text: string): { unit: string; noun: string } | null {
  const match = new RegExp(`(?:多少|几)(${UNITS})?([\\u4e00-\\u9fff]{0,4})`).exec(text);
  return match === null ? null : { unit: match[1] ?? '', noun: match[2] ?? '' };
}

/** The number that the question wants, with the unit or the thing that it counts beside it. */
function countForm(text: string): RegExp {
  const counted = countedThing(text);
  if (counted === null) return NUMBER;
  const words = counted.unit + counted.noun;
  const likes = COUNTED_LIKE.find(([pattern]) => pattern.test(words))?.[1];
  if (likes !== undefined) return new RegExp(`${DIGITS}(?:\\.\\d+)?(?:多|余)?${likes}`);
  if (!/^(?:个|名|人|家|枚|条|项|座|所|位|户|台|辆|本|部|张|级|届|次|亩|公里|岁)$/.test(counted.unit)) return NUMBER;
  return new RegExp(`${DIGITS}(?:\\.\\d+)?(?:多|余)?[万亿]?(?:多|余)?${counted.unit}`);
}

/** Kinds of places that a question may want by name: the answer holds the kind's word. */
const PLACE_KIND = /哪(?:一)?(?:个|座|条)?(省|市|县|区|州|镇|乡|村|街道|街|路|国家)/;
/** Offices whose holder a question may want: the answer holds the office's word. */
const OFFICE =
  /([\u4e00-\u9fff]?(?:长|书记|主席|主任|总理|总统|经理|教练|导演|作者|负责人|发言人))(?:是|叫)(?:谁|哪位)/;

/** Forms that a candidate must show for a question of the kind; null where any sentence may answer. */
function requiredForm(question: Question): RegExp | null {
  const { text } = question;
  if (/多久|多长时间|几年一次|隔几/.test(text)) return STRETCH;
  const currency = CURRENCY.exec(text)?.[0];
  if (currency !== undefined && question.wanted === 'number') return new RegExp(currency);
  const grade = /几([A-Za-z]+)/.exec(text)?.[1];
  if (grade !== undefined) return new RegExp(`${DIGITS}${grade}`);
  if (question.wanted === 'law-article') return LAW_ARTICLE;
  if (question.wanted === 'person-name') return NAME;
  if (question.wanted === 'date') {
    if (/几月|几[号日]|哪一?[天日]|具体日期|(?:what|which) (?:date|day)/i.test(text)) return DAY;
    return /哪一?年|几几年|何年|(?:what|which) year/i.test(text) ? YEAR : null;
  }
  const named = PLACE_KIND.exec(text)?.[1] ?? OFFICE.exec(text)?.[1];
  if (named !== undefined) return new RegExp(named);
  if (question.wanted !== 'number') return null;
  return /钱|资金|投资|元|预算|经费|产值|收入|亿|GDP/i.test(text) ? MONEY : countForm(text);
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
export function asksForExplanation(question: Question): boolean {
  return /(?:具体)?指(?:的是)?(?:什么|啥|哪)|分别(?:是|指)(?:什么|啥|哪)|的?定义|[”"」』](?:的)?(?:具体)?内容|[”"」』](?:具体)?(?:说|讲|指)?的?(?:分别)?(?:都)?是哪[两二三四五六七八九十几]/.test(
    question.text,
  );
}

/** What a question asks the amount of, by its last two characters ("实施意见的文号是多少"); null where it asks otherwise. */
export function askedAttribute(text: string): string | null {
  return /([\u4e00-\u9fff]{2})(?:到底|究竟|一共|总共)?(?:是|为)多少/.exec(text)?.[1] ?? null;
}

/** Limits of refusing, found by `npm run calibrate`. */
export interface RefusalLimits {
  /**
   * Similarities below which nothing in the text is about the question, by the best candidate's cosine and by late
   * interaction. A question of everyday life reaches about 0.40 and 0.52 with some sentence of any speech; questions
   * that are answered lie above either.
   */
  readonly offTopicDense: number;
  readonly offTopicLate: number;
  /** Share of the question's pairs of characters in the speech from which on it is never off topic. */
  readonly offTopicKnown: number;
  /** Share of the best candidate's coverage that the others need to be looked at for the asked form. */
  readonly leastRelativeCoverage: number;
}

/** The limits in use; measurements try others. */
export const REFUSAL_LIMITS: RefusalLimits = {
  offTopicDense: 0.44,
  offTopicLate: 0.56,
  offTopicKnown: 0.5,
  leastRelativeCoverage: 0.5,
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
 * Why a question is not answered, or null where it is. In order: the asked number or date is blanked out; the text
 * holds nothing of the asked kind; a named thing is never explained; nothing is about the question.
 */
export function refuse(
  question: Question,
  evidence: Evidence,
  fold: CharacterFold,
  limits: RefusalLimits = REFUSAL_LIMITS,
): NotFoundReason | null {
  if (evidence.texts.slice(0, 2).some((text) => asksForBlank(question, text, fold))) return 'blank';
  if (
    !evidence.pointsBack &&
    evidence.dense < limits.offTopicDense &&
    evidence.late < limits.offTopicLate &&
    evidence.known < limits.offTopicKnown
  )
    return 'off_topic';
  if (evidence.isAttributeUnknown) return 'absent';
  const form = requiredForm(question);
  if (form !== null && !closestTexts(evidence, limits.leastRelativeCoverage).some((text) => form.test(text)))
    return 'absent';
  const terms = question.quotedTerms;
  if (asksForExplanation(question) && terms.length > 0) {
    const whole = evidence.texts.join('\n');
    const isListed = evidence.texts.some((text) => repeatsTerm(question, text));
    if (!isListed && !terms.some((term) => explains(whole, term))) return 'absent';
  }
  return null;
}
