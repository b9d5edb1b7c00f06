import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { I18n } from '@grammyjs/i18n';
import { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { AskBacks } from './ask-back.js';
import { LANGUAGES, type BotContext } from './context.js';
import type { BotDependencies } from './dependencies.js';
import { errorBoundary } from './error-boundary.js';
import { adminFeature } from './features/admin-feature.js';
import { aboutFeature } from './features/about-feature.js';
import { busyFeature } from './features/busy-feature.js';
import { buttonsFeature, staleButtons } from './features/buttons-feature.js';
import { checkFeature } from './features/check-feature.js';
import { inlineFeature } from './features/inline-feature.js';
import { membershipFeature } from './features/membership-feature.js';
import { outlineFeature } from './features/outline-feature.js';
import { questionFeature } from './features/question-feature.js';
import { sentenceFeature } from './features/sentence-feature.js';
import { settingsFeature } from './features/settings-feature.js';
import { startFeature } from './features/start-feature.js';
import { wordsFeature } from './features/words-feature.js';
import { firstReaction } from './first-reaction.js';
import { recordStep } from './metrics.js';
import { resilientSends } from './resilient-sends.js';

/** The longest call: a poll and its grace. Sends have a shorter limit of their own. */
const CLIENT_TIMEOUT_SECONDS = 45;

/** How the bot reaches Telegram. */
export interface BotConnection {
  readonly token: string;
  readonly apiRoot: string;
}

/** The interface's words in both languages. The chat's setting wins over the person's language. */
export function createI18n(dependencies: Pick<BotDependencies, 'storage' | 'localesDir'>): I18n<BotContext> {
  const i18n = new I18n<BotContext>({
    defaultLocale: 'zh',
    localeNegotiator: (context) => {
      const set = context.chat === undefined ? null : dependencies.storage.settings(context.chat.id).language;
      const code = context.from?.language_code;
      return set ?? (code === undefined || code.startsWith('zh') ? 'zh' : 'en');
    },
    // Isolation marks would stand in messages as characters that nobody wrote.
    fluentBundleOptions: { useIsolating: false },
  });
  for (const language of LANGUAGES) {
    i18n.loadLocaleSync(language, { source: readFileSync(join(dependencies.localesDir, `${language}.ftl`), 'utf8') });
  }
  return i18n;
}

/**
 * Builds the bot: order of middleware as written, the catch-alls for questions and buttons last. Starts nothing. Who sent one of the
 * `refused` updates is only told to wait.
 */
export function createBot(
  connection: BotConnection,
  dependencies: BotDependencies,
  refused: WeakSet<Update>,
): Bot<BotContext> {
  const bot = new Bot<BotContext>(connection.token, {
    client: { apiRoot: connection.apiRoot, timeoutSeconds: CLIENT_TIMEOUT_SECONDS },
  });
  const { metrics, nowMs } = dependencies;
  bot.api.config.use(resilientSends(nowMs, (ms) => recordStep(metrics, 'send', ms)));
  const i18n = createI18n(dependencies);
  const askBacks = new AskBacks(i18n);
  bot.use(i18n);
  const guarded = bot.use(errorBoundary(dependencies));
  guarded.use(firstReaction());
  guarded.use(busyFeature(refused));
  guarded.use(membershipFeature(dependencies));
  guarded.use(buttonsFeature(dependencies));
  guarded.use(inlineFeature(dependencies));
  guarded.use(startFeature(dependencies));
  guarded.use(aboutFeature(dependencies));
  guarded.use(outlineFeature(dependencies));
  guarded.use(wordsFeature(dependencies, askBacks));
  guarded.use(checkFeature(dependencies, askBacks));
  guarded.use(sentenceFeature(dependencies, askBacks));
  guarded.use(settingsFeature(dependencies));
  guarded.use(adminFeature(dependencies));
  guarded.use(questionFeature(dependencies, askBacks));
  guarded.use(staleButtons());
  return bot;
}
