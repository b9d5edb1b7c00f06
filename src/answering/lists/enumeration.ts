import type { Span, Speech } from '../../speech/types.js';
import { foldText, type CharacterFold } from '../../text/fold.js';
import { parseNumeral } from '../../text/numerals.js';
import { announcesAsked, announcesInSameWords } from './announced-number.js';
import { asksForMeanings, type ExplainedTerms, explainedTerms } from './explained-terms.js';
import { formNamed, isOfForm } from './list-form.js';
import { listsSome } from './lists-in-sentences.js';
import { sentenceIndexAt } from '../quoting/citation.js';
import { atPosition } from '../quoting/divisions.js';
import { COUNTED, type Position } from '../reading/positions.js';
import { asksForEach, asksForNamedGroup, type Question } from '../reading/question.js';
import { listsOf, type Enumeration, type SpeechList } from './speech-lists.js';
import { bigramsOf, coverage } from '../quoting/topic-match.js';

/** Of two or three things there are lists everywhere. */
const FEWEST_PLAIN = 4;
/** Asks for so many points of an outline. */
const ASKS_FOR_POINTS = /哪[四五六七八九十\d]{1,3}(?:个?大?方面|大?[点条项])/;

/** The mark of the first item of a list. */
const FIRST_MARK = /^(?:[—“"]*)(?:一是|第一|其一|首先|一个是|一条是|头一|[（(]一[）)])/;

/** Characters between items that are told at length. */
const SHORTEST_TOLD = 200;

/** Words that ask for a list and say nothing about its topic. */
const LIST_WORDS =
  /哪些|哪几|哪[一二三四五六七八九十两]+|分别|具体|主要|有哪|包括|什么|是|有|要|抓好|做好|讲话|总结|的|了|时候|里面?|几|个|项|条|点|方面|工作|要求|做法|措施|任务/g;

/**
 * Finds the lists of a speech once (divisions, and sentences in a row that begin alike) and picks the one that a list
 * question means.
 */
export class EnumerationFinder {
  private readonly candidates: readonly SpeechList[];
  private readonly explained: readonly ExplainedTerms[];

  constructor(
    private readonly speech: Speech,
    private readonly fold: CharacterFold,
  ) {
    this.candidates = listsOf(speech, fold);
    this.explained = explainedTerms(speech);
  }

  /**
   * The list, or null where none fits. With a number asked for ("哪四个“新”") the list must have that many items, and
   * hold the quoted term in every item or most of the topic; without one, its heading must hold most of the topic.
   */
  find(question: Question): Enumeration | null {
    const explained = this.explainedIn(question);
    if (explained !== null) return explained;
    if (question.wanted !== 'list' && question.wanted !== 'definition' && question.itemCount === null) return null;
    const named = this.ofGroupNamed(question) ?? this.announcedInSameWords(question) ?? this.ofFormNamed(question);
    if (named !== null) return named;
    const topic = bigramsOf(question.text.replace(LIST_WORDS, ' '), this.fold);
    const terms = question.quotedTerms.map((term) => foldText(term, this.fold));
    const longTerms = terms.filter((term) => term.length >= SHORTEST_TERM);
    const scored = this.candidates
      // Running text says too much to be found by a few words in common, but not by quoted words that every item holds.
      .filter(({ isRunningText, itemHeads }) => !isRunningText || bearsTerms(itemHeads, longTerms))
      .map((candidate) => ({ candidate, score: this.score(candidate, question, topic, terms) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    return scored[0]?.candidate ?? null;
  }

  /** The explanations of terms that the question names by what they are called together; null where it asks for none. */
  private explainedIn({ asked }: Question): Enumeration | null {
    const words = asked.replace(/[“”"]/g, '');
    const found = asksForMeanings(words) ? this.explained.find(({ name }) => words.includes(name)) : undefined;
    return found === undefined ? null : { heading: null, items: found.items, node: found.node };
  }

  /**
   * The one list of as many items as the name of a group says, each of which bears the rest of the name: “三个看清”:
   * （一）看清政策机遇…. Null where there is none, or several.
   */
  private ofGroupNamed({ asked, quotedTerms }: Question): Enumeration | null {
    if (!ASKS_FOR_MEMBERS.test(asked)) return null;
    const names = [...quotedTerms, ...[...asked.matchAll(GROUP)].map(([name]) => name)];
    for (const name of names) {
      const [, number, rest] = GROUP_NAME.exec(foldText(name, this.fold)) ?? [];
      if (number === undefined || rest === undefined) continue;
      const members = this.listsOf(parseNumeral(number)).filter(({ itemHeads }) => bearsTerms(itemHeads, [rest]));
      const only = onlyOf(members);
      if (only !== null) return only;
    }
    return null;
  }

  /** The one list whose items have the marks that a question names; null where there is none, or several. */
  private ofFormNamed({ asked, itemCount }: Question): Enumeration | null {
    const form = formNamed(asked);
    if (form === null) return null;
    return onlyOf(this.listsOf(itemCount).filter(({ itemHeads }) => isOfForm(itemHeads, form)));
  }

  /** The one list that is announced by the words by which it is asked for; null where there is none, or several. */
  private announcedInSameWords({ asked, itemCount }: Question): Enumeration | null {
    if (itemCount === null) return null;
    const named = this.listsOf(itemCount).filter((list) => announcesInSameWords(asked, this.introductionWords(list)));
    return announcedOnce(named)[0] ?? null;
  }

  /** The sentence that announces a list; empty where none does. */
  private introductionWords({ introduction }: SpeechList): string {
    const sentence =
      introduction === null ? undefined : this.speech.sentences[sentenceIndexAt(this.speech, introduction)];
    return sentence === undefined ? '' : this.speech.text.slice(sentence.span.start, sentence.span.end);
  }

  /** The item before or after the one, of the innermost list, in which an offset stands; null where there is none. */
  itemBeside(offset: number, step: 1 | -1): Span | null {
    const within = ({ start, end }: Span) => offset >= start && offset < end;
    const [innermost] = this.candidates
      .filter(({ items }) => items.some(within))
      .sort((a, b) => lengthOf(a.reach) - lengthOf(b.reach));
    const at = innermost?.items.findIndex(within) ?? 0;
    return at + step < 0 ? null : (innermost?.items[at + step] ?? null);
  }

  /** The item at a place of the list that stands in a span, of several the one of most items; null where there is none. */
  itemWithin({ start, end }: Span, position: Position): Span | null {
    const [longest] = this.candidates
      .filter(({ items }) => items.every((item) => item.start >= start && item.end <= end))
      .sort((a, b) => b.items.length - a.items.length);
    return atPosition(longest?.items ?? [], position) ?? null;
  }

  /**
   * The thing that is being told where an offset stands, of several that are told one after the other, each at length
   * (头一件事… 另一件事…); null where none is.
   */
  toldAt(offset: number): Span | null {
    for (const { items } of this.candidates) {
      const lengths = items.slice(1).map(({ start }, index) => start - (items[index]?.end ?? 0));
      if (lengths.length === 0 || Math.min(...lengths) < SHORTEST_TOLD) continue;
      const item = items.findLast(({ start }) => start <= offset);
      // Where the last one ends nothing says: it is taken to be as long as the longest of the others.
      if (item !== undefined && offset < item.end + Math.max(...lengths)) return item;
    }
    return null;
  }

  /** Every list, or those of a number of items. */
  listsOf(itemCount: number | null): readonly SpeechList[] {
    return itemCount === null ? this.candidates : this.candidates.filter(({ items }) => items.length === itemCount);
  }

  /**
   * The list of divisions that alone has as many items as points are asked for (哪四点, 哪七个方面); null where there are
   * several, or fewer are asked for than make a list plain.
   */
  onlyOfSoMany({ asked, itemCount }: Pick<Question, 'asked' | 'itemCount'>): Enumeration | null {
    if (itemCount === null || itemCount < FEWEST_PLAIN || !ASKS_FOR_POINTS.test(asked)) return null;
    return onlyOf(this.listsOf(itemCount).filter(({ isRunningText }) => !isRunningText));
  }

  /**
   * The list that the sentence at an offset, or one that is quoted with it, announces or leads to, where it is the best
   * sentence, or the innermost in which it stands: one of the asked number of items, where a number is asked for. Without one, only
   * the best sentence leads to a list around it: to the clauses of its own sentence that ；sets apart.
   */
  findAround(question: Question, offset: number, isBest: boolean, quoted: Span): Enumeration | null {
    const { itemCount } = question;
    const fits = ({ items }: SpeechList) => itemCount === null || items.length === itemCount;
    const announced = isBest ? this.announcedIn(question, quoted) : null;
    if (announced !== null) return announced;
    if (itemCount === null && question.wanted !== 'list' && !asksForEach(question)) return null;
    const listsItself = listsSome(this.speech.text.slice(quoted.start, quoted.end));
    const led = this.candidates.find((list) => standsIn(quoted, list.leadIn) && fits(list) && isSetApart(list));
    if (isBest && led !== undefined && !listsItself) return led;
    const around = this.candidates
      .filter(
        ({ node, reach }) =>
          // A list without a node is that of the parts, in which every sentence stands.
          node !== null && reach.some(({ start, end }) => offset >= start && offset < end),
      )
      .sort((a, b) => lengthOf(a.reach) - lengthOf(b.reach));
    const [innermost] = around;
    if (innermost === undefined || !fits(innermost)) return null;
    // Where the sentence itself lists what is asked for, the clauses beside it say other things.
    if (itemCount === null && isBest && innermost.isRunningText && listsItself) return null;
    const opens = FIRST_MARK.test(innermost.itemHeads[0] ?? '') && innermost.items[0]?.start === offset;
    return itemCount !== null || (isBest && innermost.isFoundByItem) || (opens && question.wanted === 'list')
      ? innermost
      : null;
  }

  /**
   * The list of which at least so many of some sentences (by where they begin) are items or announce it, the shortest of
   * those that have most: one of the asked number of items, where a number is asked for. Null where none has so many.
   */
  holdingMost(question: Question, offsets: readonly number[], least: number): Enumeration | null {
    const heldBy = ({ introduction, items }: SpeechList) =>
      offsets.filter((at) => at === introduction || items.some(({ start, end }) => at >= start && at < end)).length;
    const [most] = this.listsOf(question.itemCount)
      .map((list) => ({ list, held: heldBy(list) }))
      .filter(({ held }) => held >= least)
      .sort((a, b) => b.held - a.held || lengthOf(a.list.items) - lengthOf(b.list.items));
    return most?.list ?? null;
  }

  /**
   * The list that a sentence in one of some spans announces, best first, by what the question names ("哪些规矩": 有三条规矩);
   * null where none does.
   */
  announcedAs(question: Question, spans: readonly Span[]): Enumeration | null {
    const named = this.announcedFor(question);
    for (const span of spans) {
      const list = named.find(({ introduction }) => standsIn(span, introduction));
      if (list !== undefined) return list;
    }
    return null;
  }

  /** The list that a sentence in a span announces, of the asked number of items where one is asked for; null where none does. */
  announcedIn({ itemCount }: Question, span: Span): Enumeration | null {
    return this.listsOf(itemCount).find(({ introduction }) => standsIn(span, introduction)) ?? null;
  }

  /** The lists that the one sentence announces which names what the question names; none where several do. */
  announcedByName(question: Pick<Question, 'asked' | 'itemCount'>): readonly SpeechList[] {
    return announcedOnce(this.announcedFor(question));
  }

  /** The lists that a sentence announces by what a question names, and by so many items where it says a number. */
  private announcedFor({ asked, itemCount }: Pick<Question, 'asked' | 'itemCount'>): SpeechList[] {
    return this.listsOf(itemCount).filter((list) =>
      [this.introductionWords(list), this.headingWords(list)].some((words) => announcesAsked(asked, itemCount, words)),
    );
  }

  /** The heading over a list of divisions, which may announce it (今年要办的四件大事); empty for any other list. */
  private headingWords({ heading, isRunningText }: SpeechList): string {
    return heading === null || isRunningText ? '' : this.speech.text.slice(heading.start, heading.end);
  }

  /** Whether the name of a group stands over a list, in the sentence that announces it or in the first of its items. */
  private namesAny(list: SpeechList, terms: readonly string[]): boolean {
    const heading = list.heading === null ? '' : this.speech.text.slice(list.heading.start, list.heading.end);
    const words = foldText([heading, this.introductionWords(list), list.itemHeads[0] ?? ''].join('\n'), this.fold);
    // “六个必须坚持”: 必须坚持….
    return terms.some((term) => words.includes(term) || words.includes(term.replace(COUNT_AHEAD, '')));
  }

  private score(
    candidate: SpeechList,
    question: Question,
    topic: ReadonlySet<string>,
    terms: readonly string[],
  ): number {
    const inHeading = coverage(topic, candidate.headingBigrams);
    const inAll = coverage(topic, candidate.allBigrams);
    const isShared = bearsTerms(candidate.itemHeads, terms);
    if (!isShared && asksForNamedGroup(question) && !this.namesAny(candidate, terms)) return 0;
    const topicCharacters = [...topic].filter((bigram) => candidate.itemHeads.every((head) => head.includes(bigram)));
    if (question.itemCount !== null) {
      if (candidate.items.length !== question.itemCount) return 0;
      if (isShared) return 3 + inAll;
      if (topicCharacters.length >= 3) return 2 + inAll;
      return inAll >= 0.4 || inHeading >= 0.4 ? 1 + inAll + inHeading : 0;
    }
    if (isShared) return 2 + inAll;
    const headingShare = coverage(candidate.headingBigrams, topic);
    return inHeading >= 0.6 && headingShare >= 0.3 ? inHeading + headingShare : 0;
  }
}

/** Whether an offset lies in a span; false for none. */
const standsIn = ({ start, end }: Span, at: number | null) => at !== null && at >= start && at < end;

/** The list, where there is but one. */
const onlyOf = ([only, ...others]: readonly SpeechList[]) => (only === undefined || others.length > 0 ? null : only);

/** Some lists, where one sentence announces them all; none otherwise. */
function announcedOnce(lists: readonly SpeechList[]): readonly SpeechList[] {
  return new Set(lists.map(({ introduction, heading }) => introduction ?? heading?.start)).size === 1 ? lists : [];
}

/**
 * True where every item holds each quoted term; one with an ellipsis in it ("这是……的五年") says alone what they have in
 * common.
 */
function bearsTerms(itemHeads: readonly string[], terms: readonly string[]): boolean {
  const patterns = terms.filter((term) => ELLIPSIS.test(term));
  const common = patterns.length > 0 ? patterns : terms;
  const holds = (head: string, term: string) => {
    let from = 0;
    return term.split(ELLIPSIS).every((piece) => {
      const at = head.indexOf(piece, from);
      from = at + piece.length;
      return at >= 0;
    });
  };
  return common.length > 0 && common.every((term) => itemHeads.every((head) => holds(head, term)));
}

/** Whether the items are divisions or paragraphs: they stand out from the text, which leads to them. */
const isSetApart = ({ isRunningText, itemHeads }: SpeechList) =>
  !isRunningText && itemHeads.every((head) => SET_APART.test(head));
const SET_APART =
  /^(?:[—•●■◆]|[一二三四五六七八九十]+[是、]|第[一二三四五六七八九十]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])/;

/** The number of a group, ahead of its name. */
const COUNT_AHEAD = /^[二三四五六七八九十两\d]{1,2}[个项大条](?=[\u4e00-\u9fff]{2})/;
/** Shorter words ("要") stand in any clause. */
const SHORTEST_TERM = 3;
/** What stands in a quotation for what differs from item to item. */
const ELLIPSIS = /…+|\.{3,}|什么什么|某某|[xX×]{2,}/;

/** Asks what belongs to a group, or what it means, as against how it is used. */
const ASKS_FOR_MEMBERS = /哪|什么|啥|分别|各[是指自]|具体|逐[一条个]|列/;
/** The name of a group that bears its number: 五场硬仗. */
const GROUP = new RegExp(`(?<![第哪])[二三四五六七八九十]{1,2}${COUNTED}[\\u4e00-\\u9fff]{2}`, 'g');
/** The number of such a name, and what all members bear. */
const GROUP_NAME = new RegExp(`^([二三四五六七八九十两\\d]{1,2})(?:${COUNTED}|大)?([\\u4e00-\\u9fff]{2,6})$`);

/** Units of a text that spans take up together. */
export const lengthOf = (spans: readonly Span[]) => spans.reduce((sum, { start, end }) => sum + end - start, 0);
