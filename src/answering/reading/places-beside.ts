import { type DivisionLevel, levelOf, type Position } from './positions.js';

/** Where the first or the last sentence of what stands there is wanted. */
export type Edge = 'first' | 'last';

/** What is asked by its place beside something else: the address of the speech, the sentence before or after words. */
export type PlaceBeside =
  /** Whom the speaker addresses at the beginning. */
  | { readonly ask: 'salutation' }
  /** The sentence or paragraph before or after words that the question quotes. */
  | {
      readonly ask: 'beside';
      readonly words: string;
      readonly side: 'before' | 'after';
      /** Absent where no unit is named: then the rest of a sentence follows its words too. */
      readonly unit?: 'sentence' | 'paragraph';
      readonly edge?: Edge;
      /** Whether the words are meant where they are said for the last time ("最后道谢之前"). */
      readonly isLast?: boolean;
    }
  /** The division before or after the one that is named by what it is about. */
  | {
      readonly ask: 'beside-division';
      readonly topic: string;
      readonly level: DivisionLevel;
      readonly side: 'before' | 'after';
      /** Words that say in which division the named one stands, or the number of a part. */
      readonly scope?: string;
      readonly part?: Position;
    }
  /** The division, paragraph or sentence before or after a division that is named by its number. */
  | {
      readonly ask: 'beside-place';
      readonly part: Position | null;
      readonly point: Position | null;
      readonly unit: 'division' | 'sentence' | 'paragraph';
      readonly side: 'before' | 'after';
      readonly edge?: Edge;
    }
  /** The sentence, paragraph or item before or after what speaks of a topic. */
  | {
      readonly ask: 'beside-topic';
      readonly topic: string;
      /** Whether the topic is told in several sentences (讲完备案审查那几句). */
      readonly isTopicLong: boolean;
      readonly unit: 'sentence' | 'paragraph' | 'item';
      readonly side: 'before' | 'after';
      readonly edge?: Edge;
      /** How many things the topic consists of (许完三个愿): it is a list of so many. */
      readonly count?: number;
      /** Words that say where the topic is told: a division, or the number of a part. */
      readonly scope?: string;
      readonly part?: Position;
      /** How the question says that the speaker turns to something else there: 换到哪个话题, or only 转到谁的意见上. */
      readonly turnsTo?: 'topic' | 'anything';
      /** Whether no unit is named: then the next of several clauses that begin alike follows too. */
      readonly isAnyUnit?: boolean;
    }
  /** What stands between two divisions, or two sentences, that are named by what they are about. */
  | {
      readonly ask: 'between';
      readonly topics: readonly [string, string];
      readonly level: DivisionLevel;
      /** Absent where no unit is named, or divisions are asked for first of all. */
      readonly unit?: 'sentence' | 'paragraph';
    };

const GREETS =
  /怎么(?:称呼|招呼)|[咋如]何?称呼|[喊叫招呼](?:的|了)?是?(?:谁|哪些人?|什么人)|称呼(?:的?是|了|谁|哪|的?(?:对象|人)(?:都?有|是)|[,，]|大家[,，]?(?:怎么|原))|[冲对]着?(?:谁|哪些人?|什么人)(?:讲|说|念|喊|打招呼|问好)|[讲说]给(?:谁|哪些人?|什么人)听|[向跟和](?:谁|哪些人?)(?:打招呼|问好|致意)|(?:怎么|如何)[向跟和][^,，。?？]{1,5}(?:打招呼|问好|致意)/;
/** "怎么称呼" is asked of anybody: the address is meant where the beginning or the listeners are named. */
const AT_THE_BEGINNING =
  /开头|开场|开篇|开口|一开始|一上来|最前面|在场|台下|听众|与会|讲话|这(?:番|席|些)话|着(?:什么人|谁)念|这篇|[底台下]下的?人|称呼[^,，。]{0,2}大[家伙]|[上开]台|开腔/;
const GREETS_IN_ENGLISH =
  /\b(?:who|whom)\b[^?]{0,60}\b(?:greet(?:s|ed)?|say(?:s)? hello|address(?:es|ed)?)\b[^?]{0,60}\b(?:start|top|beginning|first|opening|speech|hello)|\b(?:exact )?(?:greeting|salutation) line\b|\bwho\b[^?]{0,60}\b(?:greeted|addressed)\b[^?]{0,60}\b(?:start|top|beginning|opening)/i;

const QUOTED_WORDS = /[“"「『]([^“”"「」『』]{4,80})[”"」』]/;
const BEFORE_IN_ENGLISH = /\b(?:before|precedes?|preceding|leads? (?:up )?to)\b[^"“]{0,20}$/i;
const AFTER_IN_ENGLISH = /\b(?:after|follows?|following)\b[^"“]{0,20}$/i;
const ASKS_WHAT = /\b(?:what|which|who)\b/i;
const OF_THE_TEXT = /\b(?:sentence|line|words?|paragraph|comes?|says?|said|directly|immediately|right|follows?)\b/i;

const BETWEEN_IN_ENGLISH =
  /\bbetween (?:the )?(?<first>[^?.,]{4,60}?) and (?:the )?(?<second>[^?.,]{4,60}?)(?=[?.,]|\s(?:what|which|who|is|are|does)\b|$)/i;

/** What stands between two things in a text. */
const OF_PLACES = /\b(?:paragraphs?|sentences?|sections?|parts?|points?|addressed)\b/i;

function readBetween(text: string): PlaceBeside | null {
  const match = OF_PLACES.test(text) && ASKS_WHAT.test(text) ? BETWEEN_IN_ENGLISH.exec(text) : null;
  const { first, second } = match?.groups ?? {};
  if (match === null || first === undefined || second === undefined) return null;
  return { ask: 'between', topics: [first, second], level: levelOf(text.slice(match.index)) };
}

/** Reads a question for the address of the speech; in English, for what stands beside something; null for any other. */
export function readPlaceBeside(text: string): PlaceBeside | null {
  if ((GREETS.test(text) && AT_THE_BEGINNING.test(text)) || GREETS_IN_ENGLISH.test(text)) return { ask: 'salutation' };
  const quoted = QUOTED_WORDS.exec(text);
  const words = quoted?.[1];
  if (quoted === null || words === undefined) return readBetween(text);
  if (!ASKS_WHAT.test(text) || !OF_THE_TEXT.test(text)) return null;
  const ahead = text.slice(0, quoted.index);
  if (BEFORE_IN_ENGLISH.test(ahead)) return { ask: 'beside', words, side: 'before' };
  if (AFTER_IN_ENGLISH.test(ahead)) return { ask: 'beside', words, side: 'after' };
  return null;
}
