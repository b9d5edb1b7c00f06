import {
  asksForWhat,
  COUNTED_UNIT,
  countIn,
  edgeIn,
  FOLLOWING,
  happened,
  namesSomething,
  SEVERAL,
  TEXT_UNIT,
  TOLD,
  toldIn,
  withScope,
} from './beside-words.js';
import { readChineseBetween } from './chinese-between.js';
import type { PlaceBeside } from './places-beside.js';
import { findPosition, levelOf, NUMERAL, PART_UNIT } from './positions.js';
import { ANY_EDGE, ANY_PARAGRAPH, type StructureQuestion } from './structure-question-type.js';
import { matterOf, topicOf } from './structure-topic.js';

type Side = 'before' | 'after';

/** The side that a pattern found: `before` where its group of that name matched. */
const sideOf = (groups: RegExpExecArray['groups']): Side => (groups?.before === undefined ? 'after' : 'before');

/** A place beside something, as the question names it: what is named ahead of it, and what unit stands there. */
interface Place {
  readonly ahead: string;
  readonly side: Side;
  /** Empty where no unit is named, or the first of several that are counted (后面的头一条). */
  readonly unit: string;
  /** What is said of what stands there. */
  readonly behind: string;
}

/** Shorter quotations (“一是”) stand in many sentences. */
const SHORTEST_QUOTATION = 4;
/** Of a division a word is enough. */
const SHORTEST_NAME = 2;
/** Of one whose unit may be any word (承诺, 要求) a heading must be quoted, and no 其次. */
const SHORTEST_HEADING = 3;
/** What may stand between quoted words and the place beside them. */
const NAMES_QUOTED = /^[^,，。?？]{0,10}[,，]?[^,，。?？]{0,6}$/;
/** “立信”部分里，紧跟着提速之后: what is quoted names where the place is. */
const NAMES_SCOPE =
  /^的?[那这]?一?(?:个?大?(?:部分|板块|章|块|节)|场[\u4e00-\u9fff]{0,2}仗|[条项点])?(?:里[面头]|[里中内](?=[,，])|当中|(?<=[分块章节仗条项点])[里中内])/;
