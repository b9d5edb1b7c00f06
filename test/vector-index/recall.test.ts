import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkModelFolder } from '../../src/embedding/model-folder.js';
import { loadModel } from '../../src/embedding/transformers-model.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { ExactIndex } from '../../src/vector-index/exact-index.js';
import { HNSW_PARAMETERS, HnswIndex } from '../../src/vector-index/hnsw-index.js';
import { loadIndex, saveIndex } from '../../src/vector-index/index-store.js';
import { bytesOf, ROOT, SAMPLE } from '../paths.js';

const MOST_NEIGHBORS = 10;
const dir = mkdtempSync(join(tmpdir(), 'yuanwen-recall-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('finds the ten nearest sentences of the sample after a reload, as exact search does', async () => {
  const folder = await checkModelFolder(`${ROOT}models/bge-small-zh-v1.5`);
  const model = await loadModel(folder);
  const speech = readSpeech(bytesOf(SAMPLE), 'sample');
  const { dimensions, id: modelId, sha256: modelSha256, pooling } = folder.identity;
  const rows: Float32Array[] = [];
  for (const { span } of speech.sentences)
    rows.push((await model.embed(speech.text.slice(span.start, span.end), false)).vector);
  const vectors = new Float32Array(rows.length * dimensions);
  rows.forEach((row, index) => vectors.set(row, index * dimensions));

  const units = speech.sentences.map(({ span }) => ({ ...span, tokenCounts: [] }));
  const expectation = {
    ...{ speechSha256: speech.sha256, modelId, modelSha256, pooling, dimensions, passageRulesVersion: 1 },
    ...{ companionId: null, companionSha256: null, companionDimensions: null },
    ...HNSW_PARAMETERS,
  };
  await saveIndex(dir, await HnswIndex.build(vectors, dimensions), { units, vectors, tokens: null }, expectation);
  const { graph } = await loadIndex(dir, expectation);

  const exact = new ExactIndex(vectors, dimensions);
  const shares = rows.map((row) => {
    const wanted = new Set(exact.search(row, MOST_NEIGHBORS).map(({ label }) => label));
    return graph.search(row, MOST_NEIGHBORS).filter(({ label }) => wanted.has(label)).length / MOST_NEIGHBORS;
  });
  expect(rows.length).toBeGreaterThan(50);
  expect(shares.reduce((sum, share) => sum + share, 0) / shares.length).toBeGreaterThanOrEqual(0.99);
}, 60_000);

it('searches as widely after a load as before, where narrow search would miss most', async () => {
  const [size, dimensions] = [1_000, 64];
  let state = 1;
  const vectors = Float32Array.from({ length: size * dimensions }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  const path = join(dir, 'random.hnsw');
  const built = await HnswIndex.build(vectors, dimensions);
  built.write(path);
  const loaded = HnswIndex.load(path, dimensions, size, HNSW_PARAMETERS);
  const narrow = HnswIndex.load(path, dimensions, size, { ...HNSW_PARAMETERS, ef: MOST_NEIGHBORS });
  const rows = Array.from({ length: 50 }, (_, row) => {
    const from = (row * 7 + 1) * dimensions;
    return vectors.subarray(from, from + dimensions).map((value, column) => (column % 2 === 0 ? value : -value));
  });
  const labels = (index: HnswIndex) => rows.map((row) => index.search(row, MOST_NEIGHBORS).map(({ label }) => label));
  expect(labels(loaded)).toEqual(labels(built));
  expect(labels(narrow)).not.toEqual(labels(built));
});
