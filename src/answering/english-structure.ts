import { ENGLISH_NUMBER, englishPosition, type Position } from './positions.js';
import type { StructureQuestion } from './structure-question-type.js';

/** "the second point of part one", "what does the last section say"; null where no part or point is numbered. */
export function readEnglishStructure(text: string): StructureQuestion | null {
  const lower = text.toLowerCase();
  const find = (units: string): Position | null => {
    const match =
      new RegExp(`\\b(${ENGLISH_NUMBER})\\s+(?:${units})\\b`).exec(lower) ??
      new RegExp(`\\b(?:${units})\\s+(${ENGLISH_NUMBER})\\b`).exec(lower);
    return match === null ? null : englishPosition(match[1] ?? '');
  };
  const part = find('parts?|sections?|chapters?');
  const point = find('points?|items?|requirements?|tasks?');
  if (part === null && point === null) return readEnglishItem(lower);
  const headingOnly = /\b(?:title|heading|headline|called)\b/.test(lower);
  return {
    ask: 'division',
    part,
    scope: null,
    point,
    item: null,
    count: null,
    unit: null,
    topic: '',
    headingOnly,
    asksParagraphs: false,
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
  const position = match === null ? null : englishPosition(match[1] ?? '');
  return position === null ? null : { ask: 'item', position, count: null, unit: null, term: null };
}
