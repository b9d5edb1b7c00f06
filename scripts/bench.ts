/**
 * Speed and memory as ratios in one run: `npm run bench`. Uses the sample speech, speeches made of the test fixtures,
 * and folders of its own.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadavg, tmpdir } from 'node:os';
import { loadModel } from '../src/embedding/transformers-model.js';
import { checkModelFolder } from '../src/embedding/model-folder.js';
import { indexSpeech, makeAnswerer, projectRoot, startEmbedder } from '../src/cli/compose.js';
import { LocalTelegram } from '../src/local-telegram/create-local-telegram.js';
import { sendAsPerson } from '../src/local-telegram/people/write.js';
import { silentLogger } from '../src/logger.js';
import { loadSpeech } from '../src/speech/speech-file.js';
import { createCharacterFold } from '../src/text/fold.js';
import { residentMiB } from './faults/harness/processes.js';
import { OPEN_QUESTIONS } from './open-questions.js';
import { growthRows } from './bench/growth.js';
import { stepRows } from './bench/steps.js';
import { median, timeMs } from './bench/timing.js';

/** Time from starting the program on an indexed speech to its first answer. */
async function firstAnswerMs(folder: string): Promise<number> {
  const token = '7000009:AABenchTokenThatIsNoSecretAtAll';
  const local = new LocalTelegram({ token });
  const { root } = await local.listen(0);
  const answered = new Promise<void>((resolve) => {
    local.state.events.subscribe(({ value }) => {
      if (value.type === 'message' && value.message.message.from?.is_bot === true) resolve();
    });
  });
  sendAsPerson(local.state, { personId: 1001, chatId: 1001, text: OPEN_QUESTIONS[0] ?? '' });
  const startedMs = performance.now();
  const env = {
    ...process.env,
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: root,
    PORT: '0',
    INDEX_DIR: join(folder, 'index'),
    // Each run's updates are numbered from the start: the journal of another run would take them for answered.
    DATA_DIR: mkdtempSync(join(folder, 'data-')),
    LOG_LEVEL: 'silent',
  };
  const child = spawn(process.execPath, [join(projectRoot(), 'scripts', 'build.mjs')], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('close', resolve));
  const bot = spawn(process.execPath, [join(projectRoot(), 'dist', 'src', 'main.js'), 'serve'], {
    env,
    stdio: 'ignore',
  });
  const ended = new Promise<never>((_, reject) => {
    bot.once('exit', (code) => reject(new Error(`the bot ended with ${String(code)} before it answered`)));
  });
  await Promise.race([answered, ended]);
  ended.catch(() => undefined);
  const elapsedMs = performance.now() - startedMs;
  bot.kill('SIGTERM');
  await new Promise((resolve) => bot.once('close', resolve));
  await local.close();
  return elapsedMs;
}

/** Prints figures as they come: the whole takes minutes. */
function print(rows: readonly (readonly [string, string])[]): void {
  for (const [name, figure] of rows) console.log(`${name.padEnd(44)} ${figure}`);
}

async function main(): Promise<void> {
  const startLoad = loadavg()[0] ?? 0;
  const folder = mkdtempSync(join(tmpdir(), 'yuanwen-bench-'));
  const modelDir = join(projectRoot(), 'models', 'bge-small-zh-v1.5');
  const speech = await loadSpeech(join(projectRoot(), 'speeches', 'speech.txt'));
  const fold = createCharacterFold();
  const embedder = await startEmbedder(modelDir, silentLogger);
  await embedder.embedQuestion('准备');
  const indexStartedMs = performance.now();
  const built = await indexSpeech(speech, embedder, fold, () => undefined);
  const indexMs = performance.now() - indexStartedMs;
  const answerer = await makeAnswerer(speech, built.graph, built.contents, embedder, fold);
  const model = await loadModel(await checkModelFolder(modelDir));
  const raw: number[] = [];
  const throughChild: number[] = [];
  const answered: number[] = [];
  for (let round = 0; round < 40; round += 1) {
    for (const question of OPEN_QUESTIONS) {
      raw.push(await timeMs(() => model.embed(question, true)));
      throughChild.push(await timeMs(() => embedder.embedQuestion(question)));
      answered.push(await timeMs(() => answerer.answer(question, [], 3)));
    }
  }
  const rows: [string, string][] = [
    ['one embedding, in process, p50', `${median(raw).toFixed(2)} ms`],
    [
      'the same through the embedding process',
      `${median(throughChild).toFixed(2)} ms, ratio ${(median(throughChild) / median(raw)).toFixed(2)}`,
    ],
    [
      'one answered question, p50',
      `${median(answered).toFixed(2)} ms, ratio ${(median(answered) / median(raw)).toFixed(2)}`,
    ],
    ['indexing the sample', `${(indexMs / 1000).toFixed(2)} s`],
  ];
  print(rows.splice(0));
  print(await stepRows(speech, built, embedder, fold, OPEN_QUESTIONS));
  print(await growthRows(median(answered), embedder, fold, OPEN_QUESTIONS));
  const firstMiB = residentMiB(process.pid);
  for (let asked = 0; asked < 2_000; asked += 1)
    await answerer.answer(`${OPEN_QUESTIONS[asked % OPEN_QUESTIONS.length] ?? ''}${asked}`, [], 3);
  const lastMiB = residentMiB(process.pid);
  rows.push([
    'memory after 2,000 questions',
    `${lastMiB.toFixed(0)} MiB against ${firstMiB.toFixed(0)} MiB, ratio ${(lastMiB / firstMiB).toFixed(2)}`,
  ]);
  await embedder.close();
  const coldMs = await firstAnswerMs(folder);
  const warmMs = await firstAnswerMs(folder);
  rows.push(
    ['start to first answer, building the index', `${(coldMs / 1000).toFixed(2)} s`],
    ['start to first answer, indexed', `${(warmMs / 1000).toFixed(2)} s`],
  );
  rows.push(['load of the machine, at start and end', `${startLoad.toFixed(2)}, ${(loadavg()[0] ?? 0).toFixed(2)}`]);
  print(rows.splice(0));
  rmSync(folder, { recursive: true, force: true });
}

await main();
process.exit(0);
