import type { Block } from './block.js';
import { endsSpeech } from './closing-words.js';
import { isEnglishHeading } from './english-headings.js';
import { beginsWithVocative } from './front-matter.js';
import { ASKED_BY_LISTENER, hasParts, markHeadingLines } from './heading-lines.js';
import { firstSentenceEnd } from './headings.js';
import { RUN_IN_FAMILY } from './marks.js';
import type { Span } from './types.js';

const textOf = (text: string, span: Span) => text.slice(span.start, span.end);

/** 【大门口】 alone on a line. */
const BRACKETED_LINE = /^【[^】：:]{2,14}】$/;
/** 二〇二三年九月二十一日: when something was written, under it. */
const DATE_LINE =
  /^[（(]?[\d〇零一二三四五六七八九]{4}[年.\-/][\d一二三四五六七八九十]{1,3}[月.\-/](?:[\d一二三四五六七八九十]{1,3}日?)?[）)]?$/;

/** Whether a line is a date or stands over one, as who signs does. */
const isSignature = (words: string, next: string) =>
  DATE_LINE.test(words) || (words.length <= 20 && DATE_LINE.test(next));

/** A line that stands alone as a heading without a number: short, and no sentence. */
export function isBareHeading(text: string, block: Block, next: Block | undefined, language: 'zh' | 'en'): boolean {
  const words = textOf(text, block.span);
  if (language === 'en')
    return block.mark === null && next !== undefined && isEnglishHeading(words, textOf(text, next.span));
  if (block.mark !== null || next === undefined || words.length > 32 || words.length < 4) return false;
  if (BRACKETED_LINE.test(words)) return true;
  return (
    !/[。！？；：，、,:;!?.…」）)》】]$/.test(words) &&
    // “护航者” may end a heading; what somebody says ends with its own stop.
    !/(?:^[^“]*|[。！？；：，、,:;!?.…])”$/.test(words) &&
    /[\u4e00-\u9fffA-Za-z]/.test(words) &&
    !isSignature(words, textOf(text, next.span)) &&
    (next.mark !== null || next.span.end - next.span.start > words.length)
  );
}

/** A short sentence on a line of its own above a long paragraph ("这是经济实力持续提升的五年。"). */
function isSentenceHeading(text: string, block: Block, next: Block | undefined): boolean {
  const words = textOf(text, block.span);
  if (block.mark !== null || next === undefined || next.mark !== null) return false;
  return (
    words.length <= 32 && words.length >= 5 && /^[^。！？；]+。$/.test(words) && next.span.end - next.span.start >= 60
  );
}

/** Two short clauses of about a length: 服务人次，屡创新高。 */
const SLOGAN = /^[\u4e00-\u9fff“”]{4,8}，[\u4e00-\u9fff“”]{4,8}。$/;

const FEWEST_SLOGANS = 2;

/** What happens to somebody, or to the speaker, is told and heads nothing: 有一年腊月…, 我那时觉得她傻。 */
const TELLS = /[我你他她它咱]|^(?:有一[年天次回]|那[年天时]|后来|当年|如今|昨天|今天|记得)/;

/** A paragraph whose first sentence is a short heading ("促进全省联动发展。提升大湾区…"). */
function hasRunInHeading(text: string, block: Block, next: Block | undefined, maySlogan: boolean): boolean {
  if (block.mark !== null) return false;
  const end = firstSentenceEnd(text, block.span);
  const first = text.slice(block.span.start, end);
  const hasBody = end < block.span.end - 20 || next?.isInline === true;
  return (
    hasBody &&
    first.length <= 36 &&
    first.length >= 5 &&
    !TELLS.test(first) &&
    !endsSpeech(first) &&
    (/^[^，,：:！!？?“]+。$/.test(first) || (maySlogan && SLOGAN.test(first)))
  );
}

/** What parts of a report are called: 2025年工作回顾, 2026年工作安排, “十五五”时期的主要目标. */
const NAMES_A_PART = /(?:工作|情况|时期|任务)[^，。]{0,6}(?:回顾|总结|安排|打算|部署|任务|目标|思路|重点)$|重点工作$/;

/** Units of the longest question that heads a part. */
const LONGEST_QUESTION = { zh: 24, en: 60 } as const;

/** A question on a line of its own above a longer paragraph, or above any where others are headings: 血压高了怎么办？ */
function isQuestionHeading(
  text: string,
  block: Block,
  next: Block | undefined,
  { longest, isAmongOthers }: { readonly longest: number; readonly isAmongOthers: boolean },
): boolean {
  const words = textOf(text, block.span);
  const isShort = words.length <= longest && words.length >= 4;
  return (
    block.mark === null &&
    next !== undefined &&
    isShort &&
    /^[^。！？；.!?;]+[？?]$/.test(words) &&
    !ASKED_BY_LISTENER.test(words) &&
    (isAmongOthers || next.span.end - next.span.start >= 2 * words.length)
  );
}
/** Fewest questions that are headings: one alone is asked by the speaker. */
const FEWEST_QUESTIONS = 3;
/** So many other headings beside them show that any question on a line of its own is one. */
const FEWEST_BESIDE_QUESTIONS = 2;

/** Whether headings that name a part (true) hold the others: they come first, and several others stand in a row under one. */
function holdOthers(headings: readonly boolean[]): boolean {
  const isRow = headings.some((isNamed, index) => !isNamed && headings[index + 1] === false);
  return headings[0] === true && headings.filter(Boolean).length >= 2 && isRow;
}

