import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { Embedder, TextEmbedding, TokenVectors } from '../../src/embedding/embedder.js';
import { HelpedEmbedder } from '../../src/embedding/helped-embedder.js';
import { checkModelFolder } from '../../src/embedding/model-folder.js';
import { PairedEmbedder } from '../../src/embedding/paired-embedder.js';
import { SupervisedEmbedder } from '../../src/embedding/supervised-embedder.js';
import { cutToWindow } from '../../src/embedding/transformers-model.js';
import { silentLogger } from '../../src/logger.js';
import { HashEmbedder } from '../../src/embedding/hash-embedder.js';
import { ROOT } from '../paths.js';

const MODEL = `${ROOT}models/bge-small-zh-v1.5`;
const COMPANION = `${ROOT}models/multilingual-e5-small-speech`;
const open: Embedder[] = [];

async function realEmbedder(path = MODEL): Promise<SupervisedEmbedder> {
  const folder = await checkModelFolder(path);
  const embedder = new SupervisedEmbedder({
    processPath: `${ROOT}dist/src/embedding/embedding-process.js`,
    modelDir: folder.path,
    identity: folder.identity,
    logger: silentLogger,
  });
  open.push(embedder);
  return embedder;
}

async function pair(): Promise<PairedEmbedder> {
  return new PairedEmbedder(await realEmbedder(), await realEmbedder(COMPANION));
}

function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(' ').filter(Boolean).map(Number);
}

/** Process ids of this process's children that embed. */
function embeddingProcesses(): number[] {
  return childrenOf(process.pid).filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('embedding-process'),
  );
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((embedder) => embedder.close()));
});

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);

describe.each([
  ['the real model', () => realEmbedder()],
  ['the model of many languages', () => realEmbedder(COMPANION)],
  ['the pair of both', pair],
  ['one that may take help', async () => new HelpedEmbedder(await realEmbedder(COMPANION), () => new HashEmbedder())],
  ['the one without a model', () => Promise.resolve(new HashEmbedder())],
])('%s keeps the contract of an embedder', (_, make: () => Promise<Embedder>) => {
  it('gives unit vectors, the same for the same text, nearer for likeness', async () => {
    const embedder = await make();
    const [first, again, near, far] = await Promise.all(
      ['人大依法监督政府工作', '人大依法监督政府工作', '人大要依法做好监督工作', 'abcdefg hijk'].map((text) =>
        embedder.embedPassage(text),
      ),
    );
    expect(first!.vector).toHaveLength(embedder.identity.dimensions);
    expect(Math.hypot(...first!.vector)).toBeCloseTo(1, 4);
    expect(again!.vector).toEqual(first!.vector);
    expect(dot(first!.vector, near!.vector)).toBeGreaterThan(dot(first!.vector, far!.vector));
    const models = [embedder.identity, ...(embedder.companion === null ? [] : [embedder.companion])];
    expect(first!.tokens.map(({ dimensions }) => dimensions)).toEqual(models.map(({ dimensions }) => dimensions));
    for (const { count, dimensions, data } of first!.tokens) {
      expect(count).toBeGreaterThan(2);
      expect(data).toHaveLength(count * dimensions);
    }
  });
});

describe('the level of a question', () => {
  it('is known by the model that was trained for it, and by no other; a passage has none', async () => {
    const embedder = await pair();
    const [easy, hard] = await Promise.all(
      ['去年完成了多少亩', '今天天气怎么样'].map((text) => embedder.embedQuestion(text)),
    );
    expect(easy!.tokens[0]!.level).toBe(0);
    expect(easy!.tokens[1]!.level).not.toBe(0);
    expect(hard!.tokens[1]!.level).not.toBe(easy!.tokens[1]!.level);
    expect((await embedder.embedPassage('去年完成了多少亩')).tokens[1]!.level).toBe(0);
  });
});

describe('what stands before a passage', () => {
  const [passage, before] = ['这件事投资四千二百万元。', '今年要建二十个配件库。'] as const;

  it('changes the vectors of a model that reads it, and adds no tokens', async () => {
    const embedder = await realEmbedder(COMPANION);
    const [alone, within] = await Promise.all([
      embedder.embedPassage(passage),
      embedder.embedPassage(passage, before.repeat(100)),
    ]);
    expect(within.tokens[0]!.count).toBe(alone.tokens[0]!.count);
    expect(within.tokens[0]!.data).not.toEqual(alone.tokens[0]!.data);
    expect(within.truncated).toBe(false);
  });

  it('is nothing to a model that reads passages alone', async () => {
    const embedder = await realEmbedder();
    const [alone, within] = await Promise.all([embedder.embedPassage(passage), embedder.embedPassage(passage, before)]);
    expect(within).toEqual(alone);
  });
});

