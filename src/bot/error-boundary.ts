import { GrammyError, type MiddlewareFn } from 'grammy';
import { YuanwenError } from '../errors.js';
import { errorFields } from '../logger.js';
import type { BotContext } from './context.js';
import type { BotDependencies } from './dependencies.js';
import { ownWords } from './rendering/render-answer.js';
import { answerInlineInWords, replyWith } from './replies.js';

/** Refusals that mean that nobody is there to read an apology. */
function isUnreachable(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    (error.error_code === 403 ||
      /chat not found|not enough rights|TOPIC_CLOSED|CHAT_WRITE_FORBIDDEN/i.test(error.description))
  );
}

/** The code that an apology shows and the log holds. */
function codeOf(error: unknown): string {
  if (error instanceof YuanwenError) return error.code;
  return error instanceof GrammyError ? `TELEGRAM_${error.error_code}` : 'INTERNAL';
}

/**
 * One boundary round all features: the person gets one short apology with a code, the log one line without anybody's
 * words, and the update counts as finished.
 */
export function errorBoundary({ logger, metrics }: BotDependencies): MiddlewareFn<BotContext> {
  return async (context, next) => {
    try {
      await next();
    } catch (error) {
      metrics.failures += 1;
      const code = codeOf(error);
      logger.error('handler failed', { updateId: context.update.update_id, failureCode: code, ...errorFields(error) });
      if (isUnreachable(error)) return;
      const apology = context.t('failed', { code });
      if (context.callbackQuery !== undefined)
        await context.answerCallbackQuery({ text: apology }).catch(() => undefined);
      else if (context.inlineQuery !== undefined)
        await answerInlineInWords(context, context.t('inline-failed')).catch(() => undefined);
      else if (context.message !== undefined || context.editedMessage !== undefined)
        await replyWith(context, [ownWords(apology)]).catch((failure: unknown) =>
          logger.warn('apology not sent', errorFields(failure)),
        );
    }
  };
}
