import { ENGLISH_NUMBER, englishPosition, type Position } from './positions.js';
import { ANY_DIVISION, type StructureQuestion } from './structure-question-type.js';

/** "the part of the report about health": a part by what it is about. */
const ABOUT =
  /\b(?:part|section|chapter|block)s? (?:of (?:the|this|his|her) [a-z]+ )?(?:that (?:deals|is concerned) with|dealing with|devoted to|covering|about|on) (?:the )?([^?.,]{3,60}?)(?=[?.,]|\s(?:what|which|how|is|are|does|has|have)\b|$)/;

/** "the second point of part one", "what does the last section say"; null where no part or point is numbered. */
export function readEnglishStructure(text: string): StructureQuestion | null {
  const lower = text.toLowerCase();
  const find = (units: string): Position | null => {
    const match =
      new RegExp(`\\b(${ENGLISH_NUMBER})\\s+(?:numbered\\s+)?(?:${units})\\b`).exec(lower) ??
      new RegExp(`\\b(?:${units})\\s+(${ENGLISH_NUMBER})\\b`).exec(lower);
    return match === null ? null : englishPosition(match[1] ?? '');
  };
  const part = find('parts?|sections?|chapters?');
  const point = find('points?|items?|requirements?|tasks?');
  const scope = part === null ? (ABOUT.exec(lower)?.[1] ?? null) : null;
  const asksAll = /\b(?:points?|headings?|sections?|items?)\b/.test(lower.replace(ABOUT, ' '));
  if (part === null && point === null && (scope === null || !asksAll)) return readEnglishItem(lower);
  const headingOnly = /\b(?:title|heading|headline|called)\b/.test(lower);
  return {
    ...ANY_DIVISION,
    part,
    scope,
    point,
    headingOnly,
  };
}

const ENGLISH_ROW = '(?:the|that|this|his|her) (?:[a-z]+ )?(?:row|list|series|run)\\b';

/** "who comes third in the row of pledges", "which group is the third": an item of a list by its place. */
function readEnglishItem(lower: string): StructureQuestion | null {
  const match =
    new RegExp(`\\b(?:comes?|is|are|number) (?:the )?(${ENGLISH_NUMBER})\\b[^?.]*\\b(?:in|of) ${ENGLISH_ROW}`).exec(
      lower,
    ) ??
    new RegExp(`\\b(?:in|of) ${ENGLISH_ROW}[^?.]*\\b(?:comes?|is|goes) (?:the )?(${ENGLISH_NUMBER})\\b`).exec(lower) ??
    new RegExp(
      `^(?:which|what|who)\\b[^?.]{0,30}\\b(?:is|comes|are) (?:the )?(${ENGLISH_NUMBER})\\b(?! (?:thing|words?|sentences?|lines?|paragraphs?|person|time|nation|people))`,
    ).exec(lower);
  const among =
    match ??
    new RegExp(
      `\\bof (?:the|his|her|their) [^?,]{3,60},? (?:what|which|who)\\b[^?]*\\bthe (${ENGLISH_NUMBER})(?: one)?\\b`,
    ).exec(lower) ??
    new RegExp(
      `\\b(?:what|which|who)\\b[^?]*\\bcomes? (${ENGLISH_NUMBER}) (?:among|of|in) (?:the|his|her|their)\\b`,
    ).exec(lower);
  const position = among === null ? null : englishPosition(among[1] ?? '');
  return position === null ? null : { ask: 'item', position, count: null, thing: null, topic: lower, term: null };
}
