import { BotApiError, badRequest } from '../api-error.js';
import * as schemas from '../schemas/account.js';
import { defineMethod } from './method.js';

export const getUpdates = defineMethod(schemas.getUpdates, async (params, { state, signal }) => {
  if (state.webhook.current !== null) {
    throw new BotApiError(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  state.updates.allow(params.allowed_updates);
  state.presence.pollOpened();
  try {
    const taken = await state.updates.poll({
      offset: params.offset,
      limit: params.limit,
      timeoutSeconds: params.timeout,
      signal,
    });
    for (const update of taken) {
      state.raw.record({ kind: 'update', atMs: state.clock(), via: 'poll', update: update.json });
    }
    return taken.map((update) => update.json);
  } finally {
    state.presence.pollClosed(signal.aborted);
  }
});

export const setWebhook = defineMethod(schemas.setWebhook, (params, { state }) => {
  if (params.drop_pending_updates) state.updates.clear();
  if (params.url === '') {
    state.webhook.remove();
    return true;
  }
  if (!URL.canParse(params.url) || !/^https?:$/.test(new URL(params.url).protocol)) {
    throw badRequest('invalid webhook URL specified');
  }
  state.updates.stopPolling('terminated by setWebhook request');
  state.updates.allow(params.allowed_updates);
  state.webhook.set({
    url: params.url,
    maxConnections: params.max_connections,
    ...(params.secret_token === undefined ? {} : { secretToken: params.secret_token }),
  });
  return true;
});

export const deleteWebhook = defineMethod(schemas.deleteWebhook, (params, { state }) => {
  if (params.drop_pending_updates) state.updates.clear();
  state.webhook.remove();
  return true;
});

export const getWebhookInfo = defineMethod(schemas.nothing, (_, { state }) => {
  const target = state.webhook.current;
  const failure = state.webhook.lastFailure;
  return {
    url: target?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: state.updates.waiting().length,
    ...(target === null ? {} : { max_connections: target.maxConnections }),
    ...(failure === null ? {} : { last_error_date: failure.atSeconds, last_error_message: failure.message }),
    ...(state.updates.allowedTypes === undefined ? {} : { allowed_updates: state.updates.allowedTypes }),
  };
});
