const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)';
/** A date as English texts write it ("January 20, 1961", "20 January 1961"), as part of a regular expression. */
export const ENGLISH_DATE = `\\b(?:${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}\\.?,? \\d{4})\\b`;

const LONGEST_TITLE = 160;
const LONGEST_SALUTATION = 300;

/** A line under a title that says what kind of speech it is, and where or by whom ("Opening address to … by …"). */
const SAYS_OCCASION =
  /^(?:(?:the|an?|opening|closing|keynote|inaugural|annual|welcoming|farewell) )*(?:address|speech|remarks|lecture|talk|statement|keynote|sermon|oration)\b.*\b(?:by|to|at|before|of|for|on)\b/i;
/** Lines of those who publish speeches, above the title. */
const OF_PUBLISHER =
  /^(?:the white house|office of|press (?:office|release)|for immediate release|transcript|full text|speech(?:es)?$|news|contents)\b/i;
const HAS_DATE = new RegExp(ENGLISH_DATE);
const OPENS_BYLINE =
  /^(?:\(|\[|—|–|--|by\b|delivered\b|given\b|presented\b|(?:(?:speech|remarks|text) )?as (?:prepared|delivered|given)\b|prepared\b|speaker:|venue:|location:|date:|check against\b|embargo)/i;

/** True for a line that is no sentence, whatever stops it has inside: what titles and headings look like. */
export function isNoSentence(line: string): boolean {
  return !/[.!,;:…—–-]$/.test(line.replace(/["”'’)\]]+$/, '')) && /^["“'‘([]?[\p{Lu}\d]/u.test(line);
}

/** True for a line under a title that says who spoke, where, when, or on what occasion. */
export function isEnglishByline(line: string): boolean {
  if (line.length > 120) return false;
  return OPENS_BYLINE.test(line) || (isNoSentence(line) && (HAS_DATE.test(line) || SAYS_OCCASION.test(line)));
}

/** Index of the title among the lines before a speech's own words: the first that can be one; -1 for none. */
export function englishTitleIndex(lines: readonly string[]): number {
  const index = lines.findIndex((line) => !OF_PUBLISHER.test(line) && !OPENS_BYLINE.test(line));
  const line = lines[index] ?? '';
  return line.length >= 3 && line.length <= LONGEST_TITLE && isNoSentence(line) ? index : -1;
}

/** Words for those who are spoken to, one of which opens an address. */
const ADDRESSED =
  'mr|mrs|ms|madame?|sir|dr|professor|reverend|lord|lady|president|vice|deputy|chair(?:man|woman|person)?|speaker|chancellor|rector|dean|principal|secretary|minister|prime minister|mayor|governor|senator|ambassador|general|justice|excellenc(?:y|ies)|majest(?:y|ies)|highness(?:es)?|ladies|gentlemen|friends|colleagues|comrades|citizens|countrymen|neighbou?rs|members|delegates|graduates|students|pupils|parents|families|guests|brothers|sisters|shareholders|everyone';
const ADDRESSES = new RegExp(
  `^(?:and |to )?(?:(?:my|our|your|the|dear|distinguished|honou?red|honou?rable|esteemed|fellow|beloved|right|good|most|worshipful) ){0,3}(?:${ADDRESSED})\\b`,
  'i',
);
const NAMES_ADDRESSED = new RegExp(`\\b(?:${ADDRESSED})\\b`, 'i');
const WISHES_GOOD_DAY = /^(?:(?:a )?(?:very )?good (?:morning|afternoon|evening|day)|hello|greetings|welcome)\b/i;
const THANKS = /^(?:thank you|thanks)(?: (?:very|so) much| all)?(?:,[^.!?]*)?[.!]$/i;
/** Words of clauses: who is addressed is named without them. */
const OF_A_CLAUSE =
  /\b(?:I|we|is|are|am|was|were|has|have|had|will|shall|would|can|could|must|does|did|let|it|there|this|they|he|she|you|thank|ask|to see|to be)\b|['’](?:m|re|ve|ll)\b/i;

/** Where the sentences of an address part; the stop after Mr. ends none. */
const SENTENCE_BORDER = /(?<!\b(?:Mr|Mrs|Ms|Dr|St|Prof|Hon|Rev|Gen|Gov|Sen|Rep))(?<=[.!])\s+/;

function addresses(sentence: string): boolean {
  if (OF_A_CLAUSE.test(sentence)) return false;
  return (
    ADDRESSES.test(sentence) ||
    WISHES_GOOD_DAY.test(sentence) ||
    // Whoever comes first may have any rank: "Captain Reyes, ladies and gentlemen:".
    (/[:,]$/.test(sentence) && NAMES_ADDRESSED.test(sentence))
  );
}

/** True for words that greet or address the audience and say nothing else ("Good evening, friends."). */
export function isEnglishGreeting(words: string): boolean {
  if (words.length > LONGEST_SALUTATION || !/[.,:!;—-]$/.test(words)) return false;
  const sentences = words.split(SENTENCE_BORDER);
  return sentences.some(addresses) && sentences.every((sentence) => addresses(sentence) || THANKS.test(sentence));
}

const TURNS_TO_AUDIENCE = new RegExp(
  `^(?:(?:so|and|now|well|finally|but),? )?(?:(?:my|dear|fellow|ladies and|good|beloved) ){0,3}(?:friends|colleagues|comrades|citizens|countrymen|neighbou?rs|delegates|graduates|students|gentlemen|brothers and sisters|Americans)\\b[^.!?,:]{0,30}[,:!]`,
  'i',
);

/** True for a paragraph that turns to the audience: "My friends, …". */
export const turnsToAudience = (paragraph: string): boolean => TURNS_TO_AUDIENCE.test(paragraph);

/** "These four demands …", "In short, …": what is said after a list of what it says. */
const SUMS_UP =
  /^(?:(?:and |so )?(?:(?:all|each) (?:of )?these|(?:these|those) (?:are|two|three|four|five|six|seven|(?:points|steps|demands|promises|pledges|things|lessons|reasons|measures|goals|proposals|tasks|principles|commitments|priorities|questions|works|challenges|rules|ideas)\b))|taken together|in (?:short|sum|conclusion|closing)|to (?:conclude|sum up|close))\b/i;

/** True for a paragraph that ends a list told before it: "Friends, I am nearly done.", "These demands are modest." */
export const leavesEnglishList = (paragraph: string) => turnsToAudience(paragraph) || SUMS_UP.test(paragraph);
