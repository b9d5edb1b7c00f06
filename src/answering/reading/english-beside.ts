import { nameIn } from './english-matter.js';
import { contentWords } from './english-words.js';
import type { StructureQuestion } from './structure-question-type.js';

const RIGHT = '(?:right|immediately|directly|just|straight|shortly|next)';
const AFTER = `(?:${RIGHT} )?(?:after|following|behind|once|on from)`;
const BEFORE = `(?:${RIGHT} )?(?:before|preceding|ahead of|in front of|prior to)`;
const DIVISION = '(?:part|section|chapter|heading|headline|title|segment|point|item|area)';
const COMES = "(?:comes?|follows?|stands?|is|'s|are|was|said|says?|say|goes|appears?)";
const THERE = '(?:paragraph|sentence|line|thing|one)';

/** A division by the one beside it: "the heading after the part on the staff", "After …, what's the next heading?" */
const BESIDE_DIVISION: readonly RegExp[] = [
  `\\b${DIVISION}s?\\b[^?]{0,30}?\\b(?<side>${AFTER}|${BEFORE}|follows?|precedes?|leads up to) (?<topic>[^?]{3,90})`,
  `^(?:and |so |then |ok,? )*(?<side>${AFTER}|${BEFORE}) (?<topic>[^?]{3,90}?)(?:,? (?:what|which|name|give)|, the)\\b[^?]*\\b${DIVISION}\\b`,
  `\\b(?:what|which)\\b[^?]{0,30}? (?<side>follows?|precedes?|${COMES} ${AFTER}|${COMES} ${BEFORE}) (?<topic>(?:the |that )?${DIVISION} (?:about|on|of|dealing with|with|called|covering|devoted to|that) [^?]{3,90})`,
  `\\b(?<side>next|previous) ${DIVISION}\\b[^?]{0,20}? (?:after|to|before|from) (?<topic>[^?]{3,90})`,
].map((pattern) => new RegExp(pattern, 'i'));
/** How a division is named by what it is about, or as the one that is. */
const OF_DIVISION =
  /^(?:the |that |this )?(?:(?:part|section|chapter|heading|segment|point|item|area|bit|passage|one)s? )?(?:(?:about|on|of|with|dealing with|covering|devoted to|concerning|called|titled|named|headed)\b|(?:that|which|where)\b[^?]{0,20}?\b(?:about|on|with|covers|of)\b)? ?(?:the )?/i;
const isBefore = (side: string) => /before|preced|ahead|front|prior|leads|previous/i.test(side);

function readBesideDivision(text: string): StructureQuestion | null {
  for (const pattern of BESIDE_DIVISION) {
    const { side = '', topic = '' } = pattern.exec(text)?.groups ?? {};
    const named = nameIn(topic.replace(/["“”]/g, '').replace(OF_DIVISION, '')).replace(/[?.,!]+$/, '');
    if (contentWords(named).length === 0 || /\b(?:he|she|they|moving|going)\b/i.test(named)) continue;
    const level = /\b(?:points?|items?|areas?)\b/i.test(text) ? 'point' : 'part';
    return { ask: 'beside-division', topic: named, level, side: isBefore(side) ? 'before' : 'after' };
  }
  return null;
}

/** What someone does who has told a thing and turns to the next. */
const TELLS =
  '(?:(?:he|she|they|the speaker|the [a-z]+)(?: (?:has|have|had|is|gets|starts|finishes|goes|begins|stops|turns|moves|comes))? ?(?:done|finished|gone)?|(?:talking|speaking|moving|going|turning|telling|discussing|mentioning|describing|coming|getting))';
/** "What comes right after the line on …", "Immediately following the proposal, what does the next paragraph say?" */
const BESIDE: readonly RegExp[] = [
  `\\b(?:what|which|who|whom)\\b[^?]*?\\b(?:${COMES}|is there|he on about|she on about|talk about|mention(?:ed|s)?|paragraph|sentence|line)(?: [a-z]+)?,? (?<side>${AFTER}|${BEFORE}) (?<topic>[^?"“]{4,90})`,
  `\\b(?:what|which|who|whom)\\b[^?]*?\\b(?<side>follows?|precedes?)(?: ${RIGHT}ly| ${RIGHT})? (?:on from |after )?(?<topic>(?:the|his|her|that)\\b[^?"“]{4,90})`,
  `^(?:and |so |then |ok,? )*(?<side>${AFTER}|${BEFORE}) (?<topic>[^?,"“]{4,90}),[^?]*\\b(?:what|which|who|whom)\\b[^?]*\\b(?:next|comes?|paragraph|sentence|line|previous|follows?|say|turn)\\b`,
  `\\b${THERE}\\b[^?.]{0,30}? ${RIGHT} (?<side>after|before) (?<topic>[^?."“]{4,90})`,
].map((pattern) => new RegExp(pattern, 'i'));

const OF_TEXT =
  /^(?:the |that |this |his |her )?(?:famous |well-known )?(?:(?:line|sentence|passage|paragraph|part|bit|words?) )?(?:(?:about|on|of|that|where|with|telling|saying)\b)? ?/i;
/** A topic that is told in several sentences: a stretch of the speech, and no single line. */
const SEVERAL =
  /\b(?:bit|part|section|passage|story|anecdote|tale|joke|example|discussion|account|argument|advice|tribute|stretch|list|talking|speaking|telling|discussing)\b|\b(?:moves|turns|goes|gets|moving|turning|going|starts|done|finished)\b/i;
const STARTS_WITH_TELLING = new RegExp(
  `^${TELLS} ?(?:(?:talking|speaking|telling|moving|going|turning|coming|getting|starts?|started)? ?(?:about|of|to|on to|onto|with|on)\\b)? ?(?:the |his |her )?`,
  'i',
);

/** What stands beside a place that is named by what it is about; null for any other question. */
export function readBesideInEnglish(text: string): StructureQuestion | null {
  if (/\b(?:greet\w*|salutation|hello|first (?:heading|part|section))\b/i.test(text)) return null;
  if (/\bbetween\b/i.test(text)) return null;
  const quoted = /["“][^"”]{4,}["”]/.test(text);
  const division =
    quoted && !/\b(?:heading|title|section|part|chapter)\b/i.test(text) ? null : readBesideDivision(text);
  if (division !== null || quoted) return division;
  const groups = BESIDE.map((pattern) => pattern.exec(text)?.groups).find((found) => found !== undefined);
  const topic = (groups?.topic ?? '').replace(/[?.,!\s]+$/, '').replace(/\.? What does it say$/i, '');
  const words = topic.replace(OF_TEXT, '').replace(STARTS_WITH_TELLING, '');
  if (groups === undefined || (contentWords(words).length === 0 && contentWords(topic).length === 0)) return null;
  const side = isBefore(groups.side ?? '') ? 'before' : 'after';
  if (SEVERAL.test(topic)) return { ask: 'beside-stretch', topic: words, side };
  return {
    ask: 'beside-topic',
    topic: words === '' ? topic : words,
    isTopicLong: false,
    unit: /\bparagraph\b/i.test(text) ? 'paragraph' : 'sentence',
    side,
  };
}
