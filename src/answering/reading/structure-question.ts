import { parseNumeral } from '../../text/numerals.js';
import { readAllPoints } from './all-points.js';
import { readChineseBeside } from './chinese-beside.js';
import { asksForWords, beginsWhere, edgeOf, edgeOfPlace, firstSentenceOf, turnedTo } from './edge-words.js';
import { englishPlacesApart } from './english-several.js';
import { readEnglishStructure } from './english-structure.js';
import { readFrontQuestion } from './front-question.js';
import { countBefore, readItem, thingOf } from './item-question.js';
import { readPlaceBeside } from './places-beside.js';
import {
  type DivisionLevel,
  findMarkedPoint,
  findNumberedThing,
  findPointWord,
  findPosition,
  type Found,
  levelOf,
  PART_UNIT,
  POINT_UNIT,
  withoutPosition,
} from './positions.js';
import { withInsides, withPlainLists, withReadablePositions } from './spoken-positions.js';
import { ANY_DIVISION, ANY_EDGE, ANY_PARAGRAPH, type StructureQuestion } from './structure-question-type.js';
import { readTextUnit } from './text-units.js';
import { placesApart } from './several-places.js';
import { matterOf, topicOf } from './structure-topic.js';
import { readWhich } from './which-question.js';

const HEADING_ONLY = /标题|题目|叫什么(?!名字)|叫啥|名称是/;
/** Asks for the headings under a division rather than its own. */
const ASKS_SUBHEADINGS =
  /(?:几|多少|哪些|哪[二三四五六七八九十两几]|各|每)(?:个|条)?(?:小?标题|小题目?|小?点|小?节|块|段)|(?:部分|板块|章|篇)(?:里[面头]?|中|当中|之?内)?的?(?:所有|全部)?小标题|小标题.{0,4}(?:都|全|各|分别)|(?:都|全|各|分别).{0,4}小标题/;
const asksHeadingOnly = (text: string) => HEADING_ONLY.test(text) && !ASKS_SUBHEADINGS.test(text);
/** Asks for the paragraphs of a division ("分哪几段", "段首都是什么"). */
const ASKS_PARAGRAPHS = /(?:几|多少|哪些|哪[二三四五六七八九十两几]|各|每)个?(?:自然|小)?(?:段|块)|段首/;

const SPEECH_NAMES =
  '(?:(?:讲话|发言|演讲)稿?|报告|文章|材料|文稿|文件|讲稿|全文|稿子|致辞|讲演|讲座|演说|祝词|公开信|党课|寄语|宣讲)';
const ASKS_FULL_TITLE = new RegExp(
  `${SPEECH_NAMES}的?(?:全称|完整|全)?的?(?:总|大|主|正式?)?(?:标题|题目|全名|全称|名字|名称)(?:是|叫做?)?(?:什么|啥|怎么写)|${SPEECH_NAMES}(?:叫|起名)(?:什么|啥)(?:名字|题目)?`,
);
const ASKS_TITLE =
  /^(?:(?:这|该|整)?(?:篇|个|份|次)?(?:讲话|报告|演讲|文章|讲稿|全文|发言|稿子|材料|文稿|文件)的?(?:总|大|主)?(?:标题|题目)|[正主总大]?标题|题目)(?:写的?)?(?:是|叫)?(?:什么|啥|怎么写的|哪)?|(?:会|大会|场合)上[^,，。?？]{0,4}[,，、和]?(?:题目|标题)(?:是|叫|怎么写)|^这(?:是|属于)(?:一?[篇个份次])?(?:什么|啥)(?:样的)?(?:讲话|报告|演讲|文章|稿子)|^(?:(?:这|该|整)?[篇个份次]?(?:讲话|报告|演讲|稿子|文章|全文)的?)最上[面头]的?[那这]?一?行(?:写|是)|^(?:(?:这|该|整)?[篇个份次]?(?:讲话|报告|演讲|稿子|文章)的?)?(?:全名|全称)[呢是叫什么啥]*[?？]?$/;
