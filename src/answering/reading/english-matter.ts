import { ORDINAL } from './english-numbers.js';
import { contentWords } from './english-words.js';

/** A place of a speech that a question names by what is told there. */
export interface Matter {
  /** What is told there ("how business went"). */
  readonly words: string;
  /** What the place is called: a part or point of the outline, a paragraph, or something looser ("the bit about"). */
  readonly unit: 'part' | 'point' | 'paragraph' | 'stretch';
  /** The question without the name of the place. */
  readonly rest: string;
}

const UNIT =
  '(?<unit>parts?|sections?|chapters?|headings?|segments?|areas?|points?|items?|paragraphs?|paras?|bits?|passages?|stretch|portion|piece|moment|one(?= (?:where|in which)\\b))';
/** What is told at some length, in a paragraph or more. */
const TALE = '(?<unit>story|anecdote|tale|joke|example|discussion|account|argument|advice|tribute|memory)';
const ON =
  '(?:about|on|with|concerning|regarding|covering|discussing|describing|addressing|devoted to|dedicated to|dealing with|concerned with|warning (?:that|of|about)|saying that|explaining)';
const CLAUSE =
  "(?:that|which|where|in which|when|for)\\b(?: [a-z']+){0,4}? (?:about|on|with|of|to|covers?|discuss(?:es)?|describes?|warns?|warns? (?:of|that)|mentions?|concerns?|addresses|tells?|says?|explains?)";
/** "the part of the report about health", "the bit where he talks about tools". */
const TOLD_THERE = new RegExp(
  `\\b(?:the |that |a |this )?${UNIT}\\b,?(?: of (?:the|this|his|her) (?!parts?\\b|sections?\\b|chapters?\\b|paragraphs?\\b)[a-z]+)? (?:${ON}|${CLAUSE}) (?:the |his |her |our |its |their )?(?<words>[^?!.;:–—"“]{3,120})`,
  'i',
);
/** "the story of the milk van". */
const TALE_OF = new RegExp(
  `\\b(?:the |that |his |her )${TALE} (?:of|${ON}|${CLAUSE}) (?:the |his |her |our |its |their )?(?<words>[^?!.;:–—"“]{3,120})`,
  'i',
);
/** "the workforce section". */
const NAMED = new RegExp(
  `\\bthe (?<words>(?:[a-z'-]+ ){1,3}?)(?<unit>parts?|sections?|chapters?|bits?|passages?|paragraphs?)\\b`,
  'i',
);
const NO_NAME = new RegExp(
  `\\b(?:${ORDINAL}|next|previous|following|preceding|same|whole|other|entire|main|every|each|only|one|two|three|four|five|six|which|what|middle|short|long|title|heading|name|of|in)\\b`,
  'i',
);

/** Where another clause of the question begins behind the name of a place. */
const NEXT_CLAUSE = new RegExp(
  `^\\s*(?:(?:and|so|then|but|please)\\s)?(?:what|which|how|who|whom|where|why|when|does|did|do|is|are|can|could|give|tell|name|list|please|i|he|she|the speaker|(?:the )?${ORDINAL}|heading|title|contents?|paragraph|sentence)\\b|\\b(?:called|heading|title)\\b`,
  'i',
);
const ENDS_NAME =
  /\s(?:(?:is|are|was|were|does|do|did|what|which|how|who|comes?|has|have|gets?)\b.*|(?:called|titled|headed|begins?|starts?|opens?|ends?|closes?|finish(?:es)?|concludes?|kicks?|leads?|rounds?|says?|goes|wraps? up|precedes?|follows?)(?:\s(?:with|on|by|in|off|up|about|exactly)\b.*)?|(?:before|after|until) (?:he|she|they|it|moving|going|turning|getting|the speaker|coming)\b.*)$/i;

/** What words name that begin with a name: up to the comma behind which another clause begins, and without the verb that is asked. */
export function nameIn(words: string): string {
  const [first = '', ...others] = words.split(',');
  const end = others.findIndex((piece) => NEXT_CLAUSE.test(piece));
  // The verb that is asked stands right behind the name, or behind all that it lists.
  const name = [first, ...others.slice(0, end < 0 ? others.length : end)].join(',');
  // "what night is good for" names a thing by a clause, whose verb is no question's.
  return (/^(?:what|how|why|who|where)\b/i.test(name) ? name : name.replace(ENDS_NAME, '')).trim();
}

function unitOf(unit: string): Matter['unit'] {
  if (/^(?:part|section|chapter|heading|segment)/i.test(unit)) return 'part';
  if (/^(?:point|item|area)/i.test(unit)) return 'point';
  return /^para/i.test(unit) ? 'paragraph' : 'stretch';
}

/** The place that a question names by what is told there; null where it names none. */
export function findMatter(text: string): Matter | null {
  const told = TOLD_THERE.exec(text) ?? TALE_OF.exec(text);
  const words = nameIn(told?.groups?.words ?? '');
  if (told !== null && contentWords(words).length > 0) {
    const end = told.index + told[0].length - (told.groups?.words?.length ?? 0) + words.length;
    const rest = `${text.slice(0, told.index)} ${text.slice(end)}`;
    return { words, unit: unitOf(told.groups?.unit ?? ''), rest };
  }
  const named = NAMED.exec(text);
  const name = named?.groups?.words?.trim() ?? '';
  if (named === null || NO_NAME.test(name) || contentWords(name).length === 0) return null;
  return { words: name, unit: unitOf(named.groups?.unit ?? ''), rest: text.replace(named[0], ' ') };
}

/** "the last thing said about the lock before moving on": what something is said of. */
const SAID_OF =
  /\b(?:things?|words?|remarks?|sentences?|lines?|points?|said|says|say)\b(?: that)?(?: (?:he|she|they|gets?|is|are|was|were|the speaker|said|says|has|have|to|say|made|makes|first|last))* (?:about|on|of|regarding|concerning) (?:the |his |her |our |its |their )?(?<words>[^?!.;:–—]{3,120})/i;

/** What a question asks the first or last words about; null where it is the speech itself. */
export function findSaidOf(text: string): Matter | null {
  const match = SAID_OF.exec(text);
  const words = nameIn(match?.groups?.words ?? '').replace(/\s(?:before|after|until|in|at|by)\b.*$/, '');
  if (
    match === null ||
    contentWords(words.replace(/\b(?:speech|address|talk|all|evening|night|please|pls)\b/gi, '')).length === 0
  )
    return null;
  return { words, unit: 'stretch', rest: text.replace(match.groups?.words ?? '', ' ') };
}