const QUOTED = /[“"「『]([^“”"「」『』]{2,80})[”"」』]/g;

/** Points are counted by what verbs are too (接着点的是哪家): a word for which one stands before them. */
const UNIT = `(?<unit>${TEXT_UNIT}|(?<=[那这哪一二两三四几第头首上下前后个大小])${COUNTED_UNIT})`;
/** 下一段, 上一句, 前一条, 后一章, 新起一段; not 最后一段, 留下一句话, 加上一条, 之前. */
const NEIGHBOUR =
  '(?:(?<before>(?<![之以目当提眼年空])前|(?<![加补写添山早晚路网附献送配台会墙床车])上)|' +
  '(?<after>(?<![放写留剩撂丢落许立记扔余底以天手地乡当])下|(?<![最末背今往此然年事先之以])后|新起|另起))' +
  `(?:一?个?[大小]?${UNIT}|一(?<one>小?节(?!课)|项(?!目)|条(?![件例理款约线路河街船])|点(?![钟名评])))`;
const BETWEEN_SIDE_AND_UNIT = `(?:[的数,，\\s那这哪第头首是它就]|最后[喊说讲叮嘱提送]*|先?(?:进入|转入|讲到?|谈到?|说到?|提到?|提出|布置|部署|强调)了?(?:的是)?(?=哪)|${FOLLOWING}|挨着|[上下前后](?=一?[个大]?(?:${TEXT_UNIT}|${COUNTED_UNIT}))|新起|另起)*一?个?[大小]?`;
/** 之前，紧挨着的那句话; 后面那一段; 之后的第一句; 接下来一段. */
const SIDE =
  '(?:(?<before>[之以]前|(?<![空目提当眼最])前(?:[面头边]|(?=[的那,，]|最后))|上[面边头]|[往朝向][上前](?=[挨数面紧一的]))|' +
  `(?<after>[之以]后|(?<!背)后[面头边]|下[面边头]|底下|(?<=[完了])后|${FOLLOWING}|挨着))`;
const BESIDE = [new RegExp(`${SIDE}${BETWEEN_SIDE_AND_UNIT}${UNIT}`), new RegExp(NEIGHBOUR)];

/** 讲完分配制度，接下来…; 三个话题都讲完了，他没有下台，接下来…; 答完所有纸条，跟着…; 许完三个愿之后他又讲了…. */
const WHAT_FOLLOWS = [
  new RegExp(
    `${TOLD}[^,，。?？]{0,24}?[,，\\s]*(?:[^,，。?？]{1,12}[,，])?(?:[他她]|[^,，。?？\\s]{0,4}?)(?:就|又|再|便)?(?<follows>${FOLLOWING}|然后|往下|下面|底下|再往[下后])`,
  ),
  new RegExp(
    `${TOLD}[^,，。?？]{0,24}?[,，\\s]*(?:[他她]|[^,，。?？\\s]{0,4}?)(?<follows>(?:又|再|还|就|便|转而|先)(?:(?:[讲说谈提聊]|介绍|转)(?:了|到|起|的|什么|哪)|(?:单独|专门|特意)?[跟对向给替](?:谁|哪|什么)))`,
  ),
  new RegExp(
    `(?:[讲说谈提]到?|${TOLD}|收束|讲到)[^,，。?？]{0,24}?(?:[之以]后|过后|收束)[,，\\s]*(?:[他她]|[^,，。?？\\s]{0,4}?)(?<follows>${FOLLOWING}|(?:又|再|还)?(?:[讲说谈提]|介绍)(?:了|到|起)?(?:什么|哪|谁)|话[锋头]一?转(?:到|向|入)?了?(?:什么|哪))`,
  ),
  // 青皮那一段过后，他转过去讲了什么
  new RegExp(
    `[那这]一?(?:[段节块]|番话|个?故事|件事)(?:话|事)?(?:[讲说谈]完了?|过后|完了|[之以]后)[,，\\s]*(?:[他她]|[^,，。?？\\s]{0,4}?)(?<follows>(?:${FOLLOWING}|又|再|还|就|便)*)(?=转|话[锋头]|[讲说谈]|介绍)`,
  ),
  // 饼干箱的故事后面讲的是什么
  new RegExp(
    `(?<follows>(?<!背)(?:后[面头边]|下面)(?:又|还|${FOLLOWING})*(?:[讲说谈写举]|提到)(?:的|了|到)?是?(?:什么|哪))`,
  ),
  // 问候大家之后，致辞最先描绘的是
  /(?<follows>[之以]后[,，](?:[他她]|[^,，。?？\s]{0,4}?)(?:最先|首先|头一个|第一个|先)(?:[讲说谈提聊]|描绘|描写|描述|介绍|讲述)(?:了|到|的|起)?)/,
  // 矿嫂的事说完，话头转到哪儿去了; 陈小禾的故事讲完，下一个出场的是谁
  new RegExp(
    `${TOLD}了?(?:[之以]后|后)?[,，\\s]*(?:[他她]|[^,，、。?？\\s]{0,4}?)(?<follows>话[锋头题]一?转|转到|下一个(?!月|年|阶段|五年))`,
  ),
  // 感谢的话刚落，报告笔锋一转，接着谈起了什么
  new RegExp(
    `(?:话|感谢|掌声)[刚音]落[,，\\s]*(?:[^,，。?？]{1,12}[,，])?(?:[他她]|[^,，。?？\\s]{0,4}?)(?<follows>${FOLLOWING}|话[锋头题])`,
  ),
  // 修路之后讲的是什么
  /(?<follows>[之以]后(?:讲|说|谈)的是?(?:什么|哪))/,
];
/** 还没讲到货车的时候…; 讲修路之前先交代了什么; 进入正题以前，他先说了什么. */
const WHAT_PRECEDES = [
  /(?:[讲说谈](?![话课台])|提|进入|引出|宣布|提出|转入)(?:到|起)?[^,，。?？]{2,24}?(?<precedes>(?:[之以]?前|(?<=[没未]有?[讲说谈提]到[^,，。?？]{2,24})(?:的时候|那会儿|时))[,，]?(?:[他她]|[^,，。?？\s]{0,4}?)(?:先|还|曾)?(?:(?:[讲说谈提引]|铺垫|交代|摆)(?:了|过|的|出)*(?:是|一)?[^,，。?？]{0,6}(?:什么|哪|谁)))/,
  // 四件事还没开讲，先交代的是什么
  /[^,，。?？]{2,20}?(?<precedes>(?:还|都)?没有?(?:开讲|讲到?|说到?|开始|展开)[,，](?:[他她]|[^,，。?？\s]{0,4}?)先(?:讲|说|谈|交代|摆|报)(?:了|的|过)*(?:是|一)?[^,，。?？]{0,4}(?:什么|哪))/,
  /(?<precedes>(?<![空目提当])前[面头边](?:先|还)?(?:[讲说谈写]|提到)(?:的|了|到)?是?(?:什么|哪))/,
];

/** 排在树后面的是哪一个: among things that are told in order. */
const IN_ORDER =
  /(?:紧?[接跟排挨放列摆]在|[里中][,，]?)(?<named>(?![排列放]?在?最[前后])[^,，。?？里中]{1,20}?)(?:之)?(?:(?<before>前)|(?<after>后))[面头边]?的?(?=是|[那这哪]|什么|[?？]|还有一?[条点个项])/;
const OF_AN_ORDER = /举|列|数|例|条|点|项|[章节]里|部分里|依次|先后|几[个件样]|[两二三四五六七八九十\d][个件样]/;

function placeFound(text: string, match: RegExpExecArray, side: Side, start: number): Place {
  const named = match.groups?.unit ?? match.groups?.one ?? '';
  const isFirst = /[头第首][,，]?一?[个大小]?$/.test(match[0].slice(0, match[0].length - named.length));
  const unit = isFirst && !new RegExp(`^${TEXT_UNIT}$`).test(named) ? '' : named;
  return { ahead: text.slice(0, start), side, unit, behind: text.slice(match.index + match[0].length) };
}

/** The first match of several patterns, wherever it stands; null where none matches. */
const firstOf = (patterns: readonly RegExp[], text: string): RegExpExecArray | null =>
  patterns.map((pattern) => pattern.exec(text)).find((match) => match !== null) ?? null;

/** 接着讲哪一点, 提出的建言方向是什么. */
const UNIT_ASKED_FOR =
  /哪一?个?(点|条|项|部分|板块|块|章|节|方面|件)事?(?=[呢啊?？。]*$)|(?:提出|讲|谈|说|强调|部署|布置|安排)(?:的|了)[^,，。?？]{0,4}(?:方向|任务|要求|举措|工作|短板|打算|环节)(?=是(?:什么|哪))|哪个?方面的[^,，。?？]{2,4}(?=[?？。]*$)/;

/** The first place beside something that a text names; null where it names none. */
function findPlace(text: string): Place | null {
  const [found] = BESIDE.map((pattern) => pattern.exec(text))
    .filter((match) => match !== null)
    .sort((a, b) => a.index - b.index);
  if (found !== undefined) return placeFound(text, found, sideOf(found.groups), found.index);
  const startOf = (match: RegExpExecArray, group: string) =>
    match.index + match[0].length - (match.groups?.[group]?.length ?? 0);
  const preceding = firstOf(WHAT_PRECEDES, text);
  if (preceding !== null) return placeFound(text, preceding, 'before', startOf(preceding, 'precedes'));
  const following = firstOf(WHAT_FOLLOWS, text);
  if (following === null) return null;
  const place = placeFound(text, following, 'after', startOf(following, 'follows'));
  const asked = place.unit === '' ? UNIT_ASKED_FOR.exec(text) : null;
  return asked === null ? place : { ...place, unit: asked[1]?.replace('件', '项') ?? '项' };
}

const isDivisionUnit = (unit: string) => /部分|块|[章节条点项]|标题/.test(unit);
const isSentenceUnit = (unit: string) => /句/.test(unit);

function unitOf(unit: string): 'sentence' | 'paragraph' | 'item' {
  return /段/.test(unit) ? 'paragraph' : unit === '' || isSentenceUnit(unit) ? 'sentence' : 'item';
}

/** That the speaker turns to something else: 换到哪个话题, 转过去讲了什么, 下一个话题. */
const TURNS = /^(?:个?话题)|[换转](?:到|去|向|过去|而|入)|话[锋头]|^[^,，。?？]{0,4}话题/;
/** What takes up a paragraph where it is told. */
const IS_PARAGRAPH = /[那这]一?[段块]|故事|例子|话题|经历/;
/** Words for thanks, which the last ones of a speech are. */
const THANKS = /^(?:最[后末]|末尾|结尾|临了)?的?(?:[道致答]谢|[说讲]?[“"]?谢谢(?:大家)?[”"]?)$/;
const AT_THE_END = /最[后末]|末尾|结尾|临了|收尾/;

/** Whether what stands at a place is something else that the speaker turns to. */
const isTurn = ({ side, unit, behind }: Place) => side === 'after' && TURNS.test(unit + behind);

function besideQuoted(words: string, place: Place): PlaceBeside {
  const { ahead, side, unit, behind } = place;
  const edge = edgeIn(behind);
  const turns = isTurn(place);
  if (isDivisionUnit(unit)) return { ask: 'beside-division', topic: words, level: levelOf(unit), side };
  return {
    ask: 'beside',
    words,
    side,
    ...(unit === '' && !turns
      ? {}
      : { unit: turns || /段/.test(unit) ? ('paragraph' as const) : ('sentence' as const) }),
    ...(edge === null ? {} : { edge }),
    ...(AT_THE_END.test(ahead) ? { isLast: true } : {}),
  };
}

/** Beside something that is named by its number: 第一点意见, 第二部分; null where more is said of it. */
function besideNumbered(named: string, { side, unit, behind }: Place): PlaceBeside | null {
  const part = findPosition(named, PART_UNIT);
  const point = part === null ? findPosition(named, '(?:点|条|项|个?方面)(?:意见|要求|建议|希望)?') : null;
  const found = part ?? point;
  if (found === null) return null;
  const others = toldIn(named.slice(0, found.index) + named.slice(found.index + found.length));
  if (namesSomething(others.replace(/[讲说谈完进入的里中]|开始|结束/g, ''))) return null;
  const edge = edgeIn(behind);
  return {
    ask: 'beside-place',
    part: part?.position ?? null,
    point: point?.position ?? null,
    unit: isDivisionUnit(unit) ? 'division' : /段/.test(unit) ? 'paragraph' : 'sentence',
    side,
    ...(edge === null ? {} : { edge }),
  };
}

/** The paragraph before or after one that is named by its place: 倒数第二段前面那段. */
function besideParagraph(named: string, { side, unit }: Place): StructureQuestion | null {
  const found = /段/.test(unit) ? findPosition(named, '(?:自然)?段') : null;
  if (found === null) return null;
  const position = found.position + (side === 'before' ? -1 : 1);
  return position === 0 ? null : { ...ANY_PARAGRAPH, position };
}

/** “一国两制”那部分之后的是什么内容: beside a division that is named by quoted words. */
const QUOTED_DIVISION =
  /^的?[那这]一?个?大?(?<unit>部分|板块|章|小?节|点|条)(?:(?<before>[之以]前|前[面头]的?)|[之以]后|后[面头])的?[,，]?(?:紧?接着)?(?:又|还)?(?:是|讲|说|谈)(?:的|了)?(?:是)?(?:什么|啥|哪)/;
/** “办暑期班”前头的承诺, “队伍要建得更强”上面那条小标题, “砥砺实干之风”念完，翻页该念哪条. */
const BESIDE_QUOTED_POINT =
  /^(?:[那这]一?[条点项])?[,，、]?(?:就?在它)?的?(?:(?<before>[上前][面头]|之前)|[下后][面头]|之后|念完[,，]?(?:翻页)?)(?:紧?挨着|紧?接着?|该念|就是|的|是)*(?:[那这]?一?个?|哪一?个?)(?<unit>小?标题|题目|条|项|点|承诺|要求|任务|希望)/;
/** “谢谢大家”之前，最后叮嘱的是什么: beside words that are quoted, in a question that asks for words. */
const BEFORE_QUOTED = /^[,，]?[^,，。?？]{0,6}?(?:[之以]前|前[头面边])/;
const AFTER_QUOTED = /^[,，]?[^,，。?？]{0,6}?(?:[之以]后|后[头面边]|紧接|接着|接下来)/;
const ASKS_FOR_WORDS = /句|段|话|紧[挨接跟]|接着|[讲说写提送喊祝]/;

/** Beside quoted words where no unit is named. */
function besideWords(text: string, quoted: RegExpMatchArray): PlaceBeside | null {
  const words = quoted[1] ?? '';
  if (words.length < SHORTEST_QUOTATION || !ASKS_FOR_WORDS.test(text)) return null;
  const ahead = text.slice(0, quoted.index);
  const behind = text.slice((quoted.index ?? 0) + quoted[0].length);
  const side = BEFORE_QUOTED.test(behind) ? 'before' : AFTER_QUOTED.test(behind) ? 'after' : null;
  const asked = behind.replace(/^[,，]?[^,，。?？]{0,6}?[之以]?[前后][面头边]?[,，]?/, '');
  const unit =
    /(?:讲|说|谈)(?:完|过)?的是哪一?(条|点|项|部分|节|件)|^是?哪一?(条|点|项|部分|节|件)/.exec(asked)?.[1] ?? '';
  return side === null ? null : besideQuoted(words, { ahead, side, unit: unit.replace('件', '项'), behind: asked });
}

/** 三个话题都讲完了（他没有下台）: may be said in the speech itself. */
const ENDS_OVER = /^[^完]{2,}[讲说谈答]完了?/;
/** 打完招呼, 问好, 称呼完大家: the address of the speech, with which it begins. */
const GREETING =
  /^(?:开[头场篇]|一开始|一上来)?的?(?:打|问候?|称呼|招呼|寒暄|致意)(?:完|过)?(?:了|[^,，。?？]{0,6}好|招呼|大家|大伙|听众)?$/;
/** What is named is itself a division. */
const NAMED_AS_DIVISION = /[那这]一?个?大?(部分|板块|章|节|条|点|项|方面)(?:[,，之以后]|[讲说谈]?完了?)*$/;
function besideTopic(named: string, place: Place, { part, words }: ReturnType<typeof withScope>['scope']) {
  const { side, unit, behind } = place;
  const over = countIn(named) === null ? null : ENDS_OVER.exec(named);
  const topic = over?.[0] ?? toldIn(named);
  // "表扬老师" is told, although it ends as a name for somebody may.
  if (!namesSomething(topic) && (topic.length < 2 || !/完/.test(named))) return null;
  if (side === 'before' && THANKS.test(topic)) return besideQuoted('谢谢', { ...place, ahead: '最后' });
  const within = { ...(part === null ? {} : { part }), ...(words === null ? {} : { scope: words }) };
  // 谈完技改的那一条，紧跟着讲的是什么
  const divided = unit === '' ? NAMED_AS_DIVISION.exec(named)?.[1] : unit;
  if (divided !== undefined && isDivisionUnit(divided))
    return { ask: 'beside-division', topic: matterOf(topic), level: levelOf(divided), side, ...within } as const;
  const count = countIn(topic);
  const edge = edgeIn(behind);
  const turns = isTurn(place);
  return {
    ask: 'beside-topic',
    topic,
    isTopicLong: SEVERAL.test(named),
    unit: turns || (unit === '' && count === null && IS_PARAGRAPH.test(named)) ? 'paragraph' : unitOf(unit),
    side,
    ...(edge === null ? {} : { edge }),
    ...(count === null ? {} : { count }),
    ...within,
    ...(unit === '' ? { isAnyUnit: true } : {}),
    ...(turns ? { turnsTo: /话题/.test(unit + behind) ? ('topic' as const) : ('anything' as const) } : {}),
  } as const;
}

function readInOrder(text: string): PlaceBeside | null {
  const match = IN_ORDER.exec(text);
  const named = match?.groups?.named;
  const ahead = text.slice(0, match?.index);
  if (match === null || named === undefined || !OF_AN_ORDER.test(ahead)) return null;
  return {
    ask: 'beside-topic',
    topic: toldIn(named) || named,
    isTopicLong: false,
    unit: 'item',
    side: sideOf(match.groups),
    scope: ahead,
  };
}

/** 两点体会，后一点是什么: one of two, and nothing beside them. */
const ONE_OF_TWO =
  /(?:两|二|2)[个大]?(?<counted>[点条项件样句桩个种步头笔道类位]|方面)(?:[^。?？]*[,，\s]|[^,，。?？]{0,6}[里中][面头]?的?|[^,，。?？]*)(?:(?<first>前)|后)(?:面那)?一?(?:\k<counted>|个)(?=的?是|呢|讲|说|指|[?？]|$)/;

function readOneOfTwo(text: string): StructureQuestion | null {
  const match = ONE_OF_TWO.exec(text);
  if (match === null) return null;
  return {
    ask: 'item',
    position: match.groups?.first === undefined ? -1 : 1,
    count: 2,
    thing: null,
    topic: topicOf(text),
    term: null,
  };
}

/** 第二点之后讲什么, 第二部分后面是什么; what stands before the first is no division. */
const BESIDE_NUMBERED = new RegExp(
  `^(?<named>[^,，。?？]{0,10}第(?!一[^二三四五六七八九十]{1,4}[之以]?前)${NUMERAL}(?:个|大)?(?:${PART_UNIT}|点|条|项|个?方面))[之以]?(?:(?<before>前)|后)[面头边]?` +
    '[,，]?(?:又|再|还|就|紧?接着)*(?:是|讲|说|谈|有|提)(?:的|了|到)*(?:是)?(?:什么|啥|哪)',
);

function readBesideNumbered(text: string): PlaceBeside | null {
  const groups = BESIDE_NUMBERED.exec(text)?.groups;
  const side = sideOf(groups);
  return groups === undefined
    ? null
    : besideNumbered(groups.named ?? '', { ahead: '', side, unit: '部分', behind: '' });
}

/** 在谈报警之前，书记讲的上一条: the one before what is named, and not before the speaker. */
const ONE_BEFORE =
  /(?<side>[之以]?前)[,，](?:[^,，。?？]{0,6}(?:[讲说谈提]|布置|部署)的?)?上一?(?=个?[大小]?[条点项节段])/;

/** 往下要讲几点意见: what the speaker says that will be said. */
const ANNOUNCES = /(?:要|准备|打算)(?:讲|说|谈|提)(?:几|多少)(?:点|个|条|方面)/;

/** Reads a question for what stands beside something, or between two things, in the text; null for any other. */
export function readChineseBeside(question: string): StructureQuestion | null {
  const text = question.replace(ONE_BEFORE, '$<side>面的那一');
  if (!/\p{Script=Han}/u.test(text) || !asksForWhat(text) || ANNOUNCES.test(text)) return null;
  const between = readBesideNumbered(text) ?? readOneOfTwo(text) ?? readChineseBetween(text) ?? readInOrder(text);
  if (between !== null) return between;
  // What is quoted is no part of what names the place.
  const blanked = text.replace(QUOTED, (words) => '“'.repeat(words.length));
  const place = findPlace(blanked);
  const ahead = text.slice(0, place?.ahead.length);
  const quoted = [...ahead.matchAll(QUOTED)].at(-1);
  const end = quoted === undefined ? 0 : (quoted.index ?? 0) + quoted[0].length;
  const behind = ahead.slice(end);
  if (quoted !== undefined && !NAMES_SCOPE.test(behind)) {
    const words = quoted[1] ?? '';
    const division = QUOTED_DIVISION.exec(text.slice(end));
    if (division !== null) {
      const side = sideOf(division.groups);
      return { ask: 'beside-division', topic: words, level: levelOf(division.groups?.unit ?? ''), side };
    }
    const point = words.length < SHORTEST_HEADING ? null : BESIDE_QUOTED_POINT.exec(text.slice(end));
    if (point !== null)
      return {
        ask: 'beside-division',
        topic: words,
        level: 'point',
        side: sideOf(point.groups),
      };
    // “钻劲”后面紧接着提的是哪一条
    const isLongEnough = words.length >= (isDivisionUnit(place?.unit ?? '') ? SHORTEST_NAME : SHORTEST_QUOTATION);
    return place !== null && NAMES_QUOTED.test(behind) && isLongEnough
      ? besideQuoted(words, { ...place, ahead })
      : besideWords(text, quoted);
  }
  if (place === null) return null;
  const { named, scope } = withScope(ahead);
  // Behind the address the speech itself begins.
  if (place.side === 'after' && GREETING.test(toldIn(named))) return ANY_EDGE;
  const numbered = besideNumbered(named, place) ?? besideParagraph(named, place);
  if (numbered !== null) return numbered;
  if (unitOf(place.unit) === 'sentence' && happened(named) && !/[讲说谈]/.test(named)) return null;
  return /第[零一二三四五六七八九十\d几]/.test(named) ? null : besideTopic(named, place, scope);
}
