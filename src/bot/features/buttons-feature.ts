import { Composer } from 'grammy';
import type { Quote } from '../../answering/quoting/answer.js';
import type { SpeechService } from '../../answering/speech-service.js';
import { decodeAction, quoteKeyboard, shortHash, type ButtonAction } from '../buttons.js';
import { translateOf, type BotContext } from '../context.js';
import type { BotDependencies } from '../dependencies.js';
import type { FormattedText } from '../rendering/formatted-text.js';
import { packBlocks } from '../rendering/formatted-text.js';
import { firstQuoteOf, replaceFirstQuote } from '../rendering/replace-first-quote.js';
import { ownWords, renderQuote } from '../rendering/render-answer.js';
import { editPressed, replyWith } from '../replies.js';
import { Rights } from '../rights.js';

/** The buttons under answers. State is in their data alone, so they work on old messages and after a restart. */
export function buttonsFeature(dependencies: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const rights = new Rights(dependencies.nowMs);

  const edit = async (
    context: BotContext,
    quote: Quote,
    shown: { anchor: number; before: number; after: number },
    others: readonly string[],
    asker: number,
    keepsRest: boolean,
  ) => {
    const service = dependencies.getService();
    const rendered = renderQuote(quote, 'blockquote', context.me.username);
    const whole = keepsRest ? replaceFirstQuote(shownMessage(context), rendered) : rendered;
    const packed = packBlocks([whole]);
    const [message] = packed.length === 1 ? packed : packBlocks([rendered]);
    if (message === undefined) return;
    const keyboard = quoteKeyboard(quote, shown, others, service, asker, translateOf(context));
    await editPressed(context, message, keyboard);
  };

  const showAround = async (context: BotContext, action: Extract<ButtonAction, { kind: 'around' }>) => {
    const service = dependencies.getService();
    const span = (before: number, after: number) =>
      service.quoteSentences(action.anchor - before, action.anchor + after, action.anchor);
    const quote = span(action.before, action.after);
    const before = span(Math.max(0, action.before - 1), action.after);
    const after = span(action.before, Math.max(0, action.after - 1));
    // Nothing more on that side: the point's border is reached, and the words shown go back to the sentence itself.
    const isAtEnd =
      quote === null ||
      (action.before > 0 && before?.start === quote.start && action.after === 0) ||
      (action.after > 0 && after?.end === quote.end && action.before === 0);
    if (quote === null || isAtEnd) {
      const anchor = span(0, 0);
      const shownQuote = firstQuoteOf(shownMessage(context));
      await context.answerCallbackQuery({ text: context.t('button-no-more') });
      if (anchor !== null && shownQuote !== anchor.text)
        await edit(context, anchor, { anchor: action.anchor, before: 0, after: 0 }, [], action.asker, true);
      return;
    }
    await context.answerCallbackQuery();
    await edit(context, quote, action, [], action.asker, true);
  };

  const showOther = async (context: BotContext, action: Extract<ButtonAction, { kind: 'other' }>) => {
    const [id = '', ...rest] = action.ids;
    const quote = dependencies.getService().resolve(id);
    if (quote === null) {
      await context.answerCallbackQuery({ text: context.t('button-replaced'), show_alert: true });
      return;
    }
    await context.answerCallbackQuery();
    await edit(context, quote, { anchor: quote.sentence, before: 0, after: 0 }, rest, action.asker, false);
  };

  const showPlace = async (context: BotContext, id: string) => {
    const service = dependencies.getService();
    const quote = service.resolve(id);
    await context.answerCallbackQuery(quote === null ? { text: context.t('button-replaced'), show_alert: true } : {});
    if (quote !== null) await replyWith(context, placeBlocks(service, quote, context));
  };

  composer.on('callback_query:data', async (context, next) => {
    const action = decodeAction(context.callbackQuery.data);
    if (action === null || action.kind === 'example') {
      await next();
      return;
    }
    if (action.hash !== shortHash(dependencies.getService().info.sha256)) {
      await context.answerCallbackQuery({ text: context.t('button-replaced'), show_alert: true });
      return;
    }
    if (action.kind === 'place') {
      await showPlace(context, action.id);
      return;
    }
    if (!(await rights.mayTurn(context, action.asker)))
      await context.answerCallbackQuery({ text: context.t('button-not-yours') });
    else if (action.kind === 'around') await showAround(context, action);
    else await showOther(context, action);
  });
  return composer;
}

/** Answers every callback that no feature knew, so that no button spins for ever. */
export function staleButtons(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('callback_query', async (context) => {
    await context.answerCallbackQuery({ text: context.t('button-stale') });
  });
  return composer;
}

/** The message under which a button was pressed, as far as Telegram still shows it. */
function shownMessage(context: BotContext): FormattedText {
  const message = context.callbackQuery?.message;
  return { text: message?.text ?? '', entities: message?.entities ?? [] };
}

function placeBlocks(service: SpeechService, quote: Quote, context: BotContext): FormattedText[] {
  const place = service.place(quote);
  return [
    ...(place.path.length === 0
      ? []
      : [
          ownWords(context.t('place-path', { path: place.path.map((words) => words.replace(/\n/g, ' ')).join(' › ') })),
        ]),
    ownWords(
      context.t('place-sentence', {
        sentence: String(quote.sentence),
        start: String(quote.start),
        end: String(quote.end),
      }) + (quote.fragment === null ? '' : ` ${quote.citation}`),
    ),
    ownWords(context.t('place-hash', { hash: place.sha256 })),
  ];
}
