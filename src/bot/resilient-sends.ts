import { setTimeout as delay } from 'node:timers/promises';
import { HttpError, type Transformer } from 'grammy';

const MOST_TRIES = 6;
const LONGEST_WAIT_SECONDS = 120;

/**
 * An API transformer that obeys `retry_after` for every send to the chat concerned, and repeats a send a few times
 * when the network or Telegram fails. Other chats are not held up. getUpdates has its own loop.
 */
export function resilientSends(nowMs: () => number): Transformer {
  const notBeforeMs = new Map<string, number>();
  return async (previous, method, payload, signal) => {
    if (method === 'getUpdates' || method === 'getMe') return previous(method, payload, signal);
    const chat = 'chat_id' in payload ? String(payload.chat_id) : '';
    for (let attempt = 1; ; attempt += 1) {
      const waitMs = (notBeforeMs.get(chat) ?? 0) - nowMs();
      if (waitMs > 0) await delay(waitMs);
      try {
        const response = await previous(method, payload, signal);
        if (response.ok || attempt >= MOST_TRIES) return response;
        const retryAfterSeconds = response.parameters?.retry_after;
        if (retryAfterSeconds !== undefined && retryAfterSeconds <= LONGEST_WAIT_SECONDS) {
          // A timer may fire a moment early; a send a moment early is a broken promise.
          notBeforeMs.set(chat, nowMs() + retryAfterSeconds * 1000 + 20);
          if (notBeforeMs.size > 10_000) notBeforeMs.clear();
        } else if (response.error_code >= 500) await delay(250 * attempt);
        else return response;
      } catch (error) {
        if (!(error instanceof HttpError) || attempt >= MOST_TRIES || signal?.aborted === true) throw error;
        await delay(Math.min(250 * 2 ** attempt, 3_000));
      }
    }
  };
}
