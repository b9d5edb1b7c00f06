import type { OutlineNode, Span, Speech } from '../../speech/types.js';
import { firstSentenceEndOf } from './spans.js';
import { MIDDLE, type Position } from '../reading/positions.js';

/** A list of sibling divisions with what introduces it. */
export interface DivisionList {
  readonly parent: OutlineNode | null;
  readonly items: readonly OutlineNode[];
}

/** Kinds that are the speaker's words and count as divisions. */
export const isDivision = (node: OutlineNode) => node.kind === 'section' || node.kind === 'point';

/** A part that only the speaker's words set apart (第一件事…), without a heading. */
export const isSpokenPart = ({ kind, heading }: OutlineNode) => kind === 'section' && heading === null;

/** Whether a division stands under a line of its own. */
export const hasHeadingLine = ({ text }: Speech, { heading }: OutlineNode) =>
  heading !== null && text.charAt(heading.end) === '\n';

/** Whether a division is its points and hardly anything else. */
export function consistsOfPoints({ span, children }: OutlineNode): boolean {
  const inPoints = children.reduce((sum, child) => sum + child.span.end - child.span.start, 0);
  return inPoints * 2 >= span.end - span.start;
}

/** The parts of the speech: sections in order; a speech without sections has none. */
export function sectionsOf(speech: Speech): OutlineNode[] {
  return speech.outline.filter(({ kind }) => kind === 'section');
}

/** Runs of numbered siblings that count from 1, and runs of siblings without numbers. */
function splitRuns(nodes: readonly OutlineNode[]): OutlineNode[][] {
  const runs: OutlineNode[][] = [];
  for (const node of nodes) {
    const last = runs.at(-1);
    const before = last?.at(-1);
    const continues =
      before !== undefined &&
      (node.ordinal === null
        ? before.ordinal === null && formOf(before) === formOf(node)
        : node.ordinal === (before.ordinal ?? -1) + 1);
    if (last !== undefined && continues) last.push(node);
    else runs.push([node]);
  }
  return runs;
}

const formOf = (node: OutlineNode) => node.label ?? '';

/** Every list of divisions of the speech, outer ones first. */
export function allLists(speech: Speech): DivisionList[] {
  const lists: DivisionList[] = [];
  const visit = (parent: OutlineNode | null, nodes: readonly OutlineNode[]) => {
    for (const run of splitRuns(nodes.filter(isDivision))) lists.push({ parent, items: run });
    for (const node of nodes) visit(node, node.children);
  };
  visit(null, speech.outline);
  return lists;
}

/** Words of a node's heading; of a node without one, its first sentence. */
export function headSpan(speech: Speech, node: OutlineNode): Span {
  return node.heading ?? { start: node.span.start, end: firstSentenceEndOf(speech, node.span.start) };
}

/** Every division of the speech in reading order. */
export function allDivisions(speech: Speech): OutlineNode[] {
  const visit = (nodes: readonly OutlineNode[]): OutlineNode[] =>
    nodes.flatMap((node) => [...(isDivision(node) ? [node] : []), ...visit(node.children)]);
  return visit(speech.outline);
}

/**
 * The item at a position, which counts from 1 or, from the end, from -1, or is the middle one; undefined beyond the last,
 * and for the middle of an even number.
 */
export function atPosition<Item>(items: readonly Item[], position: Position): Item | undefined {
  if (position === MIDDLE) return items.length % 2 === 0 ? undefined : items[(items.length - 1) / 2];
  return items.at(position > 0 ? position - 1 : position);
}
