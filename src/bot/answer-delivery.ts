import { GrammyError } from 'grammy';
import type { InlineKeyboardMarkup, Message } from 'grammy/types';
import type { BotContext } from './context.js';
import type { FormattedText } from './rendering/formatted-text.js';
import { ownWords } from './rendering/render-answer.js';
import { replaceMessage, replyWith, sendTo } from './replies.js';

const NOTICE_AFTER_MS = 4_000;

/** What there is to deliver. */
export interface Delivery {
  readonly blocks: readonly FormattedText[];
  readonly keyboard: InlineKeyboardMarkup | null;
  /** Opens the best quote in the private chat; null where there is none. */
  readonly firstQuoteId: string | null;
}

/** Where an answer has been put. */
export interface Delivered {
  readonly chatId: number;
  readonly messageId: number;
}

/** Work with the message that told the person to wait, if it took that long. */
export interface Waited<Result> {
  readonly result: Result;
  readonly notice: Message | null;
}

/**
 * Says in a message when work takes longer than four seconds; that message is to be replaced by the answer. When the
 * work fails the message is taken back, since an apology follows.
 */
export async function withPatience<Result>(
  context: BotContext,
  work: Promise<Result>,
  mayNotice: boolean,
): Promise<Waited<Result>> {
  let notice: Promise<Message | null> = Promise.resolve(null);
  const waiting = setTimeout(() => {
    if (mayNotice) notice = replyWith(context, [ownWords(context.t('wait'))]).catch(() => null);
  }, NOTICE_AFTER_MS);
  try {
    const result = await work;
    clearTimeout(waiting);
    return { result, notice: await notice };
  } catch (error) {
    clearTimeout(waiting);
    const sent = await notice;
    if (sent !== null) await context.api.deleteMessage(sent.chat.id, sent.message_id).catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(waiting);
  }
}

/** Puts an answer into the chat of the question: in place of the notice, or as a reply. */
export async function deliverHere(
  context: BotContext,
  delivery: Delivery,
  notice: Message | null,
): Promise<Delivered | null> {
  const { blocks, keyboard } = delivery;
  if (notice !== null) {
    await replaceMessage(context, notice.message_id, blocks, keyboard);
    return { chatId: notice.chat.id, messageId: notice.message_id };
  }
  const sent = await replyWith(context, blocks, keyboard === null ? {} : { keyboard });
  return sent === null ? null : { chatId: sent.chat.id, messageId: sent.message_id };
}

/**
 * Sends an answer to the asker's private chat, with the question and where it was asked. Who has never pressed Start
 * cannot be written to: they get a button in the group that leads to the words that answer, so that no question need
 * be kept.
 */
export async function deliverPrivately(
  context: BotContext,
  question: string,
  delivery: Delivery,
): Promise<Delivered | null> {
  const asker = context.from?.id;
  if (asker === undefined) return deliverHere(context, delivery, null);
  const chat = context.chat?.title ?? '';
  const head = ownWords(`${context.t('private-for', { chat })}\n${question}`);
  try {
    const sent = await sendTo(context.api, asker, [head, ...delivery.blocks], delivery.keyboard);
    await context.react('👌').catch(() => undefined);
    return sent === null ? null : { chatId: sent.chat.id, messageId: sent.message_id };
  } catch (error) {
    if (!isClosedToUs(error)) throw error;
    const url = `https://t.me/${context.me.username}?start=${delivery.firstQuoteId ?? 'hello'}`;
    const keyboard = { inline_keyboard: [[{ text: context.t('private-open'), url }]] };
    return deliverHere(context, { ...delivery, blocks: [ownWords(context.t('private-first'))], keyboard }, null);
  }
}

/** Telegram's words for people who never pressed Start or have blocked the bot. */
function isClosedToUs(error: unknown): boolean {
  return error instanceof GrammyError && (error.error_code === 403 || /chat not found/i.test(error.description));
}
