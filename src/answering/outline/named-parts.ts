import type { OutlineNode, Sentence, Span, Speech } from '../../speech/types.js';
import type { CharacterFold } from '../../text/fold.js';
import { ENGLISH_STOP_WORDS } from '../../text/english-stop-words.js';
import { parseNumeral } from '../../text/numerals.js';
import { allDivisions, headSpan, isDivision, sectionsOf } from '../quoting/divisions.js';
import type { DivisionLevel } from '../reading/positions.js';
import { bigramsOf, coverage } from '../quoting/topic-match.js';
import { isHeadedByYear, yearOf, yearsNamed } from '../quoting/years.js';

/** Share of a topic's words that a heading, or a part's body, must hold to be meant. */
const LEAST_COVERAGE = 0.6;
/** Among headings that name a topic alike, the outer one is meant. */
const LEVEL_COST = 0.05;

/** Top nodes that the speaker says. */
const SPOKEN_PARTS: ReadonlySet<string> = new Set(['opening', 'section', 'closing']);
/** Sentences nearest to a topic that say which division it is. */
const NEAREST_SENTENCES = 10;
/** How much more a heading says than another sentence. */
const HEADING_WEIGHT = 2;
/** Share of what speaks for a division that one of its points must have to be meant instead. */
const LEAST_SHARE_OF_POINT = 0.7;

/** Share of the text from which on a part is too large to be what someone names. */
const LEAST_SHARE_OF_HALF = 0.4;

/** Longer sentences say more than what an English point is about, in UTF-16 units. */
const LONGEST_OPENING = 60;

/** What an annex is called, with its number. */
const ANNEX = /^(?:附件|附录)([一二三四五六七八九\d]{0,2})$/;

/** Finds the part of a speech that someone names by what it is about. */
export class NamedParts {
  private readonly divisions: readonly OutlineNode[];
  private readonly speechYear: number | null;

  constructor(
    private readonly speech: Speech,
    private readonly fold: CharacterFold,
  ) {
    this.divisions = allDivisions(speech);
    this.speechYear = yearOf(speech);
  }

  /** The annexes, in order. */
  get annexes(): OutlineNode[] {
    return this.speech.outline.filter(({ kind }) => kind === 'annex');
  }

  /**
   * The annex, or the division whose heading names the topic, or else the one in which most of the sentences stand that
   * are nearest to it (`ranked`, best first, headings among them), of those with points where `hasPoints`; null where there
   * is none.
   */
  find(words: string, ranked: readonly Sentence[], level: DivisionLevel, hasPoints = false): OutlineNode | null {
    const annex = ANNEX.exec(words);
    if (annex !== null) return this.annexes[(parseNumeral(annex[1] ?? '') ?? 1) - 1] ?? null;
    return this.byHeading(words) ?? this.byYear(words) ?? this.byMeaning(ranked, level, hasPoints);
  }

  /** Whether `find` needs to know which sentences are nearest to the words. */
  needsMeaning(words: string): boolean {
    return !ANNEX.test(words) && this.byHeading(words) === null && this.byYear(words) === null;
  }

  /** The one part whose heading names the year that the words name: 过去一年的工作 for 回顾2023年, in a speech of 2024. */
  private byYear(words: string): OutlineNode | null {
    if (!/\d{4}年/.test(words)) return null;
    const years = yearsNamed(words, this.speechYear);
    const [only, ...others] = sectionsOf(this.speech).filter((node) =>
      isHeadedByYear(this.speech, node, years, this.speechYear),
    );
    return years.size === 1 && only !== undefined && others.length === 0 ? only : null;
  }

  private byMeaning(ranked: readonly Sentence[], level: DivisionLevel, hasPoints: boolean): OutlineNode | null {
    const nearest = ranked.slice(0, NEAREST_SENTENCES);
    const weightOf = (node: OutlineNode) =>
      nearest.reduce(
        (sum, { span, isHeading }, rank) =>
          sum + (isWithin(span, node.span) ? (isHeading ? HEADING_WEIGHT : 1) / (rank + 1) : 0),
        0,
      );
    const best = (nodes: readonly OutlineNode[]) =>
      nodes.map((node) => ({ node, weight: weightOf(node) })).sort((a, b) => b.weight - a.weight)[0];
    const spoken = this.speech.outline.filter(({ kind }) => SPOKEN_PARTS.has(kind));
    const divided = hasPoints ? spoken.filter(({ children }) => children.length > 0) : [];
    const parts = divided.length > 0 ? divided : spoken;
    // What a speech without headings says has no parts, only a beginning or nothing over it.
    if (level === 'part' && !parts.some(({ kind }) => kind === 'section')) return null;
    const points = parts.flatMap(({ children }) => children.filter(isDivision));
    let found = best(level === 'point' && points.length > 0 ? points : parts);
    // Under a heading that holds half of the speech the chapters are what one would call parts.
    if (level === 'part' && found !== undefined && this.isHalf(found.node)) {
      const chapter = best(found.node.children.filter(isDivision));
      if (chapter !== undefined && chapter.weight >= LEAST_SHARE_OF_POINT * found.weight) found = chapter;
    }
    while (level === 'point' && found !== undefined) {
      const inner = best(found.node.children.filter(isDivision));
      if (inner === undefined || inner.weight < LEAST_SHARE_OF_POINT * found.weight) break;
      found = inner;
    }
    return found === undefined || found.weight === 0 ? null : found.node;
  }

  /** Whether a part without a number holds chapters and as much as half of what is spoken. */
  private isHalf(node: OutlineNode): boolean {
    const length = node.span.end - node.span.start;
    const chapters = node.children.filter(({ heading, children }) => heading !== null && children.length > 0);
    return node.ordinal === null && chapters.length >= 2 && length >= this.speech.text.length * LEAST_SHARE_OF_HALF;
  }

  /** The division whose heading holds most of the topic's words; under `scope` only, where one is given. */
  byHeading(topic: string, scope: OutlineNode | null = null): OutlineNode | null {
    const wanted = new Set([...bigramsOf(topic, this.fold)].filter((word) => !ENGLISH_STOP_WORDS.has(word)));
    let best: { node: OutlineNode; score: number } | null = null;
    for (const node of this.divisions) {
      const heading = this.headingOf(node);
      if (heading === null) continue;
      if (scope !== null && (node === scope || !isWithin(node.span, scope.span))) continue;
      const share = coverage(wanted, bigramsOf(this.speech.text.slice(heading.start, heading.end), this.fold));
      const score = share - LEVEL_COST * node.level;
      if (share >= LEAST_COVERAGE && score > (best?.score ?? 0)) best = { node, score };
    }
    return best?.node ?? null;
  }

  /** The heading; of an English point without one, the short sentence that opens it ("First, the channel."). */
  private headingOf(node: OutlineNode): Span | null {
    if (node.heading !== null || this.speech.language !== 'en') return node.heading;
    const head = headSpan(this.speech, node);
    return head.end - head.start <= LONGEST_OPENING ? head : null;
  }
}

const isWithin = (inner: Span, outer: Span) => inner.start >= outer.start && inner.end <= outer.end;
