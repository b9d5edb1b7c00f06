import { parseNumeral } from '../../text/numerals.js';
import { findPosition, NUMERAL, PART_UNIT, type Position } from './positions.js';

/** What a text is divided into, whatever it is about, as part of a regular expression: no 段时间, no 章程. */
export const TEXT_UNIT =
  '(?:(?:自然|小)?段(?!时|历史|路|日子|岁月|婚姻|感情|经历|视频|旅程|距离|位)(?:落|话|文字|内容)?|句(?!号(?!召))话?|' +
  '大?(?:部分|板块)|大?块(?=[的讲说是叫写]|标题|[,，?？]|$)|章(?!程)|节(?![目日约能奏省点课])|[小大]?标题)';
/** What points and things told in a text are counted by; nothing that is a thing of its own (条线路, 项目, 点钟). */
export const COUNTED_UNIT =
  '(?:(?:条(?![件例理款约线路河街船])|点(?![钟名评])|项(?!目)|件|桩|样|张|例|' +
  '[个层](?=例子|问题|故事|方面|环节|要求|原则|愿|希望|话题|建议|措施|任务|意思|[是呢讲说,，。?？\\s]|$))' +
  '(?=[,，。?？\\s是的讲说谈提叫呢什又管要给有轮转]|事|例子|问题|故事|方面|环节|要求|原则|愿|希望|话题|建议|意见|措施|任务|意思|东西|标题|规矩|$))';

/** What comes directly behind something. */
export const FOLLOWING = '(?:紧接着|紧跟着|紧挨着|接下[来去]|接着|跟着|随后|随即|马上|紧接|紧跟|紧随其后)';
/** The same, and looser words for what comes later. */
export const NEXT = `(?:${FOLLOWING}|然后|之后|往下|下面|底下|后[面头边]|再往[下后])`;

/** Verbs for what someone does who speaks, that 完 or 到 goes with. */
const SPEECH_VERB =
  '(?:打(?=完招呼)|[讲说谈念答问道数引聊许宣立提举述]|回答|介绍|回顾|交代|列举|总结|数落|表扬|批评|点评|强调|宣布|部署|布置|致|祝贺|祝福|感谢|拜托|叮嘱|嘱咐|解释|说明|分析|过(?=完)|描述|描写|形容|比喻|打比方|举例|叙述|表态|算)';
/** That something has been told: 讲完修路, 许完三个愿, 三个话题都讲完了, 道完谢, 李贺那一段讲完. */
export const TOLD = `(?:(?<!听|据)${SPEECH_VERB}(?:完毕?|过了))`;

const IS_TOLD = new RegExp(`${TOLD}|[刚音]落|翻过去`);

/** Asks for something, in any word that asks. */
export const ASKS = /什么|啥|哪|怎|咋|如何|谁|几|多少|[?？呢]\s*$|为何/;
/** Says nothing but the place: keywords, with which no word asks (饼干箱故事 下一段 开头). */
const KEYWORDS = new RegExp(
  `(?:${NEXT}|之前|前[面头边]|上[面头]|下头|[上下前后]一?[个大]?|之间|中间|当中)[的那这一]*(?:${TEXT_UNIT}|${COUNTED_UNIT})?[\\s的,，]*` +
    '(?:开头|头一句|首句|第一句|最后一句|末句|结尾|内容|标题)?话?\\s*$',
);

/** Whether someone asks for what stands at a place of a text: in a word that asks, or naming nothing but the place. */
export const asksForWhat = (text: string) => ASKS.test(text) || KEYWORDS.test(text);

/** Which end of what stands there is wanted; null where the whole is. */
export function edgeIn(words: string): 'first' | 'last' | null {
  if (/(?:最后|末尾?|结尾|收尾)的?(?:那|一)*句|末句|[以用拿][^,，。]{0,10}[收结]的?尾|怎么(?:收尾|结尾)/.test(words))
    return 'last';
  return /开头|头一句|第一句|首句|打头|领头|起头|开篇|开场|(?:从|打|由)(?:什么|哪)[^,，。]{0,6}(?:说|讲|谈)?起/.test(
    words,
  )
    ? 'first'
    : null;
}

/** Words that name somebody or some time, and nothing that is told. */
const NOT_TOLD =
  /^(?:宣布|介绍|回顾|总结|回答|(?:[这该整全]?[个篇份]?)(?:讲话|报告|演讲|文章|全文|致辞|发言|稿子)|开[头场篇]|结尾|中间|前[面头]|后[面头]|[他她它您你我]们?|作者|讲话人|演讲[人者]|发言人|领导|老师|大家|[\u4e00-\u9fff]{0,3}(?:书记|主席|省长|市长|县长|部长|总理|校长|院长|教授|老师|先生|女士|董事长|主任|会长|总)|今[天年]|去年|明年|现在|当时|刚才|以前|以后|之前|之后|今后|往后|最后|然后|后来|[\d一二三四五六七八九〇零]+年)$/;

