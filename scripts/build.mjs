// Compiles src and scripts into dist, unless dist is newer than everything it is made from.
// A no-op build costs a few milliseconds, so that `npm start` does not wait for the compiler each time.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'dist', '.built');

/** Newest modification time, in milliseconds, below a path; folders count, so that a deleted file is seen too. */
function newestMs(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestMs(join(path, name))), stat.mtimeMs);
}

const inputs = ['src', 'scripts', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
const builtMs = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (inputs.some((input) => newestMs(join(root, input)) > builtMs)) {
  // A stale output of a renamed source would still be importable: start from nothing.
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const startedMs = Date.now();
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], {
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, '');
  // A source saved while the compiler ran must count as newer than what was built from its old text.
  const { utimesSync } = await import('node:fs');
  utimesSync(stamp, startedMs / 1000, startedMs / 1000);
}
