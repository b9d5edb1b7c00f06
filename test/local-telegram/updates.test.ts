import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInlineQuery, pressButton } from '../../src/local-telegram/people/queries.js';
import { ADMIN, GROUP, MEMBER, TOKEN, World } from './world.js';

let world: World;
beforeEach(async () => (world = await World.open()));
afterEach(() => world.close());

const poll = async (params: object = {}) => (await world.api('getUpdates', params)).body;
const texts = async (params: object = {}) =>
  ((await poll(params)).result as { message: { text: string } }[]).map(({ message }) => message.text);
const ids = async () => ((await poll()).result as { update_id: number }[]).map(({ update_id }) => update_id);

/** Five messages in the queue; gives their updates' ids. */
async function fiveWaiting(): Promise<number[]> {
  for (const text of ['a', 'b', 'c', 'd', 'e']) await world.says(MEMBER, MEMBER, text);
  return ids();
}

/** A poll that waits already when this resolves. */
async function waitingPoll(timeout: number): Promise<{ readonly answer: ReturnType<typeof poll> }> {
  const answer = poll({ timeout });
  await world.event(({ type }) => type === 'bot_status');
  return { answer };
}

describe('getUpdates', () => {
  // core.telegram.org/bots/api#getupdates; tdlib TQueue.cpp: get; telegram-bot-api Client.cpp: do_get_updates
  it.each<[string, (first: number) => object, string[], string[]]>([
    ['without an offset confirms nothing', () => ({}), ['a', 'b', 'c', 'd', 'e'], ['a', 'b', 'c', 'd', 'e']],
    ['with an offset confirms what is before it', (first) => ({ offset: first + 2 }), ['c', 'd', 'e'], ['c', 'd', 'e']],
    ['with an offset after all confirms all', (first) => ({ offset: first + 5 }), [], []],
    [
      'with an old offset confirms nothing',
      (first) => ({ offset: first - 3 }),
      ['a', 'b', 'c', 'd', 'e'],
      ['a', 'b', 'c', 'd', 'e'],
    ],
    ['with offset -2 keeps the last two', () => ({ offset: -2 }), ['d', 'e'], ['d', 'e']],
    ['with offset -9 keeps all', () => ({ offset: -9 }), ['a', 'b', 'c', 'd', 'e'], ['a', 'b', 'c', 'd', 'e']],
    [
      'with an offset of another server counts as none',
      (first) => ({ offset: first + 1000 }),
      ['a', 'b', 'c', 'd', 'e'],
      ['a', 'b', 'c', 'd', 'e'],
    ],
    ['gives at most the limit', () => ({ limit: 2 }), ['a', 'b'], ['a', 'b', 'c', 'd', 'e']],
    ['takes limit 0 for 1', () => ({ limit: 0 }), ['a'], ['a', 'b', 'c', 'd', 'e']],
    ['takes limit 500 for 100', () => ({ limit: 500 }), ['a', 'b', 'c', 'd', 'e'], ['a', 'b', 'c', 'd', 'e']],
  ])('%s', async (_, params, given, left) => {
    const [first = 0] = await fiveWaiting();
    expect(await texts(params(first))).toEqual(given);
    expect(await texts()).toEqual(left);
  });

  it('numbers updates upwards one by one, starting anywhere', async () => {
    const [first = 0, ...others] = await fiveWaiting();
    expect(first).toBeGreaterThan(1);
    expect(others).toEqual([first + 1, first + 2, first + 3, first + 4]);
  });

  it('waits for the first update and answers with it', async () => {
    const { answer } = await waitingPoll(50);
    await world.says(MEMBER, MEMBER, '来了');
    expect((await answer).result).toMatchObject([{ message: { text: '来了', from: { id: MEMBER } } }]);
  });

  it('answers an empty list at its timeout', async () => {
    const startedMs = performance.now();
    expect(await poll({ timeout: 1 })).toEqual({ ok: true, result: [] });
    expect(performance.now() - startedMs).toBeGreaterThan(900);
  });

  // telegram-bot-api Client.cpp: abort_long_poll, process_get_updates_query
  it('ends the older of two polls with 409', async () => {
    const { answer: older } = await waitingPoll(50);
    const newer = poll({ timeout: 50 });
    expect(await older).toEqual({
      ok: false,
      error_code: 409,
      description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    });
    await world.says(MEMBER, MEMBER, '来了');
    expect((await newer).result).toHaveLength(1);
  });

  it('is refused while a webhook is set, which ends a waiting poll', async () => {
    const { answer: waiting } = await waitingPoll(50);
    await world.api('setWebhook', { url: 'http://127.0.0.1:9/hook' });
    expect(await waiting).toMatchObject({ error_code: 409, description: 'Conflict: terminated by setWebhook request' });
    expect(await world.api('getUpdates')).toMatchObject({
      status: 409,
      body: {
        description:
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      },
    });
    await world.api('deleteWebhook');
    expect((await poll()).ok).toBe(true);
  });

  // telegram-bot-api Client.cpp: need_skip_update_message, process_new_callback_query_queue, add_new_inline_query
  it('forgets messages after a day, presses after 150 s and inline queries after 30 s', async () => {
    const messageId = await world.botSays(GROUP, 'a', {
      reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'n' }]] },
    });
    pressButton(world.local.state, { personId: MEMBER, chatId: GROUP, messageId, callbackData: 'n' });
    openInlineQuery(world.local.state, { personId: MEMBER, chatId: GROUP, query: 'q' });
    await world.says(MEMBER, MEMBER, 'a');
    const left = async (seconds: number) => {
      world.nowMs += seconds * 1000;
      return (await world.updateTypes()).sort();
    };
    expect(await left(30)).toEqual(['callback_query', 'inline_query', 'message']);
    expect(await left(1)).toEqual(['callback_query', 'message']);
    expect(await left(119)).toEqual(['callback_query', 'message']);
    expect(await left(1)).toEqual(['message']);
    expect(await left(86_400)).toEqual([]);
  });
});

