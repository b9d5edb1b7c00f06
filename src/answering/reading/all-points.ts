import { parseNumeral } from '../../text/numerals.js';
import { NUMERAL } from './positions.js';
import type { StructureQuestion } from './structure-question-type.js';

/** What points are called, whatever they are about. */
const POINTS = '(?:意见|要求|建议|任务|希望|措施|体会|看法|问题|打算|内容|重点|工作)';
const WHO_SAYS =
  '(?:请|把|给我|列一?下|列出|说说|说一下|讲话|报告|演讲|文章|他|她|书记|里面?|中|提到?|讲|说|了|的|出|那|这|哪|所|一共|总共|共)';
const ALL =
  '(?:[,，]?(?:分别|都|各自?|具体)*(?:是|有|指|讲|说|包括)*(?:的|了)*(?:什么|哪些|哪[几二三四五六七八九十两]?[个点条项]*(?:方面)?)?)';
/** 三点意见分别是什么, 七个方面的要求是什么, 列一下那七条: nothing but how many there are. */
const SO_MANY = new RegExp(
  `^${WHO_SAYS}*?(?<count>${NUMERAL})(?:个?大?方面|大?[点条项])的?${POINTS}?${ALL}内?容?[呢吧]?[?？。]*$`,
);
const ASKS_FOR_ALL = /什么|哪|列|分别/;

/** 深刻领会有哪些, 深刻领会一共有几条: words that all of them may hold. */
const OF_A_TERM =
  /^(?:(?:讲话|报告|文章)?[里中的]*)?(?<term>[\u4e00-\u9fff]{2,8}?)(?:一共|总共|共|都|具体|分别)*(?:有|包括)(?:(?<all>哪些|哪几[个条点项]?(?:方面)?)|几(?:条|点|个|项|个方面))呢?[?？。]*$/;

/** Reads a question for all points of a list that says of it only how many they are or what they have in common. */
export function readAllPoints(text: string): StructureQuestion | null {
  const count = parseNumeral(SO_MANY.exec(text)?.groups?.count ?? '');
  if (count !== null && count >= 2 && ASKS_FOR_ALL.test(text))
    return { ask: 'all-points', count, term: null, wantsItems: true };
  const groups = OF_A_TERM.exec(text)?.groups;
  if (groups?.term === undefined) return null;
  return { ask: 'all-points', count: null, term: groups.term, wantsItems: groups.all !== undefined };
}
