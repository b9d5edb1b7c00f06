import { withoutPosition, type Found } from './positions.js';
import type { StructureQuestion } from './structure-question-type.js';
import { topicOf } from './structure-topic.js';

const QUOTED = '[“"「『][^”"」』]*[”"」』]';
const PART_NAMES = '部分|板块|大?块|章|节|篇|小?标题';
const POINT_NAMES = '点|条|方面|项|段';
/** Ways to say that something is said. */
const SAID = '(?:讲|说|提|谈|论述|涉及|出现)';
const INSIDE = '(?:里[面头]?|之?中|之?内|当中|之?下[面头边]?|底下)?';
const STRESS = '(?:专门|主要|着重)?(?:是)?';
const LABEL = `(?<after>${QUOTED}|[^,，。?？里中内讲说提谈论是的专主着]{0,6})`;
/** Ways to ask in which part or point something is said. */
const WHICH: readonly RegExp[] = [
  // 第几部分, 放在第几点成绩里讲的
  `(?:[放排写列算]?在|属于|算)?第几(?:个|大)?(?:${QUOTED}|(?<part>${PART_NAMES})|${POINT_NAMES})${LABEL}${INSIDE}${STRESS}${SAID}?(?:到|过)*的?`,
  // 在哪一部分讲的
  `(?:[放排写列]?在|属于|从)?哪一?个?大?(?<part>${PART_NAMES})(?:开始|起)?${INSIDE}${STRESS}${SAID}?(?:到|过)*的?`,
  // 在成绩的哪一点里讲的, 哪一条“要求”提到
  `(?:[放排写列]?在(?:(?<before>[^,，。?？在]{1,8}?)的)?)?哪一?(?:个|大)?(?:${POINT_NAMES})${LABEL}${INSIDE}${STRESS}${SAID}(?:到|过)*的?`,
  // 民主集中制在那几条要求里排第几
  `(?<=[几一二三四五六七八九十\\d][个条点项][^,，。?？]{0,14}[里中])面?[排算列]?(?:在|到)?第几(?:个|位)?(?=[呢啊呀?？。!！]*$)`,
  // 讲农村的是哪一点
  `(?<=${SAID}[^,，。?？]{0,12})是哪一?(?:个|大)?(?:(?<part>${PART_NAMES})|${POINT_NAMES})(?=[呢啊呀?？。!！]*$)`,
].map((pattern) => new RegExp(pattern));

/** Reads in which part or point something is said; null for any other question. */
export function readWhich(text: string, part: Found | null): StructureQuestion | null {
  const match = WHICH.map((pattern) => pattern.exec(text)).find((found) => found !== null) ?? null;
  // "最后一个部分是第几部分" names its part itself.
  if (match?.groups?.part !== undefined && part !== null && topicOf(text.replace(match[0], ' '), part) === '')
    return null;
  // 第几条 of a law is a fact to be found in a sentence, not a place in the speech.
  if (match === null || /(?:法律?|条例|规定|章程)[^,，。]{0,6}(?:第几条|的哪)/.test(text)) return null;
  const { before = '', part: partName, after = '' } = match.groups ?? {};
  const blanked = withoutPosition(text, part);
  const ahead = blanked.slice(0, match.index);
  const told = new RegExp(`${SAID}([^,，。?？]{1,12}?)的(?:内容)?(?:是|在)?$`).exec(ahead)?.[1];
  // "从哪个标题开始讲国防": what stands behind says it, whatever was said before.
  const clause = topicOf(/[^,，。?？]*$/.exec(ahead)?.[0] ?? '').replace(/[那这]一?(?:块|部分|点|条|段|个方面)$/, '');
  const behind = topicOf(/^[^,，。?？]*/.exec(blanked.slice(match.index + match[0].length))?.[0] ?? '');
  const rest = ahead + '　' + blanked.slice(match.index + match[0].length);
  return {
    ask: 'which',
    part: part?.position ?? null,
    topic: topicOf(told ?? [behind, clause].find((words) => words.length >= 2) ?? rest)
      .replace(/放在|排在|位于|写在|属于|出现|在/g, ' ')
      .trim(),
    wants: partName === undefined || partName.startsWith('小') ? 'point' : 'part',
    label: (before + after).replace(/[“”"「」『』]/g, ''),
  };
}
