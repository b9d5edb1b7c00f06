import { setTimeout as delay } from 'node:timers/promises';
import { HttpError, type Transformer } from 'grammy';

/** A call that takes longer has hung: Telegram answers within a second. */
const CALL_TIMEOUT_MS = 8_000;
/** Tries of a call that fails while others succeed. */
const MOST_TRIES = 4;
const LONGEST_BACKOFF_MS = 1_500;
const LONGEST_RETRY_AFTER_SECONDS = 120;
const MOST_WAITING_CHATS = 10_000;

/**
 * An API transformer that obeys `retry_after` for every send to the chat concerned, and repeats a call when the network
 * or Telegram fails: a few times where other calls succeed meanwhile, else for as long as the outage lasts. Other chats
 * are not held up. getUpdates has its own loop. `onSent` hears how long each call took that Telegram did.
 */
export function resilientSends(nowMs: () => number, onSent: (ms: number) => void): Transformer {
  const notBeforeMs = new Map<string, number>();
  let lastSuccessMs = -Infinity;
  return async (previous, method, payload, signal) => {
    if (method === 'getUpdates' || method === 'getMe') {
      const response = await previous(method, payload, signal);
      lastSuccessMs = nowMs();
      return response;
    }
    const chat = 'chat_id' in payload ? String(payload.chat_id) : '';
    const startedMs = nowMs();
    for (let failures = 0; ;) {
      const waitMs = (notBeforeMs.get(chat) ?? 0) - nowMs();
      if (waitMs > 0) await delay(waitMs);
      const isLastTry = () => failures >= MOST_TRIES && lastSuccessMs > startedMs;
      try {
        const triedMs = performance.now();
        const response = await previous(method, payload, signal ?? timeoutSignal());
        if (response.ok) onSent(performance.now() - triedMs);
        if (response.ok || response.error_code < 500) lastSuccessMs = nowMs();
        const retryAfterSeconds = response.ok ? undefined : response.parameters?.retry_after;
        if (retryAfterSeconds !== undefined && retryAfterSeconds <= LONGEST_RETRY_AFTER_SECONDS) {
          if (notBeforeMs.size > MOST_WAITING_CHATS) notBeforeMs.clear();
          // A timer may fire a moment early; a send a moment early is a broken promise.
          notBeforeMs.set(chat, nowMs() + retryAfterSeconds * 1000 + 20);
          continue;
        }
        failures += 1;
        if (response.ok || response.error_code < 500 || isLastTry()) return response;
      } catch (error) {
        failures += 1;
        if (!(error instanceof HttpError) || isLastTry() || signal?.aborted === true) throw error;
      }
      await delay(Math.min(125 * 2 ** failures, LONGEST_BACKOFF_MS));
    }
  };
}

/** grammY's types name an older package's signal, which Node's own fulfils. */
function timeoutSignal(): Parameters<Transformer>[3] {
  return AbortSignal.timeout(CALL_TIMEOUT_MS) as unknown as Parameters<Transformer>[3];
}
