import type { Sentence, Span, Speech } from '../../speech/types.js';
import { CARDINAL, englishNumber } from '../reading/english-numbers.js';
import { singularOf } from '../reading/english-words.js';
import { isSpoken } from '../quoting/spoken.js';
import type { SpeechList } from './speech-lists.js';

/** A list of an English speech with the sentence that says how many of what it holds. */
export interface CountedList {
  /** What the items are called, in the singular ("promise"); null where no sentence says it. */
  readonly noun: string | null;
  /** The sentence that announces the list; of clauses in one sentence, that sentence. */
  readonly announcing: Span | null;
  readonly items: readonly Span[];
  /** All that belongs to each item, also what is not shown. */
  readonly reach: readonly Span[];
}

/** Sentences that may stand between the one that announces a list and its first item. */
const FARTHEST_ITEM = 3;
const FEWEST_CLAUSES = 3;
const ASKS = /\?["'”’)]*$/;

/** Words that end in s and are no plurals. */
const NO_PLURAL = '(?![a-z]*(?:ous|ss|us|is)\\b)';
const COUNTED = new RegExp(
  `\\b(?<count>${CARDINAL})\\s(?:[a-z'-]+\\s){0,2}?(?<noun>${NO_PLURAL}[a-z-]+s|people|children|men|women)\\b`,
  'gi',
);

/** The lists of an English speech that a sentence announces by their number, and those inside a sentence. */
export function countedListsOf(speech: Speech, lists: readonly SpeechList[]): CountedList[] {
  if (speech.language !== 'en') return [];
  const reader = new CountedListReader(speech, lists);
  const spoken = speech.sentences.filter((each) => isSpoken(each) && each.node.kind !== 'salutation');
  return [...spoken.flatMap((sentence) => reader.listsAt(sentence)), ...questionsInARow(speech, spoken)];
}

/** Questions that the speaker asks one after the other, in one paragraph. */
function questionsInARow({ text }: Speech, spoken: readonly Sentence[]): CountedList[] {
  const rows: Span[][] = [];
  let end = -1;
  for (const { span } of spoken) {
    if (!ASKS.test(text.slice(span.start, span.end))) continue;
    const last = rows.at(-1);
    if (last !== undefined && /^ *$/.test(text.slice(end, span.start))) last.push(span);
    else rows.push([span]);
    end = span.end;
  }
  return rows
    .filter(({ length }) => length > 1)
    .map((items) => ({ noun: 'question', announcing: null, items, reach: items }));
}

class CountedListReader {
  constructor(
    private readonly speech: Speech,
    private readonly lists: readonly SpeechList[],
  ) {}

  listsAt(sentence: Sentence): CountedList[] {
    const words = this.speech.text.slice(sentence.span.start, sentence.span.end);
    const found: CountedList[] = [];
    for (const { groups } of words.matchAll(COUNTED)) {
      const count = englishNumber(groups?.count ?? '');
      const noun = singularOf(groups?.noun ?? '');
      if (count === null || count < 2) continue;
      const list = this.itemsBehind(sentence, count, noun);
      if (list !== null) found.push({ ...list, noun, announcing: sentence.span });
    }
    const clauses = this.clausesOf(sentence, null);
    if (found.length === 0 && clauses !== null)
      found.push({ noun: null, announcing: sentence.span, items: clauses, reach: clauses });
    return found;
  }

  /** The items of a list of so many things that a sentence announces: in it, or right behind it. */
  private itemsBehind(sentence: Sentence, count: number, noun: string): Pick<CountedList, 'items' | 'reach'> | null {
    const clauses = this.clausesOf(sentence, count);
    if (clauses !== null) return { items: clauses, reach: clauses };
    const { sentences } = this.speech;
    const farthest = sentences[Math.min(sentences.length - 1, sentence.number - 1 + FARTHEST_ITEM)]?.span.end ?? 0;
    const list = this.lists.find(
      ({ items: [first, ...others] }) =>
        first !== undefined &&
        others.length + 1 === count &&
        first.start >= sentence.span.end &&
        first.start < farthest,
    );
    if (list !== undefined) return list;
    const rest = this.restOfParagraph(sentence);
    const questions = rest.filter(({ start, end }) => ASKS.test(this.speech.text.slice(start, end)));
    if (noun === 'question' && questions.length === count)
      return { items: questions, reach: this.upToNext(questions, rest) };
    return rest.length === count ? { items: rest, reach: rest } : null;
  }

  private restOfParagraph(sentence: Sentence): Span[] {
    const newline = this.speech.text.indexOf('\n', sentence.span.end);
    const end = newline < 0 ? this.speech.text.length : newline;
    return this.speech.sentences.slice(sentence.number).flatMap(({ span }) => (span.end <= end ? [span] : []));
  }

  /** Each item with the sentences up to the next one. */
  private upToNext(items: readonly Span[], sentences: readonly Span[]): Span[] {
    return items.map(({ start }, index) => {
      const next = items[index + 1]?.start ?? Infinity;
      return { start, end: sentences.findLast((span) => span.start < next)?.end ?? start };
    });
  }

  /**
   * The clauses of a sentence that are a list: of so many things behind its colon or dash; where no number is given,
   * the clauses that semicolons set apart.
   */
  private clausesOf({ span }: Sentence, count: number | null): Span[] | null {
    const words = this.speech.text.slice(span.start, span.end);
    const colon = /(?::|\s[—–-]|—|--)\s?(?=\S)/.exec(words);
    if (count === null) {
      const clauses = splitAt(words, span.start, 0, /;\s+/g);
      return clauses.length >= FEWEST_CLAUSES ? clauses : null;
    }
    if (colon === null) return null;
    const from = colon.index + colon[0].length;
    for (const border of [/;\s+/g, /,\s+(?:and\s+|or\s+)?/g, /,\s+(?:and\s+|or\s+)?|\s+and\s+(?!.*\sand\s)/g]) {
      const clauses = splitAt(words, span.start, from, border);
      if (clauses.length === count) return clauses;
    }
    return null;
  }
}

/** The pieces of words from an index on, without "and" before the last and the stop behind it; as spans of the text. */
function splitAt(words: string, offset: number, from: number, border: RegExp): Span[] {
  const borders = [...words.slice(from).matchAll(border)].map(({ index, 0: match }) => ({
    end: from + index,
    start: from + index + match.length,
  }));
  const starts = [from, ...borders.map(({ start }) => start)];
  const ends = [...borders.map(({ end }) => end), words.replace(/[.!?;]["'”’)]*$/, '').length];
  return starts.map((at, index) => {
    const start = at + (/^(?:and|or)\s+/.exec(words.slice(at))?.[0].length ?? 0);
    return { start: offset + start, end: offset + Math.max(start, ends[index] ?? start) };
  });
}
