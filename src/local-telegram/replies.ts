import type { ExternalReplyInfo, Message, MessageEntity, MessageOrigin, TextQuote } from '@grammyjs/types';
import { chatOf } from './chats.js';
import type { State } from './state.js';
import type { ChatRecord, StoredMessage } from './store.js';

/** The entities that are kept in quotes (core.telegram.org/bots/api#textquote). */
const KEPT_IN_QUOTES: ReadonlySet<string> = new Set(['bold', 'italic', 'underline', 'strikethrough', 'spoiler']);

/** A message's text or caption. */
export function textOf(message: Message): string {
  return message.text ?? message.caption ?? '';
}

function entitiesOf(message: Message): readonly MessageEntity[] {
  return message.entities ?? message.caption_entities ?? [];
}

function nearestOccurrence(text: string, part: string, position: number): number {
  let best = -1;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) {
    if (best === -1 || Math.abs(at - position) < Math.abs(best - position)) best = at;
    // Later ones are only further away.
    if (at >= position) break;
  }
  return best;
}

/** The entities within a part of a message that a quote of it keeps, with offsets in the part. */
function entitiesWithin(message: Message, start: number, end: number): MessageEntity[] {
  return entitiesOf(message)
    .filter((entity) => KEPT_IN_QUOTES.has(entity.type))
    .map((entity) => {
      const from = Math.max(entity.offset, start);
      const to = Math.min(entity.offset + entity.length, end);
      return { ...entity, offset: from - start, length: to - from };
    })
    .filter((entity) => entity.length > 0);
}

function sameEntities(left: readonly MessageEntity[], right: readonly MessageEntity[]): boolean {
  const key = (entity: MessageEntity): string => `${entity.type}:${entity.offset}:${entity.length}`;
  const keys = new Set(left.map(key));
  return left.length === right.length && right.every((entity) => keys.has(key(entity)));
}

/**
 * A quote of part of a message, or null when `text` is no exact part of it. `entities` are compared with those of the
 * message when given.
 */
export function quoteFrom(
  message: Message,
  text: string,
  position: number,
  entities: readonly MessageEntity[] | null,
): TextQuote | null {
  const start = nearestOccurrence(textOf(message), text, position);
  if (start === -1) return null;
  const kept = entitiesWithin(message, start, start + text.length);
  const asked = entities?.filter((entity) => KEPT_IN_QUOTES.has(entity.type));
  if (asked !== undefined && !sameEntities(asked, kept)) return null;
  return { text, position: start, is_manual: true, ...(kept.length === 0 ? {} : { entities: kept }) };
}

/** A message as it stands inside its reply: without what it replies to itself. */
export function embedded(message: Message): Message & { reply_to_message: undefined } {
  const copy = { ...message };
  delete copy.reply_to_message;
  return { ...copy, reply_to_message: undefined };
}

/** Where a message comes from, for forwarded messages and replies across chats. */
export function originOf(state: State, stored: StoredMessage): MessageOrigin {
  const { message } = stored;
  if (message.forward_origin !== undefined) return message.forward_origin;
  const senderChat = message.sender_chat;
  if (senderChat?.type === 'channel') {
    return { type: 'channel', date: message.date, chat: senderChat, message_id: message.message_id };
  }
  if (senderChat !== undefined) return { type: 'chat', date: message.date, sender_chat: senderChat };
  const sender = message.from ?? state.profile.user;
  return { type: 'user', date: message.date, sender_user: sender };
}

/** What a reply tells of a message in another chat. */
export function externalReply(state: State, chat: ChatRecord, stored: StoredMessage): ExternalReplyInfo {
  const isPublic = chat.type === 'supergroup' || chat.type === 'channel';
  return {
    origin: originOf(state, stored),
    ...(isPublic ? { chat: chatOf(state, chat), message_id: stored.message.message_id } : {}),
    ...(stored.message.photo === undefined ? {} : { photo: stored.message.photo }),
  };
}
