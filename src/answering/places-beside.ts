import { type DivisionLevel, levelOf } from './positions.js';
import { matterOf } from './structure-topic.js';

/** What is asked by its place beside something else: the address of the speech, the sentence before or after words. */
export type PlaceBeside =
  /** Whom the speaker addresses at the beginning. */
  | { readonly ask: 'salutation' }
  /** The sentence before or after words that the question quotes. */
  | { readonly ask: 'beside'; readonly words: string; readonly side: 'before' | 'after' }
  /** The division before or after the one that is named by what it is about. */
  | {
      readonly ask: 'beside-division';
      readonly topic: string;
      readonly level: DivisionLevel;
      readonly side: 'before' | 'after';
    }
  /** The sentence, paragraph or item before or after what speaks of a topic. */
  | {
      readonly ask: 'beside-topic';
      readonly topic: string;
      /** Whether the topic is told in several sentences (讲完备案审查那几句). */
      readonly isTopicLong: boolean;
      readonly unit: 'sentence' | 'paragraph' | 'item';
      readonly side: 'before' | 'after';
    }
  /** What stands between two divisions, or two sentences, that are named by what they are about. */
  | {
      readonly ask: 'between';
      readonly topics: readonly [string, string];
      readonly level: DivisionLevel;
    };

const GREETS =
  /怎么称呼|[咋如]何?称呼|称呼(?:的?是|了|谁|哪)|[冲对]着?(?:谁|哪些人?|什么人)(?:讲|说)|[向跟和](?:谁|哪些人?)(?:打招呼|问好|致意)/;
/** "怎么称呼" is asked of anybody: the address is meant where the beginning or the listeners are named. */
const AT_THE_BEGINNING = /开头|开场|开篇|开口|一开始|一上来|最前面|在场|台下|听众|与会|讲话/;
const GREETS_IN_ENGLISH =
  /\b(?:who|whom)\b[^?]{0,60}\b(?:greet(?:s|ed)?|say(?:s)? hello|address(?:es|ed)?)\b[^?]{0,60}\b(?:start|top|beginning|first|opening|speech|hello)|\b(?:exact )?(?:greeting|salutation) line\b|\bwho\b[^?]{0,60}\b(?:greeted|addressed)\b[^?]{0,60}\b(?:start|top|beginning|opening)/i;