describe('allowed_updates', () => {
  const edit = async () => {
    const messageId = await world.says(MEMBER, MEMBER, 'a');
    await world.client('/client/messages/edit', { personId: MEMBER, chatId: MEMBER, messageId, text: 'b' });
    await world.client('/client/reactions', { personId: MEMBER, chatId: MEMBER, messageId, emoji: '👍' });
    const types = await world.updateTypes();
    await poll({ offset: ((await ids()).at(-1) ?? 0) + 1 });
    return types;
  };

  // core.telegram.org/bots/api#getupdates, allowed_updates; telegram-bot-api Client.h: DEFAULT_ALLOWED_UPDATE_TYPES
  it('starts with all but reactions and members, keeps what was set, and goes back by an empty list', async () => {
    expect(await edit()).toEqual(['message', 'edited_message']);
    await poll({ allowed_updates: ['message', 'message_reaction'] });
    expect(await edit()).toEqual(['message', 'message_reaction']);
    expect(await edit()).toEqual(['message', 'message_reaction']);
    await poll({ allowed_updates: [] });
    expect(await edit()).toEqual(['message', 'edited_message']);
  });

  it('holds for updates from then on, and is shown by getWebhookInfo', async () => {
    await world.says(MEMBER, MEMBER, 'a');
    await poll({ allowed_updates: ['poll'] });
    await world.says(MEMBER, MEMBER, 'b');
    expect(await world.updateTypes()).toEqual(['message']);
    expect((await world.api('getWebhookInfo')).body.result).toMatchObject({
      url: '',
      pending_update_count: 1,
      allowed_updates: ['poll'],
    });
  });

  // local Telegram: Telegram ignores unknown names, here a mistyped one must not pass unseen
  it('refuses a kind that does not exist', async () => {
    expect(await poll({ allowed_updates: ['massage'] })).toMatchObject({
      error_code: 400,
      description: 'Bad Request: unknown update type in allowed_updates',
    });
  });
});

