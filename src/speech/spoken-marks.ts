import { CHINESE_NUMERAL_CLASS, parseNumeral } from '../text/numerals.js';
import { rowsOfParagraphs } from './alike-paragraphs.js';
import type { Block } from './block.js';
import { type Mark, RUN_IN_FAMILY } from './marks.js';

/** Form of the marks that a speaker's own words are ("第二件事，说说手机"): they stand for headings. */
export const SPOKEN_FAMILY = '第一件事';
/** Rank of those that divide a speech without written headings; between the written forms of first and second level. */
const PARTS_RANK = 1.5;
/** Rank of those that stand inside something else. */
const POINTS_RANK = 6.2;
/** Characters that paragraphs in a row have in common: under headings much begins alike. */
const SAME_OPENING = { undivided: 3, spoken: 3, headed: 4 } as const;
/** Rank of such paragraphs: under headings beside those that have a heading of their own. */
const ROWS_RANK = { undivided: POINTS_RANK, spoken: POINTS_RANK, headed: 6.5 } as const;
/** Units from one thing told at length to the next, on average; what divides a speech is told at such length. */
const SHORTEST_PART = 80;

const NUMBER = `[${CHINESE_NUMERAL_CLASS}]{1,3}`;
/** What a speaker says before naming which thing comes next: 喝口水。, 好，再说, 我想说的, 那就先说. */
const LEAD =
  '(?:[^。！？，,]{1,6}[。！])?(?:[好行嗯那对][啊吧]?[，,]?|那么[，,]?|所以[，,]?|现在|下面|接下来|然后|往下|最后(?!一|还有一)|再|先|就|来|咱们?|我们?|今天|也|还|要|想|送|给|大家|[讲说谈聊嘱咐提到的]){0,8}[，,]?';
const COUNTER = '[个件点项条桩样步层句份道块种类封]';
const NOUN =
  '(?:大?事儿?|故事|话题|问题|例子|方面|忠告|建议|希望|愿望|心愿|请求|要求|体会|感受|变化|意思|考虑|想法|看法|道理|教训|经验|收获|启示|问|词|字|关|坎|课|话|题)';
const SIGNPOST = new RegExp(
  `^(?<lead>${LEAD})(?:第(?<number>${NUMBER})|(?<first>头一|(?<![再另下有])一(?=个?方面[，,是]|层意思))|(?<next>另一|再一|下一|还有一|接下来的?一)|(?<last>最后(?:还有)?一|末一|末了一))` +
    `(?<counter>${COUNTER})(?<noun>${NOUN}|[\\u4e00-\\u9fff]{1,3}(?=[，,：:]))?(?<end>呢?[，,。：:、]|呢?是)?`,
);
/** Words for telling, and for looking at, something. */
const TELLS =
  '(?:[说讲聊谈](?:说|讲|聊|谈|一下|一说|一讲|几句)?(?![明法服一]|[二三四五六两几][个点])|看看?(?![见到不得着起似上]))';
/** 跟高一的同学说。 */
const TO_SOMEONE = '[跟对给向同和][^，,。！？]{1,12}(?:[说讲谈聊](?:几句|一句|两句)?|几句|一句)(?=[。，：:])';
/** 先说说我们为什么…, 接下来聊聊…, 说完东西说价钱, 还有就是几件小事, 最后讲几句: what comes next, without a number. */
const NEXT_TOPIC = new RegExp(
  `^(?:[^。！？]{1,12}[。！])?(?:[好行嗯那][啊吧了]?[，,])?(?:` +
    `(?<first>(?:我|咱们?)?(?:首先|先)[，,]?(?:来|给大家|跟大家)?${TELLS}|先${TO_SOMEONE})|` +
    `(?:再|接着|接下来|然后)${TO_SOMEONE}|` +
    `(?<last>(?:末了|最后)${TO_SOMEONE}|最后是|最后[，,]?(?:再)?[教送给]大家|末了[，,]?${TELLS}|最后[，,]?(?:我|咱们?)?(?:再|想|要|来)*(?:${TELLS}|把[^，,。]{1,8}[说讲念][一这][遍下]))|` +
    `话说回来[，,]|[^，,。！？]{1,8}(?:[说讲聊谈]完了?[，,](?:再|就|来)*[说讲聊谈]|之外[，,]还有)|` +
    `(?:还有|再|另外)(?:就是|[一有](?:个|样|条|点|桩|件)[^，,。！？]{0,6}(?=[，,]|是))|` +
    `(?:接下来|接着|下面|再往下|往下|然后|再)[，,]?(?:我|咱们?)?(?:再|就|想|要|来)*${TELLS}|` +
    `(?:[说讲聊谈]完[^，,。！？]{1,8}[，,]?(?:再|就|咱们?|我)*${TELLS}))`,
);
/** 下面要说的就是地。: the end of a paragraph that says what the next one tells. */
const TELLS_NEXT =
  /(?:下面|接下来|往下)(?:我|咱们?)?(?:要|就|想)*[说讲谈聊]的?(?:就|正)?(?:是|说)?[^，,。！？]{1,10}[。！]$/;
