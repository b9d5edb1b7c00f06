import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GROUP, MEMBER, NEWCOMER, TOPIC, World } from './world.js';

interface Delivery {
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly reply: (status: number, body?: string, type?: string) => void;
}

/** A bot's web server: holds each delivery until the test replies. */
class Receiver {
  private readonly server: Server;
  private readonly arrived: Delivery[] = [];
  private waiting: ((delivery: Delivery) => void)[] = [];
  count = 0;

  constructor() {
    this.server = createServer((request, response) => {
      if (request.url === '/elsewhere') return response.writeHead(200).end();
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        this.count += 1;
        const update = JSON.parse(body) as { message?: { text: string } };
        const reply: Delivery['reply'] = (status, text = '', type = 'application/json') =>
          response.writeHead(status, { 'Content-Type': type, Location: '/elsewhere' }).end(text);
        const delivery = { headers: request.headers, text: update.message?.text ?? '', reply };
        const taker = this.waiting.shift();
        if (taker === undefined) this.arrived.push(delivery);
        else taker(delivery);
      });
    });
  }

  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`),
      );
    });
  }

  next(): Promise<Delivery> {
    const delivery = this.arrived.shift();
    return delivery === undefined ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve(delivery);
  }

  /** How many deliveries wait for their reply and have not been taken by the test. */
  get untaken(): number {
    return this.arrived.length;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

let world: World;
let receiver: Receiver;
let url: string;
beforeEach(async () => {
  world = await World.open({ webhookRetryMs: 5 });
  receiver = new Receiver();
  url = await receiver.listen();
});
afterEach(async () => {
  await world.close();
  receiver.close();
});

const info = async () => (await world.api('getWebhookInfo')).body.result as Record<string, unknown>;
const settled = async (pending: number) => {
  while ((await info()).pending_update_count !== pending);
};

describe('setWebhook', () => {
  // core.telegram.org/bots/api#setwebhook; telegram-bot-api Client.cpp: do_set_webhook
  it.each([
    ['no address', { url: 'not an address' }, 'invalid webhook URL specified'],
    [
      'a secret over 256 characters',
      { url: 'http://127.0.0.1:9', secret_token: 'x'.repeat(257) },
      'secret token is too long',
    ],
    [
      'a secret with a space',
      { url: 'http://127.0.0.1:9', secret_token: 'a b' },
      'secret token contains unallowed characters',
    ],
  ])('refuses %s', async (_, params, reason) => {
    expect((await world.api('setWebhook', params)).body).toMatchObject({
      error_code: 400,
      description: `Bad Request: ${reason}`,
    });
    expect(await info()).toMatchObject({ url: '' });
  });

  it('is shown by getWebhookInfo and removed by an empty address', async () => {
    await world.api('setWebhook', { url, max_connections: 500, allowed_updates: ['message'] });
    expect(await info()).toEqual({
      url,
      has_custom_certificate: false,
      pending_update_count: 0,
      max_connections: 100,
      allowed_updates: ['message'],
    });
    await world.api('setWebhook', { url: '' });
    expect(await info()).toMatchObject({ url: '' });
  });

  it.each(['setWebhook', 'deleteWebhook'])('%s drops what waits if asked to', async (method) => {
    await world.says(MEMBER, MEMBER, 'a');
    await world.api(method, { ...(method === 'setWebhook' ? { url } : {}), drop_pending_updates: true });
    expect(await info()).toMatchObject({ pending_update_count: 0 });
    expect(receiver.count).toBe(0);
  });
});

describe('deliveries', () => {
  // core.telegram.org/bots/api#setwebhook; telegram-bot-api WebhookActor.cpp: send_update, handle
  it('carry the secret and are confirmed by any 2xx', async () => {
    await world.api('setWebhook', { url, secret_token: 'a_-Z9' });
    await world.says(MEMBER, MEMBER, '你好');
    const delivery = await receiver.next();
    expect(delivery.headers).toMatchObject({
      'x-telegram-bot-api-secret-token': 'a_-Z9',
      'content-type': 'application/json',
    });
    expect(delivery.text).toBe('你好');
    expect(await info()).toMatchObject({ pending_update_count: 1 });
    delivery.reply(204);
    await settled(0);
    expect(receiver.count).toBe(1);
  });

  it('carry no secret where none is set', async () => {
    await world.api('setWebhook', { url });
    await world.says(MEMBER, MEMBER, 'a');
    expect((await receiver.next()).headers).not.toHaveProperty('x-telegram-bot-api-secret-token');
  });

  it.each([
    [500, 'Internal Server Error'],
    [302, 'Found'],
    [404, 'Not Found'],
  ])('are repeated after %i, which is told', async (status, words) => {
    await world.api('setWebhook', { url });
    await world.says(MEMBER, MEMBER, 'a');
    (await receiver.next()).reply(status);
    const again = await receiver.next();
    expect(again.text).toBe('a');
    expect(await info()).toMatchObject({
      last_error_message: `Wrong response from the webhook: ${status} ${words}`,
      last_error_date: Math.floor(world.nowMs / 1000),
    });
    again.reply(200);
    await settled(0);
  });

  it('keep the order of one chat and go side by side for others, up to max_connections', async () => {
    await world.api('setWebhook', { url, max_connections: 2 });
    for (const [person, text] of [
      [MEMBER, 'm1'],
      [MEMBER, 'm2'],
      [NEWCOMER, 'n1'],
      [1001, 'a1'],
    ] as const)
      await world.says(person, person, text);
    const [first, second] = [await receiver.next(), await receiver.next()];
    expect([first.text, second.text].sort()).toEqual(['m1', 'n1']);
    // A third delivery would have begun with the first two, and arrived before these answers.
    for (let call = 0; call < 5; call += 1) await info();
    expect([receiver.count, receiver.untaken]).toEqual([2, 0]);
    first.reply(200);
    second.reply(200);
    const [third, fourth] = [await receiver.next(), await receiver.next()];
    expect([third.text, fourth.text].sort()).toEqual(['a1', 'm2']);
    third.reply(200);
    fourth.reply(200);
    await settled(0);
  });

  it('are shown in the raw view, once taken', async () => {
    await world.api('setWebhook', { url });
    await world.says(MEMBER, MEMBER, 'a');
    (await receiver.next()).reply(200);
    await settled(0);
    expect(world.raw().filter(({ kind }) => kind === 'update')).toMatchObject([
      { via: 'webhook', update: { message: { text: 'a' } } },
    ]);
  });
});

describe('methods named in answers', () => {
  // core.telegram.org/bots/api#making-requests-when-getting-updates; telegram-bot-api WebhookActor.cpp: handle
  const answerWith = async (body: string, type: string) => {
    await world.api('setWebhook', { url });
    await world.says(MEMBER, GROUP, '/ask', { threadId: TOPIC });
    (await receiver.next()).reply(200, body, type);
    await settled(0);
  };
  const call = { method: 'sendMessage', chat_id: GROUP, message_thread_id: TOPIC, text: '答' };
  const urlencoded = new URLSearchParams({
    ...call,
    chat_id: String(GROUP),
    message_thread_id: String(TOPIC),
  }).toString();

  it.each([
    ['JSON', JSON.stringify(call), 'application/json'],
    ['a form', urlencoded, 'application/x-www-form-urlencoded'],
  ])('are done from %s', async (_, body, type) => {
    await answerWith(body, type);
    const sent = await world.event((event) => event.type === 'message' && event.message.message.from?.is_bot === true);
    expect(sent).toMatchObject({ message: { message: { text: '答', message_thread_id: TOPIC } } });
    expect(world.raw().findLast(({ kind }) => kind === 'call')).toMatchObject({ method: 'getWebhookInfo' });
    expect(world.raw().find((entry) => entry.kind === 'call' && entry.method === 'sendMessage')).toMatchObject({
      ok: true,
      status: 200,
    });
  });

  it.each([
    ['that only read', JSON.stringify({ method: 'getMe' }), []],
    ['that delete the webhook', JSON.stringify({ method: 'deleteWebhook' }), []],
    ['that set the webhook', JSON.stringify({ method: 'setWebhook', url: '' }), []],
    ['that do not exist', JSON.stringify({ method: 'sendTelepathy' }), [404]],
    ['with wrong parameters', JSON.stringify({ method: 'sendMessage' }), [400]],
    ['in no JSON', '{', []],
  ])('%s change nothing', async (_, body, statuses) => {
    await answerWith(body, 'application/json');
    const calls = world.raw().filter((entry) => entry.kind === 'call' && !/Webhook/.test(entry.method));
    expect(calls.map((entry) => (entry.kind === 'call' ? entry.status : 0))).toEqual(statuses);
    expect(await info()).toMatchObject({ url });
  });
});
