import type { Api } from 'grammy';
import type { InlineKeyboardMarkup, Message, ReplyParameters } from 'grammy/types';
import type { BotContext } from './context.js';
import { packBlocks, type FormattedText } from './rendering/formatted-text.js';

/** Extras of the last message of a reply. */
export interface ReplyExtras {
  readonly keyboard?: InlineKeyboardMarkup;
  /** Words of the replied-to message to highlight; dropped where Telegram does not find them. */
  readonly quote?: string | undefined;
  /** Message to reply to instead of the one that is being handled. */
  readonly replyTo?: number | undefined;
}

function replyParameters(context: BotContext, extras: ReplyExtras): ReplyParameters | undefined {
  const messageId = extras.replyTo ?? context.msg?.message_id;
  if (messageId === undefined) return undefined;
  const quote = extras.quote === undefined || extras.quote.length > 1024 ? {} : { quote: extras.quote };
  // A question deleted meanwhile must not cost its answer.
  return { message_id: messageId, allow_sending_without_reply: true, ...quote };
}

/**
 * Sends blocks as a reply to the message that is being handled, in its topic; returns the last message sent. More
 * than one message is sent only where Telegram's limits demand it.
 */
export async function replyWith(
  context: BotContext,
  blocks: readonly FormattedText[],
  extras: ReplyExtras = {},
): Promise<Message | null> {
  const messages = packBlocks(blocks);
  let sent: Message | null = null;
  for (const [index, message] of messages.entries()) {
    const isLast = index === messages.length - 1;
    const parameters = replyParameters(context, extras);
    const send = (reply: ReplyParameters | undefined) =>
      context.reply(message.text, {
        entities: [...message.entities],
        link_preview_options: { is_disabled: true },
        ...(reply === undefined ? {} : { reply_parameters: reply }),
        ...(isLast && extras.keyboard !== undefined ? { reply_markup: extras.keyboard } : {}),
      });
    sent = await send(parameters).catch((error: unknown) => {
      // A highlight that no longer fits the message is left out; the verdict is still due.
      if (parameters?.quote === undefined || !isQuoteRefusal(error)) throw error;
      return send({ message_id: parameters.message_id, allow_sending_without_reply: true });
    });
  }
  return sent;
}

/** Sends blocks to a chat of its own, as a reply to nothing; returns the last message sent. */
export async function sendTo(
  api: Api,
  chatId: number,
  blocks: readonly FormattedText[],
  keyboard: InlineKeyboardMarkup | null,
): Promise<Message | null> {
  const messages = packBlocks(blocks);
  let sent: Message | null = null;
  for (const [index, message] of messages.entries()) {
    sent = await api.sendMessage(chatId, message.text, {
      entities: [...message.entities],
      link_preview_options: { is_disabled: true },
      ...(index === messages.length - 1 && keyboard !== null ? { reply_markup: keyboard } : {}),
    });
  }
  return sent;
}

/**
 * Puts blocks in the place of a message that the bot has sent; what does not fit one message follows as replies. A
 * message that says so already is left as it is.
 */
export async function replaceMessage(
  context: BotContext,
  messageId: number,
  blocks: readonly FormattedText[],
  keyboard: InlineKeyboardMarkup | null,
): Promise<void> {
  const [first, ...rest] = packBlocks(blocks);
  if (first === undefined || context.chat === undefined) return;
  const markup = keyboard === null ? {} : { reply_markup: keyboard };
  await context.api
    .editMessageText(context.chat.id, messageId, first.text, {
      entities: [...first.entities],
      link_preview_options: { is_disabled: true },
      ...(rest.length === 0 ? markup : {}),
    })
    .catch(ignoreUnmodified);
  if (rest.length > 0) await replyWith(context, rest, keyboard === null ? {} : { keyboard });
}

/**
 * Answers an inline query with no results and, above where they would be, words of at most 64 characters on a button
 * that opens the private chat. Kept by nobody, so that the next letter typed asks again.
 */
export async function answerInlineInWords(context: BotContext, words: string): Promise<void> {
  await context.answerInlineQuery([], {
    cache_time: 0,
    is_personal: true,
    button: { text: words, start_parameter: 'hello' },
  });
}

/** Shows a block in the place of the message whose button was pressed; a second press of the same changes nothing. */
export async function editPressed(
  context: BotContext,
  message: FormattedText,
  keyboard: InlineKeyboardMarkup | undefined,
): Promise<void> {
  await context
    .editMessageText(message.text, {
      entities: [...message.entities],
      link_preview_options: { is_disabled: true },
      ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
    })
    .catch(ignoreUnmodified);
}

/** Telegram's words for a message that has been deleted meanwhile. */
export function isGone(error: unknown): boolean {
  return error instanceof Error && /message to edit not found/.test(error.message);
}

/** Telegram refuses an edit that changes nothing. */
function ignoreUnmodified(error: unknown): void {
  if (!(error instanceof Error) || !/not modified/.test(error.message)) throw error;
}

function isQuoteRefusal(error: unknown): boolean {
  return error instanceof Error && 'error_code' in error && error.error_code === 400 && /quote/i.test(error.message);
}
