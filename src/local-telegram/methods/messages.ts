import { badRequest } from '../api-error.js';
import { checkThread, writableChat } from '../chats.js';
import { isReactionEmoji } from '../reaction-emoji.js';
import * as schemas from '../schemas/sending.js';
import type { ChatRecord, StoredMessage } from '../store.js';
import { defineMethod, type Call } from './method.js';
import { messageText, sendAsBot, textFields } from './sending.js';

/** How long a chat action is shown (core.telegram.org/bots/api#sendchataction). */
const ACTION_MS = 5_000;
/** How long any message can be deleted (core.telegram.org/bots/api#deletemessage; tdlib: by admins as well). */
const DELETABLE_MS = 48 * 3_600_000;
export const sendMessage = defineMethod(schemas.sendMessage, (params, call) => {
  const formatted = messageText(params, call, 'message is too long');
  const preview = params.link_preview_options;
  return sendAsBot(call, params, {
    ...textFields(formatted),
    ...(preview === undefined ? {} : { link_preview_options: preview }),
  });
});

export const sendChatAction = defineMethod(schemas.sendChatAction, (params, { state }) => {
  const chat = writableChat(state, params.chat_id);
  checkThread(chat, params.message_thread_id);
  state.events.publish({
    type: 'chat_action',
    chatId: chat.id,
    ...(params.message_thread_id === undefined ? {} : { threadId: params.message_thread_id }),
    action: params.action,
    forMs: ACTION_MS,
  });
  return true;
});

export const setMessageReaction = defineMethod(schemas.setMessageReaction, (params, { state }) => {
  const chat = writableChat(state, params.chat_id);
  const stored = chat.messages.get(params.message_id);
  if (stored === undefined) throw badRequest('message to react not found');
  const emoji = params.reaction[0]?.emoji;
  if (emoji !== undefined && !isReactionEmoji(emoji)) throw badRequest('REACTION_INVALID');
  if (emoji === undefined) stored.reactions.delete(state.profile.user.id);
  else stored.reactions.set(state.profile.user.id, emoji);
  state.store.publishEdit(chat, stored);
  return true;
});

function checkDeletable(call: Call, chat: ChatRecord, stored: StoredMessage): void {
  const { state } = call;
  const mayDelete = chat.type === 'private' || chat.botStatus === 'administrator';
  const isOwn = stored.senderId === state.profile.user.id;
  const ageMs = state.clock() - stored.message.date * 1000;
  if ((isOwn || mayDelete) && ageMs <= DELETABLE_MS) return;
  throw badRequest("message can't be deleted");
}

export const deleteMessage = defineMethod(schemas.deleteMessage, (params, call) => {
  const { chat_id: chatId, message_id: messageId } = params;
  if (chatId === undefined) throw badRequest('chat identifier is not specified');
  if (messageId === undefined) throw badRequest('message identifier is not specified');
  const chat = writableChat(call.state, chatId);
  const stored = chat.messages.get(messageId);
  if (stored === undefined) throw badRequest('message to delete not found');
  checkDeletable(call, chat, stored);
  call.state.store.deleteMessage(chat, messageId);
  return true;
});

/** Ids that are not found are skipped, as documented. */
export const deleteMessages = defineMethod(schemas.deleteMessages, (params, call) => {
  const chat = writableChat(call.state, params.chat_id);
  for (const messageId of params.message_ids) {
    const stored = chat.messages.get(messageId);
    if (stored === undefined) continue;
    checkDeletable(call, chat, stored);
    call.state.store.deleteMessage(chat, messageId);
  }
  return true;
});
