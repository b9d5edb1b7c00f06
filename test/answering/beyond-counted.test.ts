import { describe, expect, it } from 'vitest';
import { countedThings, isBeyondCounted } from '../../src/answering/beyond-counted.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { answererOf } from './answerer-of.js';

const TEXT = '第一个故事说桥。第二个故事说信。第三个故事说我。第一个五年和第二个五年都过去了，第四个五年开了头。';

describe('what a speech counts', () => {
  it('is asked for beyond the last', () => {
    const counted = countedThings(TEXT);
    expect(isBeyondCounted('第四个故事的主角是谁', counted)).toBe(true);
    expect(isBeyondCounted('第三个故事的主角是谁', counted)).toBe(false);
    expect(isBeyondCounted('第四个问题是什么', counted)).toBe(false);
  });

  it('is said in a number, the largest of several', () => {
    const counted = countedThings('要处理好三对关系。这三点体会归成两点体会。');
    expect(isBeyondCounted('第四对关系是什么', counted)).toBe(true);
    expect(isBeyondCounted('第三点体会是什么', counted)).toBe(false);
    expect(isBeyondCounted('第四点体会是什么', counted)).toBe(true);
    expect(isBeyondCounted('第四点希望是什么', counted)).toBe(false);
  });

  it('is not counted where a number is left out', () => {
    expect(isBeyondCounted('第六个五年怎么干', countedThings(TEXT))).toBe(false);
  });

  it('is absent, and answered where it is there', async () => {
    const answerer = await answererOf(readSpeech(new TextEncoder().encode(`讲故事\n同学们：\n${TEXT}\n`), 'made.txt'));
    expect(await answerer.answer('第四个故事的主角姓甚名谁', [], 3)).toMatchObject({
      status: 'not_found',
      reason: 'absent',
    });
    const placed = readSpeech(
      new TextEncoder().encode('讲话\n同志们：\n我谈三点体会。\n一是要学。\n二是要做。\n三是要说。\n'),
      'made.txt',
    );
    expect(await (await answererOf(placed)).answer('第四点体会讲的是什么', [], 3)).toMatchObject({
      status: 'not_found',
    });
  });
});
