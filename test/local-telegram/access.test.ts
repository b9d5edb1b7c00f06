import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalTelegram } from '../../src/local-telegram/create-local-telegram.js';
import { TOKEN, World } from './world.js';

let world: World;
beforeEach(async () => (world = await World.open()));
afterEach(() => world.close());

/** A GET with headers that fetch would not send. */
function get(root: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(root + path, { headers }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('on loopback', () => {
  it.each([
    ['127.0.0.1:8787', 200],
    ['localhost', 200],
    ['[::1]:1', 200],
    ['rebound.example', 403],
    ['127.0.0.1.example:8787', 403],
    ['localhost:8787.example', 400],
    ['192.168.1.2:8787', 403],
  ])('a request for Host %s gets %i on every path', async (host, status) => {
    expect(await get(world.root, '/client/snapshot', { Host: host })).toBe(status);
    expect(await get(world.root, `/bot${TOKEN}/getMe`, { Host: host })).toBe(status);
  });

  it.each([
    ['its own origin', {}, 200],
    ['no origin', { Origin: undefined }, 200],
    ["another site's origin", { Origin: 'https://evil.example' }, 403],
    ['another port', { Origin: 'http://127.0.0.1:1' }, 403],
    ['an opaque origin', { Origin: 'null' }, 403],
    ['a cross-site fetch', { 'Sec-Fetch-Site': 'cross-site' }, 403],
  ])('client and control paths answer %s', async (_, change, status) => {
    const given = { Origin: world.root, ...change };
    const headers = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >;
    expect((await world.client('/client/people/update', { personId: 1002 }, headers)).status).toBe(status);
    expect((await world.client('/control/updates', { type: 'poll', fields: {} }, headers)).status).toBe(status);
    expect(await get(world.root, '/client/snapshot', headers)).toBe(status);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a body as %s, which a form could send, is refused',
    async (type) => {
      const { status, body } = await world.client(
        '/client/people/update',
        { personId: 1002 },
        { 'Content-Type': type },
      );
      expect([status, body.error.code]).toEqual([415, 'JSON_ONLY']);
    },
  );

  it.each(['/', '/client/snapshot', `/bot${TOKEN}/getMe`, '/nothing'])(
    '%s carries a strict content security policy',
    async (path) => {
      const { headers } = await fetch(world.root + path);
      const policy = headers.get('Content-Security-Policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    },
  );

  it('takes the next port where one is taken, and names an address that is not of this machine', async () => {
    const taken = Number(new URL(world.root).port);
    const other = new LocalTelegram();
    const { port } = await other.listen(taken);
    expect(port).toBeGreaterThan(taken);
    expect(port).toBeLessThanOrEqual(taken + 20);
    await other.close();
    await expect(new LocalTelegram({ host: '192.0.2.1' }).listen(0)).rejects.toMatchObject({
      code: 'ADDRESS_UNUSABLE',
      message: expect.stringContaining('192.0.2.1'),
    });
  });
});

describe('on another address', () => {
  // 127.0.0.2 is loopback too, so that nothing outside reaches the test; the server takes only 127.0.0.1 for loopback.
  let open: LocalTelegram;
  let root: string;
  let key: string;
  beforeEach(async () => {
    open = new LocalTelegram({ token: TOKEN, host: '127.0.0.2' });
    const address = await open.listen(0);
    root = address.root;
    key = new URL(address.pageUrl).searchParams.get('key') ?? '';
  });
  afterEach(() => open.close());

  it('has a long key in its link, new each time', () => {
    expect(key).toMatch(/^[A-Za-z0-9_-]{24}$/);
    expect(new LocalTelegram({ host: '127.0.0.2' })).not.toHaveProperty('accessKey', key);
  });

  it.each(['/', '/client/snapshot', '/client/events', '/control/pending', '/page/main.js'])(
    '%s needs the key',
    async (path) => {
      expect((await fetch(root + path)).status).toBe(403);
      expect((await fetch(`${root}${path}?key=wrong`)).status).toBe(403);
    },
  );

  it('swaps the key for a cookie and takes it out of the address', async () => {
    const opened = await fetch(`${root}/client/snapshot?key=${key}`, { redirect: 'manual' });
    expect([opened.status, opened.headers.get('Location')]).toEqual([303, '/client/snapshot']);
    const cookie = opened.headers.get('Set-Cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict$/);
    const headers = { Cookie: cookie.split(';')[0] ?? '' };
    expect((await fetch(`${root}/client/snapshot`, { headers })).status).toBe(200);
    expect((await fetch(`${root}/client/snapshot`, { headers: { Cookie: 'yuanwen_key=wrong' } })).status).toBe(403);
  });

  it('lets the bot in by its token', async () => {
    expect((await fetch(`${root}/bot${TOKEN}/getMe`)).status).toBe(200);
    expect((await fetch(`${root}/bot1:wrong/getMe`)).status).toBe(401);
  });
});

describe('the raw view', () => {
  it('shows calls and what polls took, newest first, by pages; failures, marks and times with them', async () => {
    await world.says(1002, 1002, '问');
    await world.api('getUpdates');
    await world.api('getUpdates', { offset: 999_999_999 });
    await world.api('sendMessage', { chat_id: 1002, text: ' 答 ' });
    await world.api('sendMessage', { chat_id: 1002 });
    const first = (await world.client('/client/raw?limit=3')).body;
    expect(first.hasMore).toBe(true);
    expect(first.entries).toMatchObject([
      {
        kind: 'call',
        method: 'sendMessage',
        ok: false,
        status: 400,
        response: { description: 'Bad Request: message text is empty' },
        marks: [],
      },
      {
        kind: 'call',
        method: 'sendMessage',
        ok: true,
        status: 200,
        params: { text: ' 答 ' },
        marks: [{ method: 'sendMessage', kind: 'text_trimmed', detail: '2 units' }],
        atMs: world.nowMs,
        durationMs: 0,
      },
      { kind: 'call', method: 'getUpdates' },
    ]);
    const rest = (await world.client(`/client/raw?before=${first.entries[2].id}`)).body;
    expect(rest).toMatchObject({
      hasMore: false,
      entries: [
        { kind: 'update' },
        { kind: 'call' },
        { kind: 'update', via: 'poll', update: { message: { text: '问' } } },
      ],
    });
  });

  it('leaves out polls that took nothing', async () => {
    await world.api('getUpdates');
    expect((await world.client('/client/raw')).body).toEqual({ entries: [], hasMore: false });
  });

  it('does not hold the token', async () => {
    await world.apiBy('getMe', {}, TOKEN);
    expect(JSON.stringify((await world.client('/client/raw')).body)).not.toContain(TOKEN.split(':')[1]);
  });
});
