import type { Turn } from './quoting/answer.js';
import { parseNumeral } from '../text/numerals.js';
import { englishOrdinal, ORDINAL } from './reading/english-numbers.js';
import { readStructureQuestion } from './reading/structure-question.js';

/** A follow-up turned into a question that stands alone. */
export interface Resolved {
  /** The question to answer. */
  readonly question: string;
  /** The question that it follows on; its words count as context, less than its own. */
  readonly context: string | null;
  /** Whether its words point at the question before, so that they say little alone; not where it is merely short. */
  readonly pointsBack: boolean;
  /** Whether the context counts only where nothing answers the question alone. */
  readonly mayStandAlone: boolean;
  /** Whether `question` says by its own place what `wants` asks for from where the answer before stands (第3条 for 下一条). */
  readonly isPlaced: boolean;
  /**
   * What it wants of the answer before: the next or previous division, the item at a place (-1 is the last), or further
   * quotes; null for none of these.
   */
  readonly wants: 'next' | 'previous' | 'more' | { readonly position: number } | null;
}

/** What things that follow one another are counted by. */
const UNIT =
  '(?:个|[大小]?条|[大小]?点|件|桩|样|道|步|位|句|段|章|小?节|[场块档笔仗关招]|项|款|部分|方面|[大小]?标题|小题|愿望?)';
/** What is asked of the thing at that place: 呢, 是什么, 又是啥规定, 他是怎么回的, 小题叫什么; no words that say what it is about. */
const ASKED_OF_IT =
  '(?:的)?(?:呢)?[,，]?(?:[他她它]|小?标题|小题|题目)?(?:又|都)?(?:呢|(?:是|叫|讲|说|写|提|问|回|答|怎么|咋|有)[^,，。?？]{0,8})?[?？。!！]*$';
/** The same right behind the name of the place, of which nothing else is said. */
const ASKED_BEHIND = `(?=呢|[,，?？。!！]|是|又|他|她|它|叫|讲|说|写|回|$)${ASKED_OF_IT}`;
/** The same, whatever little is asked of it: 又要学什么, 是冲谁说的. */
const BRIEFLY_ASKED = '(?:呢)?[,，]?[^,，。?？]{0,10}[?？。!！]*$';
const OPENS = '^(?:那|那么|好|好的|嗯|哦)?[,，]?(?:[它他她]的?)?[,，]?';
const NEXT = new RegExp(
  `${OPENS}(?:再|接着)?(?:往)?(?:下|后)(?:[面头边])?的?[那这]?一?${UNIT}?${ASKED_BEHIND}|` +
    `^(?:那)?(?:紧?接着|接下来|挨着它?的?下)的?[那这]?一?${UNIT}${ASKED_BEHIND}|` +
    `^(?:那)?(?:紧?挨着|紧?跟着|紧?接着(?:[说讲]的?)?)(?:它|[这那]一?${UNIT})?的?(?:后[面头边]的?(?:[那这]一?|一)|下一?)${UNIT}${BRIEFLY_ASKED}|` +
    `^(?:那)?紧?跟?在(?:它|[这那]一?${UNIT})(?:之?后[面头边]?|下[面头边])的?是?(?:哪一?${UNIT}?|什么|谁|啥)${BRIEFLY_ASKED}|` +
    `^(?:那)?(?:它|[这那]一?${UNIT})的?(?:下一|后[面头]那?一?)${UNIT}${BRIEFLY_ASKED}|` +
    `^(?:那)?再(?:往)?(?:下|后)一?${UNIT}(?:[\\u4e00-\\u9fff]{0,3})(?=呢|[,，])${BRIEFLY_ASKED}|` +
    '^(?:然后|接着|继续|接下来)(?:呢|什么|哪些)?[?？。!！]*$|' +
    '^(?:(?:ok|and|so|well) ,?)*(?:(?:the|what (?:is|was|about) the) )?(?:next|(?:one )?(?:right )?after (?:that|it|this))(?: one)?\\??$',
  'i',
);
const PREVIOUS = new RegExp(
  `${OPENS}(?:再)?(?:往)?(?:上|前)(?:[面头边])?的?[那这]?一?${UNIT}${ASKED_BEHIND}|` +
    `${OPENS}(?:上|前)[面头边]的?[那这]?一?个?大?${UNIT}(?=呢|[,，])${BRIEFLY_ASKED}|` +
    '^(?:(?:ok|and|so|well) ,?)*(?:(?:the|what (?:is|was|about) the) )?(?:previous|(?:one )?(?:right )?before (?:that|it|this))(?: one)?\\??$',
  'i',
);
const ORDINAL_ONLY = new RegExp(
  `${OPENS}(倒数)?第([零〇一二三四五六七八九十百两\\d]{1,3})(${UNIT})?(?:意见|要求|事|愿)?${ASKED_OF_IT}`,
);
const LAST_ONLY = new RegExp(`${OPENS}最后(?:的)?[那这]?一?(${UNIT})(?:意见|要求|事|愿)?${ASKED_OF_IT}`);
/** "ok and the last of them?", "what about the second one?" */
const ENGLISH_ORDINAL_ONLY = new RegExp(
  `^(?:(?:ok|okay|and|so|well|then|now),? )*(?:(?:what|how) about |what (?:is|was) )?(?:the )?(${ORDINAL})(?: (?:one|(?:one )?of (?:them|these|those|the lot)))?[?.! ]*$`,
  'i',
);
const ENGLISH_POSITION = new RegExp(`\\b(${ORDINAL})\\b`, 'gi');
const LEANING =
  /^(?:那|那么|后来|然后|接着|具体|为什么|为啥|怎么|原文|再|还|而|它|他|她|这|该|其)|[它他她]|这(?:个|些|样|项|条|点|件)|呢[?？]?$|又(?:是|要|该|怎么|如何)|^(?:why|how|what about|and|but|so|then|which)\b|\b(?:they|them|their|it|its|those|that one)\b/i;
