import { Composer } from 'grammy';
import type { Update } from 'grammy/types';
import type { BotContext } from '../context.js';
import { ownWords } from '../rendering/render-answer.js';
import { answerInlineInWords, replyWith } from '../replies.js';

/** Tells whoever sent an update that there was no room for to ask again later. First in line. */
export function busyFeature(refused: WeakSet<Update>): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer
    .filter((context) => refused.has(context.update))
    .use(async (context) => {
      const words = context.t('busy');
      if (context.callbackQuery !== undefined) await context.answerCallbackQuery({ text: words });
      else if (context.inlineQuery !== undefined) await answerInlineInWords(context, context.t('inline-failed'));
      else if (context.message !== undefined) await replyWith(context, [ownWords(words)]);
    });
  return composer;
}
