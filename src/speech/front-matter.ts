import { ENGLISH_DATE, englishTitleIndex, isEnglishByline, isEnglishGreeting, isNoSentence } from './english-front.js';
import { readMark } from './marks.js';
import type { OutlineKind, Span } from './types.js';

const CHINESE_DATE =
  /[\d一二三四五六七八九〇○零]{4}\s?年(?:\s?[\d一二三四五六七八九十]{1,3}\s?月(?:\s?[\d一二三四五六七八九十]{1,3}\s?日)?)?/;
/** Words in which the titles of speeches end. */
export const TITLE_END =
  /(?:讲话|报告|致辞|演讲|发言|讲演|谈话|贺信|献词|讲稿|发言稿|讲话稿|讲义|汇报|汇报材料|宣言|决定|意见|Address|Speech|Remarks|Report)(?:[（(].{0,20}[）)])?$/i;
const VOCATIVE =
  /^(?:同志们|各位[^，。！!,：:]{0,20}|(?:尊敬|亲爱|敬爱)的[^。]{0,60}|朋友们|女士们|先生们|老师们|同学们|代表们|委员们|(?![我你他她它咱人]们)[\u4e00-\u9fff]{1,5}们(?=[，！!,：:]))/;

// 各位 goes on as a subject as often (各位领导要…), hence the few words before the comma.
const VOCATIVE_WITH_COMMA =
  /^(?:(?:同志|朋友|女士|先生|老师|同学|代表|委员)们(?:、[^，。！,：:]{1,6}们){0,2}|各位[^，。！,：:要应须能会在]{1,4}(?:、[^，。！,：:]{1,6}){0,3})[，,]/;

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

/** True for a line that turns to one group of those present, and says nothing else: 刚回乡的弟弟妹妹们：. */
export const addressesGroup = (line: string): boolean =>
  line.length <= LONGEST_GROUP && /^[^，。！？；：:]+[：:]$/.test(line) && /们|各位|领导|同志|家长|代表/.test(line);
const LONGEST_GROUP = 24;

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

/** 县长 罗世勋. */
const OFFICE_HOLDER =
  /(?:省长|市长|县长|主席|书记|总理|委员长|部长|局长|主任|代表大会.*上)[ 　]?[\u4e00-\u9fff ]{0,8}$|(?:[会院行校处所站厅科镇乡村团队社馆园总]长|总?经理|董事长?|总裁|教授|院士|研究员|检察长|负责人|书记|主任|省长|市长|县长|部长|局长|主席)[ 　]+[\u4e00-\u9fff×*某 　]{2,6}$/;
/** 柳絮不飞 2020-03-21 22:30, 播讲 葛南星 二〇二一年十月三日. */
const DATED = new RegExp(
  `^[^，。；：]{0,24}(?:\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}|(?:^|[ 　])${CHINESE_DATE.source})[^，。；\\u4e00-\\u9fff]{0,8}$`,
);
/** 时间：2022年10月8日 地点：活动中心. */
const SAYS_WHEN_OR_WHO =
  /^(?:> |(?:时间|日期)[：:][^：:]{0,6}年|(?:地点|演讲[人者]|主讲人?|报告人|发言人|讲话人|整理|记录)[：:])/;

/** What web pages and messengers put around a text: a path, buttons, counts, where it comes from. */
const WEB_FURNITURE =
  /^(?:当前位置|首页|网站首页|您(?:的|所在|现在)|字号|【?字体|索引号|发文|主题分类|公开方式|发布(?:时间|日期)|(?:文章|信息|稿件)?来源[：:丨|]|点击(?:上方|蓝字|关注)|原创|浏览|阅读|分享到|打印|文号|文件名|扫码|关注我们|转发)|[>＞»].*[>＞»]/;
/** Whose words or pages it is, alone on a line: no title stands there. */
const OWNER_END = /(?:网|报|社|局|委|厅|院|办|办公室|公司|集团|政府|人大|政协|学校|大学|中学)$/;
/** A line that says on what occasion, as it stands under a title of its own. */
const OCCASION = /^(?:——)?(?:在|于)[^，。]*(?:上|中|时|会|典礼|仪式)的?[\u4e00-\u9fff]{2,4}$/;

function isByline(paragraph: string, language: 'zh' | 'en'): boolean {
  if (language === 'en') return isEnglishByline(paragraph);
  if (/^(?:——|――|—|（|\()/.test(paragraph) && paragraph.length <= 60) return true;
  if (SAYS_WHEN_OR_WHO.test(paragraph) && paragraph.length <= 60 && !/。/.test(paragraph)) return true;
  return (
    paragraph.length <= 40 &&
    !/[。]$/.test(paragraph) &&
    ((OFFICE_HOLDER.test(paragraph) && !TITLE_END.test(paragraph)) ||
      /^[（(]?.{0,12}\d{4}年\d{1,2}月\d{1,2}日.{0,4}$/.test(paragraph) ||
      DATED.test(paragraph) ||
      /^[^，。；：]{0,20}[（(]\d{4}年\d{1,2}月(?:\d{1,2}日)?[^（）()]{0,20}[）)]$/.test(paragraph))
  );
}

/** True for a line of the speech's own outline (一、…), which is no title even where it comes first. */
function opensPoint(paragraph: string): boolean {
  // 【录音转写】 stands in front of a title as well.
  const mark = readMark(paragraph.slice(0, 16));
  return mark !== null && mark.family !== '【】';
}

function titleIndex(paragraphs: readonly string[], language: 'zh' | 'en'): number {
  if (language === 'en') return englishTitleIndex(paragraphs);
  const first = paragraphs.findIndex((text) => !WEB_FURNITURE.test(text));
  const firstText = paragraphs[first] ?? '';
  // Without a word for speeches only a first line that is no sentence can be a title.
  const mayBeTitle =
    firstText.length <= 40 &&
    firstText.length >= 4 &&
    !/[。！；：，、,:;!.】]$/.test(firstText) &&
    // A question heads a speech where its occasion or speaker stands under it.
    (!/[？?]$/.test(firstText) || isByline(paragraphs[first + 1] ?? '', language)) &&
    !isByline(firstText, language) &&
    !opensPoint(firstText);
  const named = paragraphs.findIndex(
    (text) =>
      text.length <= 60 &&
      TITLE_END.test(text.replace(/\s/g, '')) &&
      !WEB_FURNITURE.test(text) &&
      !isByline(text, language) &&
      !opensPoint(text),
  );
  const isUnderTitle =
    mayBeTitle && named === first + 1 && OCCASION.test(paragraphs[named] ?? '') && !OWNER_END.test(firstText);
  if (named >= 0 && !isUnderTitle) return named;
  return mayBeTitle ? first : -1;
}

/** Last paragraph that may be furniture where nobody is addressed. */
const LAST_FURNITURE = 5;

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
  const firstLine = head.findIndex((paragraph) => !WEB_FURNITURE.test(paragraph));
  const title = titleIndex(head.slice(0, frontCount >= 0 ? frontCount : Math.max(firstLine, 0) + 2), language);
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
    else if (index <= LAST_FURNITURE && WEB_FURNITURE.test(paragraph)) kinds.push('chrome');
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
