import { findMatter } from './english-matter.js';
import { contentWords } from './english-words.js';
import type { StructureQuestion } from './structure-question-type.js';

const PART = '(?<part>parts?|sections?|chapters?|headings?|headlines?|titles?|segments?|bit)';
const POINT = '(?<point>points?|items?|subheadings?|sub-headings?)';
const ANY = `(?:${PART}|${POINT})`;
const OF_SPEECH = '(?: of (?:the|this|his|her) [a-z]+)?';
const TELLS =
  '(?:deals? with|dealt with|covers?|covered|is about|was about|is on|talks? (?:about|of)|speaks? (?:about|of)|discuss(?:es|ed)?|mentions?|treats?|describes?|tells? (?:about|of)|concerns?|addresses|contains?|has to do with|is (?:devoted|dedicated) to|explains?|looks? (?:at|back (?:at|on|over))|focus(?:es)? on|is concerned with|reports? on|goes into|holds?|includes?|has)';
const SOMEONE =
  '(?:he|she|they|we|you|i|one|the (?:[a-z]+ )?(?:speaker|director|president|minister|chair|rector|mayor|author))';
const SPEAKS =
  '(?:talk(?:ing|s)?(?: about| of)?|speak(?:ing|s)?(?: about| of)?|discuss|mention|deal with|cover|treat|address|describe|tell(?: us)?(?: about| of)?|find|read(?: about| of)?|hear(?: about| of)?|get(?: to)?|go into|touch on|bring up|raise|turn to|say)';
/** What stands behind a topic in a question for its place. */
const BEHIND =
  /(?:,? (?:is|are|was|were|being|get|gets|come|comes|has been|have been))?(?: (?:mentioned|discussed|covered|dealt with|told|talked about|spoken of|found|brought up|come up|comes up|come|treated|described|located|addressed|to be found|raised|in))?(?: in the (?:speech|talk|address|text))?[?.,! ]*$/i;

const WHICH: readonly RegExp[] = [
  `\\b(?:which|what)(?: [a-z]+)? ${ANY}\\b${OF_SPEECH}(?: is it that| that)? ${TELLS} (?<topic>[^?]{3,120})`,
  `\\b(?:in|under|within|to) (?:which|what) (?:[a-z]+ )?${ANY}\\b${OF_SPEECH} (?:is|are|was|were|does|do|did|can|will|would|could|has|have)? ?(?:${SOMEONE} ${SPEAKS} )?(?<topic>[^?]{3,120})`,
  `\\b(?:which|what) ${ANY}\\b${OF_SPEECH} (?:does|do|did|can|would|should) ${SOMEONE} ${SPEAKS} (?<topic>[^?]{3,120}?) (?:in|under)[? ]*$`,
  `\\bwhere(?: in (?:the|this|his|her) [a-z]+)? (?:does|do|did|can) ${SOMEONE} (?<where>talk about|speak about|speak of|discuss|deal with|go into|touch on|cover|talk of|tell (?:us )?about|turn to) (?<topic>[^?]{3,120})`,
].map((pattern) => new RegExp(pattern, 'i'));

const ASKS_NAME =
  /\b(?:called|title|titled|heading|headline|headed|name|named|which (?:one|part|section|heading|chapter|point) (?:is|was) (?:it|that|this)(?: in)?)\b/i;

/** In which division something is said, or what the division is called that tells of it; null for any other question. */
export function readEnglishWhich(text: string): StructureQuestion | null {
  const matter = findMatter(text);
  const isPlace = matter !== null && matter.unit !== 'paragraph';
  if (isPlace && ASKS_NAME.test(matter.rest) && contentWords(matter.rest).length <= 1)
    return which(matter.words, matter.unit === 'point' ? 'point' : 'part');
  for (const pattern of WHICH) {
    const { topic = '', point, where } = pattern.exec(text)?.groups ?? {};
    const words = topic.replace(BEHIND, '').replace(/^(?:the|his|her|our|their) /i, '');
    if (contentWords(words).length > 0)
      return which(words, point === undefined && where === undefined ? 'part' : 'point');
  }
  return null;
}

function which(topic: string, wants: 'part' | 'point'): StructureQuestion {
  return { ask: 'which', part: null, scope: null, topic, wants, withPart: false, label: '', term: null };
}
