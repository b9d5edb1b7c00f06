/** Saves an index again and again until it is killed: `node save-loop.js FROM TO`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadIndex, saveIndex } from '../../../src/vector-index/index-store.js';
import { parseManifest } from '../../../src/vector-index/manifest.js';

const [from = '', to = ''] = process.argv.slice(2);
const manifest = parseManifest(readFileSync(join(from, 'manifest.json'), 'utf8'));
if (typeof manifest === 'string') throw new Error(manifest);
const { speechSha256, modelId, modelSha256, pooling, companionId, companionSha256, companionDimensions } = manifest;
const { dimensions, passageRulesVersion, M, efConstruction, ef, seed } = manifest;
const expectation = {
  speechSha256,
  modelId,
  modelSha256,
  pooling,
  companionId,
  companionSha256,
  companionDimensions,
  dimensions,
  passageRulesVersion,
  M,
  efConstruction,
  ef,
  seed,
};
const index = await loadIndex(from, expectation);
process.stdout.write('saving\n');
for (;;) await saveIndex(to, index.graph, index, expectation);
