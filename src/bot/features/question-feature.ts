import { Composer } from 'grammy';
import type { Message } from 'grammy/types';
import type { Answer } from '../../answering/answer.js';
import { isSmallTalk, isWordless, questionFor, textOf } from '../addressing.js';
import { answerKeyboard } from '../buttons.js';
import { translateOf, type BotContext } from '../context.js';
import type { BotDependencies } from '../dependencies.js';
import { recordAnswer } from '../metrics.js';
import { QUESTIONS_A_MINUTE, RateLimit } from '../rate-limit.js';
import { packBlocks, type FormattedText } from '../rendering/formatted-text.js';
import { ownWords, renderAnswer } from '../rendering/render-answer.js';
import { replyWith } from '../replies.js';

/** Longest question, in characters. */
export const LONGEST_QUESTION = 1_000;
const LATE_AFTER_MS = 10 * 60 * 1000;
const TYPING_AFTER_MS = 500;
const EDIT_WINDOW_MS = 5 * 60 * 1000;
const MOST_REMEMBERED_ANSWERS = 2_000;

/** Key of a conversation: chat, topic, person. */
export function conversationKey(context: BotContext): string {
  return `${context.chat?.id ?? 0}:${context.msg?.message_thread_id ?? 0}:${context.from?.id ?? 0}`;
}