const QUOTED_WORDS = /[“"「『]([^“”"「」『』]{4,80})[”"」』]/;
const BEFORE =
  /^[,，]?[^,，。?？]{0,6}?(?:之前|以前|前[头面边]|上面?一[句段]|前一[句段]|的?上一?[句段]|的?前一?[句段])/;
const AFTER =
  /^[,，]?[^,，。?？]{0,6}?(?:之后|以后|后[头面边]|下面?一[句段]|后一[句段]|的?下一?[句段]|的?后一?[句段]|紧接|接着|接下来)/;
const BEFORE_IN_ENGLISH = /\b(?:before|precedes?|preceding|leads? (?:up )?to)\b[^"“]{0,20}$/i;
const AFTER_IN_ENGLISH = /\b(?:after|follows?|following)\b[^"“]{0,20}$/i;
/** Asks for what is said there, as against what happened before or after something. */
const ASKS_WHAT = /什么|啥|哪|怎么说|是[?？]?$|\b(?:what|which)\b/i;
const OF_THE_TEXT =
  /句|段|话|紧[挨接跟]|接着|[讲说写提]|\b(?:sentence|line|words?|paragraph|comes?|says?|said|directly|immediately|right|follows?)\b/i;

const DIVISION = '(?:部分|板块|章|节|点|条|项|小?标题)';
/** 碳达峰碳中和前面的一节标题, 讲完农村之后是哪一部分, 科技那一条的下一条. */
const BESIDE_DIVISION = new RegExp(
  `(?:讲完|说完|谈完|讲|谈|关于)?([^,，。？?“”]{2,14}?)(?:[那这]一?个?${DIVISION})?(?:的|之|以|[,，]?它的?|[,，])?` +
    `(?:(前[面头边]?|上[面边]?)|((?<!最)后[面头边]?|下[面边]?|紧接着|接下来))` +
    `(?:的|是|讲的?|紧挨着的?|紧接着的?)*(?:[那上下前后哪])?一个?大?${DIVISION}`,
);

function readBesideDivision(text: string): PlaceBeside | null {
  const match = /第[零一二三四五六七八九十\d几]/.test(text) ? null : BESIDE_DIVISION.exec(text);
  const topic = match?.[1];
  if (match === null || topic === undefined || !ASKS_WHAT.test(text)) return null;
  return {
    ask: 'beside-division',
    topic: matterOf(topic),
    level: levelOf(match[0]),
    side: match[2] === undefined ? 'after' : 'before',
  };
}

const FOLLOWING = '紧接着|紧跟着|紧挨着|接下来|接着|跟着|随后|马上';
const ENDS_WITH_FOLLOWING = new RegExp(`(?:${FOLLOWING})$`);
/** 下一段, 紧挨着的上一句, 那一桩的下一桩: a place beside another one, which is named before it. */
const NEXT_PLACE = new RegExp(
  `(?:${FOLLOWING}|再|的|就是|[,，])*?(?:(?<before>(?<![之以])[上前])|(?<after>下|(?<![最末背之以])后|新起|接下来|紧接着))面?[的那]?一个?(?:自然)?(?<unit>段|句|桩|件|张|例)`,
);
/** 讲完…，接下来要做的是什么: what follows something that is named before. */
const NEXT_SAID = new RegExp(
  `(?:[讲说谈提念答问道数引读]|介绍|回顾|交代|列举|总结)(?:[^,，。?？]{0,20}(?:[之以]后|过后)|[^,，。?？]?完[^,，。?？]{0,20})[,，]?[他她]?(?:就|又)?(?:${FOLLOWING})`,
);
/** Words around the name of a place that say nothing of what stands there. */
const AROUND_A_PLACE =
  /^.*?[里中],|(?:[讲说谈念答问举数]|数落|回顾|介绍|总结|交代|描写|列举)?(?:完|过)(?:了|以后|之后|后)?|(?:讲完|说完|[之以]?[前后])$|[那这][一几]?(?:段|句|桩|件|条|张|样|例|块|个例子)?(?:话|议论|文字)?(?:讲完|说完)?(?:[之以]?[前后])?$|^(?:在|从)/g;

/** Characters of a topic that names something. */
const SHORTEST_TOPIC = 2;
/** 那几句, 所有纸条: what is told in several sentences. */
const SEVERAL = /[几些]|所有|全部|这番|那番|们/;

function readBesideTopic(text: string): PlaceBeside | null {
  if (!ASKS_WHAT.test(text)) return null;
  const place = NEXT_PLACE.exec(text);
  // 讲完分配制度，接下来的一点 asks for a division.
  const found = place ?? (BESIDE_DIVISION.test(text) ? null : NEXT_SAID.exec(text));
  if (found === null) return null;
  const ahead = text
    .slice(0, found.index + (place === null ? found[0].length : 0))
    .replace(ENDS_WITH_FOLLOWING, '')
    .replace(/^第[零〇一二三四五六七八九十\d]+(?:个|大)*(?:部分|章|节|条|点)[里中]?面?/, '');
  const clauses = ahead
    .split(/[,，]/)
    .map((clause) => clause.replace(AROUND_A_PLACE, ' ').trim())
    .filter((clause) => clause.length >= SHORTEST_TOPIC);
  const topic = clauses.at(-1) ?? '';
  if (topic === '' || /第[零一二三四五六七八九十\d]|最后|开头|结尾|[“"「『]/.test(topic)) return null;
  const { unit, before } = place?.groups ?? {};
  return {
    ask: 'beside-topic',
    topic,
    isTopicLong: SEVERAL.test(ahead),
    unit: unit === '段' ? 'paragraph' : unit === undefined || unit === '句' ? 'sentence' : 'item',
    side: before === undefined ? 'after' : 'before',
  };
}

const NAMED_PLACE = '(?:[那这]?[一两二几]?个?(?:章|部分|段|条|点|项|板块|件事?|节))?';
/** 夹在改革开放和生态两章中间的那一章. */
const BETWEEN = [
  `(?:夹在|介于|处在|处于|位于)(?<first>[^,，。?？]{2,24}?)${NAMED_PLACE}(?:、|[,，])(?:和|与|跟)?(?<second>[^、,，。?？]{2,24}?)${NAMED_PLACE}(?:之间|中间|当中)`,
  `(?:夹在|介于|处在|处于|位于)(?<first>[^,，。?？]{2,24}?)${NAMED_PLACE}(?:和|与|跟)(?<second>[^,，。?？]{2,24}?)${NAMED_PLACE}(?:之间|中间|当中)`,
  `\\bbetween (?:the )?(?<first>[^?.,]{4,60}?) and (?:the )?(?<second>[^?.,]{4,60}?)(?=[?.,]|\\s(?:what|which|who|is|are|does)\\b|$)`,
].map((pattern) => new RegExp(pattern, 'i'));

/** What stands between two things in a text. */
const OF_PLACES = /部分|板块|[章节段条点句]|小?标题|\b(?:paragraphs?|sentences?|sections?|parts?|points?|addressed)\b/i;

function readBetween(text: string): PlaceBeside | null {
  if (!OF_PLACES.test(text)) return null;
  const match = BETWEEN.map((pattern) => pattern.exec(text)).find((found) => found !== null);
  const { first, second } = match?.groups ?? {};
  if (match === undefined || match === null || first === undefined || second === undefined) return null;
  if (!ASKS_WHAT.test(text) && !/\bwho\b/i.test(text)) return null;
  const named = (words: string) =>
    words.replace(/(?:[头末首]|最后|第)[一二三四五六七八九十]?个?(?:条|点|章|部分)讲?/g, '');
  return { ask: 'between', topics: [named(first), named(second)], level: levelOf(text.slice(match.index)) };
}

/** Reads a question for the address of the speech, for what stands beside quoted words or a named division; null for any other. */
export function readPlaceBeside(text: string): PlaceBeside | null {
  if ((GREETS.test(text) && AT_THE_BEGINNING.test(text)) || GREETS_IN_ENGLISH.test(text)) return { ask: 'salutation' };
  const quoted = QUOTED_WORDS.exec(text);
  const words = quoted?.[1];
  if (quoted === null || words === undefined)
    return readBetween(text) ?? readBesideTopic(text) ?? readBesideDivision(text);
  if (!ASKS_WHAT.test(text) || !OF_THE_TEXT.test(text)) return null;
  const behind = text.slice(quoted.index + quoted[0].length);
  const ahead = text.slice(0, quoted.index);
  if (BEFORE.test(behind) || BEFORE_IN_ENGLISH.test(ahead)) return { ask: 'beside', words, side: 'before' };
  if (AFTER.test(behind) || AFTER_IN_ENGLISH.test(ahead)) return { ask: 'beside', words, side: 'after' };
  return null;
}
