import { CARDINAL, englishNumber, englishOrdinal, ORDINAL } from './english-numbers.js';
import type { StructureQuestion } from './structure-question-type.js';
import { contentWords, singularOf } from './english-words.js';

type Listed = Extract<StructureQuestion, { ask: 'listed' }>;

const WHOSE = '(?:the|his|her|their|its|those|these|all|our|your|this|that)';
/** Things that are counted, with what else is said of them: "the three great promises". */
const THINGS = `(?:(?<count>${CARDINAL}) )?(?:[a-z'-]+ ){0,2}?(?<noun>[a-z-]+s|people|men|women|children)\\b`;
const PLACE = `(?<place>${ORDINAL}|middle|number ${CARDINAL})`;
const ROW = '(?:row|list|series|run|enumeration|catalogue|string|sequence)';
const OF_ROW = `(?:(?:the|that|this|his|her) (?:(?<kind>[a-z]+) )?${ROW}(?: of (?<noun>[a-z-]+s))?)\\b`;
const COMES = "(?:comes?|is|are|was|were|goes|stands|named|mentioned|listed|cited|'s)";
const ASKS =
  /^(?:(?:and|so|but|ok|okay|hang on|please|now|then|well|sorry|hi|hello|er|um),? )*(?:what|which|who|whom|name|give|tell|list|quote|can|could|do|i|remind|show|the|in|of|among|from)\b|^[^?]{0,60}\W*$/i;
/** What is asked of an item other than which it is. */
const ASKS_A_FACT = /\b(?:how (?:much|many|long|far|old|often|big|high|deep)|when|where|why)\b/i;
/** Words after an ordinal that are counted by the world, by the text or by nothing, and not by a list. */
const NOT_LISTED =
  /^(?:time|times|word|words|sentence|line|lines|paragraph|nation|people|part|section|chapter|heading|world|war|year|years|quarter|century|half|term|day|days|week|month|place|minister|lady|act|amendment|floor|class|generation|hand|one|ones|and|or|but|of|is|in|that|to|few|couple|man|thousand|hundred|million|decade|season|birthday|prize|name|remark|remarks|thought)$/;
const GENERIC =
  /^(?:things?|points?|items?|ones?|matters?|topics?|entry|entries|groups?|names?|options?|cases?|persons?|paragraphs?|sentences?|lines?|words?)$/;

const SURE: readonly RegExp[] = [
  // "the second of the three promises", "last of the departments listed"
  `\\b${PLACE}(?: one)?,? (?:of|among|out of) ${WHOSE} ${THINGS}`,
  // "Of the things announced at the start, which one is named third?"
  `\\b(?:of|among|in|from) ${WHOSE} ${THINGS}[^?]*?[,–—-]? ?\\b(?:which|what|who)\\b[^?]*?\\b(?:the )?${PLACE}\\b(?: one)?[?. ]*$`,
  `\\b(?:of|among|in|from) ${WHOSE} ${THINGS}[^?]*?\\b(?:which|what|who)\\b[^?]*?\\b(?:comes?|is|stands) (?:the )?${PLACE}\\b`,
  `\\b(?:which|what|who)\\b[^?]*?\\b${COMES} (?:the )?${PLACE},? (?:of|among|in) ${WHOSE} ${THINGS}`,
  // "There were three promises. What was the middle one?"
  `\\b${THINGS}[^?.]*[.;,–—-] ?(?:and |so )?(?:which|what|who)\\b[^?]{0,20}?\\bthe ${PLACE} one\\b`,
  // "who comes third in the row of pledges", "in that run of pledges who comes last"
  `\\b${COMES} (?:the )?${PLACE}\\b[^?.]*?\\b(?:in|of|on) ${OF_ROW}`,
  `\\b(?:in|of|on) ${OF_ROW}[^?.]*?\\b(?:${COMES} (?:at )?(?:the )?)?${PLACE}\\b`,
  `\\b${PLACE}(?: [a-z]+){0,3}? (?:in|of|on) ${OF_ROW}`,
  `\\b(?:which|what|who) (?:one )?of ${WHOSE} ${THINGS}[^?]{0,40}?\\b${COMES} (?:the )?${PLACE}\\b`,
  `\\b(?<place>middle) (?:one )?(?:of|among) ${WHOSE} ${THINGS}`,
  // "Of the notes he answers, what does the second one ask?", "Of the jobs the one that comes in the middle"
  `\\b(?:of|among|in|from) ${WHOSE} ${THINGS}[^?]*?\\b(?:what|how|who)\\b[^?]*?\\bthe ${PLACE} one\\b`,
  `\\b(?:of|among|in|from) ${WHOSE} ${THINGS}[^?]*?\\bin the (?<place>middle)\\b`,
].map((pattern) => new RegExp(pattern, 'i'));
/** A thing that opens or closes a row of them: "Which proposal opens the run of paragraphs". */
const EDGE_OF_ROW = new RegExp(
  `\\b(?<verb>opens|begins|starts|heads|leads|tops|closes|ends|finishes|concludes|rounds off)\\b(?: off)? (?:the|that|this|his|her) (?:[a-z]+ )?${ROW}(?: of (?<noun>[a-z-]+s))?\\b`,
  'i',
);
/** "What is the fourth promise?", "lesson number three", "Which lesson comes last?" */
const LIKELY: readonly RegExp[] = [
  `\\b(?<noun>[a-z-]+) (?:number|no\\.?) (?<number>${CARDINAL})\\b`,
  `\\b(?:which|what) (?<noun>[a-z-]+) (?:comes?|is|stands)(?: named| listed)?(?: the)? ${PLACE}(?=[?.,]| (?:in|of|among|that|who|which)\\b|$)`,
  `\\b(?:the |his |her |their )?${PLACE} (?:(?:great|big|main|new|important|named) )?(?<noun>[a-z-]+)\\b`,
].map((pattern) => new RegExp(pattern, 'i'));