/** Units at the end of a paragraph that may say so. */
const LONGEST_ENDING = 30;
/** Fewest topics without numbers that divide a speech. */
const FEWEST_TOPICS = 3;
/** Longest words in which a paragraph names the thing that it tells. */
const LONGEST_SIGNPOST = 40;

interface Signpost {
  readonly block: number;
  readonly label: string;
  /** Which thing it says comes; null for one that only follows those before (另一, 最后一). */
  readonly ordinal: number | null;
  readonly isLast: boolean;
  readonly counter: string;
  readonly noun: string;
}

/** Things of one kind that are told one after the other, each by where it begins; never empty. */
type Series = [Signpost, ...Signpost[]];

function readSignpost(words: string, block: number): Signpost | null {
  const match = SIGNPOST.exec(words);
  const groups = match?.groups;
  if (match === null || groups === undefined) return readNextTopic(words, block);
  const { lead = '', number, first, last, counter = '', noun = '', end } = groups;
  // 第一个百年 names a thing; 第一个故事发生在 says which story comes.
  if (end === undefined && noun === '') return null;
  const ordinal = number === undefined ? (first === undefined ? null : 1) : parseNumeral(number);
  if (number !== undefined && (ordinal === null || ordinal < 1)) return null;
  const label = match[0].slice(lead.length, match[0].length - (end ?? '').length);
  return { block, label, ordinal, isLast: last !== undefined, counter, noun };
}

const nextTopic = (block: number): Signpost => ({
  block,
  label: '',
  ordinal: null,
  isLast: false,
  counter: '',
  noun: '',
});

/** A paragraph that the speaker opens by going on to something else; null for any other. */
function readNextTopic(words: string, block: number): Signpost | null {
  const groups = NEXT_TOPIC.exec(words)?.groups;
  if (groups === undefined) return null;
  return {
    ...nextTopic(block),
    ordinal: groups.first === undefined ? null : 1,
    isLast: groups.last !== undefined,
  };
}

/** Whether two count the same kind of thing; 再一个 counts any topic. */
function namesAlike(one: Signpost, other: Signpost): boolean {
  if (one.label === '' && other.ordinal === null) return true;
  return one.counter === other.counter && (one.noun === other.noun || one.noun === '' || other.noun === '');
}

const isOver = (series: Series) => series.at(-1)?.isLast === true;

/** Whether a signpost names the thing that follows those of a series. */
function follows(series: Series, signpost: Signpost): boolean {
  if (isOver(series) || !namesAlike(series[0], signpost)) return false;
  if (signpost.ordinal !== null) return signpost.ordinal === series.length + 1;
  // Those that are numbered are not followed by 还有一个.
  return signpost.isLast || series.slice(1).every(({ ordinal }) => ordinal === null);
}

/** Series of signposts that count on from the first, in the order in which they begin. */
function findSeries(signposts: readonly Signpost[]): Series[] {
  const found: Series[] = [];
  for (const signpost of signposts) {
    if (signpost.ordinal !== 1) {
      found.findLast((series) => follows(series, signpost))?.push(signpost);
      continue;
    }
    // What is told is named again at its end: 所以我要说的头一件事就是.
    const isRepeated = found.some(
      (series) => series.length === 1 && !isOver(series) && series[0].noun !== '' && namesAlike(series[0], signpost),
    );
    if (!isRepeated) found.push([signpost]);
  }
  return found.filter((series) => series.length >= (series[0].label === '' ? FEWEST_TOPICS : 2));
}

/** Units from where the first thing of a series begins to where the last one does. */
const lengthOf = (series: Series, blocks: readonly Block[]) =>
  (blocks[series.at(-1)?.block ?? 0]?.span.start ?? 0) - (blocks[series[0].block]?.span.start ?? 0);

const hasHeadings = (blocks: readonly Block[]) =>
  blocks.some(({ mark, isInline }) => mark !== null && !isInline && mark.rank <= 2.5);

/** The series that divides a speech without written headings: the one that is told at the greatest length. */
function dividing(series: readonly Series[], blocks: readonly Block[]): Series | undefined {
  return series
    .filter((each) => lengthOf(each, blocks) >= SHORTEST_PART * (each.length - 1))
    .sort((a, b) => lengthOf(b, blocks) - lengthOf(a, blocks))[0];
}

