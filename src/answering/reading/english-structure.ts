import { readBesideInEnglish } from './english-beside.js';
import { asksAfterGreeting, asksForEnglishWords, edgeOfNamedPlace, edgeOfWholeSpeech } from './english-edges.js';
import { readCertainlyListed, readListed } from './english-listed.js';
import { findMatter, findSaidOf, type Matter } from './english-matter.js';
import { findPlace, withPlainPlaces } from './english-numbers.js';
import { readEnglishWhich } from './english-which.js';
import { contentWords } from './english-words.js';
import { readPlaceBeside } from './places-beside.js';
import type { Position } from './positions.js';
import { ANY_DIVISION, type StructureQuestion } from './structure-question-type.js';

const PART = 'parts?|sections?|chapters?|segments?|(?:section |part |chapter )?(?:headings?|headlines?|titles?)';
const POINT = 'points?|items?|requirements?|tasks?|subheadings?|sub-headings?';
const PARAGRAPH = 'paragraphs?|paras?';
const SENTENCE = 'sentences?|lines?|words?|thing said|remarks?';
/** "Line 5" of a factory or a railway, which no one counts in a speech. */
const LINE_BY_NAME = /\bline \d+\b/i;
const SPEECH = '(?:speech|address|talk|lecture|remarks|text|sermon|statement|report|presentation|keynote)';