describe('requests', () => {
  const sent = { ok: true, result: { text: '你好', chat: { id: MEMBER } } };
  const form = (fields: Record<string, string>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return body;
  };
  const fields = { chat_id: String(MEMBER), text: '你好', entities: '[{"type":"bold","offset":0,"length":2}]' };
  const query = new URLSearchParams(fields).toString();

  // core.telegram.org/bots/api#making-requests
  it.each<[string, string, RequestInit]>([
    ['GET with a query string', `sendMessage?${query}`, { method: 'GET' }],
    ['POST with a query string', `sendMessage?${query}`, {}],
    ['an urlencoded form', 'sendMessage', { body: new URLSearchParams(fields) }],
    ['a multipart form', 'sendMessage', { body: form(fields) }],
    [
      'JSON',
      'sendMessage',
      {
        body: JSON.stringify({
          chat_id: MEMBER,
          text: '你好',
          entities: JSON.parse(fields.entities) as unknown,
          protect_content: null,
        }),
        headers: { 'Content-Type': 'application/json' },
      },
    ],
    [
      'JSON with serialised parts',
      'sendMessage',
      { body: JSON.stringify(fields), headers: { 'Content-Type': 'application/json' } },
    ],
    [
      'a query string and a form',
      `sendMessage?chat_id=${MEMBER}`,
      { body: form({ text: '你好', entities: fields.entities }) },
    ],
  ])('takes %s', async (_, path, request) => {
    expect((await world.apiBy(path, request)).body).toMatchObject({
      ...sent,
      result: { ...sent.result, entities: [{ type: 'bold' }] },
    });
  });

  it.each([
    ['a body that is no JSON', '{"chat_id":', 400, "Bad Request: can't parse request body"],
    ['a body that is no object', '[1]', 400, "Bad Request: can't parse request body"],
  ])('refuses %s', async (_, body, status, description) => {
    const answer = await world.apiBy('sendMessage', { body, headers: { 'Content-Type': 'application/json' } });
    expect(answer).toMatchObject({ status, body: { ok: false, description } });
  });

  // telegram-bot-api ClientManager.cpp: send; Client.cpp: get_closing_error
  it.each([
    ['a token of no bot', '7000100:AAAnother', 401, 'Unauthorized'],
    ['what is no token', 'secret', 401, 'Unauthorized: invalid token specified'],
    ['a token that begins with 0', `0${TOKEN}`, 401, 'Unauthorized: invalid token specified'],
  ])('refuses %s', async (_, token, status, description) => {
    expect(await world.apiBy('getMe', {}, token)).toEqual({
      status,
      body: { ok: false, error_code: status, description },
    });
  });

  it('answers 404 without a method and 413 to a body over 12 MB', async () => {
    const bare = await fetch(`${world.root}/bot${TOKEN}`);
    expect([bare.status, await bare.json()]).toEqual([404, { ok: false, error_code: 404, description: 'Not Found' }]);
    const large = await world.apiBy('sendPhoto', { body: form({ photo: 'x'.repeat(13 * 1024 * 1024) }) });
    expect(large.body).toMatchObject({ error_code: 413, description: 'Request Entity Too Large' });
  });
});

describe('what people do reaches the bot', () => {
  it('with the sender, the chat and its kind', async () => {
    await world.says(ADMIN, GROUP, '/ask@yuanwen_bot 问');
    expect(await world.updates()).toMatchObject([
      {
        message: {
          from: { id: ADMIN, is_bot: false, first_name: '陈静', username: 'chenjing', language_code: 'zh-hans' },
          chat: { id: GROUP, type: 'supergroup', title: '讲话学习小组', is_forum: true },
          date: Math.floor(world.nowMs / 1000),
          entities: [{ type: 'bot_command', offset: 0, length: 16 }],
        },
      },
    ]);
  });
});
