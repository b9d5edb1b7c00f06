import type { Span } from '../../speech/types.js';

/** A quoted part shorter than this is taken for a word in quotation marks where longer parts are quoted. */
const SHORTEST_QUOTED_PART = 8;
/** The shortest words in quotation marks that are judged where nothing longer is quoted. */
const SHORTEST_QUOTED_WORD = 2;
/** Words around short quoted words that can be the question about them, such as 他是不是说过“…”？ */
const LONGEST_QUESTION = 12;
const LEAD_IN =
  /^(?:(?:我们?|咱们?|有人|大家|好像|似乎|印象中|据说|听说|记得|听到|看到|听|觉得|以为)[,，]?)*(?:(?:他|她|书记|总书记|领导|讲话|报告|文中|原文|主席|县长|省长|會上|会上|書記|總書記)(?:里|中|上)?)?(?:曾经|曾|还|也|明确|当时)?(?:说|說|讲|講|指出|强调|強調|提到|提出|原话是|写道|表示|要求)(?:过|了|的是|道)?\s*(?<mark>[:：,，])?\s*/;
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['「', '」'],
  ['『', '』'],
  ['"', '"'],
  ['＂', '＂'],
  ['«', '»'],
]);

const content = (text: string) => text.replace(/[^\p{L}\p{N}*]/gu, '').length;

/** The message without blanks at its ends. */
export function trimmed(message: string): Span {
  const start = message.length - message.trimStart().length;
  return { start, end: Math.max(start, message.trimEnd().length) };
}

/**
 * The message without blanks at its ends and without words such as 书记说： before it. `isSure` is false where no mark
 * stands between such words and the rest: the claim itself may start so.
 */
export function withoutLeadIn(message: string): Span & { readonly isSure: boolean } {
  const { start, end } = trimmed(message);
  const leadIn = LEAD_IN.exec(message.slice(start, start + 60));
  const length = leadIn?.[0].length ?? 0;
  return { start: Math.min(end, start + length), end, isSure: leadIn?.groups?.mark !== undefined };
}

/** Parts of a message in quotation marks, without the marks; quotation marks inside a part belong to it. */
export function quotedParts(message: string): Span[] {
  const parts = markedParts(message);
  const found = parts.length > 0 ? parts : quotedLines(message);
  const long = found.filter(({ start, end }) => content(message.slice(start, end)) >= SHORTEST_QUOTED_PART);
  if (long.length > 0) return long;
  const short = found.filter(({ start, end }) => content(message.slice(start, end)) >= SHORTEST_QUOTED_WORD);
  const quoted = short.reduce((sum, { start, end }) => sum + content(message.slice(start, end)), 0);
  return content(message) - quoted <= LONGEST_QUESTION ? short : [];
}

/** Outermost pairs of quotation marks; one that is never closed reaches to the end. */
function markedParts(message: string): Span[] {
  const parts: Span[] = [];
  let start = -1;
  let opening = '';
  let depth = 0;
  for (let at = 0; at < message.length; at += 1) {
    const mark = message.charAt(at);
    if (depth === 0) {
      if (!CLOSING.has(mark)) continue;
      opening = mark;
      start = at + 1;
      depth = 1;
    } else if (mark === CLOSING.get(opening)) {
      depth -= 1;
      if (depth === 0) parts.push({ start, end: at });
    } else if (mark === opening) depth += 1;
  }
  if (depth > 0 && opening !== '"') parts.push({ start, end: message.length });
  return parts.filter((part) => part.end > part.start);
}

/** Lines that start with the mark of a quoted line in mails and Markdown. */
function quotedLines(message: string): Span[] {
  return [...message.matchAll(/(?<=^|\n)[>＞][^\n]*(?:\n[>＞][^\n]*)*/g)].map((match) => ({
    start: match.index + 1,
    end: match.index + match[0].length,
  }));
}
