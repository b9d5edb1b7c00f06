import { Composer } from 'grammy';
import { isSentenceNumber } from '../../answering/references.js';
import { questionFor } from '../addressing.js';
import type { AskBacks } from '../ask-back.js';
import { quoteKeyboard } from '../buttons.js';
import { translateOf, type BotContext } from '../context.js';
import type { BotDependencies } from '../dependencies.js';
import { ownWords, renderQuote } from '../rendering/render-answer.js';
import { replyWith } from '../replies.js';

/** /s 38, /s 二.1, and "第38句" as a whole message to the bot. */
export function sentenceFeature(dependencies: BotDependencies, askBacks: AskBacks): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const show = async (context: BotContext, reference: string) => {
    const service = dependencies.getService();
    const quote = service.resolve(reference);
    if (quote === null) {
      await replyWith(context, [
        ownWords(context.t('sentence-none', { sentences: String(service.info.sentenceCount) })),
      ]);
      return;
    }
    const keyboard = quoteKeyboard(
      quote,
      { anchor: quote.sentence, before: 0, after: 0 },
      [],
      service,
      context.from?.id ?? 0,
      translateOf(context),
    );
    await replyWith(context, [renderQuote(quote, 'blockquote', context.me.username)], { keyboard });
  };
  composer.on('message').command('s', async (context) => {
    if (context.match.trim() === '') await askBacks.send(context, 's');
    else await show(context, context.match.trim());
  });
  composer.on('message').filter(
    (context) => askBacks.wordsFor('s', context) !== null,
    (context) => show(context, askBacks.wordsFor('s', context) ?? ''),
  );
  composer.on('message').filter(
    (context) => isSentenceNumber(questionFor(context.msg, context.me) ?? ''),
    (context) => show(context, questionFor(context.msg, context.me) ?? ''),
  );
  return composer;
}
