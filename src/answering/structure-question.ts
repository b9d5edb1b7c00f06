import { parseNumeral } from '../text/numerals.js';

/** A position in a list: from the front (1, 2, …) or from the back (-1 is the last). */
export type Position = number;

/** What a question asks of the outline. */
export type StructureQuestion =
  | { readonly ask: 'title' }
  | { readonly ask: 'announced' }
  | { readonly ask: 'count'; readonly part: Position | null; readonly topic: string }
  | { readonly ask: 'which'; readonly topic: string }
  | { readonly ask: 'before-first' }
  | { readonly ask: 'parts' }
  | {
      readonly ask: 'division';
      /** Position among the parts; null where no part is named. */
      readonly part: Position | null;
      /** Position among the points, of the named part or of the list that `topic` means; null: the part itself. */
      readonly point: Position | null;
      /** A position one level deeper. */
      readonly item: Position | null;
      /** The other words of the question, which may say what list is meant. */
      readonly topic: string;
      readonly headingOnly: boolean;
    };

const N = '[零〇一二三四五六七八九十百两\\d]{1,4}';
const PART_UNIT = '(?:大?部分|大块|大板块|板块|章|节|大段|篇)';
const POINT_UNIT = '(?:大?点(?:意见|要求|建议|希望)?|大?条|个?方面|大?项|款|个?问题|件事?|段)';
const HEADING_ONLY = /标题|题目|叫什么(?!名字)|叫啥|名称是/;

interface Found {
  readonly position: Position;
  readonly index: number;
  readonly length: number;
}

function positionOf(word: string, fromBack: boolean): Position | null {
  const value = parseNumeral(word);
  return value === null || value === 0 ? null : fromBack ? -value : value;
}

function findPosition(text: string, unit: string, from = 0): Found | null {
  const slice = text.slice(from);
  const numbered = new RegExp(`(倒数)?第(${N})(?:个|大)?${unit}`).exec(slice);
  const last = new RegExp(`最后(?:的)?(?:一|那)?(?:个|大)?${unit}`).exec(slice);
  const first = new RegExp(`(?:头一|首)个?${unit}|开头(?:第)?一${unit}`).exec(slice);
  const candidates: Found[] = [];
  const numberedPosition = numbered === null ? null : positionOf(numbered[2] ?? '', numbered[1] !== undefined);
  if (numbered !== null && numberedPosition !== null)
    candidates.push({ position: numberedPosition, index: from + numbered.index, length: numbered[0].length });
  if (last !== null) candidates.push({ position: -1, index: from + last.index, length: last[0].length });
  if (first !== null) candidates.push({ position: 1, index: from + first.index, length: first[0].length });
  return candidates.sort((a, b) => a.index - b.index)[0] ?? null;
}

/** A point named by its mark: “三是”, （二）, 一、 as words of the question. */
function findMarkedPoint(text: string): Found | null {
  const match =
    new RegExp(`[“"「『（(](${N})(?:是|、)?[”"」』）)]`).exec(text) ?? new RegExp(`(?:的|里|中)(${N})是`).exec(text);
  const position = match === null ? null : positionOf(match[1] ?? '', false);
  return match === null || position === null ? null : { position, index: match.index, length: match[0].length };
}

const STRUCTURE_WORDS =
  /讲话|报告|演讲|全文|文章|这篇|里面?头?|当中|其中|中|的时候|主要|具体|讲了|讲的|说了|说的|讲|说|提到|什么内容|什么|啥|哪些|内容|是|的|呢|吗|了|请|告诉我|一下|小?标题|题目|叫|[几多少]|[?？。,，!！\s]/g;

/** The words of a question that are not about structure. */
function topicOf(text: string, ...found: readonly (Found | null)[]): string {
  let rest = text;
  for (const part of found)
    if (part !== null) rest = rest.replace(text.slice(part.index, part.index + part.length), ' ');
  return rest.replace(STRUCTURE_WORDS, ' ').replace(/\s+/g, ' ').trim();
}

const ASKS_TITLE =
  /^(?:(?:这|该|整)?(?:篇|个|份|次)?(?:讲话|报告|演讲|文章|讲稿|全文|发言|稿子)的?(?:总|大|主)?(?:标题|题目)|标题|题目)(?:是|叫)?(?:什么|啥|怎么写的)?/;
const ASKS_PARTS =
  /(?:分|有|讲|包括|由|共|总共|一共)(?:成|为|了)?(?:几|多少|哪几)(?:个|大)*(?:部分|板块|章)|几(?:个|大)+部分|(?:结构|提纲|大纲|框架|目录)(?:是|有)?(?:什么|怎样|怎么|哪|如何)|how many (?:parts|sections)/i;
const ASKS_ANNOUNCED =
  /(?:要|准备|打算|后面|接下来)[^,，。]{0,6}(?:讲|说|谈|提)(?:了)?(?:几|多少)(?:点|条|个)|(?:讲|提|谈|说)了?(?:几|多少)(?:点|条)(?:意见|要求|建议|希望)?/;

/** Reads a question about the structure of the speech; null for any other question. */
export function readStructureQuestion(text: string): StructureQuestion | null {
  const part = findPosition(text, PART_UNIT);
  const rest =
    part === null ? text : text.slice(0, part.index) + '　'.repeat(part.length) + text.slice(part.index + part.length);
  if (part === null && ASKS_TITLE.test(text)) return { ask: 'title' };
  if (ASKS_PARTS.test(text) && part === null) return { ask: 'parts' };
  if (/“?第?一[”"」]?(?:部分|点|、)?之?前(?:面)?(?:讲|说|是|有)|开头(?:部分)?(?:讲|说|都?有)/.test(text))
    return { ask: 'before-first' };
  const which =
    /第几(?:个|大)?(?:[“"「『][^”"」』]*[”"」』]|部分|点|条|方面|项|章|节|段)|(?:在|属于)?哪(?:一)?(?:个|大)?(?:部分|章|节|板块)(?:里)?(?:讲|说|提|谈|论述|出现)?/.exec(
      text,
    );
  // 第几条 of a law is a fact to be found in a sentence, not a place in the speech.
  if (which !== null && part === null && !/(?:法|条例|规定|章程)[^,，。]{0,6}第几条/.test(text))
    return {
      ask: 'which',
      topic: topicOf(text.replace(which[0], ' '), null)
        .replace(/放在|位于|写在|属于|出现|在/g, ' ')
        .trim(),
    };
  if (part === null && ASKS_ANNOUNCED.test(text)) return { ask: 'announced' };
  const point = findMarkedPoint(rest) ?? findPosition(rest, POINT_UNIT);
  const afterPoint =
    point === null
      ? rest
      : rest.slice(0, point.index) + '　'.repeat(point.length) + rest.slice(point.index + point.length);
  if (part !== null && point === null && /(?:几|多少)(?:个|大)?(?:点|条|方面|项|要求|工作|任务|层意思)/.test(rest))
    return { ask: 'count', part: part.position, topic: '' };
  if (part === null && point === null) return null;
  const item = point === null ? null : findPosition(afterPoint, POINT_UNIT);
  return {
    ask: 'division',
    part: part?.position ?? null,
    point: point?.position ?? null,
    item: item?.position ?? null,
    topic: topicOf(text, part, point, item),
    headingOnly: HEADING_ONLY.test(text),
  };
}
