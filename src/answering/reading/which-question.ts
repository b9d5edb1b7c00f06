import { NUMERAL, withoutPosition, type Found } from './positions.js';
import type { StructureQuestion } from './structure-question-type.js';
import { topicOf } from './structure-topic.js';

const QUOTED = '[“"「『][^”"」』]*[”"」』]';
const PART_NAMES = '部分|板块|大?块|章节?|节|篇章?|大标题|小?标题|话题';
const POINT_NAMES = '小?标题|点|条|方面|项|段|小节|件事?(?!情况)|场[\\u4e00-\\u9fff]{2,3}(?=[里中内]|底下|[?？呢]|$)';
/** Ways to say that something is said. */
const SAID = '(?:讲(?!话)|说(?![法明])|提(?![出高升])|谈|论述|涉及|出现|布置|部署|安排|交代)';
/** Ways to say where something is put. */
const PUT_VERBS =
  '[放排写列算归收落安搁挂塞]在|(?:收|列|放|归|安排|编|写|算)[进入到]了?|穿插在|属于|归[到入于为]|归(?=哪|第几)|算作|出自|见于|来自';
/** What the place is a part of ("归在过去工作的…"). */
const OF_WHAT = '(?:(?<before>[^,，。?？在]{1,10}?)的|今年|明年|去年|前面|后面)?';
const PUT = `(?:${PUT_VERBS})${OF_WHAT}`;
const AT = `(?:在|${PUT_VERBS})${OF_WHAT}`;
const INSIDE = '(?:名下|里[面头]?|之?中|之?内|当中|之?下[面头边]?|底下)?';
const STRESS = '(?:专门|主要|着重)?(?:是)?';
const LABEL = `(?<after>${QUOTED}|[^,，。?？里中内讲说提谈论是的专主着叫下底之名]{0,6})`;
const SAID_THERE = `${INSIDE}${STRESS}${SAID}?(?:到|过)*的?`;
/** Ways to ask in which part or point something is said. */
const WHICH: readonly RegExp[] = [
  // 放在哪个大部分的哪一条里讲的
  `(?:${AT})?(?:哪一?|第几)个?大?(?<outer>部分|板块|大?块|大?点|章节?|篇章?)的?(?:哪一?|第几)(?:个|大)?(?:${POINT_NAMES})${SAID_THERE}`,
  // 第几部分, 放在第几点成绩里讲的
  `(?:${AT})?第几(?:个|大)?(?:${QUOTED}|(?<part>${PART_NAMES})|${POINT_NAMES}|件|句话)${LABEL}${SAID_THERE}`,
  // 在哪一部分讲的
  `(?:${AT}|从)?哪一?个?大?(?<part>${PART_NAMES})(?:开始|起)?${SAID_THERE}`,
  // 写在第三部分的哪一项
  `${PUT}哪一?(?:个|大|小)?(?:${POINT_NAMES})${LABEL}${SAID_THERE}`,
  // 在成绩的哪一点里讲的, 哪一条“要求”提到
  `(?:${AT})?哪一?(?:个|大|小)?(?:${POINT_NAMES})${LABEL}${INSIDE}${STRESS}${SAID}(?:到|过)*的?`,
  // 那个老故事在哪一点里面
  `(?:${AT})哪一?(?:个|大)?(?:(?<part>${PART_NAMES})|${POINT_NAMES})(?:里[面头]?|中|当中|底下|下[面头])(?=[呢啊呀?？。!！]*$)`,
  // 建手机平台的事在最后一部分的哪一条
  `(?<=(?:部分|板块|章|块)(?:里面?|中)?的)(?:第几|哪一?)(?:个|大)?(?:${POINT_NAMES})(?=[呢啊呀?？。!！]*$)`,
  // “队伍没有散”是第一部分的哪一小节
  `(?<=[”"」』])是(?:[^,，。?？]{2,10}的)?哪一?(?:个|大)?(?:(?<part>${PART_NAMES})|${POINT_NAMES})(?=[呢啊呀?？。!！]*$)`,
  // 放在哪一种精神下面讲的, 摆在哪条要求底下说的
  `(?:[放写归算列摆搁安落]在|出现在|属于|归[到入于])哪一?(?:种|条|个|项)[\u4e00-\u9fff]{2,4}?(?:里[面头]?|之?下[面头]?|底下|名下|当中)(?:来)?${SAID}?(?:到|过|起)*的?`,
  // 是谈什么话题的时候说出来的
  `(?:是|在)?${SAID}到?(?:什么|哪[一个件]*)(?<part>话题|事情?|问题|内容)的?(?:时候?|当中|过程中)?(?:${SAID}|举)(?:到|起|出来)*的`,
  `(?:是|在)?${SAID}到?(?<part>哪儿|哪里)的?(?:时候?)?(?:${SAID}|举)(?:到|起|出来)*的`,
  // 民主集中制在那几条要求里排第几
  `(?<=[几一二三四五六七八九十\\d][个条点项][^,，。?？]{0,14}[里中])面?[排算列]?(?:在|到)?第几(?:个|位)?(?=[呢啊呀?？。!！]*$)`,
  // 乡村振兴在今年的重点工作里摆在第几位
  `(?<=在(?![市省县国]里|全[市省县国])[^,，。?？在]{2,12}[里中][面头]?)[摆排放列算](?:在|到)?第几(?:个|位|项|条)?(?=[呢啊呀]*[,，?？。!！]|$)`,
  // 14项工作里讲海洋的排第几，标题原文给我
  `(?<=[几一二三四五六七八九十\\d][个条点项][^,，。?？]{0,24}的)[排列算](?:在|到)?第几(?:个|位)?(?=[呢啊呀]*[,，?？。!！]|$)`,
  // 讲农村的是哪一点, 引到那番话的，是哪一条
  `(?<=${SAID}[^,，。?？]{0,12}|[^,，。?？]{6}的[,，]?)是哪一?(?:个|大)?(?:(?<part>${PART_NAMES})|${POINT_NAMES})(?=[呢啊呀?？。!！]*$)`,
  // 全面依法治国是第几个深刻领会
  `(?:是|属于|算|排)第几个(?<term>[\\u4e00-\\u9fff]{2,6})(?=呢?[?？。!！]*$)`,
  // 哪个深刻领会讲的是民主集中制
  `(?:在)?哪一?个[“"]?(?<term>[\\u4e00-\\u9fff]{2,6}?)[”"]?(?:里[面头]?|中|当中|之?下[面头]?|底下)?${STRESS}${SAID}(?:到|过|的是|的)*`,
  // 出现在哪一句话里, 是在哪场硬仗里讲的
  `(?:在|出现在|${PUT_VERBS})哪一?(?<named>句话|场[\\u4e00-\\u9fff]{0,2}仗|仗|步|关|招|笔账|堂课)(?:里[面头]?|中|当中|之?下[面头]?|底下)(?:来)?(?:${SAID}(?:到|过|起)*的?|[治抓管办](?=[?？]|$))?`,
].map((pattern) => new RegExp(pattern));
/** 放在, 出现: how something stands where it is said, which names nothing. */
const STANDS = /放在|排在|位于|写在|属于|出现|在/g;
/** Words that point to what was just said: they are not what is asked about. */
const POINTERS =
  /[那这](?:一|几|些|两|三)*(?:层意思|句话?|番话|段话|些话|话|个?例子|个?安排|个?提法|个?说法|个?意思|个?内容|个?问题|个?情况|个?故事|些?毛病|件事|事|块|部分|点|条|段|个?方面)$/;
