import type { MessageEntity } from '@grammyjs/types';

const STYLES: Readonly<Partial<Record<MessageEntity['type'], readonly [string, string]>>> = {
  bold: ['\u001b[1m', '\u001b[22m'],
  italic: ['\u001b[3m', '\u001b[23m'],
  underline: ['\u001b[4m', '\u001b[24m'],
  strikethrough: ['\u001b[9m', '\u001b[29m'],
  text_link: ['\u001b[36m', '\u001b[39m'],
  code: ['\u001b[33m', '\u001b[39m'],
  pre: ['\u001b[33m', '\u001b[39m'],
};

/** Draws a message for a terminal: styles by escape codes (none where `hasColor` is false), quotations with a bar. */
export function drawForTerminal(text: string, entities: readonly MessageEntity[], hasColor: boolean): string {
  const starts = new Map<number, string>();
  const ends = new Map<number, string>();
  const quoted = entities.filter(({ type }) => type === 'blockquote' || type === 'expandable_blockquote');
  for (const entity of entities) {
    const style = STYLES[entity.type];
    if (style === undefined || !hasColor) continue;
    starts.set(entity.offset, (starts.get(entity.offset) ?? '') + style[0]);
    ends.set(entity.offset + entity.length, style[1] + (ends.get(entity.offset + entity.length) ?? ''));
  }
  let drawn = '';
  let isLineStart = true;
  for (let offset = 0; offset <= text.length; offset += 1) {
    drawn += ends.get(offset) ?? '';
    if (offset === text.length) break;
    const isQuoted = quoted.some((entity) => offset >= entity.offset && offset < entity.offset + entity.length);
    if (isLineStart) drawn += isQuoted ? '│ ' : '';
    drawn += starts.get(offset) ?? '';
    const character = text.charAt(offset);
    // Some terminals take U+009B for the beginning of an escape code.
    drawn += /[\u007f-\u009f]/.test(character) ? '\ufffd' : character;
    isLineStart = character === '\n';
  }
  return drawn;
}
