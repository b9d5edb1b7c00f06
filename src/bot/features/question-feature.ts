import { Composer } from 'grammy';
import type { Message } from 'grammy/types';
import { quotesShown, type Answer, type Turn } from '../../answering/quoting/answer.js';
import type { SpeechService } from '../../answering/speech-service.js';
import { isFromBot, isSmallTalk, isWordless, questionFor, speakerOf, textOf } from '../addressing.js';
import {
  deliverHere,
  deliverPrivately,
  withPatience,
  type Delivered,
  type Delivery,
  type Waited,
} from '../answer-delivery.js';
import type { AskBacks } from '../ask-back.js';
import { answerKeyboard, decodeAction } from '../buttons.js';
import { languageOf, translateOf, type BotContext } from '../context.js';
import type { BotDependencies } from '../dependencies.js';
import { recordAnswer } from '../metrics.js';
import { QUESTIONS_A_MINUTE, RateLimit } from '../rate-limit.js';
import type { FormattedText } from '../rendering/formatted-text.js';
import { ownWords, renderAnswer } from '../rendering/render-answer.js';
import { isGone, replaceMessage, replyWith } from '../replies.js';

/** Longest question, in characters. */
export const LONGEST_QUESTION = 1_000;
const LATE_AFTER_MS = 10 * 60 * 1000;
const EDIT_WINDOW_MS = 5 * 60 * 1000;
const MOST_REMEMBERED_ANSWERS = 2_000;

/** Key of a conversation: chat, topic, person. */
export function conversationKey(context: BotContext): string {
  const speaker = speakerOf(context.msg, context.from);
  return `${context.chat?.id ?? 0}:${context.msg?.message_thread_id ?? 0}:${speaker}`;
}

/** When a question was put: now where it was put by a button, whose message may be old. */
function askedAtSeconds(context: BotContext, { nowMs }: BotDependencies): number {
  return context.callbackQuery === undefined ? (context.msg?.date ?? 0) : Math.floor(nowMs() / 1000);
}

function lateWords(context: BotContext, dependencies: BotDependencies): FormattedText[] {
  const lateMs = dependencies.nowMs() - askedAtSeconds(context, dependencies) * 1000;
  return lateMs > LATE_AFTER_MS ? [ownWords(context.t('late', { minutes: Math.round(lateMs / 60_000) }))] : [];
}

/** Answers questions and remembers, for a while and in memory, which message answered which. */
class QuestionDesk {
  private readonly limit = new RateLimit();
  private readonly answers = new Map<string, Delivered & { readonly atMs: number }>();

  constructor(private readonly dependencies: BotDependencies) {}

  /** Answers a new question, unless its person has asked too many of late. */
  async answer(context: BotContext, question: string): Promise<void> {
    if (!(await this.isAcceptable(context, question))) return;
    const { isQuiet, answersInPrivate } = this.dependencies.storage.settings(context.chat?.id ?? 0);
    const isGroup = context.chat?.type !== 'private';
    const isElsewhere = isGroup && answersInPrivate && context.msg?.sender_chat === undefined;
    const service = this.dependencies.getService();
    const { result, notice } = await this.find(context, question, service, !(isGroup && isQuiet) && !isElsewhere);
    if (isGroup && isQuiet && result.status === 'not_found') {
      await context.react('👀').catch(() => undefined);
      return;
    }
    const delivery = this.deliveryOf(context, question, service, result);
    // Who pressed a button has not written the question.
    const withQuestion = { ...delivery, blocks: [ownWords(question), ...delivery.blocks] };
    const delivered = isElsewhere
      ? await deliverPrivately(context, question, delivery)
      : await deliverHere(context, context.callbackQuery === undefined ? delivery : withQuestion, notice);
    this.remember(context, delivered);
  }

  /** Answers an edited question in the place of its answer, for five minutes and while that answer is still there. */
  async answerEdited(context: BotContext, question: string): Promise<void> {
    const known = this.answers.get(`${context.chat?.id ?? 0}:${context.msg?.message_id ?? 0}`);
    const isHere = known !== undefined && known.chatId === context.chat?.id;
    if (!isHere || isWordless(question) || this.dependencies.nowMs() - known.atMs > EDIT_WINDOW_MS) return;
    const service = this.dependencies.getService();
    const { result } = await this.find(context, question, service, false);
    const { blocks, keyboard } = this.deliveryOf(context, question, service, result);
    try {
      await replaceMessage(context, known.messageId, blocks, keyboard);
    } catch (error) {
      if (isGone(error)) return;
      throw error;
    }
    this.dependencies.conversations.rememberAnswer(conversationKey(context), known.chatId, known.messageId);
  }

  private async isAcceptable(context: BotContext, question: string): Promise<boolean> {
    const length = Array.from(question).length;
    if (length > LONGEST_QUESTION) {
      await replyWith(context, [ownWords(context.t('too-long', { limit: LONGEST_QUESTION, length }))]);
      return false;
    }
    const askedAt = askedAtSeconds(context, this.dependencies);
    const allowance = this.limit.take(speakerOf(context.msg, context.from), askedAt);
    if (allowance === 'tell')
      await replyWith(context, [ownWords(context.t('too-fast', { limit: QUESTIONS_A_MINUTE }))]);
    return allowance === 'ok';
  }

