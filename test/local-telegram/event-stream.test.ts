import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientEvent } from '../../src/local-telegram/client-protocol.js';
import { Presence } from '../../src/local-telegram/presence.js';
import { MEMBER, World } from './world.js';

interface Received {
  readonly id: number;
  readonly name: string;
  readonly event: ClientEvent;
}

/** Reads server-sent events one by one. */
class Stream {
  private rest = '';
  private constructor(private readonly reader: ReadableStreamDefaultReader<string>) {}

  static async open(root: string, query = '', headers: Record<string, string> = {}): Promise<Stream> {
    const response = await fetch(`${root}/client/events${query}`, { headers });
    expect(response.headers.get('Content-Type')).toBe('text/event-stream');
    if (response.body === null) throw new Error('no body');
    return new Stream(response.body.pipeThrough(new TextDecoderStream()).getReader());
  }

  /** The next event; comments that keep the connection open are passed over. */
  async next(): Promise<Received> {
    for (;;) {
      const end = this.rest.indexOf('\n\n');
      if (end === -1) {
        const { value } = await this.reader.read();
        if (value === undefined) throw new Error('the stream ended');
        this.rest += value;
        continue;
      }
      const fields = new Map(
        this.rest
          .slice(0, end)
          .split('\n')
          .map((line) => line.split(/: (.*)/s) as [string, string]),
      );
      this.rest = this.rest.slice(end + 2);
      const data = fields.get('data');
      if (data === undefined) continue;
      return { id: Number(fields.get('id')), name: fields.get('event') ?? '', event: JSON.parse(data) as ClientEvent };
    }
  }

  async types(count: number): Promise<string[]> {
    const found: string[] = [];
    while (found.length < count) found.push((await this.next()).name);
    return found;
  }

  close(): Promise<void> {
    return this.reader.cancel();
  }
}

let world: World;
const streams: Stream[] = [];
const open = async (query?: string, headers?: Record<string, string>) => {
  const stream = await Stream.open(world.root, query, headers);
  streams.push(stream);
  return stream;
};
beforeEach(async () => (world = await World.open()));
afterEach(async () => {
  await Promise.all(streams.splice(0).map((stream) => stream.close()));
  await world.close();
});
const lastId = () => world.local.state.events.lastId;

describe('the event stream', () => {
  it('tells what happens from now on, numbered, with its type as name', async () => {
    const before = lastId();
    const stream = await open();
    const messageId = await world.says(MEMBER, MEMBER, 'a');
    const first = await stream.next();
    expect(first).toMatchObject({
      id: before + 1,
      name: 'message',
      event: { type: 'message', message: { message: { text: 'a' } } },
    });
    await world.client('/client/messages/edit', { personId: MEMBER, chatId: MEMBER, messageId, text: 'b' });
    await world.client('/client/messages/delete', { personId: MEMBER, chatId: MEMBER, messageId });
    await world.client('/client/people/update', { personId: MEMBER, blockedBot: true });
    await world.api('setMyName', { name: '新' });
    expect(await stream.types(5)).toEqual(['message_edited', 'message_deleted', 'person', 'chat', 'bot']);
  });

  it('says when a bot comes', async () => {
    const stream = await open();
    await world.api('getUpdates');
    expect((await stream.next()).event).toEqual({ type: 'bot_status', botIsUp: true });
  });

  it('says that the bot is gone 10 s after its last poll, 1.5 s after a broken one', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const presence = new Presence(world.local.state.events);
    for (const [isBroken, graceMs] of [
      [false, 10_000],
      [true, 1_500],
    ] as const) {
      presence.pollOpened();
      presence.pollClosed(isBroken);
      await vi.advanceTimersByTimeAsync(graceMs - 1);
      expect(presence.isUp).toBe(true);
      await vi.advanceTimersByTimeAsync(1);
      expect(presence.isUp).toBe(false);
    }
    vi.useRealTimers();
  });

  it.each([
    ['the header', (id: number) => open('', { 'Last-Event-ID': String(id) })],
    ['the query string', (id: number) => open(`?lastEventId=${id}`)],
  ])('resumes after the event that %s names', async (_, resume) => {
    await world.says(MEMBER, MEMBER, 'a');
    const seen = lastId();
    await world.says(MEMBER, MEMBER, 'b');
    const stream = await resume(seen);
    expect((await stream.next()).event).toMatchObject({ message: { message: { text: 'b' } } });
    await world.says(MEMBER, MEMBER, 'c');
    expect((await stream.next()).event).toMatchObject({ message: { message: { text: 'c' } } });
  });

  it('takes the header before the query string, as a browser reconnects', async () => {
    const seen = lastId();
    await world.says(MEMBER, MEMBER, 'a');
    const stream = await open('?lastEventId=0', { 'Last-Event-ID': String(seen) });
    expect((await stream.next()).id).toBe(seen + 1);
  });

  it.each([
    ['too old', () => 1, 6_000],
    ['from another run', () => lastId() + 50, 0],
  ])('an id %s gets a reset, and then what is new', async (_, id, events) => {
    for (let count = 0; count < events; count += 1)
      world.local.state.events.publish({ type: 'bot_status', botIsUp: true });
    const stream = await open(`?lastEventId=${id()}`);
    expect(await stream.next()).toMatchObject({ id: lastId(), name: 'reset' });
    await world.says(MEMBER, MEMBER, 'a');
    expect((await stream.next()).name).toBe('message');
  });

  it('raw entries come on request only', async () => {
    const [quiet, raw] = [await open(), await open('?raw=1')];
    await world.api('sendMessage', { chat_id: MEMBER, text: 'a' });
    await world.says(MEMBER, MEMBER, 'b');
    expect(await raw.types(3)).toEqual(['message', 'raw', 'message']);
    expect(await quiet.types(2)).toEqual(['message', 'message']);
  });

  it('an id that is no number is refused', async () => {
    expect((await world.client('/client/events?lastEventId=x')).status).toBe(400);
  });

  it('a page that went away is forgotten', async () => {
    const listeners = (world.local.state.events as unknown as { listeners: Set<unknown> }).listeners;
    const stream = await Stream.open(world.root);
    await world.says(MEMBER, MEMBER, 'a');
    await stream.next();
    expect(listeners.size).toBe(1);
    await stream.close();
    while (listeners.size > 0) await world.client('/client/snapshot');
    expect(listeners.size).toBe(0);
  });
});