/** Which item of so many deals with something, where the item is called by a word that lists are told under. */
const ABOUT = new RegExp(
  `\\b(?:which|what) (?:of ${WHOSE} ${THINGS}|(?<one>[a-z-]+)) (?:deals? with|is about|concerns?|is concerned with|has to do with|covers?|speaks? (?:of|about)|talks? about|mentions?|addresses|tells (?:of|about)|relates to|regards|involves?) (?<topic>[^?.]{3,80})`,
  'i',
);

const SPEAKER = '(?:he|she|they|the [a-z]+)';
const NOUNS = `(?:(?<count>${CARDINAL}) )?(?:[a-z'-]+ )?(?<noun>[a-z-]+s)`;
/** "Name the four demands.", "What changes does the new roster bring?": all items of a list. */
const WHOLE: readonly RegExp[] = [
  `\\b(?:what are|which are|name|list|give(?: me)?|tell me|quote) (?:all )?(?:of )?${WHOSE} ${NOUNS}(?: (?:that )?${SPEAKER} [a-z]+(?: [a-z]+)?)?\\W*$`,
  `\\b(?:what|which) ${NOUNS} (?:does|do|did|will|has|have|are|were|must|should|can)\\b`,
].map((pattern) => new RegExp(pattern, 'i'));

function whereOf(text: string): 'start' | 'end' | null {
  if (/\b(?:at|in|near|towards?) (?:the )?(?:very )?(?:start|beginning|outset|opening|introduction)\b/i.test(text))
    return 'start';
  return /\b(?:at|near|towards?) the (?:very )?(?:end|close)\b/i.test(text) ? 'end' : null;
}

/** An item of a list by its place, where the question says that it is one of several; null for any other question. */
export function readCertainlyListed(text: string): Listed | null {
  const sure = SURE.map((pattern) => pattern.exec(text)?.groups).find((groups) => groups !== undefined);
  const base = { ask: 'listed', topic: '', where: whereOf(text), isSure: true } as const;
  if (sure !== undefined) {
    const place = sure.place ?? '';
    const isMiddle = /^middle$/i.test(place);
    const count = sure.count === undefined ? null : englishNumber(sure.count);
    const noun = nounOf(sure.noun ?? sure.kind);
    return { ...base, position: isMiddle ? null : placeOf(place), isMiddle, count, noun };
  }
  const edge = EDGE_OF_ROW.exec(text)?.groups;
  if (edge === undefined) return null;
  const position = /^(?:opens|begins|starts|heads|leads|tops)$/i.test(edge.verb ?? '') ? 1 : -1;
  return { ...base, position, isMiddle: false, count: null, noun: nounOf(edge.noun) };
}

/** The same, also by what the item says or where a list is only likely, or all items of one; null for any other question. */
export function readListed(text: string): Listed | null {
  return readCertainlyListed(text) ?? readItemAbout(text) ?? readLikely(text) ?? readWhole(text);
}

function readItemAbout(text: string): Listed | null {
  const { count, noun, one, topic } = ABOUT.exec(text)?.groups ?? {};
  const name = nounOf(noun ?? one);
  if (name === null || topic === undefined || NOT_LISTED.test(name)) return null;
  return {
    ask: 'listed',
    position: null,
    isMiddle: false,
    count: count === undefined ? null : englishNumber(count),
    noun: name,
    topic,
    where: null,
    isSure: false,
  };
}

function readWhole(text: string): Listed | null {
  const { count, noun } =
    WHOLE.map((pattern) => pattern.exec(text)?.groups).find((groups) => groups !== undefined) ?? {};
  const name = nounOf(noun);
  if (name === null || NOT_LISTED.test(name)) return null;
  return {
    ask: 'listed',
    position: null,
    isMiddle: false,
    count: count === undefined ? null : englishNumber(count),
    noun: name,
    topic: '',
    where: whereOf(text),
    isSure: false,
  };
}

function readLikely(text: string): Listed | null {
  if (!ASKS.test(text) || ASKS_A_FACT.test(text)) return null;
  for (const pattern of LIKELY) {
    const { place, number, noun } = pattern.exec(text)?.groups ?? {};
    if (
      noun === undefined ||
      NOT_LISTED.test(noun.toLowerCase()) ||
      contentWords(`${noun} `).length + Number(GENERIC.test(noun)) === 0
    )
      continue;
    const position = number === undefined ? placeOf(place ?? '') : englishNumber(number);
    const name = nounOf(noun);
    // "The first thing" is a manner of speaking, "the second thing" one of several.
    if (position === null || (name === null && Math.abs(position) === 1)) continue;
    return {
      ask: 'listed',
      position,
      isMiddle: false,
      count: null,
      noun: name,
      topic: '',
      where: whereOf(text),
      isSure: name === null,
    };
  }
  return null;
}

function placeOf(words: string): number | null {
  const number = /^number (.+)$/i.exec(words)?.[1];
  return number === undefined ? englishOrdinal(words) : englishNumber(number);
}

function nounOf(word: string | undefined): string | null {
  return word === undefined || GENERIC.test(word.toLowerCase()) ? null : singularOf(word);
}