/** Words behind 哪一项 that name nothing: 哪一项底下, 第几点来着. */
const NO_LABEL = /(?:底下|下[面头边]|名下|里[面头]|来着?|[呢啊呀吧嘛的])+$/;
/** "在今年工作里算第几条": where the place is counted. */
const WITHIN = /在[^,，。?？在]{1,8}[里中]的?[算排列属是]*$/;
/** “今年工作里专门说旅游文化的”: the part in which something is told. */
const TOLD_WITHIN = new RegExp(
  `^([^,，。?？第几哪一二三四五六七八九十\\d]{3,14}?)(?:里[面头]?|当中)[,，]?(?:专门?|主要|着重)?(?:是)?${SAID}(?!的|了)`,
);
/** "三件事里的第几件": what the place is counted among. */
const AMONG = /是?[一二三四五六七八九十几\d]{0,3}[个条点项件]?[^,，。?？]{0,8}[里中]的?$/;

/** What stands ahead without its last clause, where that names only the speaker: …的明细，陶老师. */
const withoutSpeaker = (ahead: string, last: string) =>
  last.length > 0 && topicOf(last.replace(/[放排写列归算收落安]?在?$/, '')) === ''
    ? ahead.slice(0, -last.length)
    : ahead;

const NAMES_ITS_PLACE = new RegExp(`第${NUMERAL}(?:个|大)?(?:${POINT_NAMES}|[桩笔仗招步关])[，,]?${SAID}的?是?哪`);

