import type { Message } from '@grammyjs/types';
import { BotApiError, ClientRequestError } from '../api-error.js';
import { ANONYMOUS_ADMIN, CHANNEL_SENDER, chatOf, orderKey, threadFields, userOf } from '../chats.js';
import type { EditRequest, ForwardRequest, MessageRequest, SendRequest } from '../client-protocol.js';
import { unixSeconds } from '../clock.js';
import { findEntities } from '../entity-finder.js';
import { embedded, externalReply, originOf, quoteFrom } from '../replies.js';
import type { State } from '../state.js';
import type { ChatRecord, StoredMessage } from '../store.js';
import { formatText } from '../text-rules.js';
import { attachmentFields } from './attachments.js';
import { botHears } from './hearing.js';

const TEXT_LIMIT = 4096;
const CAPTION_LIMIT = 1024;

/** The chat, if the person is in it. */
export function chatOfMember(state: State, personId: number, chatId: number): ChatRecord {
  state.store.person(personId);
  const chat = state.store.chat(chatId);
  if (!chat.memberIds.has(personId)) {
    throw new ClientRequestError(403, 'NOT_A_MEMBER', `person ${personId} is not in chat ${chatId}`);
  }
  return chat;
}

/** Adds a message to a chat and lets the bot hear it if it may. */
export function deliver(state: State, chat: ChatRecord, stored: StoredMessage): StoredMessage {
  chat.nextMessageId = Math.max(chat.nextMessageId, stored.message.message_id + 1);
  state.store.addMessage(chat, stored);
  if (stored.senderId === chat.id) chat.isOpened = true;
  const type = chat.type === 'channel' ? 'channel_post' : 'message';
  if (botHears(state, chat, stored.message)) state.updates.add(type, stored.message, orderKey(chat));
  return stored;
}

/** A typed text as Telegram keeps it. What clients could not even type is refused. */
function typedText(text: string): string {
  try {
    return formatText(text, [], () => undefined).text;
  } catch (error) {
    if (error instanceof BotApiError) throw new ClientRequestError(400, 'TEXT_INVALID', error.description);
    throw error;
  }
}

/** Text or caption fields of what a person typed. */
function writtenFields(typed: string, isCaption: boolean): Partial<Message> {
  const limit = isCaption ? CAPTION_LIMIT : TEXT_LIMIT;
  const text = typedText(typed);
  if (text === '' && !isCaption) throw new ClientRequestError(400, 'TEXT_EMPTY', 'the message is empty');
  if (text.length > limit) throw new ClientRequestError(400, 'TEXT_TOO_LONG', `over ${limit} characters`);
  const entities = findEntities(text);
  if (isCaption) {
    const caption = text === '' ? {} : { caption: text };
    return { ...caption, ...(entities.length === 0 ? {} : { caption_entities: entities }) };
  }
  return { text, ...(entities.length === 0 ? {} : { entities }) };
}

function replyFields(state: State, chat: ChatRecord, reply: SendRequest['replyTo']): Partial<Message> {
  if (reply === undefined) return {};
  const source = reply.chatId === undefined || reply.chatId === chat.id ? chat : state.store.chat(reply.chatId);
  const stored = state.store.message(source, reply.messageId);
  const { quote: asked } = reply;
  const quote = asked === undefined ? undefined : quoteFrom(stored.message, asked.text, asked.position, null);
  if (quote === null) throw new ClientRequestError(400, 'QUOTE_NOT_FOUND', 'the quote is no part of the message');
  const quoteField = quote === undefined ? {} : { quote };
  if (source !== chat) return { external_reply: externalReply(state, source, stored), ...quoteField };
  return { reply_to_message: embedded(stored.message), ...quoteField };
}

function senderFields(state: State, chat: ChatRecord, request: SendRequest): Pick<Message, 'from' | 'sender_chat'> {
  if (request.asAnonymousAdmin !== true) return { from: userOf(state.store.person(request.personId)) };
  if (!chat.adminIds.has(request.personId))
    throw new ClientRequestError(403, 'NOT_AN_ADMIN', 'only admins can be anonymous');
  return { from: ANONYMOUS_ADMIN, sender_chat: chatOf(state, chat) };
}

/** A message to be sent now; refused where the topic is none or the group has become a supergroup. */
export function newMessage(
  state: State,
  chat: ChatRecord,
  threadId: number | undefined,
  fields: Partial<Message>,
): Message {
  if (chat.migratedTo !== undefined) {
    throw new ClientRequestError(409, 'GROUP_UPGRADED', `the group is supergroup ${chat.migratedTo} now`);
  }
  if (threadId !== undefined && !chat.topics.has(threadId)) {
    throw new ClientRequestError(404, 'TOPIC_NOT_FOUND', `no topic ${threadId} in chat ${chat.id}`);
  }
  return {
    message_id: chat.nextMessageId,
    chat: chatOf(state, chat),
    date: unixSeconds(state.clock),
    ...threadFields(threadId),
    ...fields,
  };
}

