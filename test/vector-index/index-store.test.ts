import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IndexError } from '../../src/errors.js';
import { HNSW_PARAMETERS, HnswIndex } from '../../src/vector-index/hnsw-index.js';
import { loadIndex, saveIndex } from '../../src/vector-index/index-store.js';
import type { IndexExpectation } from '../../src/vector-index/manifest.js';
import { ROOT } from '../paths.js';

const DIMENSIONS = 16;
const COMPANION_DIMENSIONS = 32;
const expectation: IndexExpectation = {
  speechSha256: 'a'.repeat(64),
  modelId: 'model',
  modelSha256: 'b'.repeat(64),
  pooling: 'cls',
  companionId: 'companion',
  companionSha256: 'c'.repeat(64),
  companionDimensions: COMPANION_DIMENSIONS,
  dimensions: DIMENSIONS,
  passageRulesVersion: 1,
  ...HNSW_PARAMETERS,
};

function contents(count: number) {
  const vectors = Float32Array.from({ length: count * DIMENSIONS }, (_, index) =>
    Math.sin(index * 7.3 + (index % DIMENSIONS)),
  );
  for (let row = 0; row < count; row += 1) {
    const slice = vectors.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);
    const norm = Math.hypot(...slice);
    slice.forEach((value, index) => (slice[index] = value / norm));
  }
  const units = Array.from({ length: count }, (_, index) => ({
    start: index * 3,
    end: index * 3 + 2,
    tokenCounts: [2, 1],
  }));
  const tokens = [new Int8Array(count * 2 * DIMENSIONS).fill(5), new Int8Array(count * COMPANION_DIMENSIONS).fill(7)];
  return { vectors, units, tokens };
}

async function save(dir: string, count = 40): Promise<void> {
  const made = contents(count);
  await saveIndex(dir, await HnswIndex.build(made.vectors, DIMENSIONS), made, expectation);
}

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'yuanwen-index-'));
  folders.push(folder);
  return folder;
};
let good = '';

