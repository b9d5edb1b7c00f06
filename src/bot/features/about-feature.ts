import { Composer } from 'grammy';
import { translateOf, type BotContext } from '../context.js';
import type { BotDependencies } from '../dependencies.js';
import { ownWords } from '../rendering/render-answer.js';
import { replyWith } from '../replies.js';
import { Rights } from '../rights.js';
import { describeSpeech } from './start-feature.js';

/** /about, /privacy and /forget. */
export function aboutFeature(dependencies: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const rights = new Rights(dependencies.nowMs);
  composer.on('message').command('about', async (context) => {
    const { info } = dependencies.getService();
    const translate = translateOf(context);
    const words = [
      ...describeSpeech(info, translate),
      translate('about-version', { version: dependencies.version, model: info.modelId }),
      translate('about-hash', { hash: info.sha256 }),
      translate('about-stored'),
    ];
    await replyWith(context, words.map(ownWords));
  });
  composer.on('message').command('privacy', async (context) => {
    await replyWith(context, [ownWords(context.t('privacy-text'))]);
  });
  composer.on('message').command('forget', async (context) => {
    const isPrivate = context.chat.type === 'private';
    const mayForgetChat = isPrivate || (await rights.isAdmin(context));
    const wasStored = mayForgetChat && (await dependencies.storage.deleteSettings(context.chat.id));
    if (mayForgetChat) dependencies.conversations.forget(`${context.chat.id}:`);
    else
      dependencies.conversations.forget(`${context.chat.id}:${context.msg.message_thread_id ?? 0}:${context.from.id}`);
    await replyWith(context, [
      ownWords(wasStored ? context.t('forget-done', { count: 1 }) : context.t('forget-nothing')),
    ]);
  });
  return composer;
}