const ASKS_TITLE = new RegExp(
  `\\b(?:title|name|headline|heading) of (?:the|this|his|her) (?:whole |entire )?${SPEECH}\\b|\\b(?:the|this|his|her) ${SPEECH}(?:'s)? (?:title|called|titled|entitled)\\b|\\bwhat (?:is|was) (?:the|this|his|her) ${SPEECH} (?:called|titled|entitled)\\b|^(?:what(?:'s| is) the )?title\\W*$`,
  'i',
);
const ASKS_PARTS =
  /\bhow many (?:[a-z]+ )?(?:parts|sections|chapters|headings|titles)\b|\b(?:all|list|name|give|show|what are|which are)\b[^?]*\b(?:headings|sections|chapters|section titles|parts|titles)\b|\b(?:outline|structure|table of contents|contents) of (?:the|this|his|her)\b|^(?:(?:please |can you |could you )?(?:give|show|send|list|summari[sz]e|describe|what(?:'s| is))(?: me| us)? (?:an?|the) )?(?:outline|table of contents|structure|headings|sections)(?:,? please)?\W*$/i;
const ASKS_HOW_GREETED =
  /\bhow (?:does|did|do|is|are|was|were)\b[^?]*\b(?:greet|address)(?:s|es|ed)?\b[^?]*\b(?:start|beginning|outset|opening|audience|listeners|everyone|guests|crowd)\b|\bhow (?:is|are|was|were) (?:the )?(?:audience|listeners|everyone|guests|crowd)\b[^?]*\b(?:greeted|addressed)\b/i;
const ASKS_COUNT = /\bhow many (?:[a-z]+ )?(?:points?|items?|subheadings?|sub-headings?|tasks?|requirements?)\b/i;
const ASKS_HEADING = /\b(?:title|heading|headline|called|named|titled|headed|name)\b/i;
const ASKS_ALL = /\b(?:points|headings|sections|items|contents?)\b/i;
/** What is asked of something that stands in a part, as against what the part says. */
const ASKS_A_FACT = /\b(?:how (?:much|many|long|far|old|often)|when|why|who|whom|whose)\b/i;
const ASKS_WHAT_IS_BEFORE =
  /\b(?:what|anything|something)\b[^?]*\bbefore (?:[a-z]+ ){0,4}(?:first|1st) (?:part|section|heading|chapter|point)\b/i;

/** Longer messages tell something beside the question; reading one takes time that grows with its square. In UTF-16 units. */
const LONGEST_QUESTION = 400;

/** Reads an English question about the structure of the speech; null for any other question. */
export function readEnglishStructure(question: string): StructureQuestion | null {
  if (question.length > LONGEST_QUESTION) return null;
  const text = withPlainPlaces(question);
  if (ASKS_TITLE.test(text)) return { ask: 'title' };
  if (asksAfterGreeting(text)) return wholeEdge('first', false);
  const beside = readPlaceBeside(text);
  if (beside?.ask === 'salutation' || ASKS_HOW_GREETED.test(text)) return { ask: 'salutation' };
  if (ASKS_PARTS.test(text) && contentWords(text).length === 0 && findPlace(text, PART) === null)
    return { ask: 'parts', count: null, withPoints: /\bsub-?headings?\b/i.test(text) };
  if (ASKS_WHAT_IS_BEFORE.test(text)) return { ask: 'before-first' };
  return (
    readBesideInEnglish(text) ??
    beside ??
    readPlace(text) ??
    readCertainlyListed(text) ??
    readSpeechEdge(text) ??
    readEnglishWhich(text) ??
    readListed(text)
  );
}

function wholeEdge(edge: 'first' | 'last', wantsWords: boolean): Extract<StructureQuestion, { ask: 'edge' }> {
  return {
    ask: 'edge',
    edge,
    part: null,
    scope: null,
    level: 'part',
    isParagraph: false,
    point: null,
    wantsWords,
    wantsHeading: false,
  };
}

/** The first or last words of the speech, or of what it says about something. */
function readSpeechEdge(text: string): StructureQuestion | null {
  const edge = edgeOfWholeSpeech(text);
  if (edge === null) return null;
  const matter = findSaidOf(text);
  if (matter === null) return wholeEdge(edge, asksForEnglishWords(text));
  return { ask: 'passage', ...placeless, matter: matter.words, within: 'stretch', sentence: edge === 'first' ? 1 : -1 };
}

const placeless = { part: null, point: null, matter: null, within: 'part', paragraph: null, sentence: null } as const;

interface Places {
  readonly matter: Matter | null;
  readonly rest: string;
  readonly part: Position | null;
  readonly point: Position | null;
  readonly paragraph: Position | null;
  readonly sentence: Position | null;
}

function placesIn(text: string): Places {
  const matter = findMatter(text);
  const rest = matter?.rest ?? text;
  return {
    matter,
    rest,
    part: findPlace(rest, PART),
    point: findPlace(rest, POINT),
    paragraph: findPlace(rest, PARAGRAPH),
    sentence: findPlace(rest.replace(LINE_BY_NAME, ' '), SENTENCE),
  };
}

/** What stands at a numbered or named place: a part, a point, a paragraph, a sentence, or its first or last words. */
function readPlace(text: string): StructureQuestion | null {
  const places = placesIn(text);
  const { matter, rest, part, point, paragraph, sentence } = places;
  const isNamed = matter !== null || part !== null || paragraph !== null;
  const edge = isNamed && sentence === null ? edgeOfNamedPlace(rest) : null;
  if (paragraph !== null || (matter !== null && /paragraph|stretch/.test(matter.unit)))
    return readPassage(places, edge);
  if (sentence !== null) {
    const isOfSpeech = !isNamed && point === null;
    return isOfSpeech && Math.abs(sentence) === 1 ? null : passage(places, sentence);
  }
  if (edge !== null && !ASKS_HEADING.test(rest))
    return {
      ...wholeEdge(edge, true),
      part,
      scope: part === null ? (matter?.words ?? null) : null,
      level: levelOf(matter),
      point,
    };
  return readDivision(places);
}

function passage({ matter, part, point, paragraph }: Places, sentence: Position | null): StructureQuestion {
  return {
    ask: 'passage',
    part,
    point,
    matter: matter?.words ?? null,
    within: matter?.unit ?? 'part',
    paragraph,
    sentence,
  };
}

const levelOf = (matter: Matter | null) => (matter?.unit === 'point' ? 'point' : 'part');

/** A paragraph, or a sentence of one, or of a stretch that tells of something. */
function readPassage(places: Places, edge: 'first' | 'last' | null): StructureQuestion | null {
  const { paragraph, sentence, rest } = places;
  const ofEdge = edge === null ? null : edge === 'first' ? 1 : -1;
  if (paragraph === null && sentence === null && ofEdge === null) {
    const asksAbout = places.matter?.unit === 'paragraph' && contentWords(rest).length === 0;
    return asksAbout ? passage(places, null) : null;
  }
  return passage(places, sentence ?? ofEdge);
}

function readDivision({ matter, rest, part, point }: Places): StructureQuestion | null {
  if (part === null && point === null && matter === null) return null;
  const others = contentWords(rest);
  if (ASKS_COUNT.test(rest) && part !== null) return { ask: 'count', part, topic: '', wantsItems: false };
  // "In the second part, how much does the crane cost?" asks for a fact.
  if (ASKS_A_FACT.test(rest) && others.length > 0) return null;
  if (part === null && point === null && !(ASKS_ALL.test(rest) || others.length === 0)) return null;
  const headingOnly = ASKS_HEADING.test(rest);
  if (matter !== null && part === null && point === null && headingOnly) return null;
  return {
    ...ANY_DIVISION,
    part,
    scope: part === null ? (matter?.words ?? null) : null,
    level: levelOf(matter),
    point,
    headingOnly,
  };
}