const ASKS_PARTS =
  /(?<!底下|下[面头]|里[面头]?|部分)(?:分|有|讲|包括|由|共|总共|一共)(?:成|为|了)?(?:几|多少|哪几|哪[二三四五六七八九十两])(?:个|大)*(?:部分|板块|块|章|篇|话题)(?![里钱])|(?<!第)几(?:个|大)+部分|(?:拆|划|切|搭|归)(?:成|为|了|作)(?:几|多少|哪几)(?:个|大)*(?:部分|板块|块|章|篇|话题|架子)|^[^,，。?？第]{0,10}(?:几|各|所有|全部)个?(?:小|大)?标题(?:都|依次|逐个|挨个|分别|全)*(?:抄|列|念|报|写|说|给|是(?:什么|啥))|(?<!第)(?:几|多少)个?大标题|各个?(?:大)?(?:部分|板块|章|篇)的?大?(?:标题|题目|名称)|(?:各个?|所有|全部|每个)的?大(?:标题|题目)|^(?:这|该|整)?[篇个份]?(?:讲话|报告|演讲|稿子|文章)?的?(?:目录|提纲|大纲)(?:给|列|看|发|呢|$)|(?:结构|提纲|大纲|框架|目录)(?:是|有)?(?:什么|怎样|怎么|哪|如何)|^[^,，。?？]{0,8}(?:提纲|大纲|目录)[呢吧啊看]?[?？。!！]*$|^(?:(?:这|该|整)?[篇个份]?(?:讲话|报告|演讲|稿子|文章|全文))的?(?:结构|框架)[呢吧啊]?[?？。]*$/;
/** 分成哪六块. */
const SO_MANY_PARTS = /哪([二三四五六七八九十])个?大?(?:部分|板块|块|章|篇|话题)/;
/** 对年轻人提了几点希望: points about something, and not those of the whole speech. */
const SAID_OF = /^(?:[他她]|讲话|报告|最后|书记)*(?:对|给|向|就|围绕|关于)([^,，。?？]{2,12}?)(?:讲|提|说|谈|有)/;
/** 各部分的小标题, 每一点的标题: what stands over the points too. */
const ASKS_ALL_HEADINGS =
  /(?:[各每]一?个?大?(?:部分|章|节|点|条)|所有|全部|全文)的?(?:各级|大小|小)标题|^每一?[点条]的?标题/;
const ASKS_ANNOUNCED =
  /(?:要|准备|打算|后面|接下来)[^,，。]{0,6}(?:讲|说|谈|提|分)(?:了|成)?(?:几|多少)(?:点|条|个|件|方面|句话)|分(?:成|为)?几句话|(?:讲|提|谈|说)了?(?:几|多少)(?:点|条)(?:意见|要求|建议|希望)?/;

/** A part named by what it is about: "讲文化的那一部分", "依法治县那一节", "关于就业的部分". */
const NAMED_PART =
  /(?:讲(?!话)|谈|说|论述|论|关于|有关|涉及)([^,，。？?“”]{2,24}?)的?(?:(?:那|这)?一?(?:个|大)?(?:部分|板块|篇章|章|节|段)|[那这]一?(?:大?块|组|话题|个?[大小]?标题)|[那这]一?(?:点|条|项|个?方面))|([^,，。？?“”]{2,14}?)(?:的)?(?:(?:[那这]一?(?:个|大)?)?(?:部分|板块|篇章|章|节(?![前后假日])|段)(?!落)|[那这]一?(?:大?块|话题)|[那这]一?(?:点|条|项|个?方面))/;

