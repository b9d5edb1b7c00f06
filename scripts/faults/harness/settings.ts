import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../../../src/cli/compose.js';
import { sampleIndex } from './bot-program.js';
import { TOKEN, type Stage } from './stage.js';

/** How updates reach the bot. */
export type Mode = 'polling' | 'webhook';

/** Both ways. */
export const MODES: readonly Mode[] = ['polling', 'webhook'];

/** The secret of the webhook. */
export const WEBHOOK_SECRET = 'a-secret-for-faults';

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Settings of the program for a stage, over the sample's index; `root` where something stands between the two. */
export async function settingsFor(
  stage: Stage,
  mode: Mode = 'polling',
  root = stage.root,
): Promise<Record<string, string>> {
  const settings = { BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: root, INDEX_DIR: await sampleIndex() };
  if (mode === 'polling') return settings;
  const port = await freePort();
  return {
    ...settings,
    PORT: String(port),
    WEBHOOK_URL: `http://127.0.0.1:${port}/hook`,
    WEBHOOK_SECRET,
  };
}

/** What the systemd unit sets so that memory stays near what is in use; the Dockerfile sets the same. */
export function deployedMemorySettings(): Record<string, string> {
  const unit = readFileSync(join(projectRoot(), 'deploy', 'yuanwen.service'), 'utf8');
  const assigned = [...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, line = '']) => line.split(' '));
  const pairs = assigned.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  return Object.fromEntries(pairs.filter(([name]) => /^(?:MALLOC_|NODE_OPTIONS$)/.test(name)));
}
