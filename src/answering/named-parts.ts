import type { OutlineNode, Span, Speech } from '../speech/types.js';
import { foldText, type CharacterFold } from '../text/fold.js';
import { parseNumeral } from '../text/numerals.js';
import { allDivisions } from './divisions.js';
import { bigramsOf, coverage } from './topic-match.js';

/** Share of a topic's words that a heading, or a part's body, must hold to be meant. */
const LEAST_COVERAGE = 0.6;
/** Among headings that name a topic alike, the outer one is meant. */
const LEVEL_COST = 0.05;

/** Top nodes that the speaker says. */
const SPOKEN_PARTS: ReadonlySet<string> = new Set(['opening', 'section', 'closing']);

/** Finds the part of a speech that someone names by what it is about. */
export class NamedParts {
  private readonly divisions: readonly OutlineNode[];

  constructor(
    private readonly speech: Speech,
    private readonly fold: CharacterFold,
  ) {
    this.divisions = allDivisions(speech);
  }

  /** The annexes, in order. */
  get annexes(): OutlineNode[] {
    return this.speech.outline.filter(({ kind }) => kind === 'annex');
  }

  /** The annex, or the division whose heading or else whose body speaks of the topic; null where none does. */
  find(words: string): OutlineNode | null {
    const annex = /^(?:附件|附录)([一二三四五六七八九\d]{0,2})$/.exec(words);
    if (annex === null) return this.byHeading(words) ?? this.byBody(words);
    return this.annexes[(parseNumeral(annex[1] ?? '') ?? 1) - 1] ?? null;
  }

  /** The division whose heading holds most of the topic's words; under `scope` only, where one is given. */
  byHeading(topic: string, scope: OutlineNode | null = null): OutlineNode | null {
    const wanted = bigramsOf(topic, this.fold);
    let best: { node: OutlineNode; score: number } | null = null;
    for (const node of this.divisions) {
      if (node.heading === null) continue;
      if (scope !== null && (node === scope || !isWithin(node.span, scope.span))) continue;
      const { start, end } = node.heading;
      const share = coverage(wanted, bigramsOf(this.speech.text.slice(start, end), this.fold));
      const score = share - LEVEL_COST * node.level;
      if (share >= LEAST_COVERAGE && score > (best?.score ?? 0)) best = { node, score };
    }
    return best?.node ?? null;
  }

  /**
   * The part in which the topic's words are most frequent: each counts by how few parts hold it, and against the
   * square root of the part's length, so that neither the longest nor the shortest part wins by its length.
   */
  byBody(topic: string): OutlineNode | null {
    const sections = this.speech.outline.filter(({ kind }) => SPOKEN_PARTS.has(kind));
    const wanted = [...bigramsOf(topic, this.fold)];
    if (sections.length < 2 || wanted.length === 0) return null;
    const bodies = sections.map(({ span }) => foldText(this.speech.text.slice(span.start, span.end), this.fold));
    const rarities = wanted.map((bigram) => {
      const holding = bodies.filter((body) => body.includes(bigram)).length;
      return holding === 0 ? 0 : Math.log(1 + bodies.length / holding);
    });
    const scores = bodies.map((body) => {
      if (wanted.filter((bigram) => body.includes(bigram)).length / wanted.length < LEAST_COVERAGE) return 0;
      const sum = wanted.reduce((all, bigram, at) => all + (body.split(bigram).length - 1) * (rarities[at] ?? 0), 0);
      return sum / Math.sqrt(body.length);
    });
    const best = Math.max(...scores);
    return best === 0 ? null : (sections[scores.indexOf(best)] ?? null);
  }
}

const isWithin = (inner: Span, outer: Span) => inner.start >= outer.start && inner.end <= outer.end;
