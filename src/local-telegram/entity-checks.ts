import type { MessageEntity } from '@grammyjs/types';
import { badRequest } from './api-error.js';
import { byPlace, endOf } from './entity-order.js';
import { checkUrl } from './url-rules.js';

const MAX_OFFSET = 1_000_000;

function isInsidePair(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

function checkRange({ offset, length }: MessageEntity): void {
  if (offset < 0 || offset > MAX_OFFSET) throw badRequest(`receive an entity with incorrect offset ${offset}`);
  if (length < 0 || length > MAX_OFFSET) throw badRequest(`receive an entity with incorrect length ${length}`);
}

function checkPlace(text: string, entity: MessageEntity): void {
  const { offset } = entity;
  const end = endOf(entity);
  if (offset > text.length) throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  const beginning = `entity beginning at UTF-16 offset ${offset}`;
  if (end > text.length) throw badRequest(`${beginning} ends after the end of the text at UTF-16 offset ${end}`);
  if (isInsidePair(text, offset)) {
    throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, offset)}`);
  }
  if (isInsidePair(text, end)) {
    throw badRequest(`${beginning} ends in a middle of a UTF-16 symbol at byte offset ${byteOffset(text, end)}`);
  }
}

/** Where the symbol that an offset splits ends, in bytes of UTF-8. */
function byteOffset(text: string, offset: number): number {
  return Buffer.byteLength(text.slice(0, offset - 1)) + 4;
}

/**
 * Refuses entities that do not lie in the text, with the words of tdlib's MessageEntity.cpp. Offsets and lengths
 * are UTF-16 units.
 */
export function checkEntities(text: string, entities: readonly MessageEntity[]): void {
  for (const entity of entities) if (entity.type === 'text_link') checkUrl(entity.url, 'entity URL');
  entities.forEach(checkRange);
  for (const entity of [...entities].sort(byPlace)) checkPlace(text, entity);
}
