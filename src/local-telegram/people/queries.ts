import type { InlineKeyboardButton } from '@grammyjs/types';
import { randomBytes } from 'node:crypto';
import { ClientRequestError } from '../api-error.js';
import { botUser, orderKey, userOf } from '../chats.js';
import type { CallbackReply, ChooseRequest, InlineReply, InlineRequest, PressRequest } from '../client-protocol.js';
import type { State } from '../state.js';
import type { StoredMessage } from '../store.js';
import { chatOfMember, deliver, newMessage } from './write.js';

/** How long a client waits for the bot before it gives up. */
const CLIENT_WAIT_MS = 15_000;
const MAX_INLINE_MESSAGES = 5_000;

function hasButton(stored: StoredMessage, callbackData: string): boolean {
  const rows: InlineKeyboardButton[][] = stored.message.reply_markup?.inline_keyboard ?? [];
  return rows.flat().some((button) => 'callback_data' in button && button.callback_data === callbackData);
}

/** Presses a button; returns the query's id. */
export function pressButton(state: State, request: PressRequest): string {
  const chat = chatOfMember(state, request.personId, request.chatId);
  const stored = state.store.message(chat, request.messageId);
  if (!hasButton(stored, request.callbackData)) {
    throw new ClientRequestError(404, 'BUTTON_NOT_FOUND', 'the message has no such button');
  }
  const id = state.queries.callbacks.open();
  const { inlineMessageId } = stored;
  const place = inlineMessageId === undefined ? { message: stored.message } : { inline_message_id: inlineMessageId };
  const from = userOf(state.store.person(request.personId));
  const query = { id, from, ...place, chat_instance: String(chat.id), data: request.callbackData };
  state.updates.add('callback_query', query, orderKey(chat));
  return id;
}

/** Presses a button and waits for the bot's answer. */
export async function pressAndWait(state: State, request: PressRequest): Promise<CallbackReply> {
  const answer = await state.queries.callbacks.wait(pressButton(state, request), CLIENT_WAIT_MS);
  return { answered: answer !== null, ...answer };
}

/** Sends an inline query; returns its id. */
export function openInlineQuery(state: State, request: InlineRequest): string {
  const chat = chatOfMember(state, request.personId, request.chatId);
  if (!state.profile.user.supports_inline_queries) {
    throw new ClientRequestError(409, 'INLINE_MODE_OFF', 'inline mode is off for this bot');
  }
  const id = state.queries.inline.open();
  const from = userOf(state.store.person(request.personId));
  const isWithBot = chat.type === 'private';
  const fields = {
    id,
    from,
    query: request.query.slice(0, 256),
    offset: request.offset ?? '',
    chat_type: isWithBot ? 'sender' : chat.type,
  };
  state.updates.add('inline_query', fields, `inline:${request.personId}`);
  return id;
}

/** Sends an inline query and waits for the results. */
export async function queryAndWait(state: State, request: InlineRequest): Promise<InlineReply> {
  const queryId = openInlineQuery(state, request);
  const answer = await state.queries.inline.wait(queryId, CLIENT_WAIT_MS);
  if (answer === null) return { answered: false, queryId, results: [], nextOffset: '' };
  return { answered: true, queryId, ...answer };
}

function rememberInlineMessage(state: State, chatId: number, messageId: number): string {
  const id = randomBytes(20).toString('base64url');
  state.inlineMessages.set(id, { chatId, messageId });
  for (const oldest of state.inlineMessages.keys()) {
    if (state.inlineMessages.size <= MAX_INLINE_MESSAGES) break;
    state.inlineMessages.delete(oldest);
  }
  return id;
}

/** Sends an inline result to the chat. The bot learns of the choice where it asked for that feedback. */
export function chooseInlineResult(state: State, request: ChooseRequest): StoredMessage {
  const chat = chatOfMember(state, request.personId, request.chatId);
  const results = state.queries.inline.answerOf(request.queryId)?.results ?? [];
  const result = results.find(({ id }) => id === request.resultId);
  if (result?.type !== 'article' || !('message_text' in result.input_message_content)) {
    throw new ClientRequestError(404, 'RESULT_NOT_FOUND', 'no such result; ask again');
  }
  const { message_text: text, entities } = result.input_message_content;
  const markup = result.reply_markup;
  const inlineMessageId = markup === undefined ? undefined : rememberInlineMessage(state, chat.id, chat.nextMessageId);
  const from = userOf(state.store.person(request.personId));
  const stored = deliver(state, chat, {
    message: newMessage(state, chat, request.threadId, {
      from,
      via_bot: botUser(state),
      text,
      ...(entities === undefined ? {} : { entities }),
      ...(markup === undefined ? {} : { reply_markup: markup }),
    }),
    senderId: request.personId,
    reactions: new Map(),
    votes: new Map(),
    ...(inlineMessageId === undefined ? {} : { inlineMessageId }),
  });
  const choice = {
    result_id: result.id,
    from,
    query: '',
    ...(inlineMessageId === undefined ? {} : { inline_message_id: inlineMessageId }),
  };
  if (state.inlineFeedback) state.updates.add('chosen_inline_result', choice, `inline:${request.personId}`);
  return stored;
}
