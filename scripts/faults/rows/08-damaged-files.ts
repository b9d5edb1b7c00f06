import {
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
import { projectRoot } from '../../../src/cli/compose.js';
import { countAtLeast, countAtMost, type Outcome, type Row, type Scale } from '../row.js';
import { plainEnvironment, sampleIndex } from '../harness/bot-program.js';
import { compiled, runToEnd } from '../harness/processes.js';

/** A way to damage a folder, and what the message has to name. */
interface Damage {
  readonly name: string;
  readonly folder: 'index' | 'model';
  readonly names: RegExp;
  readonly apply: (folder: string) => void;
}

const generation = (folder: string) => readdirSync(folder).find((name) => name.startsWith('generation-')) ?? '';
const inIndex = (folder: string, name: string) => join(folder, generation(folder), name);

function flip(path: string, share: number): void {
  const bytes = readFileSync(path);
  const at = Math.min(bytes.length - 1, Math.floor(bytes.length * share));
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}

function replaceByFolder(path: string): void {
  rmSync(path, { recursive: true });
  mkdirSync(path);
}

function replaceByLink(path: string): void {
  renameSync(path, `${path}.elsewhere`);
  symlinkSync(`${path}.elsewhere`, path);
}

function edit(path: string, changes: Readonly<Record<string, unknown>>): void {
  const value = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify({ ...value, ...changes }));
}

const index = (name: string, names: RegExp, apply: Damage['apply']): Damage => ({
  name,
  folder: 'index',
  names,
  apply,
});
const model = (name: string, names: RegExp, apply: Damage['apply']): Damage => ({
  name,
  folder: 'model',
  names,
  apply,
});
const manifest = (folder: string) => join(folder, 'manifest.json');
const other = 'c'.repeat(64);

const DAMAGES: readonly Damage[] = [
  index('graph: one flipped byte in the links', /graph\.hnsw/, (dir) => flip(inIndex(dir, 'graph.hnsw'), 0.999)),
  index('manifest: another speech', /speechSha256/, (dir) => edit(manifest(dir), { speechSha256: other })),
  index('manifest: a path outside', /generation/, (dir) => edit(manifest(dir), { generation: '../../etc' })),
  model('weights: one flipped byte', /model_quantized/, (dir) => flip(join(dir, 'onnx/model_quantized.onnx'), 0.5)),
  index('manifest: empty', /manifest\.json/, (dir) => truncateSync(manifest(dir), 0)),
  index('manifest: cut', /manifest\.json/, (dir) => truncateSync(manifest(dir), 200)),
  index('manifest: a folder', /manifest\.json/, (dir) => replaceByFolder(manifest(dir))),
  index('manifest: a link', /manifest\.json/, (dir) => replaceByLink(manifest(dir))),
  index('manifest: other dimensions', /dimensions/, (dir) => edit(manifest(dir), { dimensions: 64 })),
  index('manifest: another metric', /metric/, (dir) => edit(manifest(dir), { metric: 'l2' })),
  index('manifest: another model', /modelId/, (dir) => edit(manifest(dir), { modelId: 'other' })),
  index('manifest: other weights', /modelSha256/, (dir) => edit(manifest(dir), { modelSha256: other })),
  index('manifest: another count', /graph\.hnsw|units\.json/, (dir) => edit(manifest(dir), { count: 7 })),
  index('manifest: another format', /formatVersion/, (dir) => edit(manifest(dir), { formatVersion: 99 })),
  index('files: missing folder', /generation-/, (dir) => rmSync(join(dir, generation(dir)), { recursive: true })),
  index('files: the folder a link', /generation-/, (dir) => replaceByLink(join(dir, generation(dir)))),
  ...(['graph.hnsw', 'vectors.f32', 'units.json', 'tokens.i8'] as const).flatMap((name) => [
    index(`${name}: cut`, new RegExp(name), (dir) => truncateSync(inIndex(dir, name), 333)),
    index(`${name}: empty`, new RegExp(name), (dir) => truncateSync(inIndex(dir, name), 0)),
    index(`${name}: flipped at the start`, new RegExp(name), (dir) => flip(inIndex(dir, name), 0)),
    index(`${name}: flipped in the middle`, new RegExp(name), (dir) => flip(inIndex(dir, name), 0.5)),
    index(`${name}: a folder`, new RegExp(name), (dir) => replaceByFolder(inIndex(dir, name))),
    index(`${name}: missing`, new RegExp(name), (dir) => rmSync(inIndex(dir, name))),
  ]),
  ...(['onnx/model_quantized.onnx', 'tokenizer.json', 'config.json', 'embedding.json'] as const).flatMap((name) => [
    model(`${name}: cut`, new RegExp(name), (dir) => truncateSync(join(dir, name), 100)),
    model(`${name}: empty`, new RegExp(name), (dir) => truncateSync(join(dir, name), 0)),
    model(`${name}: missing`, new RegExp(name), (dir) => rmSync(join(dir, name))),
    model(`${name}: a folder`, new RegExp(name), (dir) => replaceByFolder(join(dir, name))),
  ]),
  model('a file outside', /outside/, (dir) => {
    renameSync(join(dir, 'config.json'), `${dir}-config.json`);
    symlinkSync(`${dir}-config.json`, join(dir, 'config.json'));
  }),
  model('no sums', /SHA256SUMS/, (dir) => truncateSync(join(dir, 'SHA256SUMS'), 0)),
  model('a file in the folder’s place', /SHA256SUMS|model/, (dir) => {
    rmSync(dir, { recursive: true });
    writeFileSync(dir, 'no folder');
  }),
];

