import { ENGLISH_ROWS } from './english-rows.js';
import { COUNTED } from '../reading/positions.js';

/** Words that begin the sentences of a list, one after the other. */
export interface Row {
  /** For the first sentence, the second and so on; the last may come again. */
  readonly marks: readonly RegExp[];
  /** Sentences from one that a mark begins to the next, at most. */
  readonly farthest: number;
  /** Whether what is said about each may have points of its own, and paragraphs. */
  readonly isToldAtLength: boolean;
}

const ONE_TO_TEN = [...'一二三四五六七八九十'];
/** Items of annexes, which the outline leaves whole. */
export const ANNEX_ROW: Row = {
  marks: ONE_TO_TEN.map((n) => new RegExp(`^${n}、`)),
  farthest: 40,
  isToldAtLength: true,
};

const near = (...marks: RegExp[]): Row => ({ marks, farthest: 6, isToldAtLength: false });
const atLength = (...marks: RegExp[]): Row => ({ marks, farthest: 40, isToldAtLength: true });

/** The rows that sentences of running text may stand in. */
export const TEXT_ROWS: readonly Row[] = [
  near(...ONE_TO_TEN.map((n) => new RegExp(`^[“—]*第${n}(?:[，,、：:是]|${COUNTED})`))),
  near(...ONE_TO_TEN.map((n) => new RegExp(`^“?(?:${n}是|其${n}|${n}来)`))),
  near(/^首先/, /^(?:其次|第二)/, /^(?:再次|再者|再就是|再往后|然后|第三|最后)/, /^(?:最后|末了|再者|再就是|此外)/),
  // 头一件是把手续减下来。… 其次是… 再就是…
  {
    ...near(
      new RegExp(`^[头第]一${COUNTED}`),
      /^(?:其次|再就是|再一|接下来)/,
      /^(?:再次|再者|再就是|再往后|然后|最后|还有)/,
    ),
    farthest: 12,
  },
  // 从资金看，… 从要素看，…
  near(/^从[^，。；]{1,8}[来上]?看，/, /^(?:再)?从[^，。；]{1,8}[来上]?看，/),
  near(new RegExp(`^有一${COUNTED}`), new RegExp(`^(?:另外?一|还有一|又有一|再有一|剩下的?一)${COUNTED}`)),
  near(/^一方面/, /^另一方面/),
  near(/^(?:比如|譬如|例如)/, /^(?:比如|譬如|例如|再比如|又比如|再譬如|还比如|再如|又如)/),
  // What some say and others say is a row only where one follows the other at once.
  { ...near(/^有(?:的|些)?人/, /^(?:也|又|还)?有(?:的|些)?人/), farthest: 3 },
  ...ENGLISH_ROWS.map((marks) => near(...marks)),
  // 一个是水。… 一个是洪。… 还有一个是庄稼。
  ...[...'个条种类件样点'].map((unit) => ({
    ...atLength(new RegExp(`^一${unit}是`), new RegExp(`^(?:另外?|再|还有|又)一${unit}|^一${unit}是`)),
    farthest: 12,
  })),
  // 头一件事… 另一件事… 最后一件事…
  ...[...COUNTED.slice(1, -1)].map((unit) =>
    atLength(
      new RegExp(`^(?:[头第]一|先说一)${unit}`),
      new RegExp(`^[^，。]{0,6}(?:另一|第二|再一)${unit}`),
      new RegExp(`^[^，。]{0,6}(?:最后一|末一|第三|还有一)${unit}`),
    ),
  ),
];
