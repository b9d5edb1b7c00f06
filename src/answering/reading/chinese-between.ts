import { COUNTED_UNIT, namesSomething, TEXT_UNIT, toldIn } from './beside-words.js';
import type { PlaceBeside } from './places-beside.js';
import { levelOf } from './positions.js';

const MIDDLE = '(?:的?正?(?:之间|中间|当中))';
/** 中间那段, 之间的还有哪两条, 中间隔着一个小段, 当中夹着讲的, 中间插了件什么事. */
const STANDS_BETWEEN = (() => {
  const unit = `[个大小]?(?:${TEXT_UNIT}|${COUNTED_UNIT})(?=[讲说是谈的怎什呢叫对里中有在,，。?？\\s]|$)`;
  const pointed = `的?(?:那|这|是?哪|是一|还有|又有|有哪|剩下)[的那这哪一二两三四几\\d]*${unit}`;
  const placed = `(?:的|还|又|是|他|她)*(?:夹|插|隔|穿插)[着了进入有]*[一个只有]*(?:[^,，。?？]{0,10}${TEXT_UNIT}|[讲说谈]|什么|哪|件|样)`;
  // "两地之间一段是高速" is asked of the world: what is between two that are told is in their middle.
  const told = `(?<!之间)(?:的?一${unit}|(?:还|又|先)?[讲说谈](?:了|的是|过|到))`;
  return new RegExp(`${MIDDLE}[,，\\s]*(?:${pointed}|${placed}|${told})`);
})();
/** 夹在改革开放和生态两章中间的. */
const SET_BETWEEN = new RegExp(`(?:夹在|介于|处在|处于|位于)(?<both>[^。?？]{4,50}?)${MIDDLE}`);
/** 说完请人吃早饭、还没说到货车的时候; 讲完修路之后、讲机场之前. */
const NOT_YET = new RegExp(
  '(?<first>[^,，。?？]{2,24}?)(?:' +
    '(?:[,，、\\s]|[之以]?后)*(?:还|又|却)*[没未]有?(?:[讲说谈提轮]|进入|开始)+(?:到|起)?(?<unsaid>[^,，。?？]{2,24}?)(?:的时候|的当口|那会儿|[之以]?前|时|(?=[,，](?:当中|中间|之间)))|' +
    '(?:[,，、\\s]|[之以]?后)+(?:又|却|到|在)*(?:[讲说谈提]到?|进入)(?<next>[^,，。?？]{2,24}?)[之以]?前)',
);
/** 安全底线说完了，师德底线还没开口，这中间…. */
const TOLD_AND_NOT_YET =
  /(?<first>[^,，。?？、]{2,24}?)(?:[讲说谈念提]|布置|部署|交代)完了?[、,，](?<next>[^,，。?？、]{2,24}?)(?:还|尚|却)?[没未]有?(?:开口|出来|出场|开讲|[讲说提]到?|轮到|开始|登场)[,，]?(?:这|的)?(?:之间|中间|当中|间)/;
/** 在管钱的那条后面、讲安全那条前面，还有一条. */
const AFTER_ONE_BEFORE_OTHER = new RegExp(
  `(?<first>[^,，。?？、]{2,20}?)(?:[之以]后|后[面头边])[、,，和\\s]*(?<next>[^,，。?？、]{2,20}?)(?:[之以]前|前[面头边])[,，]?(?:的|还|又|那|是|中间|夹|讲|说)`,
);
/** How what stands there may be asked for. */
const OF_THE_TEXT = new RegExp(`${TEXT_UNIT}|[那这]一?大?块|条|点|项|[讲说谈](?:了|的是|过)`);

