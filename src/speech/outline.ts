import type { Block } from './block.js';
import { makeBlocks } from './blocks.js';
import { leavesEnglishList } from './english-front.js';
import { beginsWithVocative, readFrontMatter } from './front-matter.js';
import { findBodyLimits, WEAK_LIST_RANK } from './list-ends.js';
import { type Mark, ORDER_FAMILY } from './marks.js';
import { findEndOfSpokenParts } from './spoken-marks.js';
import type { OutlineKind, OutlineNode, Span } from './types.js';
import { ASKED_BY_LISTENER } from './unnumbered-headings.js';

/** The outline and, for each block of text in order, the innermost node that holds it. */
export interface OutlineResult {
  readonly outline: readonly OutlineNode[];
  readonly blocks: readonly { readonly span: Span; readonly heading: Span | null; readonly node: OutlineNode }[];
}

/** Units of a block in which what it is shows: a heading is no longer. */
const LONGEST_HEAD = 40;
const headOf = (text: string, { span }: Block) => text.slice(span.start, Math.min(span.end, span.start + LONGEST_HEAD));
/** Whether a block is as short as a heading. */
const isShort = ({ span }: Block) => span.end - span.start <= LONGEST_HEAD;

interface Draft {
  kind: OutlineKind;
  level: number;
  label: string | null;
  ordinal: number | null;
  heading: Span | null;
  span: { start: number; end: number };
  children: Draft[];
}

/** 附件2, 附件：任务分工表: what stands over an annex. */
const ANNEX_HEADING =
  /^(?:附件|附录|附表|附(?=[：:](?!名词解释|注释|注解)))[\s\d一二三四五六七八九十]*(?:[：:][^。；]*)?$/;

/** Index of the first block of the file's appendix (annexes, notes, related links); `blocks.length` where none. */
function findTail(text: string, blocks: readonly Block[]): { index: number; kind: 'annex' | 'note' | 'chrome' } | null {
  for (const [index, block] of blocks.entries()) {
    if (index < blocks.length / 3 || !isShort(block)) continue;
    const words = headOf(text, block);
    if (ANNEX_HEADING.test(words)) return { index, kind: 'annex' };
    if (/^(?:附[：:]\s*)?(?:名词解释|注释|注解|尾注|参考文献|Notes?)[：:]?$/i.test(words))
      return { index, kind: 'note' };
    if (
      /^(?:相关(?:报道|链接|新闻|阅读)|责任编辑|上一篇|下一篇|编辑|来源)[：:]?/.test(words) &&
      index >= blocks.length - 12
    )
      return { index, kind: 'chrome' };
  }
  return findNumberedNotes(text, blocks);
}

/** Notes after the text whose numbers stand right before their words ("1本篇…", "2伊孛生…"), in order to the end. */
function findNumberedNotes(text: string, blocks: readonly Block[]): { index: number; kind: 'note' } | null {
  const numbers = blocks.map((block) =>
    Number(/^(\d{1,3})(?![\d、.．年月日%）)])/.exec(text.slice(block.span.start, block.span.start + 8))?.[1] ?? 0),
  );
  const index = numbers.lastIndexOf(1);
  if (index < blocks.length / 4 || blocks.length - index < 3) return null;
  return numbers.slice(index).every((number, offset) => number === offset + 1) ? { index, kind: 'note' } : null;
}

function draftOf(kind: OutlineKind, level: number, block: Block): Draft {
  const label = block.mark === null || block.mark.label === '' ? null : block.mark.label;
  return {
    kind,
    level,
    label,
    ordinal: block.mark?.ordinal ?? null,
    heading: block.heading,
    span: { ...block.span },
    children: [],
  };
}

/** 首先, 其次, 再次: what 最后 counts on from. */
const ORDER_LABEL = /^[首其再]/;

/** True for 其次, 再次 and 最后, which have their number from their place alone. */
function isOrderWord(mark: Mark): boolean {
  return mark.family === ORDER_FAMILY && mark.ordinal !== 1;
}

/** Nests marked blocks by rank: a list of nodes with their blocks. The base node takes what stands before a section. */
class TreeBuilder {
  readonly roots: Draft[] = [];
  readonly placed: { span: Span; heading: Span | null; node: Draft }[] = [];
  private stack: { draft: Draft; rank: number; bodyLimit: number; isInline: boolean }[] = [];

