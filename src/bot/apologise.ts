import type { I18n } from '@grammyjs/i18n';
import type { Api } from 'grammy';
import { errorFields } from '../logger.js';
import type { BotContext } from './context.js';
import type { BotDependencies } from './dependencies.js';

/**
 * Apologises for what an earlier run owed when it was killed: questions that Telegram will not deliver again. Whose
 * apology cannot be sent is not tried again.
 */
export async function apologise(
  api: Api,
  i18n: I18n<BotContext>,
  { storage, logger }: Pick<BotDependencies, 'storage' | 'logger'>,
): Promise<void> {
  for (const { updateId, chatId, messageId } of storage.owed) {
    const words = i18n.t(storage.settings(chatId).language ?? 'zh', 'owed');
    await api
      .sendMessage(chatId, words, { reply_parameters: { message_id: messageId, allow_sending_without_reply: true } })
      .catch((error: unknown) => logger.warn('apology not sent', { updateId, ...errorFields(error) }));
    storage.finish(updateId);
  }
}
