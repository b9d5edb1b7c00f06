import { parseNumeral } from '../../text/numerals.js';
import { type AnnouncedNumber, announcedNumbers, announcesAsked } from './announced-number.js';
import { asksForSeveral, type Question } from '../reading/question.js';

/** 三个务必: a name made of a number and the word that is said so often; no word for points of any kind. */
const COUNTED_TERM =
  /(?<![第\d零一二三四五六七八九十])(?<count>[二三四五六七八九十两])个(?!方面|问题|要求|部分|任务|建议|希望|目标|步骤|环节|阶段|层面|条件|原则|重点|特点)(?<term>[\u4e00-\u9fff]{2,4}?)(?:分别|都|各|具体)*(?:是|指|有哪|包括|[,，?？]|$)/;

/**
 * True where a text holds a term that the question sets in quotation marks as often as the question asks for items; more
 * than once, where it asks for some. Without quotation marks a term is one with its number before it (三个务必).
 */
export function repeatsTerm(question: Question, text: string): boolean {
  const { itemCount, quotedTerms } = question;
  const { count = '', term: counted } = COUNTED_TERM.exec(question.text)?.groups ?? {};
  if (counted !== undefined && text.split(counted).length - 1 >= (parseNumeral(count) ?? Infinity)) return true;
  const least = itemCount ?? (/[几哪]些?[个条项种点]/.test(question.text) ? 2 : null);
  return least !== null && quotedTerms.some((term) => text.split(term).length - 1 >= least);
}

/** Fewer clauses in a row that are made alike are no list. */
const SHORTEST_ROW = 3;
/** Two things stand side by side in any sentence. */
const SHORTEST_SURE_LIST = 3;
/** The colon behind a number of things, where they stand behind it ("三个地方：", "三个坎要过："). */
const COLON_NEAR = /^[^，。；,;：:]{0,8}[：:]/;
/** Words of a thing that stands beside others between commas, at most; what is longer is a clause. */
const LONGEST_ENGLISH_ITEM = 12;

const NUMBERS = '[一二三四五六七八九十]';
/** How the clauses of a list begin, one after the other; the last may come again. */
const CLAUSE_MARKS: readonly (readonly RegExp[])[] = [
  [...'一二三四五六七八九十'].map((n) => new RegExp(`^(?:${n}是|${n}要|其${n}|${n}来)`)),
  [...'一二三四五六七八九十'].map((n) => new RegExp(`^第${n}`)),
  [/^.{0,4}首先/, /^(?:其次|再次|再者|然后|最后)/],
  [/^.{0,4}有的/, /^有的/],
  [/^.{0,4}一方面/, /^(?:另)?一方面/],
];
/** The same for steps, one after the other. */
const STEP_MARKS = [
  /^.{0,6}先(?![后生进])|\bfirst\b/i,
  /^(?:再|然后|接着|随后|最后|后)(?!者)|^(?:and )?(?:then|next|after that|finally|last)\b/i,
];
/** Clauses that begin with how much or how many: 3100万元改造…，2300万元更新…; 四个搞测量的，两个管钻机的. */
const BEGINS_WITH_NUMBER = new RegExp(`^(?:还有|再有)?(?:[\\d.]+|${NUMBERS}{1,3}|两)[\\u4e00-\\u9fff%％]`);
/** Characters that any clause may begin or end with. */
const COMMON_EDGES = /[这那我你他她它们的了着过吗呢吧啊是在也都就不]/;

const COMMON_ENGLISH: ReadonlySet<string> = new Set(
  'a an the i we you he she it they this that but so as in of'.split(' '),
);

const clausesOf = (text: string) =>
  text
    .split(/[，,；;：:]/)
    .map((clause) =>
      clause
        .trim()
        .replace(/[。！？.!?”’」]+$/, '')
        .replace(/^(?:即|也?就是|分别是|包括)(?=..)/, ''),
    )
    .filter((clause) => clause !== '');

