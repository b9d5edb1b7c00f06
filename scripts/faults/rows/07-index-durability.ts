import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { countAtLeast, countAtMost, type Outcome, type Row, type Scale } from '../row.js';
import { plainEnvironment, sampleIndex, withBot, type BotProgram } from '../harness/bot-program.js';
import { seededRandom } from '../harness/numbers.js';
import { compiled, runToEnd } from '../harness/processes.js';
import { settingsFor } from '../harness/settings.js';
import { longSpeech, sampleText } from '../harness/speeches.js';
import type { Stage } from '../harness/stage.js';

/** A save of the sample's index takes less. */
const LONGEST_LIFE_MS = 150;
const ADMIN = 1001;

/** Kills a process that saves, at a random moment; the index has to answer afterwards, in a process of its own. */
async function killDuringSave(folder: string, lifeMs: number): Promise<boolean> {
  const saver = spawn(
    process.execPath,
    [compiled('scripts', 'faults', 'programs', 'save-loop.js'), await sampleIndex(), folder],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  await once(saver.stdout, 'data');
  await delay(lifeMs);
  saver.kill('SIGKILL');
  await once(saver, 'close');
  const ask = [process.execPath, compiled('src', 'main.js'), 'ask', '--json', '国家的权力到底归谁'] as const;
  const { ending, stdout, stderr } = await runToEnd(ask, { ...plainEnvironment(), INDEX_DIR: folder });
  // Anything on stderr would be an index that was built anew, or a complaint.
  return ending === 0 && stderr === '' && stdout.startsWith('{');
}

const OBSTACLES = ['disk full', 'a file in the folder’s place'] as const;
type Obstacle = (typeof OBSTACLES)[number];

interface Unwritable {
  readonly isTold: boolean;
  readonly isAnswering: boolean;
}

/** Replaces the speech while the index cannot be written; the error has to be told and the old speech to answer. */
async function replaceInVain(stage: Stage, bot: BotProgram, how: Obstacle): Promise<Unwritable> {
  bot.writeSpeech(sampleText());
  cpSync(await sampleIndex(), bot.indexDir, { recursive: true });
  // `ulimit -f` counts kilobytes: less than the new vectors take, more than the journal and the database do.
  bot.start(how === 'disk full' ? ['bash', '-c', 'ulimit -f 400; exec "$@"', 'bash'] : []);
  const people = stage.people(2);
  await stage.answered([stage.ask(people[0] ?? 0, '国家的权力到底归谁')], 20_000);
  bot.writeSpeech(longSpeech(120, '乙'));
  if (how !== 'disk full') {
    renameSync(bot.indexDir, `${bot.indexDir}.away`);
    writeFileSync(bot.indexDir, 'in the way');
  }
  const reload = stage.ask(ADMIN, '/reload');
  await stage.answered([reload], 60_000);
  const isTold = /INDEX_WRITE_FAILED/.test(stage.repliesTo(reload)[0]?.text ?? '');
  const after = stage.ask(people[1] ?? 0, '代表“履职五个一”具体是哪五件事');
  await stage.answered([after], 20_000);
  const isAnswering = /至少到选区宣讲一次政策/.test(stage.repliesTo(after)[0]?.text ?? '');
  return { isTold, isAnswering };
}

async function run(scale: Scale): Promise<Outcome> {
  const times = scale === 'full' ? 100 : 2;
  const parent = mkdtempSync(join(tmpdir(), 'yuanwen-saves-'));
  const folder = join(parent, 'index');
  cpSync(await sampleIndex(), folder, { recursive: true });
  const random = seededRandom(7);
  let unusable = 0;
  for (let time = 0; time < times; time += 1)
    if (!(await killDuringSave(folder, random() * LONGEST_LIFE_MS))) unusable += 1;
  rmSync(parent, { recursive: true, force: true });
  const vain: Unwritable[] = [];
  for (const obstacle of OBSTACLES) {
    vain.push(
      await withBot(
        async (stage) => ({ ...(await settingsFor(stage)), ADMIN_IDS: String(ADMIN) }),
        (stage, bot) => replaceInVain(stage, bot, obstacle),
      ),
    );
  }
  return {
    runs: `${times} kills; 1 × disk full (ulimit -f), 1 × a file in the folder’s place`,
    figures: [
      countAtMost('unusable', unusable, 0),
      countAtLeast('unwritable: told', vain.filter(({ isTold }) => isTold).length, vain.length),
      countAtLeast('unwritable: old index answers', vain.filter(({ isAnswering }) => isAnswering).length, vain.length),
    ],
  };
}

/** The index is being saved when the process dies, or cannot be saved at all. */
export const indexDurability: Row = {
  number: 7,
  title: 'kills during an index save',
  target: '100 kills: 0 unusable; disk full or folder unusable: told, the old index answers',
  run,
};