describe('paired embedder', () => {
  it('gives the companion the words that were asked', async () => {
    const [embedder, companion] = await Promise.all([pair(), realEmbedder(COMPANION)]);
    const { vector, tokens } = await embedder.embedQuestion('监督 政府', 'who supervises the government');
    const [own, other] = await Promise.all([
      embedder.embedQuestion('监督 政府'),
      companion.embedQuestion('who supervises the government'),
    ]);
    expect(vector).toEqual(own.vector);
    expect(tokens).toEqual([own.tokens[0], other.tokens[0]]);
  });

  it('tells what the companion found before the first embedder is done, and that this is what the whole holds', async () => {
    let finishFirst: (() => void) | undefined;
    const first = new HashEmbedder();
    const embedFirst = first.embedQuestion.bind(first);
    first.embedQuestion = (text) =>
      new Promise<void>((resolve) => (finishFirst = resolve)).then(() => embedFirst(text));
    const heard: TokenVectors[] = [];
    const embedder = new PairedEmbedder(first, new HashEmbedder());
    const embedded = await new Promise<TextEmbedding>((resolve, reject) => {
      const whole = embedder.embedQuestion('监督 政府', 'who supervises', (tokens) => {
        heard.push(tokens);
        finishFirst?.();
      });
      whole.then(resolve, reject);
    });
    expect(heard).toEqual([embedded.tokens[1]]);
    expect(heard[0]!.count).toBe('who supervises'.length);
  });

  it('asks first the one that takes longer: for a question the first embedder, for a passage the companion', async () => {
    const asked: string[] = [];
    const told = (name: string) => {
      const embedder = new HashEmbedder();
      const embed = embedder.embedPassage.bind(embedder);
      embedder.embedPassage = (text) => {
        asked.push(name);
        return embed(text);
      };
      return embedder;
    };
    const embedder = new PairedEmbedder(told('first'), told('companion'));
    await embedder.embedQuestion('监督政府');
    await embedder.embedPassage('依法监督政府。');
    expect(asked).toEqual(['first', 'companion', 'companion', 'first']);
  });

  it('is only as well as the worse of the two, and rejects when either fails', async () => {
    const whole = new HashEmbedder();
    const other = await realEmbedder(COMPANION);
    const embedder = new PairedEmbedder(whole, other);
    await embedder.embedQuestion('准备好了吗');
    expect(embedder.state).toBe('ready');
    await other.close();
    expect(embedder.state).toBe('closed');
    await expect(embedder.embedQuestion('还在吗')).rejects.toMatchObject({ code: 'EMBEDDING_CLOSED' });
  });
});

describe('supervised embedder', () => {
  it('answers the question during which its process is killed, and the next one', async () => {
    const embedder = await realEmbedder();
    await embedder.embedQuestion('准备好了吗');
    const waiting = embedder.embedQuestion('人民民主是什么');
    process.kill(embeddingProcesses()[0]!, 'SIGKILL');
    expect((await waiting).vector).toHaveLength(512);
    expect((await embedder.embedQuestion('再问一次')).vector).toHaveLength(512);
    expect(embedder.restarts).toBe(1);
  });

  it('answers within five seconds when its process is stopped', async () => {
    const embedder = await realEmbedder();
    await embedder.embedQuestion('准备好了吗');
    process.kill(embeddingProcesses()[0]!, 'SIGSTOP');
    const startedMs = performance.now();
    expect((await embedder.embedQuestion('人民民主是什么')).vector).toHaveLength(512);
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });

  it('answers the question behind a start that is stopped, or apologises, within five seconds', async () => {
    const embedder = await realEmbedder();
    await embedder.embedQuestion('准备好了吗');
    process.kill(embeddingProcesses()[0]!, 'SIGKILL');
    await vi.waitUntil(() => embedder.state === 'restarting', { interval: 1, timeout: 5_000 });
    const stopped = await vi.waitUntil(() => embeddingProcesses()[0], { interval: 1, timeout: 5_000 });
    process.kill(stopped, 'SIGSTOP');
    const startedMs = performance.now();
    await expect(embedder.embedQuestion('人民民主是什么')).rejects.toMatchObject({ code: 'EMBEDDING_UNWELL' });
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    process.kill(stopped, 'SIGCONT');
    await vi.waitUntil(() => embedder.state === 'ready', { timeout: 10_000 });
    expect((await embedder.embedQuestion('好了吗')).vector).toHaveLength(512);
  });

  it('says that it is unwell after repeated deaths, and recovers by itself', async () => {
    const embedder = await realEmbedder();
    const waiting: Promise<PromiseSettledResult<unknown>[]>[] = [];
    while (embedder.state !== 'unwell') {
      await vi.waitUntil(() => embedder.state === 'ready', { interval: 1, timeout: 10_000 });
      const deaths = embedder.restarts;
      waiting.push(Promise.allSettled([embedder.embedQuestion('一'), embedder.embedQuestion('二')]));
      process.kill(embeddingProcesses()[0]!, 'SIGKILL');
      await vi.waitUntil(() => embedder.restarts > deaths, { interval: 1, timeout: 5_000 });
    }
    await expect(embedder.embedQuestion('还在吗')).rejects.toMatchObject({ code: 'EMBEDDING_UNWELL' });
    expect((await Promise.all(waiting)).flat()).toHaveLength(embedder.restarts * 2);
    await vi.waitUntil(() => embedder.state === 'ready', { timeout: 15_000 });
    expect((await embedder.embedQuestion('好了吗')).vector).toHaveLength(512);
    expect(embeddingProcesses()).toHaveLength(1);
  }, 40_000);

  it.each([false, true])('ends with a parent that is killed (busy: %s)', async (isBusy) => {
    const script = `
      const { checkModelFolder } = await import(${JSON.stringify(`${ROOT}dist/src/embedding/model-folder.js`)});
      const { SupervisedEmbedder } = await import(${JSON.stringify(`${ROOT}dist/src/embedding/supervised-embedder.js`)});
      const { silentLogger } = await import(${JSON.stringify(`${ROOT}dist/src/logger.js`)});
      const folder = await checkModelFolder(${JSON.stringify(MODEL)});
      const embedder = new SupervisedEmbedder({
        processPath: ${JSON.stringify(`${ROOT}dist/src/embedding/embedding-process.js`)},
        modelDir: folder.path, identity: folder.identity, logger: silentLogger });
      await embedder.embedQuestion('准备好了吗');
      console.log('ready');
      while (${isBusy}) await embedder.embedPassage('监督'.repeat(200));`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(parent.stdout, 'data');
    const [child] = childrenOf(parent.pid!);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await vi.waitUntil(() => !existsSync(`/proc/${child}`), { timeout: 5_000 });
  });

  it('refuses what its queue cannot hold', async () => {
    const embedder = await realEmbedder();
    const results = await Promise.allSettled(
      Array.from({ length: 80 }, (_, index) => embedder.embedPassage(`第${index}句`)),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(({ reason }) => (reason as { code: string }).code === 'EMBEDDING_OVERLOADED')).toBe(true);
    expect(results.length - refused.length).toBeGreaterThanOrEqual(64);
  });

  it('leaves no process behind when closed', async () => {
    const embedder = await realEmbedder();
    await embedder.embedQuestion('准备好了吗');
    expect(embeddingProcesses()).toHaveLength(1);
    await embedder.close();
    expect(embeddingProcesses()).toHaveLength(0);
    await expect(embedder.embedQuestion('还在吗')).rejects.toMatchObject({ code: 'EMBEDDING_CLOSED' });
  });
});

