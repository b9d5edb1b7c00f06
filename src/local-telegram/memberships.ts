import type { Message, User } from '@grammyjs/types';
import { botUser, chatOf, orderKey } from './chats.js';
import { unixSeconds } from './clock.js';
import type { State } from './state.js';
import type { BotStatus, ChatRecord } from './store.js';

function memberFor(state: State, status: BotStatus): Record<string, unknown> {
  return { status, user: botUser(state), ...(status === 'kicked' ? { until_date: 0 } : {}) };
}

/** Puts a service message into a chat and returns it. */
export function addServiceMessage(state: State, chat: ChatRecord, sender: User, fields: Partial<Message>): Message {
  const message: Message = {
    message_id: chat.nextMessageId,
    from: sender,
    chat: chatOf(state, chat),
    date: unixSeconds(state.clock),
    ...fields,
  };
  chat.nextMessageId += 1;
  state.store.addMessage(chat, { message, senderId: sender.id, reactions: new Map(), votes: new Map() });
  return message;
}

/** Changes how the bot stands in a chat, and tells the bot (my_chat_member) and the pages. */
export function recordBotStatus(state: State, chat: ChatRecord, status: BotStatus, by: User): void {
  const before = chat.botStatus;
  if (before === status) return;
  chat.botStatus = status;
  const change = {
    chat: chatOf(state, chat),
    from: by,
    date: unixSeconds(state.clock),
    old_chat_member: memberFor(state, before),
    new_chat_member: memberFor(state, status),
  };
  state.updates.add('my_chat_member', change, orderKey(chat));
  state.store.publishChat(chat);
}