/** 今年打算做到多少, 剩下的拖到什么时候: another time, or the rest, of what the question before is about. */
const SAYS_WHEN_ONLY = /^(?:今年|明年|去年|前年|上半年|下半年|往后|今后|剩下|其余|余下)[^,，。?？]{0,10}[?？。]*$/;
/** Characters; an English word counts as two. */
const STANDS_ALONE_LENGTH = 24;
/** So short a question says too little to stand alone. */
const LEANS_BY_LENGTH = 8;
/** So short a question may lean on the one before: where nothing answers it alone. */
const MAY_LEAN_BY_LENGTH = 13;

/** How much a question says: English takes more letters for it than Chinese takes characters. */
function lengthOf(text: string): number {
  return /\p{Script=Han}/u.test(text) ? text.length : 2 * text.split(/\s+/).length;
}

const POSITION = new RegExp(
  `(倒数)?第([零〇一二三四五六七八九十百两\\d]{1,3})(${UNIT}|大点|大部分)|` +
    '[“"「『（(]([零〇一二三四五六七八九十百两\\d]{1,3})(是|、|要)?[”"」』）)]|' +
    `(?:最后(?:的)?一(?<last>${UNIT})|(?:头|首|开头)一?(?<first>(?<=一)${UNIT}))`,
  'g',
);

const MORE =
  /^(?:那|除此之外|除了这[个些])?[,，]?(?:还有|另外|其他|别的)(?:呢|吗|没有|什么|哪些|说法|句子)*[?？。!！]*$|^(?:那|请|再|能)*(?:展开|详细|具体|仔细|细|多)(?:地|一?点|些)?(?:说|讲|谈)(?:说|讲|谈|一下|一?点|些)?[吗呢吧]?[?？。!！]*$|^(?:再)?(?:详细|具体)一?(?:点|些)[?？。!！]*$|^(?:any|anything|what) (?:more|else)\??$|^(?:tell me more|more detail(?:s)?|go on|continue)[.?! ]*$/i;
const AGAIN =
  /^(?:那)?(?:出处|原句)(?:在哪里?|是什么)?(?:呢)?[?？。!！]*$|^(?:那|请)?(?:原文|原话)(?:是)?(?:怎么|咋|如何)?(?:说|讲|写)?的?(?:呢|是什么)?[?？。!！]*$|^(?:再说一遍|(?:in )?the original(?: words| text)?)[?？。!！]*$/i;

const NAMES_PART = /部分|板块|章/;

