import { ENGLISH_DATE, englishTitleIndex, isEnglishByline, isEnglishGreeting, isNoSentence } from './english-front.js';
import { readMark } from './marks.js';
import type { OutlineKind, Span } from './types.js';

const CHINESE_DATE =
  /[\d一二三四五六七八九〇○零]{4}\s?年(?:\s?[\d一二三四五六七八九十]{1,3}\s?月(?:\s?[\d一二三四五六七八九十]{1,3}\s?日)?)?/;
const TITLE_END =
  /(?:讲话|报告|致辞|演讲|发言|讲演|贺信|献词|讲稿|宣言|决定|意见|Address|Speech|Remarks|Report)(?:[（(].{0,20}[）)])?$/i;
const VOCATIVE =
  /^(?:同志们|各位[^，。！!,：:]{0,20}|(?:尊敬|亲爱|敬爱)的[^。]{0,60}|朋友们|女士们|先生们|老师们|同学们|代表们|委员们|(?![我你他她它咱人]们)[\u4e00-\u9fff]{1,5}们(?=[，！!,：:]))/;

// 各位 goes on as a subject as often (各位领导要…), hence the few words before the comma.
const VOCATIVE_WITH_COMMA =
  /^(?:(?:同志|朋友|女士|先生|老师|同学|代表|委员)们|各位[^，。！,：:要应须能会在]{1,4})[，,]/;

/** 各乡镇分管领导，各村党支部书记：, 党组成员、全体同事：. */
const LISTENERS =
  /^(?:各(?:乡|镇|村|县|市|区|部门|单位|级|界|族|地|支部|班)[^：:]{2,}|[^：:！？；]{2,}(?:同志|同事|朋友|先生|女士|来宾|代表|委员|乡亲|家长|老师|同学|领导|书记|们))[：:]$/;

/** A name alone on a line, as it stands under a title. */
const SPEAKER_NAME = /^[\u4e00-\u9fff·]{1,4}[ 　]{0,4}[\u4e00-\u9fff]{1,3}$/;

/** True for a paragraph that addresses the audience and nothing else. */
function isSalutation(paragraph: string, language: 'zh' | 'en'): boolean {
  if (language === 'en') return isEnglishGreeting(paragraph);
  if (paragraph.length > 80 || /。/.test(paragraph)) return false;
  return (VOCATIVE.test(paragraph) && /[：:！!，,]$/.test(paragraph)) || LISTENERS.test(paragraph);
}

/** True for a paragraph that begins by addressing the audience, as closing words do. */
export function beginsWithVocative(paragraph: string): boolean {
  return (VOCATIVE.test(paragraph) && /^[^。，,]{0,20}[！!：:]/.test(paragraph)) || VOCATIVE_WITH_COMMA.test(paragraph);
}

/** True for a line that may stand above the salutation: short and, in English, no sentence. */
const isFurniture = (paragraph: string, language: 'zh' | 'en') =>
  paragraph.length <= 120 && (language === 'zh' || isNoSentence(paragraph) || isEnglishByline(paragraph));

/** True for a line as short as a name with an office. */
const isShortLine = (paragraph: string, language: 'zh' | 'en') =>
  language === 'zh'
    ? paragraph.length <= 30 && !/[。！？；，]/.test(paragraph)
    : isNoSentence(paragraph) && paragraph.length <= 100;

/** Kind of each paragraph before the speech's own words. */
export type FrontKind = Extract<OutlineKind, 'title' | 'byline' | 'chrome' | 'salutation'>;

/** 时间：2022年10月8日 地点：活动中心. */
const SAYS_WHEN_OR_WHO =
  /^(?:> |(?:时间|日期)[：:][^：:]{0,6}年|(?:地点|演讲[人者]|主讲人?|报告人|发言人|讲话人|整理|记录)[：:])/;