  constructor(
    private readonly text: string,
    private readonly sectionRank: number,
    private readonly bodyLimits: ReadonlyMap<Block, number>,
  ) {}

  startPart(kind: OutlineKind, block: Block): void {
    const draft = draftOf(kind, 0, { ...block, mark: null });
    this.roots.push(draft);
    this.stack = [{ draft, rank: -1, bodyLimit: Infinity, isInline: false }];
    this.placed.push({ span: block.span, heading: block.heading, node: draft });
  }

  add(block: Block): void {
    const { mark } = block;
    if (mark === null) {
      this.addText(block);
      return;
    }
    while (this.stack.length > 0 && (this.stack.at(-1)?.rank ?? -1) >= mark.rank) this.stack.pop();
    const isSection = mark.rank <= this.sectionRank;
    if (isSection) this.stack = this.stack.filter((entry) => entry.draft.kind === 'section');
    const parent = this.stack.at(-1)?.draft;
    if (parent === undefined && !isSection) {
      this.startThenAdd(block);
      return;
    }
    const draft = draftOf(
      parent === undefined ? 'section' : 'point',
      parent === undefined ? 0 : parent.level + 1,
      block,
    );
    const siblings = parent === undefined ? this.roots : parent.children;
    if (isOrderWord(mark)) {
      // 最后 says no number: it follows whatever came before, and alone it counts nothing.
      const last = siblings.at(-1);
      const before = last !== undefined && ORDER_LABEL.test(last.label ?? '') ? last.ordinal : null;
      draft.ordinal = before === null ? null : before + 1;
    }
    siblings.push(draft);
    // A list item that already has its body ends with its paragraph; what follows belongs to the list's parent.
    const runsOn = mark.rank >= 6 && (block.heading === null || block.heading.end < block.span.end);
    const bodyLimit = runsOn ? 0 : (this.bodyLimits.get(block) ?? Infinity);
    this.stack.push({ draft, rank: mark.rank, bodyLimit, isInline: block.isInline });
    this.placed.push({ span: block.span, heading: block.heading, node: draft });
  }

  private startThenAdd(block: Block): void {
    this.startPart('opening', {
      span: { start: block.span.start, end: block.span.start },
      mark: null,
      heading: null,
      isInline: false,
    });
    this.add(block);
  }

  private addText(block: Block): void {
    if (block.isInline) {
      // The rest of a paragraph after a list inside it belongs to whatever holds the paragraph.
      while (this.stack.at(-1)?.isInline === true) this.stack.pop();
    } else {
      this.leaveLists(block);
    }
    const top = this.stack.at(-1);
    if (top === undefined) {
      this.startPart(this.roots.some(({ kind }) => kind === 'section') ? 'closing' : 'opening', block);
      return;
    }
    if (!block.isInline) top.bodyLimit -= 1;
    this.placed.push({ span: block.span, heading: null, node: top.draft });
  }

  private leaveLists(block: Block): void {
    // The speaker who turns to the audience, or sums up, has left the list.
    const head = this.text.slice(block.span.start, block.span.start + 40);
    const leaves = beginsWithVocative(head) || leavesEnglishList(head);
    while ((this.stack.at(-1)?.bodyLimit ?? 1) < 1 || (leaves && (this.stack.at(-1)?.rank ?? -1) >= WEAK_LIST_RANK)) {
      this.stack.pop();
    }
  }
}

/**
 * Gives every node the text up to the first block that is not its own, blanks included: top nodes cover the text, and
 * a list item does not hold what follows the list.
 */
function stretch({ roots, placed }: TreeBuilder, textLength: number): void {
  const ownLast = new Map(placed.map(({ node }, index) => [node, index]));
  const visit = (draft: Draft): number => {
    const last = draft.children.reduce((latest, child) => Math.max(latest, visit(child)), ownLast.get(draft) ?? -1);
    draft.span.end = placed[last + 1]?.span.start ?? textLength;
    return last;
  };
  roots.forEach(visit);
}

/**
 * Rank of the marks that divide the speech as a whole: the highest form in use at the start of paragraphs. Written
 * forms count from the first, the weaker ones (1. and below) only as a list.
 */
