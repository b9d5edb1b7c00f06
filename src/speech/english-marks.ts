import type { Mark } from './marks.js';

/** Ordinal words in order. */
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
const CARDINALS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];
const LETTERS = [...'abcdefgh'];
const either = (words: readonly string[]) => `(?:${words.join('|')})`;

/** What the beginning of a paragraph says of its place in a list. */
interface OrderMark {
  readonly label: string;
  /** `last` for "Finally": its number depends on those before it. */
  readonly ordinal: number | 'last';
  /** Marks of one list have the same form. */
  readonly form: string;
  readonly rank: number;
}

/** Below every written mark, and above the marks that stand inside paragraphs. */
export const ENGLISH_SPOKEN_RANK = 5.5;

/** Roman numerals and "Part Two", which stand over the parts of a speech, and letters under those. */
const WRITTEN: readonly { readonly form: string; readonly rank: number; readonly pattern: RegExp }[] = [
  {
    form: 'Part',
    rank: 0,
    pattern: new RegExp(
      `^(?:Part|Chapter|Section) (?<number>${either(CARDINALS)}|[IVX]{1,4}|\\d{1,2})(?:\\s*[.:—–-]|(?=\\s*$))`,
      'i',
    ),
  },
  { form: 'A.', rank: 1.6, pattern: /^(?<number>[A-H])[.)](?=\s+["“'‘]?\p{Lu})/u },
  { form: 'I.', rank: 1, pattern: /^(?<number>[IVX]{1,4})[.)](?=\s+["“'‘]?[\p{Lu}\d])/u },
];

const FIRST_WORD = new RegExp(
  `^(?:(?:and|but|so|now),? )?(?<number>${either(ORDINALS)})(?:ly)?(?: of all| and foremost)?(?:[,:—–]| -)`,
  'i',
);
const NUMBER_WORD = new RegExp(`^(?:and )?number (?<number>${either(CARDINALS)}|\\d{1,2})[,.:—–]`, 'i');
const LAST_WORD = /^(?:(?:and|but|so|now),? )?(?:finally|lastly|last(?: of all|, but not least)?)[,:—–]/i;
/** "My second lesson", "The third is": the noun that the items share, where one follows. */
const FIRST_THING = new RegExp(
  `^(?:(?:and|but|so|now),? )?(?:the|my|our) (?<number>${either(ORDINALS)}|last|final)(?: and (?:last|final))?(?: (?:great|big|important|simple|main))? (?<noun>[a-z-]+)`,
  'i',
);
const NO_NOUN = /^(?:is|was|are|were|has|concerns?|comes?|may|will|would|of|to|in|and|being|we|you|i)$/;

function numberOf(word: string): number | 'last' | null {
  const lower = word.toLowerCase();
  if (lower === 'last' || lower === 'final') return 'last';
  for (const words of [ORDINALS, CARDINALS, LETTERS]) if (words.includes(lower)) return words.indexOf(lower) + 1;
  const roman = ROMAN.indexOf(word.toUpperCase());
  return roman >= 0 ? roman + 1 : /^\d+$/.test(word) ? Number(word) : null;
}

function markOf(match: RegExpExecArray, form: string, rank: number): OrderMark | null {
  const ordinal = numberOf(match.groups?.number ?? '');
  return ordinal === null ? null : { label: match[0].trimEnd(), ordinal, form, rank };
}

function readOrderMark(head: string): OrderMark | null {
  for (const { form, rank, pattern } of WRITTEN) {
    const match = pattern.exec(head);
    if (match !== null) return markOf(match, form, rank);
  }
  const last = LAST_WORD.exec(head);
  if (last !== null) return { label: last[0], ordinal: 'last', form: 'Finally,', rank: ENGLISH_SPOKEN_RANK };
  const word = FIRST_WORD.exec(head) ?? NUMBER_WORD.exec(head);
  if (word !== null) return markOf(word, 'First,', ENGLISH_SPOKEN_RANK);
  const thing = FIRST_THING.exec(head);
  const noun = thing?.groups?.noun?.toLowerCase() ?? '';
  return thing === null
    ? null
    : markOf(thing, NO_NOUN.test(noun) ? 'The first' : `The first ${noun}`, ENGLISH_SPOKEN_RANK);
}

/** Whether a mark goes on with a list of a form: "Finally" ends any, "The third is" names no noun again. */
function goesOn(form: string, mark: OrderMark): boolean {
  return (
    mark.form === form ||
    (mark.rank === ENGLISH_SPOKEN_RANK && mark.ordinal === 'last' && mark.form === 'Finally,') ||
    (mark.form === 'The first' && form.startsWith(mark.form))
  );
}

/** Paragraphs more than the longest item so far that may stand before the next one. */
const LONGER_ITEM = 3;

interface Run {
  readonly form: string;
  readonly rank: number;
  readonly items: number[];
  isClosed: boolean;
}

function isTooFar({ items }: Run, index: number): boolean {
  const gaps = items.slice(1).map((item, at) => item - (items[at] ?? 0));
  return index - (items.at(-1) ?? 0) > Math.max(1, ...gaps) + LONGER_ITEM;
}

/**
 * The marks that English words give to paragraphs, by index: Roman numerals, "Part Two", "Second,", "My third lesson",
 * "Finally,". Such a word is a mark only in a list that counts on from the first; `isBorder` says where the lists that
 * are told and not written end. `heads` are the first words of the paragraphs.
 */
export function readEnglishMarks(
  heads: readonly string[],
  isBorder: (index: number) => boolean,
): ReadonlyMap<number, Mark> {
  const runs: Run[] = [];
  heads.forEach((head, index) => {
    const mark = readOrderMark(head);
    if (isBorder(index)) for (const run of runs) if (run.rank === ENGLISH_SPOKEN_RANK) run.isClosed = true;
    if (mark === null) return;
    const open = runs.findLast((run) => !run.isClosed && goesOn(run.form, mark));
    if (mark.ordinal === 1) {
      if (open !== undefined) open.isClosed = true;
      runs.push({ form: mark.form, rank: mark.rank, items: [index], isClosed: false });
    } else if (open !== undefined && continues(open, mark, index)) {
      open.items.push(index);
      if (mark.ordinal === 'last') open.isClosed = true;
    }
  });
  const lists = runs.filter(({ items }) => items.length >= 2);
  return new Map(
    lists.flatMap(({ form, rank, items }) =>
      items.map((index, at): [number, Mark] => {
        const label = readOrderMark(heads[index] ?? '')?.label ?? '';
        return [index, { label, ordinal: at + 1, family: form, rank }];
      }),
    ),
  );
}

function continues(run: Run, mark: OrderMark, index: number): boolean {
  if (run.rank === ENGLISH_SPOKEN_RANK && isTooFar(run, index)) return false;
  return mark.ordinal === 'last' ? run.items.length >= 2 : mark.ordinal === run.items.length + 1;
}
