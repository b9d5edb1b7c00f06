import type { Span } from '../../speech/types.js';

/** A quoted part shorter than this is a word in quotation marks, not a quotation. */
const SHORTEST_QUOTED_PART = 8;
const LEAD_IN =
  /^(?:(?:他|她|书记|总书记|领导|讲话|报告|文中|原文|主席|县长|省长|会上)(?:里|中|上)?)?(?:曾经|曾|还|也|明确|当时)?(?:说|讲|指出|强调|提到|提出|原话是|写道|表示|要求)(?:过|了|的是|道)?\s*[:：,，]\s*/;

const content = (text: string) => text.replace(/[^\p{L}\p{N}*]/gu, '').length;

/** The message without blanks at its ends and without words such as 书记说： before it. */
export function withoutLeadIn(message: string): Span {
  const start = message.length - message.trimStart().length;
  const leadIn = LEAD_IN.exec(message.slice(start, start + 60));
  const from = leadIn === null ? start : start + leadIn[0].length;
  return { start: from, end: Math.max(from, message.trimEnd().length) };
}

/** Parts of a message in quotation marks that are long enough to be quotations, without the marks. */
export function quotedParts(message: string): Span[] {
  const parts: Span[] = [];
  for (const match of message.matchAll(/[“「『"]([^“”「」『』"]{1,4096})[”」』"]/g)) {
    const words = match[1] ?? '';
    if (content(words) < SHORTEST_QUOTED_PART) continue;
    parts.push({ start: match.index + 1, end: match.index + 1 + words.length });
  }
  return parts;
}
