import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './paths.js';

const SOURCE = join(ROOT, 'src');

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'page' ? [] : filesBelow(path);
    return entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

const imports = filesBelow(SOURCE).map((file) => ({
  file: relative(SOURCE, file),
  targets: [
    ...readFileSync(file, 'utf8').matchAll(/(?:^|\n)(?:import|export)[^;]*?from '([^']+)'|import\('([^']+)'\)/g),
  ].map((match) => match[1] ?? match[2] ?? ''),
}));

const topOf = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file);
/** The folder that a file belongs to: of `answering`, which is large, the one inside it. */
const folderOf = (file: string) => /^answering\/[^/]+(?=\/)/.exec(file)?.[0] ?? topOf(file);

/** Folders that each folder may import from, besides its own. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  text: [],
  speech: ['text', 'errors.ts', 'turns.ts'],
  embedding: ['errors.ts', 'logger.ts'],
  'vector-index': ['errors.ts', 'turns.ts'],
  retrieval: ['embedding', 'vector-index', 'text', 'errors.ts', 'turns.ts'],
  'answering/reading': ['retrieval', 'text'],
  'answering/quoting': ['answering/reading', 'speech', 'text'],
  'answering/checking': ['answering/quoting', 'speech', 'text', 'turns.ts'],
  'answering/lists': ['answering/quoting', 'answering/reading', 'retrieval', 'embedding', 'speech', 'text'],
  'answering/outline': ['answering/lists', 'answering/quoting', 'answering/reading', 'speech', 'text'],
  'answering/places': [
    'answering/lists',
    'answering/quoting',
    'answering/reading',
    'retrieval',
    'embedding',
    'speech',
    'text',
  ],
  'answering/widening': ['answering/quoting', 'answering/reading', 'retrieval', 'speech'],
  answering: [
    'answering/outline',
    'answering/places',
    'answering/widening',
    'answering/lists',
    'answering/checking',
    'answering/quoting',
    'answering/reading',
    'retrieval',
    'embedding',
    'vector-index',
    'speech',
    'text',
    'errors.ts',
    'turns.ts',
  ],
  bot: ['answering', 'errors.ts', 'logger.ts'],
  'local-telegram': ['errors.ts', 'logger.ts'],
  cli: [
    'bot',
    'local-telegram',
    'answering',
    'retrieval',
    'embedding',
    'vector-index',
    'speech',
    'text',
    'errors.ts',
    'logger.ts',
    'config.ts',
    'turns.ts',
  ],
  'main.ts': ['cli', 'errors.ts'],
  'config.ts': ['errors.ts', 'logger.ts'],
  'logger.ts': [],
  'errors.ts': [],
  'turns.ts': [],
};

describe('architecture', () => {
  it('has arrows in one direction only', () => {
    const wrong = imports.flatMap(({ file, targets }) =>
      targets
        .filter((target) => target.startsWith('.'))
        .map((target) => relative(SOURCE, resolve(SOURCE, dirname(file), target)).replace(/\.js$/, '.ts'))
        .filter((target) => {
          const [from, to] = [folderOf(file), folderOf(target)];
          const allowed = ALLOWED[from] ?? [];
          return from !== to && !allowed.includes(topOf(from) === topOf(to) ? to : topOf(to));
        })
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no cycle between files', () => {
    const graph = new Map(
      imports.map(({ file, targets }) => [
        file,
        targets
          .filter((target) => target.startsWith('.'))
          .map((target) => relative(SOURCE, resolve(SOURCE, dirname(file), target)).replace(/\.js$/, '.ts')),
      ]),
    );
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): string[] => {
      if (path.includes(file)) return [[...path.slice(path.indexOf(file)), file].join(' → ')];
      if (done.has(file)) return [];
      const found = (graph.get(file) ?? []).flatMap((target) => visit(target, [...path, file]));
      done.add(file);
      return found;
    };
    // Types may refer to each other across two files of one folder; running code may not.
    const typeOnly = /bot\/(?:dependencies|context)\.ts/;
    expect([...graph.keys()].flatMap((file) => visit(file, [])).filter((cycle) => !typeOnly.test(cycle))).toEqual([]);
  });

  it.each([
    ['@xenova/transformers', 'embedding/transformers-model.ts'],
    ['onnxruntime-node', 'embedding/transformers-model.ts'],
    ['hnswlib-node', 'vector-index/hnsw-index.ts'],
    ['lmdb', 'bot/storage.ts'],
    ['dotenv', 'cli/command.ts'],
  ])('imports %s in one file', (name, file) => {
    expect(imports.filter(({ targets }) => targets.includes(name)).map((entry) => entry.file)).toEqual([file]);
  });
});
