import { contentWords } from './english-words.js';

const SPEECH =
  '(?:speech|address|talk|remarks|lecture|text|sermon|statement|report|message|oration|presentation|thing|evening|night|gathering|ceremony)';
const SPEAKER =
  '(?:he|she|they|it|this|we|you|the (?:[a-z]+ ){0,2}(?:speaker|president|director|minister|chancellor|mayor|governor|senator|chair|chairman|chairwoman|professor|dean|author|orator|principal|rector|secretary|king|queen|chief))';
const OPENS =
  '(?:opens?|opened|opening|begins?|began|beginning|starts?|started|starting|kicks? off|leads? off|sets? out)';
const CLOSES =
  '(?:ends?|ended|ending|closes?|closed|closing|finish(?:es|ed)?|finishing|concludes?|concluded|concluding|wraps? up|winds? up|rounds? off|signs? off|bows? out|breaks? off|stops?)';
const FIRST = '(?:very )?(?:first|opening)';
const LAST = '(?:very )?(?:last|final|closing|concluding|parting)';
const UTTERED = '(?:words?|sentences?|lines?|remarks?|statement|phrase|note|message)';
/** A thing is first or last in a speech where it is said. */
const SAID = '(?:said|says?|say|saying|tells?|told|mention(?:s|ed)?|hear[sd]?|leaves?|talks? about)';
/** Words behind a verb that leave the speech itself to be what begins or ends. */
const NO_OBJECT = `(?= (?:with|off|up|out|by|on|in|his|her|their|the ${SPEECH}|this ${SPEECH})\\b|[?.,!;]|$)`;

/** What asks for the beginning or the end of a division or paragraph that the question names otherwise. */
const edgeOfPlace = (verbs: string, place: string) =>
  new RegExp(`\\b(?:${verbs}|${place} (?:${UTTERED}|thing))\\b`, 'i');
const edgeOfSpeech = (verbs: string, place: string) =>
  [
    `\\bhow (?:does|did|do|will) (?:${SPEAKER}|(?:the|this|his|her) ${SPEECH}) (?:\\w+ )?${verbs}\\b${NO_OBJECT}`,
    `\\bwhat (?:does|did) ${SPEAKER} (?:\\w+ )?${verbs}(?: \\w+)? with\\b`,
    `\\b(?:with|on|by) (?:what|which) (?:[a-z]+ ){0,2}(?:does|did|do) (?:${SPEAKER}|(?:the|this|his|her) ${SPEECH}) (?:\\w+ )?${verbs}\\b`,
    `\\b(?:sentence|line|words?|phrase|note|thought) (?:that )?${SPEAKER} (?:\\w+ )?${verbs} (?:on|with)\\b`,
    `\\b(?:the|this|his|her) ${SPEECH} (?:\\w+ )?${verbs}\\b${NO_OBJECT}`,
    `\\b${place} ${UTTERED}\\b(?! (?:of|in|on|from) (?!(?:the|this|his|her|all)? ?(?:whole |entire )?${SPEECH}\\b))`,
    `\\b${place} thing\\b[^?]*\\b${SAID}\\b`,
    `\\b${SAID} ${place}(?= (?:about|of|on|regarding)\\b|[?.,]|$)`,
    `^${verbs} of (?:the|this) ${SPEECH}\\W*$`,
  ].map((pattern) => new RegExp(pattern, 'i'));

/** "The closing section" is a place and asks for no end. */
const CLOSING_PLACE =
  /\b(?:opening|closing|concluding) (?:parts?|sections?|chapters?|headings?|segments?|points?|paragraphs?|paras?)\b/gi;

const OF_PLACE = { first: edgeOfPlace(OPENS, FIRST), last: edgeOfPlace(CLOSES, LAST) };
const OF_SPEECH = { first: edgeOfSpeech(OPENS, FIRST), last: edgeOfSpeech(CLOSES, LAST) };

/** Whether the beginning or the end is asked for, of a place that is named beside it; null for neither. */
export function edgeOfNamedPlace(question: string): 'first' | 'last' | null {
  const text = question.replace(CLOSING_PLACE, ' ');
  return OF_PLACE.last.test(text) ? 'last' : OF_PLACE.first.test(text) ? 'first' : null;
}

/** Whether the beginning or the end of the speech is asked for; null for neither. */
export function edgeOfWholeSpeech(text: string): 'first' | 'last' | null {
  // What is quoted is what begins or ends: 'the one with "let both sides", how does it start'.
  if (/["“”]/.test(text)) return null;
  if (OF_SPEECH.last.some((pattern) => pattern.test(text))) return 'last';
  return OF_SPEECH.first.some((pattern) => pattern.test(text)) ? 'first' : null;
}

const AFTER_GREETING =
  /\b(?:after|once|following|when|beyond)\b[^?]*\b(?:greet\w*|salutations?|hello\w*|addressed|welcom\w+|pleasantries|introduced)\b/i;
const ASKS_FIRST = /\b(?:first|open\w*|begins?|starts?|comes?|follows?|next|sa(?:y|id|ys))\b/i;

/** Whether a question asks for what is said first once the audience is greeted. */
export const asksAfterGreeting = (text: string) => AFTER_GREETING.test(text) && ASKS_FIRST.test(text);

/** Whether it asks for words, as against what is said. */
export const asksForEnglishWords = (text: string) =>
  /\b(?:words?|sentence|lines?|opens?|opened|greet\w*)\b/i.test(text) && contentWords(text).length < 8;