/** Reads in which part or point something is said; null for any other question. */
export function readWhich(text: string, part: Found | null): StructureQuestion | null {
  const match = WHICH.map((pattern) => pattern.exec(text)).find((found) => found !== null) ?? null;
  // "最后一个部分是第几部分" names its part itself.
  if (match?.groups?.part !== undefined && part !== null && topicOf(text.replace(match[0], ' '), part) === '')
    return null;
  // 成绩的第四条说的是哪方面: what stands at a place that is named.
  if (NAMES_ITS_PLACE.test(text)) return null;
  // 第几条 of a law is a fact to be found in a sentence, not a place in the speech.
  if (match === null || /(?:(?<![办做方想看说用无设])法律?|条例|规定|章程)[^,，。]{0,6}(?:第几条|的哪)/.test(text))
    return null;
  const { before = '', part: partName, after = '', outer, named } = match.groups ?? {};
  // The headings say 硬仗, not 场硬仗.
  const term =
    match.groups?.term ?? named?.replace(/^场(?=..)/, '') ?? /场([\u4e00-\u9fff]{1,2}仗)/.exec(match[0])?.[1] ?? null;
  const blanked = withoutPosition(text, part);
  const ahead = blanked.slice(0, match.index);
  const told = new RegExp(`${SAID}([^,，。?？]{2,12}?)的(?:内容)?[,，]?(?:是|在)?$`).exec(ahead)?.[1];
  // "从哪个标题开始讲国防": what stands behind says it, whatever was said before.
  const last = /[^,，。?？]*$/.exec(ahead)?.[0] ?? '';
  const clause = topicOf(
    last
      .replace(WITHIN, '')
      .replace(AMONG, '')
      .replace(/^是|[是的]$/g, '')
      .replace(POINTERS, '')
      .replace(STANDS, ' '),
  );
  const behind = topicOf(/^[^,，。?？]*/.exec(blanked.slice(match.index + match[0].length))?.[0] ?? '');
  const rest =
    withoutSpeaker(ahead, last)
      .replace(/[,，]$/, '')
      .replace(POINTERS, '') +
    '　' +
    blanked.slice(match.index + match[0].length);
  return {
    ask: 'which',
    part: part?.position ?? null,
    scope: part === null ? (TOLD_WITHIN.exec(text)?.[1] ?? null) : null,
    topic: topicOf(told ?? [behind, clause].find((words) => words.length >= 2) ?? rest)
      .replace(STANDS, ' ')
      .trim(),
    wants: partName === undefined || partName.startsWith('小') ? 'point' : partName === '节' ? 'section' : 'part',
    term,
    withPart: outer !== undefined,
    label: (before.replace(/第[^的]*$/, '') + after.replace(NO_LABEL, '')).replace(/[“”"「」『』]/g, ''),
  };
}
