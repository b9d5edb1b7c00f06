import type { InlineKeyboardMarkup, Message } from '@grammyjs/types';
import { badRequest } from '../api-error.js';
import { writableChat } from '../chats.js';
import { unixSeconds } from '../clock.js';
import * as schemas from '../schemas/sending.js';
import type { State } from '../state.js';
import type { ChatRecord, StoredMessage } from '../store.js';
import { defineMethod, type Call } from './method.js';
import { messageText, textFields } from './sending.js';

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current ' +
  'content and reply markup of the message';

interface Target {
  readonly chat: ChatRecord;
  readonly stored: StoredMessage;
  /** Edits of messages sent by inline mode are answered with `true`. */
  readonly isInline: boolean;
}

interface TargetParams {
  readonly chat_id?: number | string | undefined;
  readonly message_id?: number | undefined;
  readonly inline_message_id?: string | undefined;
}

function inlineTarget(state: State, inlineMessageId: string): Target {
  const place = state.inlineMessages.get(inlineMessageId);
  const chat = place === undefined ? undefined : state.store.chats.get(place.chatId);
  const stored = place === undefined ? undefined : chat?.messages.get(place.messageId);
  if (chat === undefined || stored === undefined) throw badRequest('MESSAGE_ID_INVALID');
  return { chat, stored, isInline: true };
}

/** Finds the message that an edit means; only the bot's own can be edited. */
function editTarget(state: State, params: TargetParams): Target {
  if (params.inline_message_id !== undefined) return inlineTarget(state, params.inline_message_id);
  if (params.chat_id === undefined) {
    throw badRequest(params.message_id === undefined ? 'message identifier is not specified' : 'chat_id is empty');
  }
  const chat = writableChat(state, params.chat_id);
  const stored = chat.messages.get(params.message_id ?? 0);
  if (stored === undefined) throw badRequest('message to edit not found');
  const isOwn = stored.senderId === state.profile.user.id;
  if (!isOwn || stored.replyMarkup !== undefined) throw badRequest("message can't be edited");
  return { chat, stored, isInline: false };
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Takes the keyboard off where none is given, as edits do. */
function withMarkup(message: Message, markup: InlineKeyboardMarkup | undefined): Message {
  const edited = { ...message };
  delete edited.reply_markup;
  // An empty keyboard is none.
  return markup === undefined || markup.inline_keyboard.length === 0 ? edited : { ...edited, reply_markup: markup };
}

function applyEdit(call: Call, target: Target, edited: Message): Message | true {
  const { chat, stored, isInline } = target;
  stored.message = edited;
  call.state.store.publishEdit(chat, stored);
  return isInline ? true : edited;
}

export const editMessageText = defineMethod(schemas.editMessageText, (params, call) => {
  const target = editTarget(call.state, params);
  const { message } = target.stored;
  if (message.text === undefined) throw badRequest('there is no text in the message to edit');
  const formatted = messageText(params, call, 'MESSAGE_TOO_LONG');
  const bare = { ...message };
  delete bare.entities;
  const edited = withMarkup({ ...bare, ...textFields(formatted) }, params.reply_markup);
  if (isSame(comparable(edited), comparable(message))) throw badRequest(NOT_MODIFIED);
  return applyEdit(call, target, { ...edited, edit_date: unixSeconds(call.state.clock) });
});

/** What the user sees of a text message; an edit must change it. */
function comparable(message: Message): unknown {
  return [message.text, message.entities ?? [], message.reply_markup?.inline_keyboard ?? []];
}

export const editMessageReplyMarkup = defineMethod(schemas.editMessageReplyMarkup, (params, call) => {
  const target = editTarget(call.state, params);
  const edited = withMarkup(target.stored.message, params.reply_markup);
  if (isSame(edited.reply_markup, target.stored.message.reply_markup)) throw badRequest(NOT_MODIFIED);
  return applyEdit(call, target, edited);
});
