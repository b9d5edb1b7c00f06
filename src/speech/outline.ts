import { findBackMatter, headsAnnex, isPageFoot, opensNotes } from './back-matter.js';
import { type Block, headOf } from './block.js';
import { makeBlocks, markBlocks } from './blocks.js';
import { leavesEnglishList, turnsToAudience } from './english-front.js';
import { endsSpeech, goesOverToEnd } from './closing-words.js';
import { beginsWithVocative, readFrontMatter } from './front-matter.js';
import { findBodyLimits, WEAK_LIST_RANK } from './list-ends.js';
import { type Mark, ORDER_FAMILY } from './marks.js';
import { findEndOfSpokenParts } from './spoken-marks.js';
import type { OutlineKind, OutlineNode, Span } from './types.js';
import { ASKED_BY_LISTENER } from './heading-lines.js';

/** The outline and, for each block of text in order, the innermost node that holds it. */
export interface OutlineResult {
  readonly outline: readonly OutlineNode[];
  readonly blocks: readonly { readonly span: Span; readonly heading: Span | null; readonly node: OutlineNode }[];
}

interface Draft {
  kind: OutlineKind;
  level: number;
  label: string | null;
  ordinal: number | null;
  heading: Span | null;
  span: { start: number; end: number };
  children: Draft[];
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
  // Under a heading of their own they are its points.
  if (before?.mark !== null && before?.heading?.end === before?.span.end) return null;
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

/** Paragraphs at the end among which the speaker turns to the audience to close where no count says that its parts are over. */
const LAST_PARAGRAPHS = 4;

/** Index of the block that opens the closing words: the first after the last mark that addresses the audience or ends. */
function findClosing(text: string, body: readonly Block[], sectionRank: number): number | null {
  const last = body.findLastIndex(({ mark, isInline }) => mark !== null && !isInline);
  if (last < 0 || sectionRank < 0) return null;
  const numbered = body.findLastIndex(({ mark }) => mark !== null && mark.ordinal !== null);
  const index = body.findIndex((block, at) => {
    if (at <= numbered || block.mark !== null || block.isInline) return false;
    const head = headOf(text, block);
    if (beginsWithVocative(head) || turnsToAudience(head))
      return numbered >= 0 || (at > last && at >= body.length - LAST_PARAGRAPHS);
    return at > last && (endsSpeech(head) || (at >= body.length - LAST_PARAGRAPHS && goesOverToEnd(head)));
  });
  return index < 0 ? null : index;
}

/** Reads the outline from the paragraphs of a canonical text. Linear in the text, but for a bounded number of searches. */
export function readOutline(text: string, paragraphs: readonly Span[], language: 'zh' | 'en'): OutlineResult {
  const frontLength = readFrontMatter(text, paragraphs, language).length;
  const blocks = makeBlocks(text, paragraphs.slice(frontLength));
  const tail = findBackMatter(text, blocks);
  const body = markBlocks(text, blocks.slice(0, tail?.index ?? blocks.length), language);
  const sectionRank = sectionRankOf(body);
  const limits = findBodyLimits(body);
  const spoken = findEndOfSpokenParts(text, body);
  if (spoken !== null && spoken.end !== null) limits.delete(spoken.last);
  const builder = new TreeBuilder(text, sectionRank, limits);
  addFrontMatter(text, paragraphs, builder, language);
  const closing = findQuestions(text, body) ?? spoken?.end ?? findClosing(text, body, sectionRank);
  body.forEach((block, index) => {
    const first = index === 0 && (block.mark === null || block.mark.rank > sectionRank);
    if (index === closing && builder.roots.at(-1)?.kind !== 'closing') builder.startPart('closing', block);
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
    const isAnnex = headsAnnex(text, block);
    const isFoot = index > 0 && tail?.kind !== 'chrome' && isPageFoot(text, block);
    const isNote = index > 0 && builder.roots.at(-1)?.kind !== 'note' && opensNotes(text, block);
    if (index === 0 || isAnnex || isFoot || isNote) {
      const kind = isAnnex ? 'annex' : isFoot ? 'chrome' : isNote ? 'note' : (tail?.kind ?? 'note');
      builder.startPart(kind, { ...block, heading: isAnnex ? block.span : null });
    } else builder.add({ ...block, mark: null, heading: null, isInline: false });
  });
  const first = builder.roots[0];
  if (first !== undefined) first.span.start = 0;
  stretch(builder, text.length);
  return { outline: builder.roots, blocks: builder.placed.filter((block) => block.span.end > block.span.start) };
}