interface Tally {
  crashes: number;
  answers: number;
  named: number;
  readonly wrong: string[];
}

/** Asks over a damaged copy, in a process of its own. */
async function askOver(damage: Damage, parent: string, number: number, tally: Tally): Promise<void> {
  const whole = damage.folder === 'index' ? await sampleIndex() : join(projectRoot(), 'models', 'bge-small-zh-v1.5');
  const copy = join(parent, `${number}`, 'bge-small-zh-v1.5');
  cpSync(whole, copy, { recursive: true });
  damage.apply(copy);
  const env = {
    ...plainEnvironment(),
    INDEX_DIR: await sampleIndex(),
    [damage.folder === 'index' ? 'INDEX_DIR' : 'EMBEDDING_MODEL']: copy,
  };
  const ask = [process.execPath, compiled('src', 'main.js'), 'ask', '--json', '法院和检察院由谁产生'] as const;
  const { ending, stdout, stderr } = await runToEnd(ask, env);
  const isNamed = damage.names.test(stderr) && stderr.trim().split('\n').length === 1;
  if (ending !== 1) tally.crashes += 1;
  if (stdout !== '') tally.answers += 1;
  if (isNamed) tally.named += 1;
  if (ending !== 1 || stdout !== '' || !isNamed) tally.wrong.push(damage.name);
  rmSync(join(parent, `${number}`), { recursive: true, force: true });
}

async function run(scale: Scale): Promise<Outcome> {
  const damages = scale === 'full' ? DAMAGES : DAMAGES.slice(0, 4);
  const parent = mkdtempSync(join(tmpdir(), 'yuanwen-damage-'));
  const tally: Tally = { crashes: 0, answers: 0, named: 0, wrong: [] };
  for (const [number, damage] of damages.entries()) await askOver(damage, parent, number, tally);
  rmSync(parent, { recursive: true, force: true });
  return {
    runs: `${damages.length} damages, one process each${tally.wrong.map((name) => `; wrong: ${name}`).join('')}`,
    figures: [
      countAtMost('crashes', tally.crashes, 0),
      countAtMost('answers', tally.answers, 0),
      countAtLeast('causes named in one line', tally.named, damages.length),
    ],
  };
}

/** Index, manifest and model files that are damaged or belong to something else. */
export const damagedFiles: Row = {
  number: 8,
  title: 'damaged and mismatched files',
  target: '20 or more: 0 crashes, 0 answers from them, each cause named',
  run,
};
