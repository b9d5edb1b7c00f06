import type { Block } from './block.js';
import { addressesGroup } from './front-matter.js';
import { firstSentenceEnd } from './headings.js';
import { RUN_IN_FAMILY } from './marks.js';

const wordsOf = (text: string, { span }: Block) => text.slice(span.start, span.end);

/** 问：夜里打点吵不吵？ of someone who listens. */
export const ASKED_BY_LISTENER = /^(?:提?问|听众|观众|记者|同学|Q)[\dA-Za-z一二三四五]{0,2}[：:]/;

/** Rank of listeners' questions: the answers stand under them. */
const ASKED_RANK = 5;

/** What a paragraph is about, as its first sentence: 关于下一步工作。 */
const ABOUT = /^关于[^，。；！？]{2,16}。/;
/** Fewest of those that are the parts of a speech without others. */
const FEWEST_ABOUT = 3;

/** Rank up to which marks divide a speech by themselves. */
const LOWEST_PART_RANK = 3.5;
/** Whether written marks or headings divide a speech. */
export const hasParts = (blocks: readonly Block[]) =>
  blocks.some(({ mark, isInline }) => mark !== null && !isInline && mark.rank <= LOWEST_PART_RANK);

function markAbout(text: string, blocks: readonly Block[]): Block[] {
  const isAbout = ({ span, mark }: Block) => mark === null && ABOUT.test(text.slice(span.start, span.start + 20));
  if (hasParts(blocks) || blocks.filter(isAbout).length < FEWEST_ABOUT) return [...blocks];
  return blocks.map((block) => {
    if (!isAbout(block)) return block;
    const heading = { start: block.span.start, end: firstSentenceEnd(text, block.span) };
    return { ...block, mark: { label: '', ordinal: null, family: RUN_IN_FAMILY, rank: 1 }, heading };
  });
}

/** “此书借来，三日必还。” alone over what is said about it. */
const QUOTED_LINE = /^[“「『][^”」』]{4,36}[”」』][。！]?$/;
const FEWEST_QUOTED = 3;

/** Marks lines that quote something over a longer paragraph, where nothing else divides a speech. */
function markQuoted(text: string, blocks: readonly Block[]): Block[] {
  const isQuoted = (block: Block, next: Block | undefined) =>
    block.mark === null &&
    next !== undefined &&
    next.span.end - next.span.start > block.span.end - block.span.start &&
    QUOTED_LINE.test(wordsOf(text, block));
  const quoted = blocks.map((block, index) => isQuoted(block, blocks[index + 1]));
  return quoted.filter(Boolean).length < FEWEST_QUOTED ? [...blocks] : asParts(blocks, quoted);
}

/** Marks lines that turn to one group after the other, where nothing else divides a speech. */
function markAddressed(text: string, blocks: readonly Block[]): Block[] {
  const addressed = blocks.map((block) => block.mark === null && addressesGroup(wordsOf(text, block)));
  return addressed.filter(Boolean).length < FEWEST_ADDRESSED ? [...blocks] : asParts(blocks, addressed);
}
const FEWEST_ADDRESSED = 3;

/** Makes the chosen lines headings of parts, where nothing else divides the speech. */
function asParts(blocks: readonly Block[], chosen: readonly boolean[]): Block[] {
  if (hasParts(blocks)) return [...blocks];
  return blocks.map((block, index) =>
    chosen[index] === true
      ? { ...block, mark: { label: '', ordinal: null, family: 'bare', rank: 1 }, heading: block.span }
      : block,
  );
}

/** Marks the questions of listeners that stand under a heading of their own (现场答问) as its points. */
function markAsked(text: string, blocks: readonly Block[]): Block[] {
  const isAsked = ({ span, mark }: Block) =>
    mark === null && ASKED_BY_LISTENER.test(text.slice(span.start, span.start + 12));
  const first = blocks.findIndex(isAsked);
  const before = blocks[first - 1];
  if (before === undefined || before.mark === null || before.heading?.end !== before.span.end) return [...blocks];
  return blocks.map((block, index) =>
    index >= first && isAsked(block)
      ? { ...block, mark: { label: '', ordinal: null, family: 'asked', rank: ASKED_RANK } }
      : block,
  );
}

/**
 * Gives marks to what divides a speech that has no other parts: 关于…。 at the head of paragraphs, lines that quote something,
 * lines that turn to one group after the other; and to the questions of listeners under a heading of their own.
 */
export function markHeadingLines(text: string, blocks: readonly Block[]): Block[] {
  return markAsked(text, markAddressed(text, markQuoted(text, markAbout(text, blocks))));
}
