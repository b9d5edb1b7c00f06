import { Composer } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import type { SpeechInfo } from '../../answering/speech-service.js';
import { encodeAction, quoteKeyboard } from '../buttons.js';
import { languageOf, translateOf, type BotContext, type Translate } from '../context.js';
import type { BotDependencies } from '../dependencies.js';
import type { FormattedText } from '../rendering/formatted-text.js';
import { ownWords, renderQuote } from '../rendering/render-answer.js';
import { replyWith } from '../replies.js';

/** What the bot knows: title, date, size, and what the text lacks. */
export function describeSpeech(info: SpeechInfo, translate: Translate): string[] {
  return [
    translate('about-speech', { title: info.title }),
    ...(info.date === null ? [] : [translate('about-date', { date: info.date })]),
    translate('about-size', { sentences: String(info.sentenceCount), characters: String(info.characterCount) }),
    ...info.announcements.map(({ announced, found }) => translate('about-announced', { announced, found })),
    ...(info.breaksOff === null ? [] : [translate('about-breaks-off', { words: info.breaksOff.text })]),
  ];
}

async function exampleKeyboard(context: BotContext, info: SpeechInfo): Promise<InlineKeyboardMarkup> {
  const language = await languageOf(context);
  return {
    inline_keyboard: info.exampleQuestions[language].map((text, index) => [
      { text, callback_data: encodeAction({ kind: 'example', language, index }) ?? '' },
    ]),
  };
}

/** /start, also with the id of a sentence, and /help. */
export function startFeature(dependencies: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const introduce = (context: BotContext, first: string): FormattedText[] => {
    const { info } = dependencies.getService();
    const translate = translateOf(context);
    const words = [
      first,
      ...describeSpeech(info, translate),
      translate('help-ask'),
      translate('help-commands'),
      translate('help-examples'),
    ];
    return words.map(ownWords);
  };
  composer.on('message').command('start', async (context) => {
    const service = dependencies.getService();
    const quote = context.match === '' ? null : service.resolve(context.match);
    if (quote === null) {
      await replyWith(context, introduce(context, context.t('start-hello')), {
        keyboard: await exampleKeyboard(context, service.info),
      });
      return;
    }
    const shown = { anchor: quote.sentence, before: 1, after: 1 };
    const around = service.quoteSentences(quote.sentence - 1, quote.sentence + 1, quote.sentence) ?? quote;
    const keyboard = quoteKeyboard(quote, shown, [], service, context.from.id, translateOf(context));
    await replyWith(context, [renderQuote(around, 'blockquote', context.me.username)], { keyboard });
  });
  composer.on('message').command('help', async (context) => {
    await replyWith(context, introduce(context, context.t('start-hello')), {
      keyboard: await exampleKeyboard(context, dependencies.getService().info),
    });
  });
  return composer;
}
