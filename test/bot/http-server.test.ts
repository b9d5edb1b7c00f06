import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { BotHttpServer, type HttpServerParts } from '../../src/bot/http-server.js';
import { createMetrics } from '../../src/bot/metrics.js';
import { silentLogger } from '../../src/logger.js';

const open: BotHttpServer[] = [];

async function start(parts: Partial<HttpServerParts>): Promise<string> {
  const server = new BotHttpServer({
    metrics: createMetrics(),
    logger: silentLogger,
    nowMs: () => 100_000,
    isServiceReady: () => true,
    embedderRestarts: () => 2,
    webhook: null,
    ...parts,
  });
  open.push(server);
  return `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
}

afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

describe('health', () => {
  it('is ready with a service and a late good poll, and says why not otherwise', async () => {
    const metrics = { ...createMetrics(), lastPollMs: 50_000 };
    const root = await start({ metrics });
    expect((await fetch(`${root}/healthz`)).status).toBe(200);
    expect((await fetch(`${root}/readyz`)).status).toBe(200);
    metrics.lastPollMs = 1;
    expect(await (await fetch(`${root}/readyz`)).text()).toMatch(/poll/);
    const unwell = await start({ metrics, isServiceReady: () => false });
    expect((await fetch(`${unwell}/readyz`)).status).toBe(503);
  });

  it('gives metrics without anybody’s words', async () => {
    const text = await (await fetch(`${await start({})}/metrics`)).text();
    expect(text).toContain('yuanwen_embedder_restarts_total 2');
  });

  it('knows no other path and no other method', async () => {
    const root = await start({});
    expect((await fetch(`${root}/anything`)).status).toBe(404);
    expect((await fetch(`${root}/healthz`, { method: 'POST' })).status).toBe(405);
  });
});

describe('webhook', () => {
  const header = { 'X-Telegram-Bot-Api-Secret-Token': 'right' };
  const begin = async (isFinished = true) => {
    const handled: number[] = [];
    const handle = (update: { update_id: number }) => {
      handled.push(update.update_id);
      return Promise.resolve(isFinished);
    };
    return {
      handled,
      url: `${await start({ webhook: { path: '/hook', secret: 'right', handle, letGo: () => undefined } })}/hook`,
    };
  };

  it('takes an update with the secret, once the work is done', async () => {
    const { handled, url } = await begin();
    expect((await fetch(url, { method: 'POST', headers: header, body: '{"update_id":7}' })).status).toBe(200);
    expect(handled).toEqual([7]);
  });

  it('asks for another delivery of what a stop left undone', async () => {
    const { url } = await begin(false);
    expect((await fetch(url, { method: 'POST', headers: header, body: '{"update_id":7}' })).status).toBe(503);
  });

  it.each([
    ['no secret', { method: 'POST', body: '{"update_id":7}' }, 401],
    [
      'a wrong secret',
      { method: 'POST', headers: { 'X-Telegram-Bot-Api-Secret-Token': 'wrong' }, body: '{"update_id":7}' },
      401,
    ],
    ['GET', { headers: header }, 405],
    ['garbage', { method: 'POST', headers: header, body: '{{{' }, 400],
    ['an update without a number', { method: 'POST', headers: header, body: '{}' }, 400],
    ['a giant body', { method: 'POST', headers: header, body: 'x'.repeat(1_100_000) }, 413],
  ])('refuses %s and goes on serving', async (_, request, status) => {
    const { handled, url } = await begin();
    expect((await fetch(url, request)).status).toBe(status);
    expect(handled).toEqual([]);
    expect((await fetch(url, { method: 'POST', headers: header, body: '{"update_id":8}' })).status).toBe(200);
  });
});

it('serves while slow clients hold their connections', async () => {
  const root = await start({
    webhook: { path: '/hook', secret: 'right', handle: () => Promise.resolve(true), letGo: () => undefined },
  });
  const slow = Array.from({ length: 50 }, () => connect(Number(new URL(root).port), '127.0.0.1'));
  await Promise.all(slow.map((socket) => once(socket, 'connect')));
  for (const socket of slow) {
    socket.on('error', () => undefined);
    socket.write(
      'POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\nX-Telegram-Bot-Api-Secret-Token: right\r\n\r\n{',
    );
  }
  const headers = { 'X-Telegram-Bot-Api-Secret-Token': 'right' };
  expect((await fetch(`${root}/hook`, { method: 'POST', headers, body: '{"update_id":9}' })).status).toBe(200);
  expect((await fetch(`${root}/healthz`)).status).toBe(200);
  for (const socket of slow) socket.destroy();
});
