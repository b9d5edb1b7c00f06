import type { Chat, Message, User } from '@grammyjs/types';
import { BotApiError, badRequest } from './api-error.js';
import type { Person } from './client-protocol.js';
import type { State } from './state.js';
import type { ChatRecord } from './store.js';

/** The account that Telegram puts in `from` for messages of anonymous admins (core.telegram.org/bots/api#message). */
export const ANONYMOUS_ADMIN: User = {
  id: 1087968824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

/** The same for messages that a channel sent to a group. */
export const CHANNEL_SENDER: User = { id: 136817688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' };

/** A person as the Bot API's User. */
export function userOf(person: Person): User {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.firstName,
    ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
    ...(person.username === undefined ? {} : { username: person.username }),
    language_code: person.languageCode,
  };
}

/** The bot as the Bot API's User, without the fields that only getMe has. */
export function botUser(state: State): User {
  const { id, first_name, username } = state.profile.user;
  return { id, is_bot: true, first_name, username };
}

/** A chat as the Bot API's Chat. */
export function chatOf(state: State, chat: ChatRecord): Chat {
  switch (chat.type) {
    case 'private': {
      const person = state.store.people.get(chat.id);
      const name = { first_name: person?.firstName ?? chat.title };
      const last = person?.lastName === undefined ? {} : { last_name: person.lastName };
      const username = person?.username === undefined ? {} : { username: person.username };
      return { id: chat.id, type: 'private', ...name, ...last, ...username };
    }
    case 'supergroup':
      return { id: chat.id, type: 'supergroup', title: chat.title, ...(chat.isForum ? { is_forum: true } : {}) };
    default:
      return { id: chat.id, type: chat.type, title: chat.title };
  }
}

function forbidden(reason: string): BotApiError {
  return new BotApiError(403, `Forbidden: ${reason}`);
}

/** `@username` is known for no chat here. */
function knownChat(state: State, chatId: number | string): ChatRecord {
  const chat = typeof chatId === 'number' ? state.store.chats.get(chatId) : undefined;
  if (chat === undefined) throw badRequest('chat not found');
  return chat;
}

function checkPresence(chat: ChatRecord): ChatRecord {
  if (chat.botStatus === 'kicked') throw forbidden(`bot was kicked from the ${chat.type} chat`);
  if (chat.botStatus === 'left') throw forbidden(`bot is not a member of the ${chat.type} chat`);
  return chat;
}

function checkNotMigrated(chat: ChatRecord): void {
  if (chat.migratedTo === undefined) return;
  throw new BotApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: chat.migratedTo,
  });
}

/**
 * The chat that a parameter names, of which the bot may know: a supergroup only as long as it is in it, a plain group
 * and a private chat afterwards too (telegram-bot-api Client.cpp, check_chat_access).
 */
export function readableChat(state: State, chatId: number | string): ChatRecord {
  const chat = knownChat(state, chatId);
  return chat.type === 'private' || chat.type === 'group' ? chat : checkPresence(chat);
}

/** The chat that a parameter names, whose members the bot may know: not those of a plain group that it has left. */
export function chatWithMembers(state: State, chatId: number | string): ChatRecord {
  const chat = knownChat(state, chatId);
  if (chat.type === 'private') return chat;
  checkNotMigrated(chat);
  return checkPresence(chat);
}

/** The chat that a parameter names, in which the bot may write. */
export function writableChat(state: State, chatId: number | string): ChatRecord {
  const chat = chatWithMembers(state, chatId);
  if (chat.type === 'private' && chat.botStatus === 'kicked') throw forbidden('bot was blocked by the user');
  if (chat.type === 'private' && !chat.isOpened) throw forbidden("bot can't initiate conversation with a user");
  return chat;
}

/** Refuses a topic that the chat does not have. */
export function checkThread(chat: ChatRecord, threadId: number | undefined): void {
  if (threadId !== undefined && !chat.topics.has(threadId)) throw badRequest('message thread not found');
}

/** The fields that put a message into a topic. */
export function threadFields(threadId: number | undefined): Pick<Message, 'message_thread_id' | 'is_topic_message'> {
  return threadId === undefined ? {} : { message_thread_id: threadId, is_topic_message: true };
}

/** Updates of a chat stay in order under this key. */
export function orderKey(chat: ChatRecord): string {
  return `chat:${chat.id}`;
}