beforeAll(async () => {
  good = newFolder();
  await save(good);
});
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const generationOf = (dir: string) => readdirSync(dir).find((name) => name.startsWith('generation-'))!;
const editManifest = (dir: string, change: (manifest: Record<string, unknown>) => void) => {
  const path = join(dir, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  change(manifest);
  writeFileSync(path, JSON.stringify(manifest));
};
const flip = (dir: string, name: string, at: number) => {
  const path = join(dir, generationOf(dir), name);
  const bytes = readFileSync(path);
  const index = at < 0 ? bytes.length + at : at;
  bytes[index] = (bytes[index] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
};
const inGeneration = (dir: string, name: string) => join(dir, generationOf(dir), name);

const damages: readonly (readonly [string, RegExp, (dir: string) => void])[] = [
  ['no manifest', /INDEX_MISSING/, (dir) => rmSync(join(dir, 'manifest.json'))],
  ['an empty manifest', /manifest\.json is not JSON/, (dir) => writeFileSync(join(dir, 'manifest.json'), '')],
  ['a cut manifest', /manifest\.json is not JSON/, (dir) => truncateSync(join(dir, 'manifest.json'), 100)],
  ['another format version', /formatVersion/, (dir) => editManifest(dir, (manifest) => (manifest.formatVersion = 99))],
  ['another metric', /metric/, (dir) => editManifest(dir, (manifest) => (manifest.metric = 'l2'))],
  ['other dimensions', /dimensions/, (dir) => editManifest(dir, (manifest) => (manifest.dimensions = 32))],
  ['another model', /modelId/, (dir) => editManifest(dir, (manifest) => (manifest.modelId = 'other'))],
  ['other weights', /modelSha256/, (dir) => editManifest(dir, (manifest) => (manifest.modelSha256 = 'c'.repeat(64)))],
  [
    'another speech',
    /speechSha256/,
    (dir) => editManifest(dir, (manifest) => (manifest.speechSha256 = 'c'.repeat(64))),
  ],
  [
    'other passage rules',
    /passageRulesVersion/,
    (dir) => editManifest(dir, (manifest) => (manifest.passageRulesVersion = 0)),
  ],
  ['another pooling', /pooling/, (dir) => editManifest(dir, (manifest) => (manifest.pooling = 'mean'))],
  ['another count', /graph\.hnsw/, (dir) => editManifest(dir, (manifest) => (manifest.count = 39))],
  ['a path outside', /generation/, (dir) => editManifest(dir, (manifest) => (manifest.generation = '../../etc'))],
  [
    'an unknown file',
    /manifest\.json/,
    (dir) => editManifest(dir, (manifest) => (manifest.files = { '../x': { sha256: 'a'.repeat(64), bytes: 1 } })),
  ],
  [
    'a folder in the manifest’s place',
    /manifest\.json/,
    (dir) => {
      rmSync(join(dir, 'manifest.json'));
      mkdirSync(join(dir, 'manifest.json'));
    },
  ],
  ['no graph', /graph\.hnsw/, (dir) => rmSync(inGeneration(dir, 'graph.hnsw'))],
  ['an empty graph', /graph\.hnsw/, (dir) => truncateSync(inGeneration(dir, 'graph.hnsw'), 0)],
  ['a cut graph', /graph\.hnsw/, (dir) => truncateSync(inGeneration(dir, 'graph.hnsw'), 500)],
  ['a flipped byte in the graph’s header', /graph\.hnsw/, (dir) => flip(dir, 'graph.hnsw', 8)],
  ['a flipped byte in the graph’s vectors', /graph\.hnsw/, (dir) => flip(dir, 'graph.hnsw', 400)],
  ['a flipped byte in the graph’s links', /graph\.hnsw/, (dir) => flip(dir, 'graph.hnsw', -5)],
  [
    'a folder in the graph’s place',
    /graph\.hnsw/,
    (dir) => {
      rmSync(inGeneration(dir, 'graph.hnsw'));
      mkdirSync(inGeneration(dir, 'graph.hnsw'));
    },
  ],
  [
    'a link in the graph’s place',
    /graph\.hnsw/,
    (dir) => {
      copyFileSync(inGeneration(dir, 'graph.hnsw'), join(dir, 'elsewhere'));
      rmSync(inGeneration(dir, 'graph.hnsw'));
      symlinkSync(join(dir, 'elsewhere'), inGeneration(dir, 'graph.hnsw'));
    },
  ],
  [
    'a link in the place of the files’ folder',
    /generation-/,
    (dir) => {
      renameSync(join(dir, generationOf(dir)), join(dir, 'elsewhere'));
      const { generation } = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as { generation: string };
      symlinkSync(join(dir, 'elsewhere'), join(dir, generation));
    },
  ],
  ['cut vectors', /vectors\.f32/, (dir) => truncateSync(inGeneration(dir, 'vectors.f32'), 64)],
  ['flipped token vectors', /tokens\.i8/, (dir) => flip(dir, 'tokens.i8', 3)],
  ['flipped token vectors of the companion', /companion-tokens\.i8/, (dir) => flip(dir, 'companion-tokens.i8', 3)],
  ['damaged units', /units\.json/, (dir) => flip(dir, 'units.json', 1)],
];

describe('index store', () => {
  it('gives back what was saved, with the same neighbours', async () => {
    const made = contents(40);
    const loaded = await loadIndex(good, expectation);
    expect(loaded.units).toEqual(made.units);
    expect(loaded.vectors).toEqual(made.vectors);
    expect(loaded.tokens).toEqual(made.tokens);
    for (let row = 0; row < 40; row += 1) {
      expect(loaded.graph.search(made.vectors.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS), 1)[0]?.label).toBe(
        row,
      );
    }
  });

  it.each(damages)('refuses %s and names it', async (_, pattern, damage) => {
    const dir = newFolder();
    cpSync(good, dir, { recursive: true });
    damage(dir);
    const error: unknown = await loadIndex(dir, expectation).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(IndexError);
    expect(`${(error as IndexError).code} ${(error as IndexError).message}`).toMatch(pattern);
    expect((error as IndexError).remedy).toContain('npm run index');
  });

  it('replaces an older index and leaves nothing of it behind', async () => {
    const dir = newFolder();
    await save(dir, 5);
    await save(dir, 7);
    expect((await loadIndex(dir, expectation)).units).toHaveLength(7);
    expect(readdirSync(dir).sort()).toEqual([generationOf(dir), 'manifest.json'].sort());
  });

  it('leaves a whole index when killed in the middle of a save', async () => {
    const dir = newFolder();
    await save(dir, 5);
    const script = `
      const { saveIndex } = await import(${JSON.stringify(`${ROOT}dist/src/vector-index/index-store.js`)});
      const { HnswIndex } = await import(${JSON.stringify(`${ROOT}dist/src/vector-index/hnsw-index.js`)});
      const vectors = new Float32Array(300 * ${DIMENSIONS}).map((_, i) => Math.sin(i));
      const units = Array.from({ length: 300 }, () => ({ start: 0, end: 1, tokenCounts: [] }));
      const graph = await HnswIndex.build(vectors, ${DIMENSIONS});
      console.log('saving');
      for (;;) await saveIndex(${JSON.stringify(dir)}, graph, { vectors, units, tokens: null }, ${JSON.stringify(expectation)});`;
    for (const delayMs of [0, 1, 2, 4, 7, 11, 16, 23]) {
      const saver = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(saver.stdout, 'data');
      await setTimeout(delayMs);
      saver.kill('SIGKILL');
      await once(saver, 'exit');
      expect([5, 300]).toContain((await loadIndex(dir, expectation)).units.length);
    }
    await save(dir, 7);
    expect(readdirSync(dir).sort()).toEqual([generationOf(dir), 'manifest.json'].sort());
  }, 30_000);

  it('tells a folder that cannot be written, and keeps what is there', async () => {
    const parent = newFolder();
    writeFileSync(join(parent, 'file'), 'in the way');
    const error: unknown = await save(join(parent, 'file')).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'INDEX_WRITE_FAILED' });
    expect(readFileSync(join(parent, 'file'), 'utf8')).toBe('in the way');
  });

  it('keeps the old index when the disk is full', async () => {
    const dir = newFolder();
    await save(dir, 5);
    const script = `
      const { saveIndex } = await import(${JSON.stringify(`${ROOT}dist/src/vector-index/index-store.js`)});
      const { HnswIndex } = await import(${JSON.stringify(`${ROOT}dist/src/vector-index/hnsw-index.js`)});
      process.on('SIGXFSZ', () => {});
      const vectors = new Float32Array(4000 * ${DIMENSIONS}).map((_, i) => Math.sin(i));
      const units = Array.from({ length: 4000 }, () => ({ start: 0, end: 1, tokenCounts: [] }));
      await saveIndex(${JSON.stringify(dir)}, await HnswIndex.build(vectors, ${DIMENSIONS}), { vectors, units, tokens: null }, ${JSON.stringify(expectation)}).then(
        () => console.log('saved'), (error) => console.log(error.code));`;
    const run = spawnSync('bash', ['-c', `ulimit -f 100; exec ${process.execPath} --input-type=module -e "$SCRIPT"`], {
      env: { ...process.env, SCRIPT: script },
      encoding: 'utf8',
      timeout: 60_000,
    });
    expect(run.stdout.trim()).toBe('INDEX_WRITE_FAILED');
    expect((await loadIndex(dir, expectation)).units).toHaveLength(5);
  });
});
