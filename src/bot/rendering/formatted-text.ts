import type { MessageEntity } from 'grammy/types';

/** A message body: text with entities, offsets in UTF-16 units. No parse mode, so nothing needs escaping. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** Longest text of one message that Telegram takes, in UTF-16 units. */
export const LONGEST_MESSAGE = 4096;
/** Most entities of one message that Telegram keeps. */
export const MOST_ENTITIES = 100;

/** Entities without further fields. */
export type PlainStyle = 'bold' | 'underline' | 'strikethrough' | 'blockquote' | 'expandable_blockquote';

/** Collects text and entities together, so that offsets cannot drift apart. */
export class TextBuilder {
  private text = '';
  private entities: MessageEntity[] = [];

  /** Adds text as it is. */
  add(text: string): this {
    this.text += text;
    return this;
  }

  /** Adds a line break, unless the text is empty or ends with one. */
  line(): this {
    if (this.text !== '' && !this.text.endsWith('\n')) this.text += '\n';
    return this;
  }

  /** Adds text in a style, but for blanks at its ends: Telegram would leave them out, and knows no empty entity. */
  styled(text: string, ...styles: readonly PlainStyle[]): this {
    const { length } = text.trim();
    const offset = this.text.length + text.length - text.trimStart().length;
    if (length > 0) for (const type of styles) this.entities.push({ type, offset, length });
    return this.add(text);
  }

  /** Adds words that open an address when tapped. */
  link(text: string, url: string): this {
    this.entities.push({ type: 'text_link', offset: this.text.length, length: text.length, url });
    return this.add(text);
  }

  /** Appends another formatted text. */
  append(other: FormattedText): this {
    const shift = this.text.length;
    for (const entity of other.entities) this.entities.push({ ...entity, offset: entity.offset + shift });
    return this.add(other.text);
  }

  get length(): number {
    return this.text.length;
  }

  build(): FormattedText {
    return { text: this.text, entities: this.entities };
  }
}

/**
 * Joins blocks with line breaks into as few messages as Telegram's limits allow; a block is never divided unless it
 * alone is too long for a message.
 */
export function packBlocks(blocks: readonly FormattedText[]): FormattedText[] {
  const messages: FormattedText[] = [];
  let builder = new TextBuilder();
  let entityCount = 0;
  const flush = () => {
    const built = trimmed(builder.build());
    if (built.text !== '') messages.push(built);
    builder = new TextBuilder();
    entityCount = 0;
  };
  for (const block of blocks.flatMap(divide)) {
    const isFull =
      builder.length + 1 + block.text.length > LONGEST_MESSAGE || entityCount + block.entities.length > MOST_ENTITIES;
    if (isFull) flush();
    builder.line().append(block);
    entityCount += block.entities.length;
  }
  flush();
  return messages;
}

/** Telegram trims messages; trimming here keeps the offsets ours. Blocks never begin with a blank of their own. */
function trimmed(message: FormattedText): FormattedText {
  const text = message.text.trimEnd();
  const start = text.length - text.trimStart().length;
  const entities = message.entities.flatMap((entity) => {
    const offset = Math.max(0, entity.offset - start);
    const length = Math.min(entity.offset + entity.length, text.length) - start - offset;
    return length > 0 ? [{ ...entity, offset, length }] : [];
  });
  return { text: text.trimStart(), entities };
}

/** Cuts a block that no message can hold into pieces, each with its part of every entity. */
function divide(block: FormattedText): FormattedText[] {
  if (block.text.length <= LONGEST_MESSAGE && block.entities.length <= MOST_ENTITIES) return [block];
  const pieces: FormattedText[] = [];
  for (let start = 0; start < block.text.length;) {
    let end = Math.min(start + LONGEST_MESSAGE - 2, block.text.length);
    if (end < block.text.length && (block.text.charCodeAt(end) & 0xfc00) === 0xdc00) end -= 1;
    pieces.push(sliceFormatted(block, start, end));
    start = end;
  }
  return pieces;
}

function sliceFormatted(block: FormattedText, start: number, end: number): FormattedText {
  const entities = block.entities.flatMap((entity) => {
    const from = Math.max(entity.offset, start);
    const to = Math.min(entity.offset + entity.length, end);
    return to > from ? [{ ...entity, offset: from - start, length: to - from }] : [];
  });
  return { text: block.text.slice(start, end), entities: entities.slice(0, MOST_ENTITIES) };
}