function stored(message: Message, senderId: number): StoredMessage {
  return { message, senderId, reactions: new Map(), votes: new Map() };
}

/** Sends a message as a person. */
export function sendAsPerson(state: State, request: SendRequest): StoredMessage {
  const chat = chatOfMember(state, request.personId, request.chatId);
  if (chat.type === 'private' && chat.botStatus === 'kicked') {
    throw new ClientRequestError(403, 'BOT_BLOCKED', 'unblock the bot first');
  }
  const message = newMessage(state, chat, request.threadId, {
    ...senderFields(state, chat, request),
    ...replyFields(state, chat, request.replyTo),
    ...attachmentFields(state, request.attachment),
    ...writtenFields(request.text, request.attachment !== undefined),
  });
  return deliver(state, chat, stored(message, message.sender_chat?.id ?? request.personId));
}

/** Sends a message into a group as one of its linked channels does (`sender_chat`). */
export function sendAsChannel(state: State, chatId: number, channelId: number, text: string): StoredMessage {
  const chat = state.store.chat(chatId);
  const channel = chatOf(state, state.store.chat(channelId));
  const fields = { from: CHANNEL_SENDER, sender_chat: channel, ...writtenFields(text, false) };
  return deliver(state, chat, stored(newMessage(state, chat, undefined, fields), channelId));
}

function ownMessage(state: State, request: MessageRequest): { chat: ChatRecord; own: StoredMessage } {
  const chat = chatOfMember(state, request.personId, request.chatId);
  const own = state.store.message(chat, request.messageId);
  if (own.senderId !== request.personId) throw new ClientRequestError(403, 'NOT_YOURS', 'the message is not yours');
  return { chat, own };
}

/** Whether somebody wrote the message, in contrast to service messages. */
function isWritten({ text, photo, sticker, voice }: Message): boolean {
  return [text, photo, sticker, voice].some((part) => part !== undefined);
}

/** Edits a person's own message; the bot hears of it as `edited_message`. */
export function editAsPerson(state: State, request: EditRequest): StoredMessage {
  const { chat, own } = ownMessage(state, request);
  if (!isWritten(own.message) || own.message.forward_origin !== undefined) {
    throw new ClientRequestError(400, 'NOT_EDITABLE', 'only a text or caption of one’s own can be edited');
  }
  const bare = { ...own.message };
  delete bare.entities;
  delete bare.caption_entities;
  const isCaption = own.message.text === undefined;
  own.message = { ...bare, ...writtenFields(request.text, isCaption), edit_date: unixSeconds(state.clock) };
  state.store.publishEdit(chat, own);
  if (botHears(state, chat, own.message)) state.updates.add('edited_message', own.message, orderKey(chat));
  return own;
}

/** Deletes a person's own message, any as an admin, any in a private chat. Bots are told nothing, as on Telegram. */
export function deleteAsPerson(state: State, request: MessageRequest): void {
  const chat = chatOfMember(state, request.personId, request.chatId);
  const { senderId } = state.store.message(chat, request.messageId);
  const mayDelete = chat.type === 'private' || senderId === request.personId || chat.adminIds.has(request.personId);
  if (!mayDelete) throw new ClientRequestError(403, 'NOT_YOURS', 'the message is not yours');
  state.store.deleteMessage(chat, request.messageId);
}

/** Forwards a message to another chat of the person. */
export function forwardAsPerson(state: State, request: ForwardRequest): StoredMessage {
  const source = chatOfMember(state, request.personId, request.chatId);
  const target = chatOfMember(state, request.personId, request.toChatId);
  const original = state.store.message(source, request.messageId);
  const { text, entities, caption, caption_entities, photo, sticker, voice, poll } = original.message;
  const isForwardable = isWritten(original.message) || poll !== undefined;
  if (!isForwardable || original.message.has_protected_content === true) {
    throw new ClientRequestError(403, 'NOT_FORWARDABLE', 'service messages and protected ones cannot be forwarded');
  }
  const content = { text, entities, caption, caption_entities, photo, sticker, voice, poll };
  const message = newMessage(state, target, request.toThreadId, {
    from: userOf(state.store.person(request.personId)),
    forward_origin: originOf(state, original),
    ...content,
  });
  return deliver(state, target, stored(message, request.personId));
}