/** A part named by its heading in quotation marks: “增进民生福祉”部分, “就业”那一节. */
const QUOTED_PART =
  /[“"「『]([^“”"「」『』]{2,24})[”"」』]的?[那这]?一?(?:个|大)?(部分|板块|篇章|章|节|[大板]?块|点|条|项|方面)(?=[的里中底下第最末开结收,，\s]|讲|说|有|分)/;

/** What someone says who wants to hear all that a part says. */
const ASKS_CONTENT =
  /(?:讲|说|谈|提|列|写)(?:了|的|出)*(?:些|到)?(?:什么|啥|哪些|哪几)|分(?:成|为|了)*(?:几|哪[几二三四五六七八九十两])|有(?:哪些|哪几)|内容|要点|标题|题目|[各每](?:小点|点|条|项|节)|几(?:点|条|节|项|块|段|小节|个方面)|叫(?:什么|啥)|(?:怎么|咋|如何)(?:讲|说|写|谈)/;

/** A paragraph named by what it is about, in ways that name nothing else. */
const NAMED_PARAGRAPH =
  /有[^,，。？?]{0,4}段(?:话)?(?:是|专门?|主要|都)*(?:讲|说|谈|写)([^,，。？?]{2,14}?)(?:的|(?=[,，]))|^([^,，。？?“”]{2,20}?)的(?:[那这]一?个)?(?:例子|故事|事例)(?=[,，]?[他她]?最?[后末初先开]|[,，\s]*(?:结尾|收尾|开头))/;

/** A part or point of which is said that it tells of something: 有一节是专门讲机器怎么卖到外国的. */
const TOLD_PART =
  /有[^,，。？?]{0,4}?(部分|章节?|节|条|点|板块|块)(?:是|专门|主要|都)*(?:讲|说|谈|写|管)([^,，。？?]{2,30}?)的(?=[,，。？?]|$)/;
/** 今年要干的那几个方面里，倒数第二个板块: a place among the divisions of a part that is named by what it is about. */
const WITHIN =
  /^([^,，。？?“”第]{2,20}?)的?(?:[那这]|一共|共)*(?:[几多一二三四五六七八九十]+个?大?(?:方面|部分|任务|板块|条|点|项))?(?:里[面头边]?|当中|之中)[,，]?/;

/** "第二", "最后那一": what a place is named by, and no part by what it is about. */
const NAMES_A_PLACE =
  /^(?:倒数)?第[零〇一二三四五六七八九十百\d]+|^(?:最[后末]|末尾?|[结收]尾|开[头篇场]|头|首|下|上|前|后)[的那这一个大小面处]*(?:归纳|总结|概括|说到|提到|讲到)?[的那这一个大小面]*$/;
/** The whole of what is spoken, named as if it were a part of the text. */
const WHOLE_SPEECH =
  /^(?:[这该整]?[个篇份次]?)?(?:[^,，]{0,6}的)?(?:工作)?(?:正文|全文|全篇|整篇|通篇|讲话|演讲|报告|文章|稿子)$|^[几二两三四五六七八九十]个?大?(?:部分|板块|块)$/;

/** "分几个部分", "哪一章": words that ask for a part, and name none; 钱打哪儿来 is a matter. */
const NAMES_NONE = /[几多每各]|哪(?!儿来|里来)|[一总]共|个大?$/;

/** Asks in which division something is said: what it names is no division that anything is asked of. */
const ASKS_WHERE =
  /第几|哪一?(?:个|大)?(?:部分|章|节|段)|[放写归算列排]在[^,，。?？]{0,10}哪一?(?:个|大)?(?:项|条|点|件|方面)|在哪一?(?:个|大)?(?:项|条|点|方面)/;

interface NamedScope {
  readonly scope: string;
  readonly level: DivisionLevel;
  readonly rest: string;
  readonly isParagraph: boolean;
}

/** Words that name a part, a paragraph or an annex, with the rest of the question. */
function findScope(text: string): NamedScope | null {
  const annex = /(?<![不除][^,，。？?]{0,3})(?:附件|附录)[一二三四五六七八九\d]{0,2}(?!除外|不算|[之以]?前|外)/.exec(
    text,
  );
  const attached = /(?:附在(?:后面?|文后|末尾|最后)|后附|文后附)的?[^,，。?？]{0,10}/.exec(text);
  if (annex === null && attached !== null)
    return { scope: '附件', level: 'part', rest: text.replace(attached[0], '　'), isParagraph: false };
  if (annex !== null) return { scope: annex[0], level: 'part', rest: text.replace(annex[0], '　'), isParagraph: false };
  const paragraph = NAMED_PARAGRAPH.exec(text);
  const about = paragraph?.[1] ?? paragraph?.[2];
  if (paragraph !== null && about !== undefined)
    return { scope: about, level: 'part', rest: text.replace(paragraph[0], '　'), isParagraph: true };
  const told = TOLD_PART.exec(text);
  const matter = told?.[2];
  if (told !== null && matter !== undefined)
    return {
      scope: matterOf(matter),
      level: levelOf(told[1] ?? ''),
      rest: text.replace(told[0], '　'),
      isParagraph: false,
    };
  const quoted = QUOTED_PART.exec(text);
  const heading = quoted?.[1];
  if (quoted !== null && heading !== undefined && !/^[零〇一二三四五六七八九十\d第]+$/.test(heading))
    return {
      scope: heading,
      level: levelOf(quoted[2] ?? ''),
      rest: text.replace(quoted[0], '　'),
      isParagraph: false,
    };
  const named = NAMED_PART.exec(text);
  const words = named?.[1] ?? named?.[2];
  return named === null || words === undefined || NAMES_NONE.test(words) || NAMES_A_PLACE.test(words)
    ? null
    : {
        scope: matterOf(words),
        level: levelOf(named[0].slice(named[0].indexOf(words) + words.length)),
        rest: text.replace(named[0], '　'),
        isParagraph: /(?<!大)段$/.test(named[0]),
      };
}

/** A text with the last paragraph in the words that `findPosition` reads. */
const lastParagraphIn = (text: string) => text.replace(/(?:末尾|结尾|收尾)(?=的?一段)/, '最后');

/** Reads a question about the structure of the speech; null for any other question. */
export function readStructureQuestion(question: string): StructureQuestion | null {
  const [front, ...others] = readFrontQuestion(question).map((wanted) => ({ ask: 'front', wanted }) as const);
  if (front !== undefined) return others.length === 0 ? front : { ask: 'several', questions: [front, ...others] };
  const text = withInsides(withPlainLists(question));
  return readSeveral(text) ?? readOne(text);
}

/** A question for several places at once; null where one of them cannot be read as a place. */
function readSeveral(question: string): StructureQuestion | null {
  const apart = /\p{Script=Han}/u.test(question) ? placesApart(question) : englishPlacesApart(question);
  const read = (apart ?? []).map(readOne);
  const questions = read.flatMap((each) =>
    each?.ask === 'division' || each?.ask === 'item' || each?.ask === 'paragraph' ? [each] : [],
  );
  return questions.length < 2 || questions.length < read.length ? null : { ask: 'several', questions };
}

function readOne(question: string): StructureQuestion | null {
  const text = withReadablePositions(question);
  if (!/\p{Script=Han}/u.test(text)) return readEnglishStructure(text);
  const placed = readPlaceBeside(text) ?? readChineseBeside(question) ?? readTextUnit(text);
  if (placed !== null) return placed;
  const turned = turnedTo(text);
  if (turned !== null && findPosition(text, PART_UNIT) === null)
    return { ...ANY_EDGE, scope: turned, isParagraph: true, wantsWords: true };
  const within = WITHIN.exec(text);
  const inner = within === null ? null : findPosition(text.slice(within[0].length), PART_UNIT);
  if (within !== null && inner !== null && !WHOLE_SPEECH.test(within[1] ?? ''))
    return {
      ...ANY_DIVISION,
      scope: within[1] ?? null,
      point: inner.position,
      headingOnly: asksHeadingOnly(text),
    };
  const isNumbered = findPosition(text, PART_UNIT) !== null || ASKS_WHERE.test(text);
  const named = isNumbered ? null : findScope(text);
  if (named === null) return readWithoutScope(text);
  const paragraph = findPosition(lastParagraphIn(named.rest), '(?:自然)?段(?!话)');
  if (paragraph !== null && !named.isParagraph)
    return { ...ANY_PARAGRAPH, position: paragraph.position, scope: named.scope, level: named.level };
  if (ENDS_SOON.test(named.rest) && !named.isParagraph)
    return { ...ANY_PARAGRAPH, position: -1, scope: named.scope, level: named.level };
  const startsWhere = beginsWhere(named.rest);
  const edge =
    startsWhere || firstSentenceOf(named.rest)
      ? 'first'
      : (edgeOf(named.rest) ?? (findPosition(named.rest, POINT_UNIT) === null ? edgeOfPlace(named.rest) : null));
  if (edge !== null)
    return {
      ...ANY_EDGE,
      edge,
      scope: WHOLE_SPEECH.test(named.scope) ? null : named.scope,
      level: named.level,
      isParagraph: named.isParagraph,
      wantsWords: startsWhere || asksForWords(text),
      wantsHeading: startsWhere || HEADING_ONLY.test(text),
    };
  const point = findMarkedPoint(named.rest) ?? findPosition(named.rest, POINT_UNIT);
  const asksForAll = topicOf(named.rest, null) === '' || ASKS_CONTENT.test(named.rest);
  if (point === null && !asksForAll) {
    const item = readItem(named.rest);
    return item?.ask === 'item' ? { ...item, topic: `${named.scope} ${item.topic}` } : null;
  }
  return {
    ...ANY_DIVISION,
    scope: named.scope,
    level: named.level,
    point: point?.position ?? null,
    thing: thingOf(named.rest, point),
    topic: topicOf(named.rest, point),
    headingOnly: asksHeadingOnly(text),
    asksParagraphs: ASKS_PARAGRAPHS.test(text),
  };
}

/** How many points something is told in, as against how many of a thing there are. */
const ASKS_COUNT =
  /(?:一共|总共|共|都)?(?:分|讲|说|谈|列|提)(?:成|为|了|出)*(?:几|多少)(?:个|大)?(?:点|条|方面|项|层)(?:意见|要求|内容|意思)?/;

/** What someone says who wants to hear the points, and not only how many they are. */
const WANTS_ITEMS = /哪|分别|什么|啥|[各都][^,，。]{0,4}(?:是|叫|讲|说)|小?标题|内容|列出|抄/;

/** Characters of what a question is about beside a paragraph of a numbered place, from which on it is not only that. */
const SHORTEST_TOPIC = 4;
/** A paragraph or sentence, which has none of its own. */
const IS_PARAGRAPH = /[段句]$/;

/** 四是: what begins a point, among the words for it. */
const markIn = (words: string) => /[一二三四五六七八九十]{1,3}是/.exec(words)?.[0] ?? null;

/** 快结束的时候: the last paragraph of a division. */
const ENDS_SOON = /(?:快要?|临|即将|将近|接近)(?:结束|讲完|说完|收尾|末尾)/;

/** What else points of a part are counted by. */
const TOLD_UNIT = '(?:笔|仗|桩|招|关|道(?![谢歉别理路德]))';

/** The places of a point and of an item of it: 第一点, and “三要” of it. */
function pointAndItem(rest: string, isInPart: boolean): [Found | null, Found | null] {
  const found =
    findMarkedPoint(rest) ??
    findPosition(rest, isInPart ? `(?:${POINT_UNIT}|节)` : POINT_UNIT) ??
    (isInPart ? findPosition(rest, TOLD_UNIT) : null) ??
    findPointWord(rest) ??
    (isInPart ? findNumberedThing(rest) : null);
  const other = found === null ? null : findPosition(withoutPosition(rest, found), POINT_UNIT);
  return found !== null && other !== null && other.index < found.index ? [other, found] : [found, other];
}

function readWithoutScope(text: string): StructureQuestion | null {
  const part = findPosition(text, PART_UNIT);
  const rest = withoutPosition(text, part);
  if (part === null && (ASKS_TITLE.test(text) || ASKS_FULL_TITLE.test(text))) return { ask: 'title' };
  if (part === null && (ASKS_PARTS.test(text) || ASKS_ALL_HEADINGS.test(text)))
    return {
      ask: 'parts',
      count: parseNumeral(SO_MANY_PARTS.exec(text)?.[1] ?? ''),
      withPoints: ASKS_ALL_HEADINGS.test(text),
    };
  if (
    /“?第?一[”"」]?(?:部分|点|、)?之?前(?:面)?(?:讲|说|是|有)|开头(?:部分)?(?:讲|说|都?有)|(?:正题|正式内容|主题|正文)[之以]?前[^,，。?？]{0,4}?(?:讲|说|谈|交代|铺垫|提)(?:了|过|的)*些?什么|^(?:讲话|报告|文章)?的?(?:导语|引言|前言|引子|开头部分)(?:部分)?(?:讲|说|写|是|有|[?？]|$)/.test(
      text,
    )
  )
    return { ask: 'before-first' };
  const all = part === null ? readAllPoints(text) : null;
  if (all !== null) return all;
  // 第二大点下面的第四小点讲的是哪方面: a place that is named is not asked for.
  const isPlaced = (part !== null && findPosition(rest, POINT_UNIT) !== null) || findPointWord(rest) !== null;
  const which = isPlaced ? null : readWhich(text, part);
  if (which !== null) return which;
  if (part === null && ASKS_ANNOUNCED.test(text)) {
    const matter = SAID_OF.exec(text)?.[1];
    return matter === undefined
      ? { ask: 'announced' }
      : { ask: 'count', part: null, topic: topicOf(matter), wantsItems: WANTS_ITEMS.test(text) };
  }
  // 第二节 is a part, but of a numbered part (第八部分第二节) a point.
  const [point, item] = pointAndItem(rest, part !== null);
  const numbered =
    part ?? (point !== null && !IS_PARAGRAPH.test(rest.slice(point.index, point.index + point.length)) ? point : null);
  const paragraph =
    numbered === null ? null : findPosition(lastParagraphIn(withoutPosition(text, numbered)), '(?:自然)?段(?![话落])');
  if (numbered !== null && paragraph !== null && topicOf(text, numbered, paragraph).length < SHORTEST_TOPIC)
    return {
      ...ANY_PARAGRAPH,
      position: paragraph.position,
      part: part?.position ?? null,
      point: part === null ? numbered.position : null,
    };
  if (numbered !== null && item === null && ENDS_SOON.test(rest))
    return {
      ...ANY_PARAGRAPH,
      position: -1,
      part: part?.position ?? null,
      point: part === null ? numbered.position : null,
    };
  const startsWhere = numbered !== null && beginsWhere(rest);
  const edge = startsWhere
    ? 'first'
    : (edgeOf(rest) ?? (numbered === null || item !== null ? null : edgeOfPlace(withoutPosition(rest, numbered))));
  // "第十二项中，最后一段以哪句话起头" asks for a paragraph of a point, "每段头一句是什么" for all of them.
  const isOfPoint = part === null && point !== null && (item !== null || ASKS_PARAGRAPHS.test(text));
  if (edge !== null && !isOfPoint)
    return {
      ...ANY_EDGE,
      edge,
      part: part?.position ?? null,
      // "最后一段" is the edge itself and names no point.
      point: part === null && numbered === null ? null : (point?.position ?? null),
      wantsWords: startsWhere || asksForWords(text),
      wantsHeading: startsWhere || HEADING_ONLY.test(text),
    };
  if (part === null && point === null) {
    const counted = ASKS_COUNT.exec(rest);
    if (counted !== null) {
      const others = rest.replace(counted[0], ' ');
      if (topicOf(others) === '') return { ask: 'announced' };
      return { ask: 'count', part: null, topic: topicOf(others), wantsItems: WANTS_ITEMS.test(others) };
    }
  }
  if (
    part !== null &&
    point === null &&
    /(?:几|多少)(?:个|大)?(?:小?点|条|方面|项|小节|小?标题|要求|工作|任务|层意思)/.test(rest)
  )
    return { ask: 'count', part: part.position, topic: '', wantsItems: WANTS_ITEMS.test(rest) };
  if (part === null && point === null) return readItem(rest);
  return {
    ...ANY_DIVISION,
    part: part?.position ?? null,
    point: point?.position ?? null,
    mark: point === null ? null : markIn(text.slice(point.index, point.index + point.length)),
    item: item?.position ?? null,
    count: point === null ? null : countBefore(text, point.index),
    thing: thingOf(rest, point),
    topic: topicOf(text, part, point, item),
    headingOnly: asksHeadingOnly(text),
    asksParagraphs: ASKS_PARAGRAPHS.test(text),
  };
}
