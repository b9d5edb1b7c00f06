import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GROUP, MEMBER, TOKEN, World } from './world.js';

let world: World;
beforeEach(async () => (world = await World.open()));
afterEach(() => world.close());

const fault = (rule: object) => world.client('/control/faults', rule);
const send = (chatId: number = MEMBER) => world.api('sendMessage', { chat_id: chatId, text: 'a' });
const statuses = async (calls: number) => {
  const found: number[] = [];
  for (let call = 0; call < calls; call += 1) found.push((await send()).status);
  return found;
};
const sentCount = () => world.local.state.store.chat(MEMBER).messages.size;
const lastCall = () => world.raw().findLast(({ kind }) => kind === 'call');
const rawSend = () =>
  fetch(
    `${world.root}/bot${TOKEN}/sendMessage?${new URLSearchParams({ chat_id: String(MEMBER), text: 'a' }).toString()}`,
  );

describe('faults by the control path', () => {
  it.each([
    [
      { kind: 'rate_limited', retryAfterSeconds: 7 },
      429,
      { description: 'Too Many Requests: retry after 7', parameters: { retry_after: 7 } },
    ],
    [{ kind: 'server_error' }, 500, { description: 'Internal Server Error' }],
    [
      { kind: 'forbidden', description: 'Forbidden: user is deactivated' },
      403,
      { description: 'Forbidden: user is deactivated' },
    ],
  ])('%o answers %i and does nothing', async (kind, status, body) => {
    expect(await fault({ fault: kind, method: 'sendMessage', count: 1 })).toEqual({
      status: 200,
      body: { done: true },
    });
    expect(await send()).toEqual({ status, body: { ok: false, error_code: status, ...body } });
    expect(sentCount()).toBe(0);
    expect(lastCall()).toMatchObject({ method: 'sendMessage', fault: kind.kind, ok: false, status });
    expect((await send()).status).toBe(200);
  });

  it('bad_gateway answers as a web server does', async () => {
    await fault({ fault: { kind: 'bad_gateway' } });
    const response = await rawSend();
    expect([response.status, response.headers.get('Content-Type'), await response.text()]).toEqual([
      502,
      'text/html',
      expect.stringContaining('502 Bad Gateway'),
    ]);
  });

  it.each([
    [{ kind: 'drop' }, 0],
    [{ kind: 'drop', afterDone: true }, 1],
  ])('%o drops the connection', async (kind, messages) => {
    await fault({ fault: kind });
    await expect(rawSend()).rejects.toThrow('fetch failed');
    expect(sentCount()).toBe(messages);
    expect(lastCall()).toMatchObject({ fault: 'drop', status: 0, response: null });
  });

  it('cut_json does the method and answers with half of its JSON', async () => {
    await fault({ fault: { kind: 'cut_json' } });
    const text = await (await rawSend()).text();
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
    expect(text).toMatch(/^\{"ok":true,/);
    expect(sentCount()).toBe(1);
  });

  it('hang answers nothing until the faults are cleared', async () => {
    await fault({ fault: { kind: 'hang' }, method: 'sendMessage' });
    let isAnswered = false;
    const hanging = send().then((answer) => {
      isAnswered = true;
      return answer;
    });
    // Another call goes through the same server meanwhile.
    expect((await world.api('getMe')).status).toBe(200);
    expect(isAnswered).toBe(false);
    await fetch(`${world.root}/control/faults`, { method: 'DELETE' });
    expect((await hanging).status).toBe(500);
    expect((await send()).status).toBe(200);
  });

  it('hang lets go when the caller gives up', async () => {
    await fault({ fault: { kind: 'hang' }, method: 'sendMessage' });
    const aborter = new AbortController();
    const hanging = fetch(`${world.root}/bot${TOKEN}/sendMessage?chat_id=1`, { signal: aborter.signal });
    await world.api('getMe');
    aborter.abort();
    await expect(hanging).rejects.toThrow();
    expect(
      await world.event(
        (event) => event.type === 'raw' && event.entry.kind === 'call' && event.entry.method === 'sendMessage',
      ),
    ).toMatchObject({ entry: { fault: 'hang' } });
  });

  it.each([
    ['a count', { count: 2 }, [500, 500, 200]],
    ['a share', { share: 0.5 }, [200, 500, 200, 500]],
    ['another method', { method: 'getMe' }, [200, 200]],
    ['another chat', { chatId: GROUP }, [200]],
    ['this chat', { chatId: MEMBER }, [500, 500]],
  ])('%s decides which calls are met', async (_, rule, expected) => {
    await fault({ fault: { kind: 'server_error' }, ...rule });
    expect(await statuses(expected.length)).toEqual(expected);
  });

  it.each([
    [{ fault: { kind: 'earthquake' } }],
    [{ fault: { kind: 'rate_limited' } }],
    [{ fault: { kind: 'server_error' }, share: 0 }],
    [{ fault: { kind: 'server_error' }, metod: 'getMe' }],
  ])('%o is no rule', async (rule) => {
    expect(await fault(rule)).toMatchObject({ status: 400, body: { error: { code: 'REQUEST_INVALID' } } });
    expect((await send()).status).toBe(200);
  });
});

describe('more of the control path', () => {
  it('queues any update and counts what waits', async () => {
    const { body } = await world.client('/control/updates', {
      type: 'channel_post',
      fields: { channel_post: { text: 'x' }, odd: 1 },
    });
    expect((await world.client('/control/pending')).body).toEqual({ count: 1 });
    expect(await world.updates()).toEqual([{ update_id: body.updateId, channel_post: { text: 'x' }, odd: 1 }]);
  });

  it('adds people and chats of each kind', async () => {
    await world.client('/control/people', { id: 2001, firstName: '王', languageCode: 'en' });
    expect((await world.api('getChat', { chat_id: 2001 })).body.result).toMatchObject({
      type: 'private',
      first_name: '王',
    });
    const chat = {
      id: -1_002_000_000_009,
      type: 'supergroup',
      title: '新',
      topics: [{ threadId: 5, name: '题' }],
      memberIds: [2001],
      adminIds: [2001],
    };
    expect((await world.client('/control/chats', chat)).body).toMatchObject({
      id: chat.id,
      isForum: true,
      botIsMember: true,
    });
    expect(await world.says(2001, chat.id, '/start', { threadId: 5 })).toBe(6);
    expect((await world.client('/control/chats', { ...chat, id: 7 })).status).toBe(400);
  });

  // core.telegram.org/bots/api#message, migrate_to_chat_id; #responseparameters
  it('makes a group a supergroup: the old id names the new one', async () => {
    const [from, into] = [-77, -1_002_000_000_077];
    await world.client('/control/chats', {
      id: from,
      type: 'group',
      title: '群',
      memberIds: [MEMBER],
      adminIds: [MEMBER],
    });
    expect((await world.client('/control/migrate', { chatId: from, toChatId: into })).body).toMatchObject({
      id: into,
      type: 'supergroup',
      memberIds: [MEMBER],
    });
    expect(await send(from)).toEqual({
      status: 400,
      body: {
        ok: false,
        error_code: 400,
        description: 'Bad Request: group chat was upgraded to a supergroup chat',
        parameters: { migrate_to_chat_id: into },
      },
    });
    expect((await send(into)).status).toBe(200);
    expect(await world.updates()).toMatchObject([
      { message: { chat: { id: from, type: 'group' }, migrate_to_chat_id: into } },
      { message: { chat: { id: into, type: 'supergroup' }, migrate_from_chat_id: from } },
    ]);
    expect((await world.client('/control/migrate', { chatId: into, toChatId: -5 })).body).toMatchObject({
      error: { code: 'NOT_A_GROUP' },
    });
  });

  it('sends as a channel linked to the group', async () => {
    const channel = {
      id: -1_002_000_000_050,
      type: 'channel',
      title: '频道',
      memberIds: [MEMBER],
      botStatus: 'administrator',
    };
    await world.client('/control/chats', channel);
    await world.client('/control/channel-messages', { chatId: GROUP, channelId: channel.id, text: '/ask 问' });
    expect(await world.updates()).toMatchObject([
      { message: { sender_chat: { id: channel.id, type: 'channel' }, from: { username: 'Channel_Bot' } } },
    ]);
  });
});
