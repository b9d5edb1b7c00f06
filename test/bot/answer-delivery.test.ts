import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withPatience } from '../../src/bot/answer-delivery.js';
import type { BotContext } from '../../src/bot/context.js';

/** As much of a context as waiting needs; `calls` is what Telegram would have been asked for. */
function makeContext() {
  const calls: string[] = [];
  const context = {
    msg: { message_id: 5 },
    t: (key: string) => key,
    reply: (text: string) => {
      calls.push(`reply ${text}`);
      return Promise.resolve({ message_id: 6, chat: { id: 1 } });
    },
    api: { deleteMessage: (_chat: number, id: number) => Promise.resolve(calls.push(`delete ${id}`)) },
  };
  return { calls, context: context as unknown as BotContext };
}

describe('waiting for an answer', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('says nothing when the answer comes at once', async () => {
    const { calls, context } = makeContext();
    expect(await withPatience(context, Promise.resolve('answer'), true)).toEqual({ result: 'answer', notice: null });
    await vi.runAllTimersAsync();
    expect(calls).toEqual([]);
  });

  it('sends a notice that the answer will replace', async () => {
    const { calls, context } = makeContext();
    const slow = new Promise<string>((resolve) => setTimeout(() => resolve('answer'), 6_000));
    const waited = withPatience(context, slow, true);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(calls).toEqual(['reply wait']);
    expect((await waited).notice?.message_id).toBe(6);
  });

  it('keeps quiet where it must, and takes the notice back when the work fails', async () => {
    const quiet = makeContext();
    const slow = new Promise<string>((resolve) => setTimeout(() => resolve('answer'), 6_000));
    const waited = withPatience(quiet.context, slow, false);
    const loud = makeContext();
    const failing = withPatience(
      loud.context,
      new Promise((_, reject) => setTimeout(() => reject(new Error('outage')), 6_000)),
      true,
    );
    const failure = expect(failing).rejects.toThrow('outage');
    await vi.advanceTimersByTimeAsync(6_000);
    await failure;
    expect((await waited).notice).toBeNull();
    expect(quiet.calls).toEqual([]);
    expect(loud.calls).toEqual(['reply wait', 'delete 6']);
  });
});
