import type { OutlineKind, Span, Speech } from '../../speech/types.js';
import type { SpeechList } from '../lists/speech-lists.js';
import { pathAt, sentenceIndexAt } from '../quoting/citation.js';

/** Kinds of nodes in the order in which a text has them: trees split it somewhere. */
const KINDS: readonly OutlineKind[] = [
  'title',
  'byline',
  'salutation',
  'opening',
  'section',
  'point',
  'closing',
  'annex',
  'note',
  'chrome',
];
/** Places further from an end are all the same. */
const FARTHEST_FROM_END = 30;
const LONGEST = 200;
const SAYS_LAST = /^(?:最后|末了|最末|末尾)/;
const SAYS_MORE = /^(?:另外|此外|还有|再|同时|也)/;
const HAS_BRACKET_NUMBER = /^[（(]?[一二三四五六七八九十]+[）)、]/;
/** Blanks that a span may begin or end with. */
const SLACK = 2;

/** What stands beside a sentence, by index; -1 where nothing does. */
export interface Beside {
  readonly openingOfDivision: number;
  readonly nextDivision: number;
  readonly nextParagraph: number;
  readonly paragraphBefore: number;
  readonly headingBefore: number;
  readonly nextItem: number;
}

interface ListPlace {
  readonly list: SpeechList;
  readonly item: number;
}

/** Where the sentences of one speech stand, as numbers. */
export class SpeechPlaces {
  /** Number of its paragraph, for each sentence. */
  readonly paragraphs: readonly number[];
  /** The innermost list that each sentence lies in. */
  private readonly lists: ReadonlyMap<number, ListPlace>;
  /** The item that each sentence begins, from the front and from the back. */
  private readonly begun: ReadonlyMap<number, { readonly front: number; readonly back: number }>;
  /** Signals of each sentence that no question changes. */
  readonly signals: readonly ReturnType<SpeechPlaces['signalsOf']>[];

  constructor(
    private readonly speech: Speech,
    lists: readonly SpeechList[],
  ) {
    let paragraph = 0;
    this.paragraphs = speech.sentences.map(({ span }, index) => {
      const before = speech.sentences[index - 1];
      if (before !== undefined && speech.text.slice(before.span.end, span.start).includes('\n')) paragraph += 1;
      return paragraph;
    });
    this.lists = this.innermost(lists);
    this.begun = this.beginnings(lists);
    const lengths = new Map<number, number>();
    for (const each of this.paragraphs) lengths.set(each, (lengths.get(each) ?? 0) + 1);
    this.signals = speech.sentences.map((_, index) => this.signalsOf(index, lengths));
  }

  private innermost(lists: readonly SpeechList[]): Map<number, ListPlace> {
    const lengthOf = ({ reach }: SpeechList) => (reach.at(-1)?.end ?? 0) - (reach[0]?.start ?? 0);
    const places = new Map<number, ListPlace>();
    for (const list of [...lists].sort((a, b) => lengthOf(b) - lengthOf(a))) {
      for (const [item, { start, end }] of list.reach.entries()) {
        const first = this.speech.sentences.findIndex(({ span }) => span.start >= start - 1);
        for (let at = first; at >= 0 && (this.speech.sentences[at]?.span.start ?? end) < end; at += 1)
          places.set(at, { list, item });
      }
    }
    return places;
  }

  private beginnings(lists: readonly SpeechList[]): Map<number, { front: number; back: number }> {
    const begun = new Map<number, { front: number; back: number; isExact: boolean }>();
    for (const { items } of lists) {
      for (const [item, { start }] of items.entries()) {
        const index = sentenceIndexAt(this.speech, start);
        const isExact = Math.abs((this.speech.sentences[index]?.span.start ?? 0) - start) <= SLACK;
        const known = begun.get(index);
        if (known === undefined || (isExact && !known.isExact))
          begun.set(index, { front: item + 1, back: items.length - item, isExact });
      }
    }
    return begun;
  }

  private signalsOf(index: number, lengths: ReadonlyMap<number, number>) {
    const { sentences, outline, text } = this.speech;
    const sentence = sentences[index];
    if (sentence === undefined) throw new RangeError(`no sentence ${index}`);
    const { span, node, isHeading } = sentence;
    const words = text.slice(span.start, span.end);
    const path = pathAt(this.speech, span.start);
    const [part] = path;
    const siblings = path.at(-2)?.children ?? outline.filter(({ kind }) => kind === 'section');
    const place = siblings.indexOf(node);
    const paragraph = this.paragraphs[index] ?? 0;
    const item = this.begun.get(index);
    const opens = (other: Span | undefined) => other !== undefined && other.start >= span.start - SLACK;
    const ends = (other: Span | undefined) => other !== undefined && other.end <= span.end + SLACK;
    return {
      inParagraph: index - this.paragraphs.indexOf(paragraph),
      endsParagraph: Number(this.paragraphs[index + 1] !== paragraph),
      paragraphLength: lengths.get(paragraph) ?? 0,
      opensItsDivision: Number(opens(node.span)),
      endsDivision: Number(ends(node.span)),
      opensPart: Number(opens(part?.span)),
      endsPart: Number(ends(part?.span)),
      itemFromFront: item?.front ?? 0,
      itemFromBack: item?.back ?? 0,
      length: Math.min(words.length, LONGEST),
      share: index / sentences.length,
      fromStart: Math.min(index, FARTHEST_FROM_END),
      fromEnd: Math.min(sentences.length - 1 - index, FARTHEST_FROM_END),
      divisionFromFront: place < 0 ? -1 : place + 1,
      divisionFromBack: place < 0 ? -1 : siblings.length - place,
      ordinal: node.ordinal ?? 0,
      isHeading: Number(isHeading),
      kind: KINDS.indexOf(node.kind),
      level: node.level,
      isUnderHeading: Number(sentences[index - 1]?.isHeading ?? false),
      isBeforeHeading: Number(sentences[index + 1]?.isHeading ?? false),
      saysLast: Number(SAYS_LAST.test(words)),
      saysMore: Number(SAYS_MORE.test(words)),
      hasBracketNumber: Number(HAS_BRACKET_NUMBER.test(words)),
    };
  }

  /** What stands beside a sentence. */
  beside(index: number): Beside {
    const { sentences } = this.speech;
    const paragraph = this.paragraphs[index] ?? 0;
    const node = sentences[index]?.node.span ?? { start: 0, end: 0 };
    const listed = this.lists.get(index);
    const next = listed?.list.reach[listed.item + 1];
    const firstFrom = (offset: number) => sentences.findIndex(({ span }) => span.start >= offset - 1);
    return {
      openingOfDivision: sentenceIndexAt(this.speech, node.start + 1),
      nextDivision: firstFrom(node.end),
      nextParagraph: this.paragraphs.indexOf(paragraph + 1),
      paragraphBefore: this.paragraphs.indexOf(paragraph - 1),
      headingBefore: sentences.slice(0, index).findLastIndex(({ isHeading }) => isHeading),
      nextItem: next === undefined ? -1 : sentenceIndexAt(this.speech, next.start + 1),
    };
  }
}
