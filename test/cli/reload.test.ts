import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runBot, type RunningBot } from '../../src/cli/run-bot.js';
import { createConfig } from '../../src/config.js';
import { LocalTelegram } from '../../src/local-telegram/create-local-telegram.js';
import { silentLogger } from '../../src/logger.js';
import { ROOT } from '../paths.js';

const folder = mkdtempSync(join(tmpdir(), 'yuanwen-reload-'));
const speechFile = join(folder, 'speech.txt');
const local = new LocalTelegram();
let bot: RunningBot;

beforeEach(async () => {
  const { root } = await local.listen(0);
  writeFileSync(speechFile, '旧讲话\n要加强人大监督。');
  const settings = {
    SPEECH: speechFile,
    INDEX_DIR: join(folder, 'index'),
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
  };
  bot = await runBot(createConfig(settings, ROOT, false), { token: local.token, apiRoot: root }, silentLogger);
});

afterEach(async () => {
  bot.stop();
  await bot.ended;
  await local.close();
  rmSync(folder, { recursive: true, force: true });
});

it('nothing holds the old speech once another has been read', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const old = new WeakRef(bot.service);
  writeFileSync(speechFile, '新讲话\n代表要联系群众。');
  process.emit('SIGHUP');
  await vi.waitFor(() => expect(bot.service.info.title).toBe('新讲话'), { timeout: 20_000 });
  await vi.waitFor(
    async () => {
      await setImmediate();
      collectGarbage();
      expect(old.deref() === undefined).toBe(true);
    },
    { timeout: 10_000 },
  );
});
