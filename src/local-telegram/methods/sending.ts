import type { InlineKeyboardMarkup, Message, MessageEntity } from '@grammyjs/types';
import type { z } from 'zod';
import { badRequest } from '../api-error.js';
import { botUser, chatOf, checkThread, readableChat, threadFields, writableChat } from '../chats.js';
import { unixSeconds } from '../clock.js';
import { findEntities } from '../entity-finder.js';
import { withFound } from '../entity-tidying.js';
import { embedded, externalReply, quoteFrom } from '../replies.js';
import type { replyParameters } from '../schemas/sending.js';
import type { State } from '../state.js';
import type { ChatRecord, ReplyMarkup, StoredMessage } from '../store.js';
import { formatText, type FormattedText } from '../text-rules.js';
import type { Call } from './method.js';

type ReplyParameters = z.output<typeof replyParameters>;

/** What every method that sends has in common. */
export interface SendingParams {
  readonly chat_id: number | string;
  readonly message_thread_id?: number | undefined;
  readonly protect_content?: boolean | undefined;
  readonly reply_parameters?: ReplyParameters | undefined;
  readonly reply_markup?: InlineKeyboardMarkup | ReplyMarkup | undefined;
}

/** Formats a text of the bot and adds what Telegram finds in it: commands, mentions, addresses. */
export function botText(text: string, entities: readonly MessageEntity[] | undefined, call: Call): FormattedText {
  const formatted = formatText(text, entities ?? [], call.mark);
  return { text: formatted.text, entities: withFound(formatted.entities, findEntities(formatted.text)) };
}

/**
 * The text of a message: 1–4096 UTF-16 units after trimming. `tooLong` is what a longer one is refused with: the words
 * for new messages are the Bot API server's, for edits and inline results those of Telegram behind it.
 */
export function messageText(
  params: { readonly text: string; readonly entities?: readonly MessageEntity[] | undefined },
  call: Call,
  tooLong: 'message is too long' | 'MESSAGE_TOO_LONG',
): FormattedText {
  const formatted = botText(params.text, params.entities, call);
  if (formatted.text === '') throw badRequest('text must be non-empty');
  if (formatted.text.length > 4096) throw badRequest(tooLong);
  return formatted;
}

/** The Message fields of a text. */
export function textFields(formatted: FormattedText): Pick<Message, 'text' | 'entities'> {
  return { text: formatted.text, ...(formatted.entities.length === 0 ? {} : { entities: formatted.entities }) };
}

interface Reply {
  readonly fields: Partial<Message>;
  readonly threadId?: number | undefined;
}

function quoteField(stored: StoredMessage, params: ReplyParameters): Pick<Message, 'quote'> {
  if (params.quote === undefined || params.quote === '') return {};
  const quote = quoteFrom(stored.message, params.quote, params.quote_position ?? 0, params.quote_entities ?? []);
  if (quote === null) throw badRequest('QUOTE_TEXT_INVALID');
  return { quote };
}

/** Finds what a message replies to. Across chats `allow_sending_without_reply` does not count, as documented. */
function replyOf(state: State, chat: ChatRecord, params: ReplyParameters | undefined): Reply {
  if (params === undefined) return { fields: {} };
  const isElsewhere = params.chat_id !== undefined && params.chat_id !== chat.id;
  const source = isElsewhere ? readableChat(state, params.chat_id ?? chat.id) : chat;
  const stored = source.messages.get(params.message_id);
  if (stored === undefined) {
    if (params.allow_sending_without_reply === true && !isElsewhere) return { fields: {} };
    throw badRequest('message to be replied not found');
  }
  const quote = quoteField(stored, params);
  if (isElsewhere) return { fields: { external_reply: externalReply(state, source, stored), ...quote } };
  return { fields: { reply_to_message: embedded(stored.message), ...quote }, threadId: topicOf(stored.message) };
}

function topicOf(message: Message): number | undefined {
  return message.is_topic_message === true ? message.message_thread_id : undefined;
}

function isInline(markup: InlineKeyboardMarkup | ReplyMarkup): markup is InlineKeyboardMarkup {
  return 'inline_keyboard' in markup;
}

/** Sends a message as the bot: finds chat, topic and reply, adds it to the chat, returns it as the Bot API does. */
export function sendAsBot(call: Call, params: SendingParams, content: Partial<Message>): Message {
  const { state } = call;
  const chat = writableChat(state, params.chat_id);
  checkThread(chat, params.message_thread_id);
  const reply = replyOf(state, chat, params.reply_parameters);
  const markup = params.reply_markup;
  const message: Message = {
    message_id: chat.nextMessageId,
    from: botUser(state),
    chat: chatOf(state, chat),
    date: unixSeconds(state.clock),
    ...threadFields(params.message_thread_id ?? reply.threadId),
    ...reply.fields,
    ...content,
    ...(params.protect_content === true ? { has_protected_content: true } : {}),
    ...(markup !== undefined && isInline(markup) ? { reply_markup: markup } : {}),
  };
  chat.nextMessageId += 1;
  state.store.addMessage(chat, {
    message,
    senderId: state.profile.user.id,
    ...(markup !== undefined && !isInline(markup) ? { replyMarkup: markup } : {}),
    reactions: new Map(),
    votes: new Map(),
  });
  return message;
}
