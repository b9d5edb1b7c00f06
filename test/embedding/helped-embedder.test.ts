import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EmbedderState, TextEmbedding } from '../../src/embedding/embedder.js';
import { HashEmbedder } from '../../src/embedding/hash-embedder.js';
import { HelpedEmbedder, LONGEST_IDLE_MS, PASSAGES_BEFORE_HELP } from '../../src/embedding/helped-embedder.js';

/** Embeds like `HashEmbedder`, a passage a turn of the event loop, and remembers what it was given. */
class SlowEmbedder extends HashEmbedder {
  override state: EmbedderState = 'ready';
  readonly given: string[] = [];
  underWay = 0;
  mostUnderWay = 0;

  override async embedPassage(text: string): Promise<TextEmbedding> {
    if (this.state === 'closed') throw new Error('closed');
    this.given.push(text);
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    await new Promise((resolve) => setImmediate(resolve));
    this.underWay -= 1;
    return super.embedPassage(text);
  }

  override close(): Promise<void> {
    this.state = 'closed';
    return super.close();
  }
}

function helped(own = new SlowEmbedder(), makeHelper = () => new SlowEmbedder()) {
  const helpers: SlowEmbedder[] = [];
  const embedder = new HelpedEmbedder(own, () => {
    const helper = makeHelper();
    helpers.push(helper);
    return helper;
  });
  return { own, helpers, embedder };
}

const passages = (count: number) => Array.from({ length: count }, (_, index) => `第${index}句`);
const embedAll = (embedder: HelpedEmbedder, texts: readonly string[]) =>
  Promise.all(texts.map((text) => embedder.embedPassage(text)));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('helped embedder', () => {
  it('shares the passages of a long text with a helper, each embedded once and by itself', async () => {
    const { own, helpers, embedder } = helped();
    const texts = passages(PASSAGES_BEFORE_HELP + 60);
    const embedded = await embedAll(embedder, texts);
    const alone = await Promise.all(texts.map((text) => new HashEmbedder().embedPassage(text)));
    expect(embedded).toEqual(alone);
    const [helper, ...others] = helpers;
    expect(others).toEqual([]);
    expect(helper!.given.length).toBeGreaterThan(20);
    expect([...own.given, ...helper!.given].sort()).toEqual([...texts].sort());
    expect([own.mostUnderWay, helper!.mostUnderWay]).toEqual([1, 1]);
  });

  it('takes no help for a short text, nor for passages that come one after the other', async () => {
    const { own, helpers, embedder } = helped();
    await embedAll(embedder, passages(PASSAGES_BEFORE_HELP - 1));
    for (const text of passages(40)) await embedder.embedPassage(text);
    expect(own.given).toHaveLength(PASSAGES_BEFORE_HELP + 39);
    expect(helpers).toEqual([]);
  });

  it('gives a helper nothing before it is ready', async () => {
    const { own, helpers, embedder } = helped(new SlowEmbedder(), () => {
      const helper = new SlowEmbedder();
      helper.state = 'starting';
      return helper;
    });
    await embedAll(embedder, passages(PASSAGES_BEFORE_HELP + 20));
    expect(helpers.map(({ given }) => given)).toEqual([[]]);
    expect(own.given).toHaveLength(PASSAGES_BEFORE_HELP + 20);
  });

  it('embeds what the helper fails at', async () => {
    const failing = () => {
      const helper = new SlowEmbedder();
      helper.embedPassage = () => Promise.reject(new Error('short of memory'));
      return helper;
    };
    const { helpers, embedder } = helped(new SlowEmbedder(), failing);
    const texts = passages(PASSAGES_BEFORE_HELP + 30);
    const embedded = await embedAll(embedder, texts);
    expect(embedded).toHaveLength(texts.length);
    expect(helpers).toHaveLength(1);
  });

  it('rejects what the embedder itself fails at, and goes on', async () => {
    const own = new SlowEmbedder();
    const embed = own.embedPassage.bind(own);
    own.embedPassage = (text) => (text === '坏' ? Promise.reject(new Error('cannot be read')) : embed(text));
    const { embedder } = helped(own);
    const results = await Promise.allSettled(['好', '坏', '又好'].map((text) => embedder.embedPassage(text)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('ends the helper when nothing more comes, and takes another for the next long text', async () => {
    const { helpers, embedder } = helped();
    await embedAll(embedder, passages(PASSAGES_BEFORE_HELP + 10));
    vi.advanceTimersByTime(LONGEST_IDLE_MS - 1);
    expect(helpers.map(({ state }) => state)).toEqual(['ready']);
    vi.advanceTimersByTime(1);
    expect(helpers.map(({ state }) => state)).toEqual(['closed']);
    await embedAll(embedder, passages(PASSAGES_BEFORE_HELP - 1));
    expect(helpers).toHaveLength(1);
    await embedAll(embedder, passages(10));
    expect(helpers.map(({ state }) => state)).toEqual(['closed', 'ready']);
  });

  it('closes both, rejects what waits, and starts no helper for it', async () => {
    const { own, helpers, embedder } = helped();
    await embedAll(embedder, passages(PASSAGES_BEFORE_HELP + 10));
    const waiting = Promise.allSettled(passages(200).map((text) => embedder.embedPassage(text)));
    await embedder.close();
    const statuses = new Set((await waiting).slice(5).map(({ status }) => status));
    expect(statuses).toEqual(new Set(['rejected']));
    expect([own, ...helpers].map(({ state }) => state)).toEqual(['closed', 'closed']);
    const unhelped = helped();
    await unhelped.embedder.close();
    await Promise.allSettled(passages(PASSAGES_BEFORE_HELP + 10).map((text) => unhelped.embedder.embedPassage(text)));
    expect(unhelped.helpers).toEqual([]);
  });

  it('asks the embedder itself all questions, and is as well as it', async () => {
    const { own, helpers, embedder } = helped();
    const asked = vi.spyOn(own, 'embedQuestion');
    await embedder.embedQuestion('讲了什么', 'what was said');
    expect(asked).toHaveBeenCalledWith('讲了什么', 'what was said');
    own.state = 'restarting';
    expect([embedder.state, embedder.restarts, embedder.identity, helpers.length]).toEqual([
      'restarting',
      0,
      own.identity,
      0,
    ]);
  });
});