/** Shows "typing" when work takes longer than half a second. */
async function withTyping<Result>(context: BotContext, work: Promise<Result>): Promise<Result> {
  const timer = setTimeout(() => {
    const thread = context.msg?.message_thread_id;
    void context
      .replyWithChatAction('typing', thread === undefined ? {} : { message_thread_id: thread })
      .catch(() => undefined);
  }, TYPING_AFTER_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

function lateWords(context: BotContext, dependencies: BotDependencies): FormattedText[] {
  const lateMs = dependencies.nowMs() - (context.msg?.date ?? 0) * 1000;
  return lateMs > LATE_AFTER_MS ? [ownWords(context.t('late', { minutes: Math.round(lateMs / 60_000) }))] : [];
}

/** Questions: /ask, private texts, mentions, replies; last in line, so that everything else comes first. */
export function questionFeature(dependencies: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const limit = new RateLimit();
  const answers = new Map<string, { messageId: number; atMs: number }>();

  const blocksFor = (context: BotContext, question: string, answer: Answer): FormattedText[] => {
    const isForeign =
      /[A-Za-z]/.test(question) &&
      !/[\u4e00-\u9fff]/.test(question) &&
      dependencies.getService().info.language === 'zh';
    const hint = isForeign ? [ownWords(context.t('in-chinese'))] : [];
    return [
      ...lateWords(context, dependencies),
      ...hint,
      ...renderAnswer(answer, translateOf(context), context.me.username),
    ];
  };

  const find = async (context: BotContext, question: string): Promise<Answer> => {
    const startedMs = performance.now();
    const key = conversationKey(context);
    const { quoteCount } = dependencies.storage.settings(context.chat?.id ?? 0);
    const answer = await withTyping(
      context,
      dependencies.getService().answer(question, dependencies.conversations.history(key), quoteCount),
    );
    recordAnswer(dependencies.metrics, performance.now() - startedMs);
    dependencies.metrics.questions += 1;
    if (answer.status === 'not_found') dependencies.metrics.refusals += 1;
    dependencies.conversations.remember(key, question, answer);
    dependencies.logger.info('question answered', {
      updateId: context.update.update_id,
      status: answer.status,
      length: question.length,
      ms: Math.round(performance.now() - startedMs),
    });
    return answer;
  };

  const remember = (context: BotContext, sent: Message | null) => {
    if (sent === null || context.msg === undefined) return;
    answers.set(`${context.msg.chat.id}:${context.msg.message_id}`, {
      messageId: sent.message_id,
      atMs: dependencies.nowMs(),
    });
    const oldest = answers.keys().next();
    if (answers.size > MOST_REMEMBERED_ANSWERS && oldest.done !== true) answers.delete(oldest.value);
  };

  const answer = async (context: BotContext, question: string): Promise<void> => {
    const service = dependencies.getService();
    const length = Array.from(question).length;
    if (length > LONGEST_QUESTION) {
      await replyWith(context, [ownWords(context.t('too-long', { limit: LONGEST_QUESTION, length }))]);
      return;
    }
    const allowance = limit.take(context.from?.id ?? 0, context.msg?.date ?? 0);
    if (allowance === 'tell')
      await replyWith(context, [ownWords(context.t('too-fast', { limit: QUESTIONS_A_MINUTE }))]);
    if (allowance !== 'ok') return;
    const found = await find(context, question);
    if (
      dependencies.storage.settings(context.chat?.id ?? 0).isQuiet &&
      context.chat?.type !== 'private' &&
      found.status === 'not_found'
    ) {
      await context.react('👀').catch(() => undefined);
      return;
    }
    const keyboard = answerKeyboard(found, service, context.from?.id ?? 0, translateOf(context));
    remember(
      context,
      await replyWith(context, blocksFor(context, question, found), keyboard === null ? {} : { keyboard }),
    );
  };

  composer.on('message').command('ask', async (context) => {
    const replied = context.msg.reply_to_message;
    const question =
      context.match.trim() !== ''
        ? context.match.trim()
        : (context.msg.quote?.text ?? (replied === undefined ? '' : textOf(replied))).trim();
    if (isWordless(question)) {
      const example = dependencies.getService().info.exampleQuestions[0] ?? '';
      await context.reply(context.t('ask-back', { example: `/ask ${example}` }), {
        reply_markup: { force_reply: true, selective: true },
        reply_parameters: { message_id: context.msg.message_id, allow_sending_without_reply: true },
      });
      return;
    }
    await answer(context, question);
  });

  composer.on('message', async (context) => {
    if (context.from.is_bot || context.msg.via_bot !== undefined) return;
    const question = questionFor(context.msg, context.me);
    const isPrivate = context.chat.type === 'private';
    const example = dependencies.getService().info.exampleQuestions[0] ?? '';
    if (question !== null && isSmallTalk(question)) {
      if (isPrivate || context.msg.reply_to_message === undefined)
        await replyWith(context, [ownWords(context.t('small-talk', { example }))]);
    } else if (question !== null && isWordless(question))
      await replyWith(context, [ownWords(context.t('ask-back', { example }))]);
    else if (question !== null) await answer(context, question);
    else if (isPrivate && textOf(context.msg) === '' && isContentMessage(context.msg))
      await replyWith(context, [ownWords(context.t('not-text'))]);
    else if (isPrivate && textOf(context.msg).startsWith('/'))
      await replyWith(context, [ownWords(context.t('help-commands'))]);
  });

  composer.on('edited_message', async (context) => {
    const key = `${context.chat.id}:${context.msg.message_id}`;
    const known = answers.get(key);
    const text = textOf(context.msg);
    const question = text.startsWith('/ask')
      ? text.replace(/^\/ask(?:@\w+)?\s*/, '')
      : questionFor(context.msg, context.me);
    if (
      known === undefined ||
      question === null ||
      isWordless(question) ||
      dependencies.nowMs() - known.atMs > EDIT_WINDOW_MS
    )
      return;
    const found = await find(context, question);
    const [message] = packBlocks(blocksFor(context, question, found));
    const keyboard = answerKeyboard(found, dependencies.getService(), context.from.id, translateOf(context));
    if (message === undefined) return;
    await context.api
      .editMessageText(context.chat.id, known.messageId, message.text, {
        entities: [...message.entities],
        link_preview_options: { is_disabled: true },
        ...(keyboard === null ? {} : { reply_markup: keyboard }),
      })
      .catch((error: unknown) => {
        if (!(error instanceof Error) || !/not modified/.test(error.message)) throw error;
      });
  });
  return composer;
}

/** Stickers, voice, pictures without words: something a person sent, as against a service message. */
function isContentMessage(message: Message): boolean {
  return [
    message.sticker,
    message.voice,
    message.photo,
    message.video,
    message.audio,
    message.document,
    message.animation,
    message.video_note,
  ].some((content) => content !== undefined);
}