/** Lengths of the longest runs of neighbours for which `keyOf` gives the same, nothing for null. */
function runLengths(clauses: readonly string[], keyOf: (clause: string) => string | null): number[] {
  const lengths: number[] = [];
  let before: string | null = null;
  for (const clause of clauses) {
    const key = keyOf(clause);
    if (key !== null && key === before) lengths.push((lengths.pop() ?? 0) + 1);
    else if (key !== null) lengths.push(1);
    before = key;
  }
  return lengths.filter((length) => length >= SHORTEST_ROW);
}

/** How many clauses words for a row begin, in order; other clauses may stand between them. */
function markedClauses(clauses: readonly string[], marks: readonly RegExp[]): number {
  let count = 0;
  for (const clause of clauses) if ((marks[count] ?? marks.at(-1))?.test(clause) === true) count += 1;
  return count;
}

/** How many things a text announces and then sets out behind a colon; one entry for each such number. */
function setOutBehindColon(text: string): number[] {
  return announcedNumbers(text).flatMap(({ count, end }) => {
    const colon = COLON_NEAR.exec(text.slice(end));
    if (colon === null) return [];
    const things = text.slice(end + colon[0].length).split(/[，、；,;]|——|--|(?<=\S)[和与及](?=\S)| and /);
    return things.filter((thing) => thing.trim() !== '').length >= count ? [count] : [];
  });
}

/** Words for things of any kind, by which they are counted behind a list of them. */
const ANY_THING = /^(?:东西|事(?:情)?(?![\u4e00-\u9fff])|内容|方面)?$/;

/** What a text lists and then counts: 救生圈、救生绳、警示牌三样东西. */
function setOutAhead(text: string): AnnouncedNumber[] {
  return announcedNumbers(text).filter(({ count, start }) => {
    const things = /[^，。；：！？,;:!?\n]*$/.exec(text.slice(0, start))?.[0] ?? '';
    return /[、—]/.test(things) && things.split(/、|——?|(?<=\S)[和与及](?=\S)/).length === count;
  });
}

/** True where a text lists what a question asks for and then says how many they are, by its name or as things of any kind. */
export function countsBehind({ asked }: Question, text: string): boolean {
  return setOutAhead(text).some(({ noun }) => ANY_THING.test(noun) || asked.includes(noun.slice(0, 2)));
}

/** Numbers of clauses of a sentence that are made alike, or that words for a row begin. */
function parallelClauses(text: string): number[] {
  const clauses = clausesOf(text);
  const edge = (character: string) =>
    /[\u4e00-\u9fff]/.test(character) && !COMMON_EDGES.test(character) ? character : null;
  return [
    ...CLAUSE_MARKS.map((marks) => markedClauses(clauses, marks)).filter((count) => count >= 2),
    // 先…再… is said of any two things.
    ...[markedClauses(clauses, STEP_MARKS)].filter((count) => count >= SHORTEST_ROW),
    ...runLengths(clauses, (clause) => (BEGINS_WITH_NUMBER.test(clause) ? '#' : null)),
    ...runLengths(clauses, (clause) => edge(clause.charAt(0))),
    ...runLengths(clauses, (clause) => edge(clause.charAt(clause.length - 1))),
    ...runLengths(text.split(/[,;:]|--/), firstEnglishWord),
  ];
}

