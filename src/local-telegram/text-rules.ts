import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './api-error.js';
import { checkEntities } from './entity-checks.js';
import { tidyEntities, type MarkRepair } from './entity-tidying.js';

/** A text with its entities, as Telegram keeps it. */
export interface FormattedText {
  readonly text: string;
  readonly entities: MessageEntity[];
}

/** Longest text that is looked at, in bytes (telegram-bot-api Client.cpp, get_formatted_text). */
const MAX_BYTES = 32_768;
/** Kinds that Telegram finds by itself; given ones are ignored (Client.cpp, get_text_entity_type). */
const FOUND_BY_TELEGRAM: ReadonlySet<string> = new Set([
  ...['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number'],
]);
/** A text of nothing but these is empty (tdlib misc.cpp, strip_empty_characters). */
const INVISIBLE =
  /^[ \n\u00a0\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufeff\ufffc\u{e0000}-\u{e007f}]*$/u;
/** Direction marks in a row become joiners, but for the last (tdlib misc.cpp, replace_offending_characters). */
const DIRECTION_MARKS = /[\u200e\u200f](?=[\u200e\u200f])/g;

/** Whether Telegram drops the code unit: carriage return, line separators and direction marks, three accents. */
function isDropped(unit: number): boolean {
  const isAccent = unit === 0x0333 || unit === 0x033f || unit === 0x030a;
  return isAccent || unit === 0x0d || (unit >= 0x2028 && unit <= 0x202e);
}

/** Whether Telegram turns the code unit into a space: control characters but for the line feed. */
function isBlanked(unit: number): boolean {
  return unit < 0x20 && unit !== 0x0a;
}

interface Cleaned {
  readonly text: string;
  /** New offset of each old one, the end included. */
  readonly offsets: Uint32Array;
}

function clean(text: string): Cleaned {
  const offsets = new Uint32Array(text.length + 1);
  const kept: string[] = [];
  for (let index = 0; index < text.length; index += 1) {
    offsets[index] = kept.length;
    const unit = text.charCodeAt(index);
    if (!isDropped(unit)) kept.push(isBlanked(unit) ? ' ' : text.charAt(index));
  }
  offsets[text.length] = kept.length;
  return { text: kept.join('').replace(DIRECTION_MARKS, '\u200c'), offsets };
}

function moveEntities(entities: readonly MessageEntity[], offsets: Uint32Array): MessageEntity[] {
  return entities.flatMap((entity) => {
    const start = offsets[entity.offset] ?? 0;
    const end = offsets[entity.offset + entity.length] ?? start;
    return start === end ? [] : [{ ...entity, offset: start, length: end - start }];
  });
}

/** Takes spaces off both ends, at the beginning only up to the first entity; entities end with the text. */
function trimText(text: string, entities: readonly MessageEntity[]): FormattedText {
  const end = text.replace(/[ \n]+$/, '').length;
  const firstEntity = Math.min(end, ...entities.map(({ offset }) => offset));
  const start = /^[ \n]*/.exec(text.slice(0, firstEntity))?.[0].length ?? 0;
  const moved = entities.flatMap((entity) => {
    const length = Math.min(entity.offset + entity.length, end) - entity.offset;
    return length > 0 ? [{ ...entity, offset: entity.offset - start, length }] : [];
  });
  return { text: text.slice(start, end), entities: moved };
}

function wanted(entities: readonly MessageEntity[], mark: MarkRepair): MessageEntity[] {
  return entities.filter(({ type, offset, length }) => {
    if (FOUND_BY_TELEGRAM.has(type)) mark('automatic_entity_ignored', `${type} at ${offset}`);
    else if (length === 0) mark('empty_entity_dropped', `${type} at ${offset}`);
    else return true;
    return false;
  });
}

/**
 * Brings a text into the form that Telegram stores (tdlib MessageEntity.cpp, fix_formatted_text): unwanted characters
 * replaced, ends trimmed, entities tidied. Each repair is reported through `mark`; entities that point outside the
 * text are refused. A text of nothing visible comes back empty.
 */
export function formatText(text: string, entities: readonly MessageEntity[], mark: MarkRepair): FormattedText {
  if (/\p{Surrogate}/u.test(text)) throw badRequest('strings must be encoded in UTF-8');
  if (Buffer.byteLength(text) > MAX_BYTES) throw badRequest('text is too long');
  const present = wanted(entities, mark);
  checkEntities(text, present);
  const cleaned = clean(text);
  if (cleaned.text !== text) mark('characters_replaced', 'control characters or separators dropped or made spaces');
  if (INVISIBLE.test(cleaned.text)) return { text: '', entities: [] };
  const trimmed = trimText(cleaned.text, moveEntities(present, cleaned.offsets));
  if (trimmed.text !== cleaned.text) mark('text_trimmed', `${cleaned.text.length - trimmed.text.length} units`);
  return { text: trimmed.text, entities: tidyEntities(trimmed.entities, mark) };
}
