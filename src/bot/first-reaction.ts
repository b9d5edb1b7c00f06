import { setTimeout as delay } from 'node:timers/promises';
import type { MiddlewareFn } from 'grammy';
import type { BotContext } from './context.js';

/** Quick answers are there before it, and cost no call more. */
const TYPING_AFTER_MS = 500;
/** Telegram shows an action for five seconds. */
const TYPING_AGAIN_MS = 4_500;

/**
 * Shows "typing" when anything that was asked of the bot takes longer than half a second, whatever it is, and again for
 * as long as it takes.
 */
export function firstReaction(): MiddlewareFn<BotContext> {
  return async (context, next) => {
    if (context.msg === undefined) return next();
    const aborter = new AbortController();
    void showTyping(context, aborter.signal);
    try {
      await next();
    } finally {
      aborter.abort();
    }
  };
}

/** Shows "typing" until the signal. Failing is worth no word, and a call that comes after the answer is worth nothing. */
async function showTyping(context: BotContext, signal: AbortSignal): Promise<void> {
  const thread = context.msg?.message_thread_id;
  const topic = thread === undefined ? {} : { message_thread_id: thread };
  // grammY's types name an older package's signal, which Node's own fulfils.
  const apiSignal = signal as unknown as Parameters<BotContext['replyWithChatAction']>[2];
  try {
    for (let pauseMs = TYPING_AFTER_MS; ; pauseMs = TYPING_AGAIN_MS) {
      await delay(pauseMs, undefined, { signal });
      await context.replyWithChatAction('typing', topic, apiSignal);
    }
  } catch {
    // The answer is there, or Telegram takes no calls just now.
  }
}