function sectionRankOf(blocks: readonly Block[]): number {
  const counts = new Map<number, number>();
  for (const { mark, isInline } of blocks) {
    if (mark !== null && !isInline && mark.rank <= 5) counts.set(mark.rank, (counts.get(mark.rank) ?? 0) + 1);
  }
  const ranks = [...counts].filter(([rank, count]) => rank <= 2 || count >= 2).map(([rank]) => rank);
  return ranks.length === 0 ? -1 : Math.min(...ranks);
}

/** Fewest questions of listeners that stand behind a speech, and not in it. */
const FEWEST_LISTENERS = 2;

/**
 * Index of the block where the questions of listeners begin, the note above them that says so among them; null where
 * there are none.
 */
function findQuestions(text: string, body: readonly Block[]): number | null {
  const asked = body.flatMap((block, index) => (ASKED_BY_LISTENER.test(headOf(text, block)) ? [index] : []));
  const [first] = asked;
  if (first === undefined || asked.length < FEWEST_LISTENERS) return null;
  const before = body[first - 1];
  return before !== undefined && /^[（(].*(?:提问|问答|互动)/.test(headOf(text, before)) ? first - 1 : first;
}

function addFrontMatter(
  text: string,
  paragraphs: readonly Span[],
  builder: TreeBuilder,
  language: 'zh' | 'en',
): number {
  const kinds = readFrontMatter(text, paragraphs, language);
  kinds.forEach((kind, index) => {
    const span = paragraphs[index];
    if (span !== undefined)
      builder.startPart(kind, { span, mark: null, heading: kind === 'title' ? span : null, isInline: false });
  });
  return kinds.length;
}

/** Index of the block that opens the closing words: the first address to the audience after the last mark. */
function findClosing(text: string, body: readonly Block[], sectionRank: number): number {
  const numbered = body.findLastIndex((block) => block.mark !== null && block.mark.ordinal !== null);
  if (numbered < 0 || sectionRank < 0) return body.length;
  const index = body.findIndex(
    (block, at) =>
      at > numbered && block.mark === null && beginsWithVocative(text.slice(block.span.start, block.span.start + 40)),
  );
  return index < 0 ? body.length : index;
}

/** Reads the outline from the paragraphs of a canonical text. Linear in the text, but for a bounded number of searches. */
export function readOutline(text: string, paragraphs: readonly Span[], language: 'zh' | 'en'): OutlineResult {
  const frontLength = readFrontMatter(text, paragraphs, language).length;
  const blocks = makeBlocks(text, paragraphs.slice(frontLength), language);
  const tail = findTail(text, blocks);
  const body = blocks.slice(0, tail?.index ?? blocks.length);
  const sectionRank = sectionRankOf(body);
  const limits = findBodyLimits(body);
  const spoken = findEndOfSpokenParts(text, body);
  if (spoken !== null && spoken.end < body.length) limits.delete(spoken.last);
  const builder = new TreeBuilder(text, sectionRank, limits);
  addFrontMatter(text, paragraphs, builder, language);
  const closing = findQuestions(text, body) ?? spoken?.end ?? findClosing(text, body, sectionRank);
  body.forEach((block, index) => {
    const first = index === 0 && (block.mark === null || block.mark.rank > sectionRank);
    if (index === closing) builder.startPart('closing', block);
    else if (first) {
      builder.startPart(
        'opening',
        block.mark === null
          ? block
          : { span: { start: block.span.start, end: block.span.start }, mark: null, heading: null, isInline: false },
      );
      if (block.mark !== null) builder.add(block);
    } else builder.add(block);
  });
  blocks.slice(body.length).forEach((block, index) => {
    const isAnnex = isShort(block) && ANNEX_HEADING.test(headOf(text, block));
    if (index === 0 || isAnnex)
      builder.startPart(isAnnex ? 'annex' : (tail?.kind ?? 'note'), { ...block, heading: isAnnex ? block.span : null });
    else builder.add({ ...block, mark: null, heading: null, isInline: false });
  });
  const first = builder.roots[0];
  if (first !== undefined) first.span.start = 0;
  stretch(builder, text.length);
  return { outline: builder.roots, blocks: builder.placed.filter((block) => block.span.end > block.span.start) };
}
