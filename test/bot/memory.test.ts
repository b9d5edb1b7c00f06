import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/quoting/answer.js';
import { Conversations } from '../../src/bot/conversations.js';
import { QUESTIONS_A_MINUTE, RateLimit } from '../../src/bot/rate-limit.js';

const answer: Answer = { status: 'not_found', reason: 'absent', nearest: [], notes: [] };

describe('conversations', () => {
  it('are kept by key for a quarter of an hour after the last question, twelve turns of them', () => {
    let nowMs = 0;
    const conversations = new Conversations(() => nowMs);
    for (const question of 'abcdefghijklm') conversations.remember('1:0:2', 'speech', question, answer);
    expect(conversations.history('1:0:2', 'speech').map(({ question }) => question)).toEqual([...'bcdefghijklm']);
    expect(conversations.history('1:7:2', 'speech')).toEqual([]);
    expect(conversations.history('1:0:3', 'speech')).toEqual([]);
    nowMs = 15 * 60 * 1000;
    expect(conversations.history('1:0:2', 'speech')).toHaveLength(12);
    nowMs += 1;
    expect(conversations.history('1:0:2', 'speech')).toEqual([]);
  });

  it('are found by the message that answered, and forgotten with their chat', () => {
    let nowMs = 0;
    const conversations = new Conversations(() => nowMs);
    conversations.remember('1:0:2', 'speech', '问', answer);
    conversations.rememberAnswer('1:0:2', 1, 44);
    expect(conversations.historyAt(1, 44, 'speech')?.map(({ question }) => question)).toEqual(['问']);
    expect(conversations.historyAt(2, 44, 'speech')).toBeNull();
    conversations.forget('1:');
    expect(conversations.historyAt(1, 44, 'speech')).toBeNull();
    conversations.remember('1:0:2', 'speech', '再问', answer);
    conversations.rememberAnswer('1:0:2', 1, 45);
    nowMs = 15 * 60 * 1000 + 1;
    expect(conversations.historyAt(1, 45, 'speech')).toBeNull();
  });

  it('leave nothing in memory when their time is over, as soon as anybody asks again', () => {
    let nowMs = 0;
    const conversations = new Conversations(() => nowMs);
    for (let person = 1; person <= 3; person += 1) {
      conversations.remember(`1:0:${person}`, 'speech', '问', answer);
      conversations.rememberAnswer(`1:0:${person}`, 1, person);
    }
    expect(conversations.size).toBe(6);
    nowMs = 15 * 60 * 1000 + 1;
    conversations.remember('1:0:9', 'speech', '问', answer);
    conversations.rememberAnswer('1:0:9', 1, 9);
    expect(conversations.size).toBe(2);
  });

  it('are of one speech: once another has been read nothing goes on from them', () => {
    const conversations = new Conversations(() => 0);
    conversations.remember('1:0:2', 'old', '问', answer);
    conversations.rememberAnswer('1:0:2', 1, 44);
    expect(conversations.historyAt(1, 44, 'new')).toBeNull();
    expect(conversations.history('1:0:2', 'new')).toEqual([]);
    conversations.remember('1:0:2', 'new', '再问', answer);
    expect(conversations.history('1:0:2', 'new').map(({ question }) => question)).toEqual(['再问']);
  });
});

describe('the limit a person', () => {
  it('never lets more through in any minute than it says, tells once, and judges by the messages’ dates', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 120 }), (gaps) => {
        const limit = new RateLimit();
        const passed: number[] = [];
        let date = 0;
        let before: string = 'ok';
        for (const gap of gaps) {
          date += gap;
          const verdict = limit.take(7, date);
          if (verdict === 'ok') passed.push(date);
          else expect(verdict).toBe(before === 'ok' ? 'tell' : 'quiet');
          before = verdict;
          const inMinute = passed.filter((at) => date - at < 60).length;
          expect(inMinute).toBeLessThanOrEqual(QUESTIONS_A_MINUTE);
          if (verdict !== 'ok') expect(inMinute).toBe(QUESTIONS_A_MINUTE);
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