function setApart(blocks: Block[], index: number, mark: Mark): void {
  const block = blocks[index];
  // A heading that runs into its paragraph stays what it is.
  const heading = block?.mark?.family === RUN_IN_FAMILY ? block.heading : null;
  if (block !== undefined) blocks[index] = { ...block, mark, heading };
}

/**
 * Gives marks to paragraphs in a row that begin alike. A single row divides a speech that nothing else divides; of several
 * each is a part then that the paragraph before it opens. Elsewhere they are points of what holds them.
 */
function markRows(text: string, blocks: Block[], division: keyof typeof SAME_OPENING): void {
  const isFree = ({ mark, isInline }: Block) => !isInline && !isSetApart(mark);
  const rows = rowsOfParagraphs(text, blocks, isFree, SAME_OPENING[division]);
  const isUndivided = division === 'undivided';
  const isOnly = rows.length === 1 && isUndivided;
  const inRows = new Set(rows.flat());
  const markAs = (rank: number): Mark => ({ label: '', ordinal: null, family: SPOKEN_FAMILY, rank });
  for (const row of rows) {
    const before = (row[0] ?? 0) - 1;
    if (!isOnly && isUndivided && before >= 0 && !inRows.has(before)) setApart(blocks, before, markAs(PARTS_RANK));
    for (const index of row) setApart(blocks, index, markAs(isOnly ? PARTS_RANK : ROWS_RANK[division]));
  }
}

/** Whether a paragraph has a mark of its own, and not only a short first sentence as those beside it have. */
const isSetApart = (mark: Mark | null) => mark !== null && mark.family !== RUN_IN_FAMILY;

/**
 * Gives marks to the unmarked paragraphs that a speaker opens by saying which of several things comes (第一件事…,
 * 我想说的另一件事…, 第三个故事…), where they count on from the first. They have no heading: the words are a sentence like
 * any other. So are paragraphs in a row that begin alike.
 */
export function markSpoken(text: string, blocks: readonly Block[]): Block[] {
  const signposts = blocks.flatMap(({ span, mark, isInline }, index) => {
    if (isSetApart(mark) || isInline) return [];
    const words = text.slice(span.start, Math.min(span.end, span.start + LONGEST_SIGNPOST));
    const before = blocks[index - 1];
    const isToldNext =
      before !== undefined && TELLS_NEXT.test(text.slice(before.span.start, before.span.end).slice(-LONGEST_ENDING));
    return readSignpost(words, index) ?? (isToldNext ? nextTopic(index) : []);
  });
  const series = findSeries(signposts);
  const isHeaded = hasHeadings(blocks);
  const parts = isHeaded ? undefined : dividing(series, blocks);
  const marked = [...blocks];
  for (const each of series) {
    // Where headings are written, going on to something else sets nothing apart.
    if (each !== parts && each[0].label === '') continue;
    for (const [index, { block, label }] of each.entries()) {
      const rank = each === parts ? PARTS_RANK : POINTS_RANK;
      // 再一个 among topics without numbers is one of them.
      const isNumbered = each[0].label !== '';
      const mark = { label: isNumbered ? label : '', ordinal: isNumbered ? index + 1 : null };
      setApart(marked, block, { ...mark, family: SPOKEN_FAMILY, rank });
    }
  }
  markRows(text, marked, isHeaded ? 'headed' : parts === undefined ? 'undivided' : 'spoken');
  return marked;
}

/** 三件事讲完了, 最后，我想…: what the speaker goes on with is no part of the last thing told. */
const LEAVES_PARTS = new RegExp(`^(?:[这那]?(?:${NUMBER}${COUNTER})?${NOUN}(?:都|就)?[讲说聊谈]完|最后[，,])`);

/**
 * Where parts that a speaker only names end: the last of their blocks and the index of the block that leaves them by saying
 * so; null for a speech without such parts, `end` null where nothing says so.
 */
export function findEndOfSpokenParts(
  text: string,
  blocks: readonly Block[],
): { readonly last: Block; readonly end: number | null } | null {
  const at = blocks.findLastIndex(({ mark }) => mark?.family === SPOKEN_FAMILY && mark.rank === PARTS_RANK);
  const last = blocks[at];
  if (last === undefined) return null;
  const end = blocks.findIndex(
    ({ span, isInline }, index) =>
      index > at && !isInline && LEAVES_PARTS.test(text.slice(span.start, span.start + LONGEST_SIGNPOST)),
  );
  return { last, end: end < 0 ? null : end };
}