  private async find(
    context: BotContext,
    question: string,
    service: SpeechService,
    mayNotice: boolean,
  ): Promise<Waited<Answer>> {
    const { conversations, metrics, storage, logger } = this.dependencies;
    const startedMs = performance.now();
    const { quoteCount } = storage.settings(context.chat?.id ?? 0);
    const work = service.answer(question, this.historyOf(context, service), quoteCount);
    const waited = await withPatience(context, work, mayNotice);
    const answer = waited.result;
    recordAnswer(metrics, performance.now() - startedMs);
    metrics.questions += 1;
    if (answer.status === 'not_found') metrics.refusals += 1;
    // Of the speech that answered, though another may have been read meanwhile.
    conversations.remember(conversationKey(context), service.info.sha256, question, answer);
    logger.info('question answered', {
      updateId: context.update.update_id,
      status: answer.status,
      length: question.length,
      ms: Math.round(performance.now() - startedMs),
    });
    return waited;
  }

  /** What was said before: up to the answer replied to, whoever asked; else this person's last questions. */
  private historyOf(context: BotContext, { info }: SpeechService): readonly Turn[] {
    const { conversations } = this.dependencies;
    const replied = context.msg?.reply_to_message;
    const before =
      replied === undefined ? null : conversations.historyAt(context.chat?.id ?? 0, replied.message_id, info.sha256);
    return before ?? conversations.history(conversationKey(context), info.sha256);
  }

  private deliveryOf(context: BotContext, question: string, service: SpeechService, answer: Answer): Delivery {
    const translate = translateOf(context);
    const isForeign = /[A-Za-z]/.test(question) && !/[\u4e00-\u9fff]/.test(question) && service.info.language === 'zh';
    const [first] = quotesShown(answer);
    return {
      blocks: [
        ...lateWords(context, this.dependencies),
        ...(isForeign ? [ownWords(context.t('in-chinese'))] : []),
        ...renderAnswer(answer, translate, context.me.username),
      ],
      keyboard: answerKeyboard(answer, service, context.from?.id ?? 0, translate),
      firstQuoteId: first?.id ?? null,
    };
  }

  private remember(context: BotContext, delivered: Delivered | null): void {
    if (delivered === null || context.msg === undefined) return;
    const { conversations, nowMs } = this.dependencies;
    conversations.rememberAnswer(conversationKey(context), delivered.chatId, delivered.messageId);
    this.answers.set(`${context.msg.chat.id}:${context.msg.message_id}`, { ...delivered, atMs: nowMs() });
    const oldest = this.answers.keys().next();
    if (this.answers.size > MOST_REMEMBERED_ANSWERS && oldest.done !== true) this.answers.delete(oldest.value);
  }
}

/** The question of /ask: its words, the selected fragment, or the message replied to. */
function askedBy(words: string, message: Message): string {
  if (words.trim() !== '') return words.trim();
  const replied = message.reply_to_message;
  return (message.quote?.text ?? (replied === undefined ? '' : textOf(replied))).trim();
}

/** Questions: /ask, private texts, mentions, replies; last in line, so that everything else comes first. */
export function questionFeature(dependencies: BotDependencies, askBacks: AskBacks): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const desk = new QuestionDesk(dependencies);
  const example = async (context: BotContext) =>
    dependencies.getService().info.exampleQuestions[await languageOf(context)][0] ?? '';

  composer.on('message').command('ask', async (context) => {
    const question = askedBy(context.match, context.msg);
    if (!isWordless(question)) {
      await desk.answer(context, question);
      return;
    }
    await askBacks.send(context, 'ask', `/ask ${await example(context)}`);
  });

  composer.on('callback_query:data', async (context, next) => {
    const action = decodeAction(context.callbackQuery.data);
    if (action?.kind !== 'example') {
      await next();
      return;
    }
    const question = dependencies.getService().info.exampleQuestions[action.language][action.index];
    await context.answerCallbackQuery(question === undefined ? { text: context.t('button-stale') } : {});
    if (question !== undefined) await desk.answer(context, question);
  });

  composer.on('message', async (context) => {
    if (isFromBot(context.msg)) return;
    const question = questionFor(context.msg, context.me);
    const isPrivate = context.chat.type === 'private';
    if (question !== null && isSmallTalk(question)) {
      if (isPrivate || context.msg.reply_to_message === undefined)
        await replyWith(context, [ownWords(context.t('small-talk', { example: await example(context) }))]);
    } else if (question !== null && isWordless(question))
      await replyWith(context, [ownWords(context.t('ask-back', { example: await example(context) }))]);
    else if (question !== null) await desk.answer(context, question);
    else if (isPrivate && textOf(context.msg) === '' && isContentMessage(context.msg))
      await replyWith(context, [ownWords(context.t('not-text'))]);
    else if (isPrivate && textOf(context.msg).startsWith('/'))
      await replyWith(context, [ownWords(context.t('unknown-command')), ownWords(context.t('help-commands'))]);
  });

  composer.on('edited_message', async (context) => {
    const text = textOf(context.msg);
    const question = text.startsWith('/ask')
      ? text.replace(/^\/ask(?:@\w+)?\s*/, '')
      : questionFor(context.msg, context.me);
    if (question !== null) await desk.answerEdited(context, question);
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
