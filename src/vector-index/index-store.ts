import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { IndexError } from '../errors.js';
import { inTurns } from '../turns.js';
import { HnswIndex, readHnswHeader } from './hnsw-index.js';
import {
  describeMismatch,
  INDEX_FORMAT_VERSION,
  parseManifest,
  type IndexExpectation,
  type IndexFileName,
  type Manifest,
} from './manifest.js';

/** One indexed unit of text (a sentence): where it stands, and how many token vectors it has by each model. */
export interface IndexedUnit {
  readonly start: number;
  readonly end: number;
  readonly tokenCounts: readonly number[];
}

/** What is stored, in one order of units. */
export interface IndexContents {
  readonly units: readonly IndexedUnit[];
  /** Unit vectors row by row. */
  readonly vectors: Float32Array;
  /** Token vectors of all units by each model, one unit after the other; null where none are kept. */
  readonly tokens: readonly Int8Array[] | null;
}

/** A loaded index. */
export interface LoadedIndex extends IndexContents {
  readonly graph: HnswIndex;
  readonly manifest: Manifest;
}

const MANIFEST = 'manifest.json';
const REBUILD = 'npm run index';
/** Read or hashed at a time. */
const CHUNK_BYTES = 1024 * 1024;
const unitsSchema = z.array(z.tuple([z.int().min(0), z.int().min(0)], z.int().min(0)));
/** Files of token vectors, the embedder's own model first. */
const TOKEN_FILES = ['tokens.i8', 'companion-tokens.i8'] as const;

const bytesOf = (array: Float32Array | Int8Array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength);

/** Hashing takes some 0.5 ms a megabyte: a bot that serves goes on answering meanwhile. */
function* sha256Steps(bytes: Uint8Array): Generator<void, string, void> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    hash.update(bytes.subarray(at, at + CHUNK_BYTES));
    yield;
  }
  return hash.digest('hex');
}

