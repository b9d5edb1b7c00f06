import type { OutlineNode, Sentence, Span, Speech } from '../../speech/types.js';
import { announcedNumbers } from './announced-number.js';
import { sentenceIndexAt } from '../quoting/citation.js';
import { setsOut } from './lists-in-sentences.js';
import { leansBack } from '../quoting/spans.js';

/** Words that say that a list follows, whatever number they name. */
const LEADS_TO_LIST =
  /[:：]$|[念报](?:一[遍下]|念)(?=[，。,])|以下|下列|如下|几(?:个|大|点|条|项|方面|道|样|件|种|句|步|类|层)|\b(?:several|following) (?:[a-z-]+ ){0,2}[a-z]+s\b/i;
/** A question that the speaker asks, which what follows answers. */
const ASKS = /[？?][”"’]?$/;
/** A sentence of so few UTF-16 units between the announcing one and the list says nothing ("我也给大家交个底。"). */
const SHORT = 14;
/** A longer sentence speaks of more than what follows it, in UTF-16 units. */
const LONGEST_ANNOUNCEMENT = 60;
/** More sentences than this are no list of sentences that nothing but a number holds together. */
const MOST_ANNOUNCED = 6;
/** What stands before the number of things that are to come, as against things that are only counted (派了三个人来). */
const SAYS_HOW_MANY =
  /(?:[有讲说谈提做办抓定立许举分给送占是靠凭得试用想]|总结|归纳|概括|回答|注意|做到|记住)(?:了|出|成|为|好|到|以下)?[^，。,：:]{0,4}$|^$/;
/** Things that no sentence stands for. */
const NO_LIST = /^(?:人|字|孩|月|星期|小时|世纪|学生|同志|朋友)/;
const CLAUSE_END = /^(?:$|[，,。：:！!])/;
/** How the speaker goes on after what was announced. */
const GOES_ON = /^(?:为什么|怎么|[这那]|所以|因此|可见|总之|凡|以上|其中|当然|所谓|我们?(?:知道|相信))/;

/** Whether a sentence announces a list of so many items; of any number for null, where it names one. */
function announces(words: string, itemCount: number | null): boolean {
  if (setsOut(words)) return false;
  if (LEADS_TO_LIST.test(words) || ASKS.test(words)) return true;
  return announcedNumbers(words).some(({ count }) => itemCount === null || count === itemCount);
}

/**
 * Where the sentence begins that announces a list of these items, or null where none does: the one before them, headings
 * and a sentence that says nothing passed over. What it says of how many there are must be so, but for numbered divisions:
 * of those some may be missing.
 */
export function introductionOf(speech: Speech, items: readonly Span[], areDivisions: boolean): number | null {
  const [first] = items;
  if (first === undefined) return null;
  const said = areDivisions ? announcementOf(speech, first) : undefined;
  if (said !== undefined) return said;
  const itemCount = areDivisions ? null : items.length;
  const wordsOf = ({ span }: Sentence) => speech.text.slice(span.start, span.end);
  const last = spokenBefore(speech, sentenceIndexAt(speech, first.start));
  if (last === undefined) return null;
  if (announces(wordsOf(last), itemCount)) return last.span.start;
  const farther = wordsOf(last).length <= SHORT ? spokenBefore(speech, last.number - 1) : undefined;
  const announcesFrom = farther?.node === last.node && announces(wordsOf(farther), itemCount);
  return announcesFrom ? farther.span.start : null;
}

/** The nearest sentence before an index that is no heading. */
function spokenBefore({ sentences }: Speech, index: number): Sentence | undefined {
  let at = index - 1;
  while (sentences[at]?.isHeading === true) at -= 1;
  return sentences[at];
}

/** Where the sentence begins that says how many divisions there are from one on ("提三点希望"), though others follow it. */
function announcementOf(speech: Speech, first: Span): number | undefined {
  const said = speech.announcements.find(({ items }) => items[0]?.span.start === first.start);
  return said === undefined ? undefined : speech.sentences[sentenceIndexAt(speech, said.span.start)]?.span.start;
}

/**
 * Where the sentence begins that stands right before a list, in the division that holds it or where the list has none of
 * its own; null where a heading or another division does.
 */
export function leadInOf(speech: Speech, items: readonly Span[], node: OutlineNode | null): number | null {
  const [first] = items;
  const before = speech.sentences[first === undefined ? -1 : sentenceIndexAt(speech, first.start) - 1];
  return before === undefined || before.isHeading || before.node !== node ? null : before.span.start;
}

/** Runs of sentences that the one before them announces by their number and nothing else: 有三条规矩。不许…。过了…。头疼了…。 */
export function announcedSentences(speech: Speech): Sentence[][] {
  return paragraphsOf(speech).flatMap((paragraph) =>
    paragraph.flatMap((sentence, index) => {
      const items = announcedBy(speech, sentence, paragraph.slice(index + 1));
      return items === null ? [] : [items];
    }),
  );
}

/** The sentences of a paragraph behind one that announces them; null where it does not, or where they cannot be told from the rest. */
function announcedBy(speech: Speech, sentence: Sentence, rest: readonly Sentence[]): Sentence[] | null {
  const wordsOf = ({ span }: Sentence) => speech.text.slice(span.start, span.end);
  const words = wordsOf(sentence);
  const count = announcedNumbers(words).findLast(
    ({ start, end, noun }) =>
      CLAUSE_END.test(words.slice(end)) && SAYS_HOW_MANY.test(words.slice(0, start)) && !NO_LIST.test(noun),
  )?.count;
  if (count === undefined || count > MOST_ANNOUNCED || count > rest.length) return null;
  if (words.length > LONGEST_ANNOUNCEMENT || /[；;]$/.test(words) || setsOut(words)) return null;
  const items = rest.slice(0, count);
  if (items.some((item) => ASKS.test(wordsOf(item)) || leansBack(wordsOf(item)))) return null;
  const next = rest[count];
  const ends = next === undefined || ASKS.test(wordsOf(next)) || GOES_ON.test(wordsOf(next));
  return ends ? items : null;
}

/** The sentences of each paragraph, headings left out. */
function paragraphsOf({ sentences, text }: Speech): Sentence[][] {
  const paragraphs: Sentence[][] = [];
  for (const sentence of sentences) {
    if (sentence.isHeading) continue;
    const isFirst = sentence.span.start === 0 || text.charAt(sentence.span.start - 1) === '\n';
    const last = paragraphs.at(-1);
    if (last === undefined || isFirst || last.at(-1)?.node !== sentence.node) paragraphs.push([sentence]);
    else last.push(sentence);
  }
  return paragraphs;
}