/** What happened, as against what is told: "他去世之前的那句话" asks for no words beside it. */
const HAPPENED =
  /(?:[走死]|去世|过世|离世|离开|临终|牺牲|毕业|退休|出发|回来|上台|下台|[获得]奖|见面|分[手别]|告别|结婚|出生|到家|进门|出门)(?:了|的|[,，\s]|[之以]?[前后])*$/;
/** Whether words say that something happened. */
export const happened = (words: string) => HAPPENED.test(words);

/** Characters of a topic that names something. */
const SHORTEST_TOPIC = 2;
const UNIT_BEHIND =
  '(?:[段句桩件条点项张样例块节章番]|个|部分|板块|地方|环节|[那这]里|[那这]儿|时候|会儿)(?:事情?|例子|问题|故事|话|议论|文字|意见|要求)?';
/** 那一段, 这几句, 那番话, 那会儿: behind the name of what is told. */
const NAMED_AS_PLACE = new RegExp(`的?(?:[那这][一几两二三四五六七八九十些]?${UNIT_BEHIND}|部分|环节)$`);
const ENDS_TOLD = new RegExp(
  `(?<!宣布)(?:都|已经|全|刚)?(?:${SPEECH_VERB}(?:完毕?|过)|结束|收束|告一段落|翻过去|翻篇|话?[刚音]落)(?:了|以后|之后|后)*$`,
);
/** 讲完…, 市长在谈完…, 还没讲到…, 前头讲了…, 进入…; no 讲话 or 说法, which are things. */
const BEGINS_TOLD = new RegExp(
  `^(?:[^,，]{0,6}?${SPEECH_VERB}(?:完毕?|过)了?(?=..)|` +
    '(?:在|从|等|当|他|她|还|先|刚|前[头面]|开头)*(?:没有?|未)?(?:专门?|着重|主要)?' +
    '(?:[讲说谈念聊提](?:到|起|了)|[讲说谈](?![话台课法明判义书解稿究师服情])(?=..)|进入|谈及|关于)|' +
    '紧?[接跟挨][在着]|[排放列摆]在)',
);

/** What is told, without the words that say that it is told, that it is over, and where: 修路 of 讲完修路那一段之后的. */
export function toldIn(words: string): string {
  let topic = words.trim();
  for (let before = ''; before !== topic;) {
    before = topic;
    topic = topic
      .replace(ENDS_TOLD, '')
      .replace(
        /(?:[,，\s的它]|就是|[之以]?[后前][面头边]?|了|的?时候|那?时|紧[接跟挨]着?|接着|完|(?<![现正])在|再?往)+$/,
        '',
      )
      .replace(NAMED_AS_PLACE, '')
      .replace(BEGINS_TOLD, '')
      .trim();
  }
  return topic.replace(/完(?=.)/, '');
}

/** Whether words name something that can be told. */
export const namesSomething = (topic: string) => topic.length >= SHORTEST_TOPIC && !NOT_TOLD.test(topic);

/** 那几句, 所有纸条: what is told in several sentences. */
export const SEVERAL = /[几些]|所有|全部|这番|那番|们/;

/** How many things are named that are told one after the other (三个愿, 三条规矩, 四张纸条); null where no number is. */
export function countIn(topic: string): number | null {
  const match = new RegExp(`(?<!第)(${NUMERAL})(?:[个条点项件桩样道句张]|大?方面)(?!时|月|半|钟)`).exec(topic);
  const count = match === null ? null : parseNumeral(match[1] ?? '');
  return count !== null && count >= 2 && count <= 20 ? count : null;
}

/** Where a topic is told: the number of a part (第一部分里), or words for it (总结五年来的工作,). */
export interface Scope {
  readonly part: Position | null;
  readonly words: string | null;
}

/** The words in which something is named, with where it is told: 在第一部分里，向各界道谢. */
export function withScope(ahead: string): { readonly named: string; readonly scope: Scope } {
  const clauses = ahead
    .split(/[,，\s]+|(?<=里[面头边]?|当中)(?!的|提|说|讲)/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  // "谈完成绩以后，话锋一转": what has been told is named in the clause that says so.
  const told = clauses.findLastIndex((clause) => IS_TOLD.test(clause));
  const place = told >= 0 ? told : clauses.findLastIndex((clause) => namesSomething(toldIn(clause)));
  const [named = ''] = clauses.splice(Math.max(0, place));
  const before = clauses.join(',');
  const part = findPosition(before, PART_UNIT);
  if (part !== null) return { named, scope: { part: part.position, words: null } };
  const words = toldIn(before.replace(/[里中](?:[面头边])?$/, ''));
  return { named, scope: { part: null, words: namesSomething(words) ? words : null } };
}