function isByline(paragraph: string, language: 'zh' | 'en'): boolean {
  if (language === 'en') return isEnglishByline(paragraph);
  if (/^(?:——|――|—|（|\()/.test(paragraph) && paragraph.length <= 60) return true;
  if (SAYS_WHEN_OR_WHO.test(paragraph) && paragraph.length <= 60 && !/。/.test(paragraph)) return true;
  return (
    paragraph.length <= 40 &&
    !/[。]$/.test(paragraph) &&
    (/(?:省长|市长|县长|主席|书记|总理|委员长|部长|局长|主任|代表大会.*上)[ 　]?[\u4e00-\u9fff ]{0,8}$/.test(
      paragraph,
    ) ||
      /^[（(]?.{0,12}\d{4}年\d{1,2}月\d{1,2}日.{0,4}$/.test(paragraph) ||
      /^[^，。；：]{0,20}[（(]\d{4}年\d{1,2}月(?:\d{1,2}日)?[^（）()]{0,20}[）)]$/.test(paragraph))
  );
}

/** True for a line of the speech's own outline (一、…), which is no title even where it comes first. */
function opensPoint(paragraph: string): boolean {
  return readMark(paragraph.slice(0, 16)) !== null;
}

function titleIndex(paragraphs: readonly string[], language: 'zh' | 'en'): number {
  if (language === 'en') return englishTitleIndex(paragraphs);
  const named = paragraphs.findIndex(
    (text) =>
      text.length <= 60 && TITLE_END.test(text.replace(/\s/g, '')) && !isByline(text, language) && !opensPoint(text),
  );
  if (named >= 0) return named;
  // Without such a word only a first line that is no sentence can be a title.
  const first = paragraphs[0];
  return first !== undefined &&
    first.length <= 40 &&
    first.length >= 4 &&
    !/[。！？；：，,:;.!?】]$/.test(first) &&
    !isByline(first, language) &&
    !opensPoint(first)
    ? 0
    : -1;
}

/**
 * Tells title, byline, page furniture and salutation apart. Returns the kinds of the leading paragraphs; the speech
 * begins after them. Without a salutation only the title and bylines at the very top count.
 */
export function readFrontMatter(text: string, paragraphs: readonly Span[], language: 'zh' | 'en'): FrontKind[] {
  const head = paragraphs.slice(0, 40).map((span) => text.slice(span.start, span.end));
  const salutation = head.findIndex((paragraph) => isSalutation(paragraph, language));
  const frontCount =
    salutation >= 0 && head.slice(0, salutation).every((paragraph) => isFurniture(paragraph, language))
      ? salutation
      : -1;
  const title = titleIndex(frontCount >= 0 ? head.slice(0, frontCount) : head.slice(0, 2), language);
  const kinds: FrontKind[] = [];
  if (frontCount >= 0) {
    for (let index = 0; index < frontCount; index += 1) {
      const paragraph = head[index] ?? '';
      const isName = title >= 0 && index > title && SPEAKER_NAME.test(paragraph);
      kinds.push(index === title ? 'title' : isName || isByline(paragraph, language) ? 'byline' : 'chrome');
    }
    kinds.push('salutation');
    // English speakers address one group a line.
    for (let at = frontCount + 1; language === 'en' && isSalutation(head[at] ?? '', language); at += 1)
      kinds.push('salutation');
    return kinds;
  }
  // Whoever speaks stands between the title and the line that says when.
  const lastByline = head.slice(0, 4).findLastIndex((paragraph) => isByline(paragraph, language));
  for (const [index, paragraph] of head.entries()) {
    const isBetween = index > title && index < lastByline && isShortLine(paragraph, language);
    if (index === title) kinds.push('title');
    else if (index <= 3 && (isBetween || isByline(paragraph, language))) kinds.push('byline');
    else break;
  }
  return kinds;
}

/** The first date that the given texts hold, as written; null where none does. */
export function findDate(texts: readonly string[]): string | null {
  for (const text of texts) {
    const match = CHINESE_DATE.exec(text) ?? new RegExp(ENGLISH_DATE).exec(text);
    if (match !== null) return match[0];
  }
  return null;
}