const named = (words: string) =>
  toldIn(
    words
      .replace(/(?:[头末首]|最后|第)[一二三四五六七八九十]?个?(?:条|点|章|部分)讲?/g, '')
      .replace(/(?:[那这]?[一两二几]个?(?:章|部分|段|条|点|项|板块|件事?|节))$/, '')
      .replace(/[“”"「」『』]/g, ''),
  ).replace(/的?事$/, '');

/** 三个例子当中，夹在中间的是哪个: the middle one of so many, and nothing between two. */
const IN_THE_MIDDLE = /之间|中间|当中|^[夹处排位]在/;

/** The two that are named, one behind the other, with 和 or 、 between them. */
function twoOf(both: string): readonly [string, string] | null {
  const joined =
    /^从(?<first>.{2,}?)(?:一路|一直)?[讲说谈]到(?<second>.{2,})$/.exec(both) ??
    /^(?<first>.+?)[,，\s]+(?:和|与|跟|同|到|以及|、)?\s*(?<second>.+)$/.exec(both) ??
    /^(?<first>.{2,})(?:、|和|与|跟|同|到)(?<second>.{2,})$/.exec(both);
  const [first, second] = [named(joined?.groups?.first ?? ''), named(joined?.groups?.second ?? '')];
  const isNamed = (words: string) => namesSomething(words) && !IN_THE_MIDDLE.test(words);
  return isNamed(first) && isNamed(second) ? [first, second] : null;
}

/** The clauses right before a place that name two things: the last one, or the last two where 和 opens it. */
function bothBefore(ahead: string): string {
  const clauses = ahead.split(/[,，]/).filter((clause) => clause.trim() !== '');
  const last = clauses.at(-1) ?? '';
  const isSecond = /^(?:和|与|跟|同|到)/.test(last.trim()) || !/.[和与跟同、到\s]./.test(last.trim());
  return isSecond ? clauses.slice(-2).join(',') : last;
}

function unitIn(words: string): { readonly unit?: 'sentence' | 'paragraph' } {
  if (/部分|[那这板]一?大?块|[章节条点项]|标题/.test(words)) return {};
  return /段/.test(words) ? { unit: 'paragraph' } : { unit: 'sentence' };
}

/** Reads a question for what stands between two things that are told; null for any other. */
export function readChineseBetween(text: string): PlaceBeside | null {
  const asks = (topics: readonly [string, string], behind: string): PlaceBeside => ({
    ask: 'between',
    topics,
    level: levelOf(behind),
    ...unitIn(behind),
  });
  const asksOfTwo = (one: string, other: string, behind: string): PlaceBeside | null => {
    const topics = [named(one), named(other)] as const;
    return topics.every(namesSomething) ? asks(topics, behind) : null;
  };
  const set = SET_BETWEEN.exec(text);
  if (set !== null && OF_THE_TEXT.test(text)) {
    const topics = twoOf(set.groups?.both ?? '');
    if (topics !== null) return asks(topics, text.slice(set.index));
  }
  const notYet = NOT_YET.exec(text);
  const { first = '', unsaid, next = '' } = notYet?.groups ?? {};
  // "获奖之后、讲到家乡之前" needs one that is told, as against what happened before.
  if (notYet !== null && /(?:讲|说|谈|提|念|答|问|介绍|回顾)完?/.test(first)) {
    const between = asksOfTwo(first, unsaid ?? next, text.slice(notYet.index + notYet[0].length));
    if (between !== null) return between;
  }
  const told = TOLD_AND_NOT_YET.exec(text);
  if (told !== null) {
    const behind = text.slice(told.index + told[0].length);
    const between = asksOfTwo(told.groups?.first ?? '', told.groups?.next ?? '', behind);
    if (between !== null) return between;
  }
  const apart = AFTER_ONE_BEFORE_OTHER.exec(text);
  if (apart !== null && OF_THE_TEXT.test(text)) {
    const behind = text.slice(apart.index + apart[0].length - 1);
    const between = asksOfTwo(apart.groups?.first ?? '', apart.groups?.next ?? '', behind);
    if (between !== null) return between;
  }
  const stands = STANDS_BETWEEN.exec(text);
  if (stands === null || stands.index === 0) return null;
  const topics = twoOf(bothBefore(text.slice(0, stands.index)));
  return topics === null ? null : asks(topics, text.slice(stands.index));
}