describe('window', () => {
  it('cuts a text to the window and says so', async () => {
    expect(cutToWindow('人'.repeat(510), 512)).toEqual({ text: '人'.repeat(510), isCut: false });
    expect(cutToWindow('人'.repeat(600), 512)).toEqual({ text: '人'.repeat(510), isCut: true });
    const embedder = await realEmbedder();
    expect((await embedder.embedPassage('监督'.repeat(400))).truncated).toBe(true);
    expect((await embedder.embedPassage('监督'.repeat(20))).truncated).toBe(false);
  });
});

describe('model folder', () => {
  const folders: string[] = [];
  const copy = () => {
    const folder = mkdtempSync(join(tmpdir(), 'yuanwen-model-'));
    folders.push(folder);
    cpSync(MODEL, folder, { recursive: true });
    return folder;
  };
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  it.each([
    [
      'cut weights',
      'MODEL_FILE_DAMAGED',
      /model_quantized\.onnx/,
      (folder: string) => truncateSync(join(folder, 'onnx/model_quantized.onnx'), 1000),
    ],
    [
      'a missing tokenizer',
      'MODEL_FILE_MISSING',
      /tokenizer\.json/,
      (folder: string) => rmSync(join(folder, 'tokenizer.json')),
    ],
    ['missing sums', 'MODEL_FILE_MISSING', /SHA256SUMS/, (folder: string) => rmSync(join(folder, 'SHA256SUMS'))],
    [
      'empty sums',
      'MODEL_SUMS_INCOMPLETE',
      /model_quantized/,
      (folder: string) => writeFileSync(join(folder, 'SHA256SUMS'), ''),
    ],
    [
      'wrong settings',
      'MODEL_SETTINGS_INVALID',
      /pooling/,
      (folder: string) => writeFileSync(join(folder, 'embedding.json'), '{"pooling":"max"}'),
    ],
    [
      'level weights of the wrong number',
      'MODEL_SETTINGS_INVALID',
      /level_weights/,
      (folder: string) => {
        writeFileSync(join(folder, 'config.json'), '{"level_weights":[0.5]}');
        const sum = createHash('sha256').update('{"level_weights":[0.5]}').digest('hex');
        const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
        writeFileSync(join(folder, 'SHA256SUMS'), sums.replace(/^[0-9a-f]{64}( [ *]config\.json)$/m, `${sum}$1`));
      },
    ],
  ])('refuses %s by name', async (_, code, pattern, damage) => {
    const folder = copy();
    damage(folder);
    const error: unknown = await checkModelFolder(folder).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toMatch(pattern);
  });

  it('refuses a folder that is not there', async () => {
    await expect(checkModelFolder('/nonexistent/model')).rejects.toMatchObject({ code: 'MODEL_MISSING' });
  });
});