/** Replaces the last position that a question names by another, of a part where `isPart`; null where it names none. */
function withPosition(question: string, change: (value: number) => string | null, isPart = false): string | null {
  const matches = [...question.matchAll(POSITION)];
  const match = (isPart ? matches.findLast(([words]) => NAMES_PART.test(words)) : undefined) ?? matches.at(-1);
  if (match === undefined) return null;
  const value = match[2] ?? match[4];
  const edge = match.groups?.first === undefined ? -1 : 1;
  const number = value === undefined ? edge : parseNumeral(value);
  const replacement = number === null ? null : change(match[1] === undefined ? number : -number);
  if (replacement === null) return null;
  const unit = match[3] ?? match.groups?.last ?? match.groups?.first ?? '点';
  return (
    question.slice(0, match.index) + replacement.replace('#', unit) + question.slice(match.index + match[0].length)
  );
}

/** Whether a follow-up wants what stands next or before; null where it wants neither. */
function stepOf(text: string): 'next' | 'previous' | null {
  return NEXT.test(text) ? 'next' : PREVIOUS.test(text) ? 'previous' : null;
}

/** Resolves a structural follow-up ("那第二点呢", "下一条呢") against the question before it. */
function resolveStructural(text: string, before: string): string | null {
  const step = stepOf(text);
  if (step === 'next')
    return withPosition(before, (value) =>
      value === -1 ? null : value < 0 ? `倒数第${-value - 1}#` : `第${value + 1}#`,
    );
  if (step === 'previous')
    return withPosition(before, (value) =>
      value === 1 ? null : value < 0 ? `倒数第${1 - value}#` : `第${value - 1}#`,
    );
  const ordinal = ORDINAL_ONLY.exec(text);
  if (ordinal !== null) {
    const position = `${ordinal[1] ?? ''}第${ordinal[2] ?? ''}`;
    const isPart = NAMES_PART.test(ordinal[3] ?? '');
    const named = withPosition(before, () => `${position}${ordinal[3] ?? '#'}`, isPart);
    if (named !== null) return named;
    const asked = readStructureQuestion(before);
    // "全文分几部分" and then "第二个叫什么" means a part.
    if (asked?.ask === 'parts')
      return `${position}部分${text.slice(text.indexOf(position) + position.length).replace(new RegExp(`^${UNIT}`), '')}`;
    return asked === null ? null : `${before} ${position}点`;
  }
  if (LAST_ONLY.test(text)) return withPosition(before, () => '最后一#');
  const english = ENGLISH_ORDINAL_ONLY.exec(text)?.[1];
  const asked = english === undefined ? undefined : [...before.matchAll(ENGLISH_POSITION)].at(-1);
  if (english === undefined || asked === undefined) return null;
  return before.slice(0, asked.index) + english + before.slice(asked.index + asked[0].length);
}

/** What stands in the division that the question before named: 里面第三条呢, 它下面有哪几条. */
const INSIDE =
  /^(?:那|那么)?(?:(?:它|其|这|那)(?:的|(?=有|分|包))|(?:它|其|这|那)?(?:里[面头边]|下[面边头]|底下|其中|当中)的?)(?=.)/;
/** 分别是什么: of what was only counted. */
const EACH_OF_THEM = /^(?:那)?(?:分别|都|各|具体)(?:是|叫|有)(?:什么|哪些|哪几)/;

/** 那一节一上来…: the division in which the question before asked where something is said. */
const THAT_DIVISION =
  /^(?:那|那么)?[,，]?[那这]一?(?<unit>[大小]?部分|小?节|点|条|段|章|块)(?!时间|话|儿)(?:里[面头]?的?)?(?=.)/;

/** The division that a question names, in words; null where it names none by its place or its matter. */
function divisionIn(question: string): string | null {
  const last = [...question.matchAll(POSITION)].at(-1);
  if (last !== undefined) return question.slice(0, last.index + last[0].length);
  const asked = readStructureQuestion(question);
  return asked?.ask === 'division' && asked.scope !== null
    ? `${asked.scope}那一${asked.level === 'part' ? '部分' : '点'}`
    : null;
}

/** A question for what stands in what was shown before, or what was counted; null for any other. */
function resolveInside(text: string, before: string): string | null {
  const asked = readStructureQuestion(before);
  if (asked === null) return null;
  if (asked.ask === 'which' && asked.topic !== '') {
    const pointer = THAT_DIVISION.exec(text);
    if (pointer !== null) return `讲${asked.topic}的那一${pointer.groups?.unit ?? ''}${text.slice(pointer[0].length)}`;
  }
  if (EACH_OF_THEM.test(text) && (asked.ask === 'parts' || asked.ask === 'count'))
    return `${before.replace(/[?？。!！]+$/, '')}，分别是什么`;
  const division = INSIDE.test(text) ? divisionIn(before) : null;
  const inside = division === null ? null : `${division}里${text.replace(INSIDE, '')}`;
  return inside !== null && readStructureQuestion(inside) !== null ? inside : null;
}

