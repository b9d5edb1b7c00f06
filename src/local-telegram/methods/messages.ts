import { badRequest } from '../api-error.js';
import { checkThread, knownChat, writableChat } from '../chats.js';
import { isReactionEmoji } from '../reaction-emoji.js';
import * as schemas from '../schemas/sending.js';
import type { ChatRecord, StoredMessage } from '../store.js';
import { defineMethod, type Call } from './method.js';
import { messageText, sendAsBot, textFields } from './sending.js';

/** How long a chat action is shown (core.telegram.org/bots/api#sendchataction). */
const ACTION_MS = 5_000;
/** How long the bot's own messages can be deleted (core.telegram.org/bots/api#deletemessage). */
const DELETABLE_MS = 48 * 3_600_000;
export const sendMessage = defineMethod(schemas.sendMessage, (params, call) => {
  const formatted = messageText(params.text, params.entities, call);
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
  const isAdmin = chat.botStatus === 'administrator';
  const isOwn = stored.senderId === state.profile.user.id;
  const ageMs = state.clock() - stored.message.date * 1000;
  if (isAdmin || ((isOwn || chat.type === 'private') && ageMs <= DELETABLE_MS)) return;
  throw badRequest("message can't be deleted");
}

export const deleteMessage = defineMethod(schemas.deleteMessage, (params, call) => {
  const chat = writableChat(call.state, params.chat_id);
  const stored = chat.messages.get(params.message_id);
  if (stored === undefined) throw badRequest('message to delete not found');
  checkDeletable(call, chat, stored);
  call.state.store.deleteMessage(chat, params.message_id);
  return true;
});

/** Ids that are not found are skipped, as documented. */
export const deleteMessages = defineMethod(schemas.deleteMessages, (params, call) => {
  const chat = knownChat(call.state, params.chat_id);
  for (const messageId of params.message_ids) {
    const stored = chat.messages.get(messageId);
    if (stored === undefined) continue;
    checkDeletable(call, chat, stored);
    call.state.store.deleteMessage(chat, messageId);
  }
  return true;
});
