import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Update } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/bot/metrics.js';
import { openStorage, type BotStorage } from '../../src/bot/storage.js';
import { UpdatesInHand } from '../../src/bot/updates-in-hand.js';
import { silentLogger } from '../../src/logger.js';

let folder: string;
let storage: BotStorage;
let nowMs: number;
const handled: number[] = [];
const refused: number[] = [];
/** Updates whose handling has begun and is held up, by number. */
const held = new Map<number, () => void>();

const message = (updateId: number, chatId: number) =>
  ({
    update_id: updateId,
    message: { message_id: updateId, date: 1, chat: { id: chatId, type: 'private' } },
  }) as Update;

function make(isHeld = false): UpdatesInHand {
  return new UpdatesInHand({
    handle: async ({ update_id }) => {
      if (isHeld) await new Promise<void>((resolve) => held.set(update_id, resolve));
      handled.push(update_id);
    },
    refuse: ({ update_id }) => {
      refused.push(update_id);
      return Promise.resolve();
    },
    storage,
    metrics: createMetrics(),
    logger: silentLogger,
    nowMs: () => nowMs,
  });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yuanwen-hand-'));
  storage = openStorage(folder, 7);
  nowMs = 1_000;
  for (const list of [handled, refused]) list.length = 0;
  held.clear();
});
afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true, force: true });
});

const journal = () => readFileSync(join(folder, 'journal-7.log'), 'utf8').trim().split('\n');

describe('updates in hand', () => {
  it('handles each once, in order within a chat, and confirms what is finished', async () => {
    const hand = make();
    for (const update of [message(1, 10), message(2, 10), message(3, 11), message(2, 10)]) hand.accept(update);
    expect(hand.confirmOffset).toBe(1);
    await hand.allSettled();
    expect([...handled].sort()).toEqual([1, 2, 3]);
    expect(handled.indexOf(1)).toBeLessThan(handled.indexOf(2));
    expect(hand.confirmOffset).toBe(4);
    expect(make().accept(message(2, 10))).toBe(false);
  });

  it('refuses what a chat sends beyond its line, tells it once, and confirms all', async () => {
    const hand = make();
    for (let id = 1; id <= 60; id += 1) hand.accept(message(id, 10));
    hand.accept(message(61, 11));
    await hand.allSettled();
    expect(handled).toHaveLength(21);
    expect(handled).toContain(61);
    expect(refused).toEqual([21]);
    expect(hand.confirmOffset).toBe(62);
  });

  it('confirms a stuck chat after a while and owes its answers until they are given', async () => {
    const hand = make(true);
    hand.accept(message(1, 10));
    hand.accept(message(2, 10));
    hand.accept(message(3, 11));
    await Promise.resolve();
    hand.letGoOfStuckLine();
    expect(hand.confirmOffset).toBe(1);
    nowMs += 5_000;
    hand.letGoOfStuckLine();
    expect(hand.confirmOffset).toBe(3);
    expect(storage.owed.map(({ updateId, chatId }) => [updateId, chatId])).toEqual([
      [1, 10],
      [2, 10],
    ]);
    held.get(1)?.();
    await hand.settled(1);
    expect(storage.owed.map(({ updateId }) => updateId)).toEqual([2]);
  });

  it('owes the answer to an update that a webhook confirmed before it was finished', async () => {
    const hand = make(true);
    hand.accept(message(5, 10));
    await Promise.resolve();
    hand.letGo(message(5, 10));
    expect(storage.owed.map(({ updateId }) => updateId)).toEqual([5]);
    held.get(5)?.();
    await hand.settled(5);
    expect(storage.owed).toEqual([]);
    hand.letGo(message(5, 10));
    expect(storage.owed).toEqual([]);
  });

  it('gives an update up during whose handling the process died three times', async () => {
    for (let death = 0; death < 3; death += 1) storage.begin(5);
    const hand = make();
    hand.accept(message(5, 10));
    await hand.allSettled();
    expect(handled).toEqual([]);
    expect(storage.isFinished(5)).toBe(true);
  });

  it('begins nothing after a stop, and takes back what it leaves undone', async () => {
    const hand = make(true);
    hand.accept(message(1, 10));
    hand.accept(message(2, 10));
    await Promise.resolve();
    hand.stop();
    hand.releaseUnfinished();
    expect(journal()).toEqual(['b1', 'r1']);
    expect(storage.begin(1)).toBe(0);
  });
});

describe('the journal', () => {
  it('is read again after a kill, but for a torn last line, and forgets what is confirmed', async () => {
    for (let id = 1; id <= 2_000; id += 1) {
      storage.begin(id);
      storage.finish(id);
    }
    storage.owe({ updateId: 2_001, chatId: -100, messageId: 9 });
    storage.compact(1_900);
    expect(journal().length).toBeLessThan(200);
    const again = openStorage(folder, 7);
    expect(again.isFinished(1_950)).toBe(true);
    expect(again.isFinished(1_000)).toBe(false);
    expect(again.owed).toEqual([{ updateId: 2_001, chatId: -100, messageId: 9 }]);
    await again.close();
  });

  it('holds numbers and nothing else', async () => {
    const hand = make();
    hand.accept({ ...message(1, 10), message: { ...message(1, 10).message, text: '人民民主' } } as Update);
    await hand.allSettled();
    expect(journal()).toEqual(['b1', 'f1']);
  });
});