/** Whether numbered divisions stand under headings without a number: none of those interrupts a count of theirs. */
function standsOverNumbered(blocks: readonly Block[], bare: readonly boolean[]): boolean {
  let hasCounted = false;
  let isBehindHeading = false;
  for (const [index, { mark, isInline }] of blocks.entries()) {
    if (bare[index] === true) isBehindHeading = true;
    if (mark === null || isInline || mark.rank > 1) continue;
    // A heading that the count goes on behind stands inside a division.
    if (hasCounted && isBehindHeading && mark.ordinal !== 1) return false;
    if (!hasCounted && !isBehindHeading) return false;
    hasCounted = true;
    isBehindHeading = false;
  }
  return hasCounted || isBehindHeading;
}

/** Gives marks to headings without a number, where several of one kind show that they are headings. */
export function markUnnumbered(text: string, blocks: readonly Block[], language: 'zh' | 'en'): Block[] {
  const hasNumberedSections = blocks.some((block) => block.mark !== null && block.mark.rank <= 1);
  const readQuestions = (isAmongOthers: boolean) =>
    blocks.map((block, index) =>
      isQuestionHeading(text, block, blocks[index + 1], { longest: LONGEST_QUESTION[language], isAmongOthers }),
    );
  const sure = readQuestions(false);
  const questions = sure.filter(Boolean).length >= FEWEST_BESIDE_QUESTIONS ? readQuestions(true) : sure;
  const lines = blocks.map((block, index) => isBareHeading(text, block, blocks[index + 1], language));
  const areHeadings =
    questions.filter(Boolean).length >= FEWEST_QUESTIONS || lines.filter(Boolean).length >= FEWEST_BESIDE_QUESTIONS;
  const bare = lines.map((isBare, index) => isBare || (areHeadings && questions[index] === true));
  const bareCount = bare.filter(Boolean).length;
  const isOverNumbered = hasNumberedSections && standsOverNumbered(blocks, bare);
  // Of headings of two kinds those that name a part (2025年工作回顾) hold the others.
  const named = blocks.map((block, index) => bare[index] === true && NAMES_A_PART.test(textOf(text, block.span)));
  const hasNamedParts = holdOthers(named.filter((_, index) => bare[index] === true));
  const prefixes = new Map<string, number>();
  blocks.forEach((block, index) => {
    if (!isSentenceHeading(text, block, blocks[index + 1])) return;
    const prefix = text.slice(block.span.start, block.span.start + 2);
    prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1);
  });
  const marked = blocks.map((block, index): Block => {
    if (bare[index] === true && bareCount >= 2) {
      const isOver = isOverNumbered || !hasNumberedSections;
      const isUnder = hasNamedParts && named[index] !== true;
      const rank = !isOver ? 2.5 : (isOverNumbered ? 0.5 : 1) + (isUnder ? 0.2 : 0);
      return { ...block, mark: { label: '', ordinal: null, family: 'bare', rank }, heading: block.span };
    }
    const prefix = text.slice(block.span.start, block.span.start + 2);
    if ((prefixes.get(prefix) ?? 0) >= 3 && isSentenceHeading(text, block, blocks[index + 1])) {
      return { ...block, mark: { label: '', ordinal: null, family: prefix, rank: 6 }, heading: block.span };
    }
    return block;
  });
  return markRunInGroups(text, markHeadingLines(text, marked));
}

/** How paragraphs begin that are set apart by their first words. */
const OPENS_ROW = /^(?:希望|要|再|先|最后|接下来|必须|坚持)/;
/** Fewest short first sentences in a row that are headings in any case. */
const FEWEST_IN_A_ROW = 4;

/** In a run of unmarked paragraphs, all (but perhaps the first) with a short first sentence: those are headings. */
function markRunInGroups(text: string, blocks: readonly Block[]): Block[] {
  const result = [...blocks];
  const isDivided = hasParts(blocks);
  for (let start = 0; start < blocks.length; start += 1) {
    if (blocks[start]?.mark !== null) continue;
    let end = start + 1;
    // An address to the audience begins a new stretch, and so does what follows an inline list.
    while (
      blocks[end]?.mark === null &&
      !beginsWithVocative(text.slice(blocks[end]?.span.start, (blocks[end]?.span.start ?? 0) + 40))
    )
      end += 1;
    const run = blocks.slice(start, end);
    // One alone is a sentence like any other.
    const slogans = run.filter(({ span }) => SLOGAN.test(text.slice(span.start, firstSentenceEnd(text, span)))).length;
    const headed = run.map((block, index) =>
      hasRunInHeading(text, block, blocks[start + index + 1], slogans >= FEWEST_SLOGANS),
    );
    const candidates = headed.slice(headed[0] === true ? 0 : 1);
    const inner = headed.slice(headed.indexOf(true), headed.lastIndexOf(true) + 1);
    const count = candidates.filter(Boolean).length;
    const isGroup = count >= 2 && count >= candidates.length * 0.8;
    // Many in a row are headings whatever stands before and behind them.
    const isSetApart = run.some(
      ({ span }, index) => headed[index] === true && OPENS_ROW.test(text.slice(span.start, span.start + 4)),
    );
    const isRow = count >= FEWEST_IN_A_ROW && inner.length === count && (isDivided || !isSetApart);
    if (isGroup || isRow) {
      run.forEach((block, index) => {
        if (headed[index] !== true) return;
        const heading = { start: block.span.start, end: firstSentenceEnd(text, block.span) };
        result[start + index] = {
          ...block,
          mark: { label: '', ordinal: null, family: RUN_IN_FAMILY, rank: isRow && !isDivided ? 1 : 6.5 },
          heading,
        };
      });
    }
    start = end - 1;
  }
  return result;
}