const POINTS_AT =
  /^(?:那|那么)?(?:这|那)(?:个|件|句|些|段|条|项|一)*(?:例子|事情?|话|内容|说法|做法|要求)?|^(?:那|那么)?(?:它|其)/;

/** "这个例子放在哪一点里讲的": where something stands, with the question before in place of the word that points at it. */
function withWhatItPointsAt(text: string, before: string): string | null {
  const asked = readStructureQuestion(text);
  if (asked?.ask !== 'which' || !POINTS_AT.test(text)) return null;
  return text.replace(POINTS_AT, `${before.replace(/[?？。!！]+$/, '')} `);
}

function wantedOfAnswer(text: string): Resolved['wants'] {
  const step = stepOf(text);
  if (step !== null) return step;
  const ordinal = ORDINAL_ONLY.exec(text);
  const number = LAST_ONLY.test(text) ? -1 : ordinal === null ? null : parseNumeral(ordinal[2] ?? '');
  // A part is one of the speech, whatever was shown before.
  const english = englishOrdinal(ENGLISH_ORDINAL_ONLY.exec(text)?.[1] ?? '');
  if (english !== null) return { position: english };
  if (number !== null && !/部分/.test(text)) return { position: ordinal?.[1] === undefined ? number : -number };
  return MORE.test(text) ? 'more' : null;
}

/** 第二期, 第三批: one of several things that are counted by any word. */
const COUNTED = /第([零〇一二三四五六七八九十百两\d]{1,3})([\u4e00-\u9fff])/g;

/** The question before with the number of what a follow-up asks about: 第二期轮到谁 after 第一期培训谁; null where they count nothing alike. */
function withOrdinalOf(text: string, before: string): string | null {
  const [asked] = [...text.matchAll(COUNTED)];
  const counted = [...before.matchAll(COUNTED)].filter(([, , counter]) => counter === asked?.[2]);
  const last = counted.at(-1);
  if (asked === undefined || last === undefined || last[0] === asked[0]) return null;
  return before.slice(0, last.index) + asked[0] + before.slice(last.index + last[0].length);
}

/**
 * Turns a follow-up into a standalone question by the question before it: positions count on from there; "下一条",
 * "还有呢" go on from its answer, "原文怎么说" asks it again; words that lean on something ("那…呢", 它, 为什么) take
 * the question before as context; anything else stands alone.
 */
export function resolveFollowUp(text: string, history: readonly Turn[]): Resolved {
  const chain = [...history];
  const last = chain.pop();
  const alone = {
    question: text,
    context: null,
    pointsBack: false,
    mayStandAlone: false,
    wants: null,
    isPlaced: false,
  };
  if (last === undefined) return alone;
  const before = resolveFollowUp(last.question, chain).question;
  const trimmed = text.trim();
  const inside = resolveInside(trimmed, before);
  if (inside !== null) return { ...alone, question: inside };
  const structural = resolveStructural(trimmed, before);
  if (structural !== null) return { ...alone, question: structural, wants: stepOf(trimmed), isPlaced: true };
  if (AGAIN.test(trimmed)) return { ...alone, question: before };
  const place = withWhatItPointsAt(trimmed, before);
  if (place !== null) return { ...alone, question: place };
  const wants = wantedOfAnswer(trimmed);
  if (wants !== null) return { ...alone, question: before, wants };
  if (lengthOf(trimmed) > STANDS_ALONE_LENGTH || readStructureQuestion(text) !== null) return alone;
  const beside = withOrdinalOf(trimmed, before);
  if (beside !== null) return { ...alone, context: beside, pointsBack: true };
  const pointsBack = LEANING.test(trimmed);
  const length = lengthOf(trimmed);
  if (pointsBack || length <= LEANS_BY_LENGTH || SAYS_WHEN_ONLY.test(trimmed))
    return { ...alone, context: before, pointsBack };
  return length <= MAY_LEAN_BY_LENGTH ? { ...alone, context: before, mayStandAlone: true } : alone;
}
