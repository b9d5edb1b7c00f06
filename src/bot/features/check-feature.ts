import { Composer } from 'grammy';
import type { Message } from 'grammy/types';
import { isWordless, textOf } from '../addressing.js';
import type { AskBacks } from '../ask-back.js';
import { translateOf, type BotContext } from '../context.js';
import { headOf } from '../head.js';
import type { BotDependencies } from '../dependencies.js';
import { renderChecks } from '../rendering/render-check.js';
import { ownWords } from '../rendering/render-answer.js';
import { replyWith } from '../replies.js';

/** Parts of one message that get a verdict. */
const MOST_VERDICTS = 6;

/** What a /check is to judge: its argument, the selected fragment, or the message replied to. */
function target(argument: string, message: Message): { words: string; replyTo?: number; quote?: string } {
  if (argument.trim() !== '') return { words: argument.trim() };
  const replied = message.reply_to_message;
  if (message.quote !== undefined)
    return {
      words: message.quote.text,
      ...(replied === undefined ? {} : { replyTo: replied.message_id, quote: message.quote.text }),
    };
  return replied === undefined ? { words: '' } : { words: textOf(replied), replyTo: replied.message_id };
}

/** /check with words, as a reply, on a selected fragment; forwarded messages in private get a button. */
export function checkFeature(dependencies: BotDependencies, askBacks: AskBacks): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const judge = async (context: BotContext, words: string, replyTo?: number, quote?: string) => {
    const checks = dependencies.getService().check(words);
    const shown = checks.slice(0, MOST_VERDICTS);
    const more = checks.length - shown.length;
    const blocks = renderChecks(shown, translateOf(context), context.me.username);
    if (more > 0) blocks.push(ownWords(context.t('more-verdicts', { shown: shown.length, more })));
    await replyWith(context, blocks, { replyTo, quote });
  };
  composer.on('message').command('check', async (context) => {
    const { words, replyTo, quote } = target(context.match, context.msg);
    if (isWordless(words)) {
      const example = headOf(dependencies.getService().resolve('3')?.text ?? '', 20);
      await askBacks.send(context, 'check', example);
      return;
    }
    await judge(context, words, replyTo, quote);
  });
  composer.on('message').filter(
    (context) => !isWordless(askBacks.wordsFor('check', context) ?? ''),
    (context) => judge(context, askBacks.wordsFor('check', context) ?? ''),
  );
  composer.on('message:forward_origin').filter(
    (context) => context.chat.type === 'private' && !isWordless(textOf(context.msg)),
    async (context) => {
      await replyWith(context, [ownWords(context.t('button-check'))], {
        keyboard: { inline_keyboard: [[{ text: context.t('button-check'), callback_data: 'k' }]] },
      });
    },
  );
  composer.callbackQuery('k', async (context) => {
    const replied = context.callbackQuery.message?.reply_to_message;
    await context.answerCallbackQuery(replied === undefined ? { text: context.t('button-stale') } : {});
    if (replied !== undefined) await judge(context, textOf(replied), replied.message_id);
  });
  return composer;
}