/** Hash and length of a file as it lies on the disk, read piece by piece. Throws where it is not what was `wanted`. */
async function readBack(path: string, wanted: Uint8Array | undefined): Promise<Manifest['files'][IndexFileName]> {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const handle = await open(path, 'r');
  try {
    for (let bytes = 0; ;) {
      const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, bytes);
      const read = chunk.subarray(0, bytesRead);
      const isWanted = wanted === undefined || read.equals(wanted.subarray(bytes, bytes + Math.max(bytesRead, 1)));
      if (!isWanted) throw new Error(`${basename(path)} was not written whole`);
      if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
      hash.update(read);
      bytes += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes the files of one generation and reads each back: hnswlib reports success even where nothing was written. */
async function writeGeneration(folder: string, graph: HnswIndex, contents: IndexContents): Promise<Manifest['files']> {
  const units = contents.units.map((unit) => [unit.start, unit.end, ...unit.tokenCounts]);
  const plain: Partial<Record<IndexFileName, Uint8Array>> = {
    'vectors.f32': bytesOf(contents.vectors),
    'units.json': Buffer.from(JSON.stringify(units)),
    ...Object.fromEntries(
      TOKEN_FILES.map((name, model) => [name, bytesOf(contents.tokens?.[model] ?? new Int8Array(0))]),
    ),
  };
  for (const [name, bytes] of Object.entries(plain)) await writeSynced(join(folder, name), bytes);
  const graphPath = join(folder, 'graph.hnsw');
  graph.write(graphPath);
  await syncPath(graphPath);
  const header = readHnswHeader(await readFile(graphPath));
  if (header?.count !== contents.units.length)
    throw new Error(`the graph holds ${header?.count ?? 'no'} of ${contents.units.length} vectors`);
  // A trial load finds what a header cannot show: a file cut by a full disk.
  const trial = HnswIndex.load(graphPath, graph.dimensions, graph.size, {
    M: header.M,
    efConstruction: header.efConstruction,
    ef: 10,
    seed: 0,
  });
  if (contents.units.length > 0) trial.search(contents.vectors.subarray(0, graph.dimensions), 1);
  const entries: [IndexFileName, Manifest['files'][IndexFileName]][] = [];
  for (const name of ['graph.hnsw', 'vectors.f32', 'units.json', ...TOKEN_FILES] as const) {
    entries.push([name, await readBack(join(folder, name), plain[name])]);
  }
  return Object.fromEntries(entries) as Manifest['files'];
}

/**
 * Saves an index: files into a new generation folder, synced and read back, then the manifest by an atomic rename,
 * then older generations are removed. A crash at any moment leaves the old index or the new one.
 * Throws `IndexError` INDEX_WRITE_FAILED; the old index then still stands.
 */
export async function saveIndex(
  dir: string,
  graph: HnswIndex,
  contents: IndexContents,
  expectation: IndexExpectation,
): Promise<void> {
  const generation = `generation-${randomBytes(8).toString('hex')}`;
  const folder = join(dir, generation);
  try {
    await mkdir(folder, { recursive: true });
    const files = await writeGeneration(folder, graph, contents);
    await syncPath(folder);
    const manifest: Manifest = {
      formatVersion: INDEX_FORMAT_VERSION,
      generation,
      ...expectation,
      metric: 'cosine',
      count: contents.units.length,
      hasTokenVectors: contents.tokens !== null,
      files,
    };
    const temporary = join(dir, `${MANIFEST}.${process.pid}.tmp`);
    await writeSynced(temporary, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    await rename(temporary, join(dir, MANIFEST));
    await syncPath(dir);
  } catch (cause) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw new IndexError('INDEX_WRITE_FAILED', `the index cannot be written to ${dir}`, {
      expected: 'a folder with room that this user may write to',
      actual: cause instanceof Error ? cause.message : 'unknown error',
      remedy: `make room or correct INDEX_DIR, then ${REBUILD}; an older index still answers`,
      cause,
    });
  }
  await removeLeftovers(dir, generation);
}

async function removeLeftovers(dir: string, keep: string): Promise<void> {
  for (const name of await readdir(dir)) {
    const isLeftover =
      (/^generation-[0-9a-f]{16}$/.test(name) && name !== keep) || /^manifest\.json\.\d+\.tmp$/.test(name);
    // What cannot be removed now is only room; the next save tries again.
    if (isLeftover) await rm(join(dir, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function damaged(dir: string, what: string, expected: string, actual: string, cause?: unknown): IndexError {
  return new IndexError('INDEX_DAMAGED', `the index in ${dir} is damaged: ${what}`, {
    expected,
    actual,
    remedy: REBUILD,
    cause,
  });
}

async function readChecked(dir: string, path: string, name: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw damaged(dir, name, 'a file that can be read', 'it cannot', cause);
  });
}

async function readManifest(dir: string): Promise<Manifest> {
  const path = join(dir, MANIFEST);
  const info = await lstat(path).catch(() => null);
  if (info === null) {
    throw new IndexError('INDEX_MISSING', `no index in ${dir}`, {
      expected: MANIFEST,
      actual: 'none',
      remedy: REBUILD,
    });
  }
  if (!info.isFile()) throw damaged(dir, MANIFEST, 'a file', info.isDirectory() ? 'a folder' : 'no plain file');
  const manifest = parseManifest((await readChecked(dir, path, MANIFEST)).toString('utf8'));
  if (typeof manifest === 'string') throw damaged(dir, manifest, 'a manifest of this version', 'another content');
  const folder = await lstat(join(dir, manifest.generation)).catch(() => null);
  if (folder?.isDirectory() !== true)
    throw damaged(dir, manifest.generation, 'a folder', folder === null ? 'missing' : 'no plain folder');
  return manifest;
}

async function readIndexFile(dir: string, manifest: Manifest, name: IndexFileName): Promise<Buffer> {
  const path = join(dir, manifest.generation, name);
  const info = await lstat(path).catch(() => null);
  const entry = manifest.files[name];
  if (info === null || !info.isFile()) throw damaged(dir, name, 'a file', info === null ? 'missing' : 'no plain file');
  if (info.size !== entry.bytes) throw damaged(dir, name, `${entry.bytes} bytes`, `${info.size} bytes`);
  const bytes = await readChecked(dir, path, name);
  const actual = await inTurns(sha256Steps(bytes));
  if (actual !== entry.sha256) throw damaged(dir, name, `SHA-256 ${entry.sha256}`, actual);
  return bytes;
}

function checkGraphHeader(dir: string, bytes: Buffer, manifest: Manifest): void {
  const header = readHnswHeader(bytes);
  const expected = `${manifest.count} vectors of ${manifest.dimensions} values, M ${manifest.M}`;
  const fits =
    header !== null &&
    header.count === manifest.count &&
    header.dimensions === manifest.dimensions &&
    header.M === manifest.M &&
    header.efConstruction === manifest.efConstruction &&
    header.capacity === Math.max(manifest.count, 1);
  if (!fits) throw damaged(dir, 'header of graph.hnsw', expected, JSON.stringify(header));
}

function floatsOf(bytes: Buffer): Float32Array {
  const floats = new Float32Array(bytes.length / 4);
  Buffer.from(floats.buffer).set(bytes);
  return floats;
}

/** Undefined where the bytes are no JSON. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function parseUnits(dir: string, bytes: Buffer, manifest: Manifest): IndexedUnit[] {
  const result = unitsSchema.safeParse(parseJson(bytes));
  if (!result.success || result.data.length !== manifest.count)
    throw damaged(dir, 'units.json', `${manifest.count} units`, 'another content');
  return result.data.map(([start, end, ...tokenCounts]) => ({ start, end, tokenCounts }));
}

/** Token vectors by each model, checked against the units' counts; null where none are kept. */
function readTokens(
  dir: string,
  { dimensions, companionDimensions, hasTokenVectors }: Manifest,
  units: readonly IndexedUnit[],
  files: readonly Buffer[],
): Int8Array[] | null {
  const modelDimensions = companionDimensions === null ? [dimensions] : [dimensions, companionDimensions];
  for (const [model, bytes] of files.entries()) {
    const rows = units.reduce((sum, { tokenCounts }) => sum + (tokenCounts[model] ?? 0), 0);
    const expected = hasTokenVectors ? rows * (modelDimensions[model] ?? 0) : 0;
    if (bytes.length !== expected)
      throw damaged(dir, TOKEN_FILES[model] ?? 'token vectors', `${expected} bytes`, `${bytes.length} bytes`);
  }
  if (!hasTokenVectors) return null;
  return modelDimensions.flatMap((_, model) => {
    const bytes = files[model];
    return bytes === undefined ? [] : new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  });
}

/**
 * Loads an index after checking manifest, sizes, hashes and the graph's header, all before the native load.
 * Throws `IndexError`: INDEX_MISSING, INDEX_STALE (whole, but made from or with something else), INDEX_DAMAGED.
 */
export async function loadIndex(dir: string, expectation: IndexExpectation): Promise<LoadedIndex> {
  const manifest = await readManifest(dir);
  const mismatch = describeMismatch(manifest, expectation);
  if (mismatch !== null) {
    throw new IndexError('INDEX_STALE', `the index in ${dir} does not fit: ${mismatch.what} differs`, {
      expected: mismatch.expected,
      actual: mismatch.actual,
      remedy: REBUILD,
    });
  }
  const [graphBytes, vectorBytes, unitBytes, ...tokenBytes] = await Promise.all([
    readIndexFile(dir, manifest, 'graph.hnsw'),
    readIndexFile(dir, manifest, 'vectors.f32'),
    readIndexFile(dir, manifest, 'units.json'),
    ...TOKEN_FILES.map((name) => readIndexFile(dir, manifest, name)),
  ]);
  checkGraphHeader(dir, graphBytes, manifest);
  const units = parseUnits(dir, unitBytes, manifest);
  const vectors = floatsOf(vectorBytes);
  const tokens = readTokens(dir, manifest, units, tokenBytes);
  if (vectors.length !== manifest.count * manifest.dimensions)
    throw damaged(dir, 'vectors', `${manifest.count} × ${manifest.dimensions} values`, String(vectors.length));
  const { M, efConstruction, ef, seed } = manifest;
  try {
    const graph = HnswIndex.load(join(dir, manifest.generation, 'graph.hnsw'), manifest.dimensions, manifest.count, {
      M,
      efConstruction,
      ef,
      seed,
    });
    if (manifest.count > 0) graph.search(vectors.subarray(0, manifest.dimensions), 1);
    return { graph, manifest, units, vectors, tokens };
  } catch (cause) {
    throw damaged(dir, 'graph.hnsw', 'a graph that loads', 'it does not', cause);
  }
}