/** The first word of an English clause, after "and" or "or"; null for one that any clause may begin with. */
function firstEnglishWord(clause: string): string | null {
  const word = /^(?:and |or |but |yet )*([a-z']+)/i.exec(clause.trim())?.[1]?.toLowerCase();
  return word === undefined || COMMON_ENGLISH.has(word) ? null : word;
}

/** Numbers of things that stand between the commas of an English sentence, with "and" before the last. */
function betweenCommas(text: string): number[] {
  return text.split(/[.;:!?]|--/).flatMap((part) => {
    const items = part.split(/,\s+/);
    const last = items.at(-1) ?? '';
    const isShort = (item: string) => item.split(' ').length <= LONGEST_ENGLISH_ITEM;
    if (items.length < 2 || !items.slice(1).every(isShort) || !/\b(?:and|or)\b/.test(last)) return [];
    return [/^(?:and|or)\b/.test(last) ? items.length : items.length + 1];
  });
}

/**
 * How many things each part of a text between other stops lists, set off by 、 or, before the last, by 和: two numbers
 * where the last may be one thing or two.
 */
function betweenStops(text: string): number[] {
  return text.split(/[，。；：！？,;:!?\n]/).flatMap((part) => {
    const items = part.split('、');
    if (items.length < 2) return [];
    return /[和与及]/.test(items.at(-1)?.slice(1) ?? '') ? [items.length, items.length + 1] : [items.length];
  });
}

/** True where a text lists exactly so many things: between its stops, behind a colon, or in clauses made alike. */
export function listsExactly(text: string, count: number): boolean {
  return [...betweenStops(text), ...setOutBehindColon(text), ...parallelClauses(text), ...betweenCommas(text)].includes(
    count,
  );
}

/** True where a text lists so many things or more, in one row. */
export function listsAtLeast(text: string, count: number): boolean {
  return [...betweenStops(text), ...parallelClauses(text)].some((length) => length >= count);
}

/** True where a part of a sentence lists three things or more between its stops. */
export function listsSome(text: string): boolean {
  return betweenStops(text).some((count) => count >= SHORTEST_SURE_LIST);
}

/** True where a text sets out so many things or more in clauses that are made alike. */
export function hasRowOf(text: string, count: number): boolean {
  return parallelClauses(text).some((length) => length >= count);
}

/** True where a sentence is itself a list: of so many things, or of some where no number is given. */
export function listsItself(text: string, count: number | null): boolean {
  return count === null ? text.split('、').length > 2 || setsOut(text) : listsExactly(text, count);
}

/** True where a sentence says how many things there are and then which. */
export function setsOut(text: string): boolean {
  return setOutBehindColon(text).length > 0 || setOutAhead(text).length > 0;
}

/** True where a sentence says of what a question names how many there are, and then which. */
function setsOutAsked({ asked, itemCount }: Question, text: string): boolean {
  return setsOut(text) && announcesAsked(asked, itemCount, text);
}

const ASKS_FOR_ORDER =
  /(?:什么样?的?|哪种|怎样的?|怎么个)(?:次序|顺序|先后)|谁先谁后|先[^，,]{0,4}谁|先后(?:次序|顺序)|\bin (?:what|which) order\b/i;

/**
 * True where a text is itself the list that a question for several things asks for: it says of what the question names
 * how many there are and which, or lists so many as are asked for.
 */
export function isListAskedFor(question: Question, text: string): boolean {
  return setsOutAsked(question, text) || listsSurely(question, text);
}

/** True where a question asks in what order things come and a text says what comes first and what then. */
export function tellsOrder(question: Question, text: string): boolean {
  if (!ASKS_FOR_ORDER.test(question.text)) return false;
  return markedClauses(clausesOf(text.replace(/[。？！]/g, '，')), STEP_MARKS) >= 2;
}

/** True where a sentence lists so many things as a question asks for, too many to stand side by side by chance. */
function listsSurely({ itemCount }: Question, text: string): boolean {
  return itemCount !== null && itemCount >= SHORTEST_SURE_LIST && listsExactly(text, itemCount);
}

/** True where a sentence may be the list that a question asks for, as far as its form says: it says how many and which. */
export function mayBeList(question: Question, text: string): boolean {
  return question.itemCount === null ? setsOut(text) : listsSurely(question, text);
}

/** True where a text that answers a question for several things lists them all itself. */
export function isListInItself(question: Question, text: string): boolean {
  if (!asksForSeveral(question)) return false;
  return question.itemCount === null ? setsOut(text) : listsExactly(text, question.itemCount);
}
