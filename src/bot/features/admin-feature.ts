import { Composer } from 'grammy';
import { YuanwenError } from '../../errors.js';
import type { BotContext } from '../context.js';
import type { BotDependencies } from '../dependencies.js';
import { answerQuantileMs } from '../metrics.js';
import { ownWords } from '../rendering/render-answer.js';
import { replyWith } from '../replies.js';

const MINUTE_MS = 60_000;

/** Whole days, hours and minutes of a duration. */
function uptimeOf(ms: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.floor(ms / MINUTE_MS);
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}

/** /reload and /stats, for the people of ADMIN_IDS; to everyone else they do not exist. */
export function adminFeature(dependencies: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const startedMs = dependencies.nowMs();
  const admins = composer.filter((context) => context.from !== undefined && dependencies.adminIds.has(context.from.id));
  admins.on('message').command('reload', async (context) => {
    const words = await dependencies.reload().then(
      (sentences) => context.t('reload-done', { sentences: String(sentences) }),
      (error: unknown) => context.t('reload-failed', { code: error instanceof YuanwenError ? error.code : 'INTERNAL' }),
    );
    await replyWith(context, [ownWords(words)]);
  });
  admins.on('message').command('stats', async (context) => {
    const { questions, refusals, failures } = dependencies.metrics;
    const memory = Math.round(process.memoryUsage().rss / 1024 / 1024);
    const restarts = dependencies.embedderRestarts();
    await replyWith(context, [
      ownWords(
        context.t('stats', {
          questions: String(questions),
          refusals: String(refusals),
          failures: String(failures),
          p50: String(Math.round(answerQuantileMs(dependencies.metrics, 0.5))),
          p95: String(Math.round(answerQuantileMs(dependencies.metrics, 0.95))),
          restarts: String(restarts),
          memory: String(memory),
          uptime: context.t('uptime', uptimeOf(dependencies.nowMs() - startedMs)),
        }),
      ),
    ]);
  });
  return composer;
}
