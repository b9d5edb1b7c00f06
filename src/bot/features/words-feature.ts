import { Composer } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import type { WordCount } from '../../answering/speech-service.js';
import type { AskBacks } from '../ask-back.js';
import { translateOf, type BotContext, type Translate } from '../context.js';
import { headOf } from '../head.js';
import type { BotDependencies } from '../dependencies.js';
import { TextBuilder, type FormattedText } from '../rendering/formatted-text.js';
import { ownWords, renderQuote, sentenceLink } from '../rendering/render-answer.js';
import { editPressed, replyWith } from '../replies.js';
import { Rights } from '../rights.js';
import { packBlocks } from '../rendering/formatted-text.js';

const LONGEST_DATA = 64;

function pageKeyboard(
  kind: 'c' | 'f',
  words: string,
  asker: number,
  page: number,
  pageCount: number,
  translate: Translate,
): InlineKeyboardMarkup | undefined {
  const button = (key: string, target: number) => {
    const data = `w${kind}|${asker.toString(36)}|${target}|${words}`;
    const isThere = target >= 0 && target < pageCount && Buffer.byteLength(data) <= LONGEST_DATA;
    return isThere ? [{ text: translate(key), callback_data: data }] : [];
  };
  const row = [...button('button-previous', page - 1), ...button('button-next', page + 1)];
  return row.length === 0 ? undefined : { inline_keyboard: [row] };
}

function renderCount(count: WordCount, translate: Translate, botUsername: string): FormattedText[] {
  if (count.count === 0) {
    const zero = [ownWords(translate('count-zero', { word: count.word }))];
    if (count.nearestWords.length === 0) return zero;
    const words = count.nearestWords.map((entry) => translate('word-count', entry)).join('，');
    return [...zero, ownWords(translate('count-nearest', { words }))];
  }
  const head = new TextBuilder().add(translate('count-result', { word: count.word, count: String(count.count) }));
  if (count.pageCount > 1) head.add(' ').add(translate('page', { page: count.page + 1, pages: count.pageCount }));
  const lines = count.lines.map(({ quote, wordStart, wordEnd }) => {
    const builder = new TextBuilder();
    const flat = (text: string) => text.replace(/\n/g, ' ');
    builder
      .add('…')
      .add(flat(quote.text.slice(0, wordStart)))
      .styled(flat(quote.text.slice(wordStart, wordEnd)), 'bold');
    return builder
      .add(flat(quote.text.slice(wordEnd)))
      .add('… ')
      .link(quote.citation, sentenceLink(botUsername, quote.id))
      .build();
  });
  return [head.build(), ...lines];
}

/** /count and /find, page by page; pages are turned by who asked and by admins. */
export function wordsFeature(dependencies: BotDependencies, askBacks: AskBacks): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const rights = new Rights(dependencies.nowMs);
  const countPage = (context: BotContext, word: string, asker: number, page: number) => {
    const count = dependencies.getService().count(word, page);
    const translate = translateOf(context);
    return {
      blocks: renderCount(count, translate, context.me.username),
      keyboard: pageKeyboard('c', word, asker, count.page, count.pageCount, translate),
    };
  };
  const findPage = (context: BotContext, words: string, asker: number, page: number) => {
    const found = dependencies.getService().find(words.split(/[\s,，、]+/), page);
    const translate = translateOf(context);
    const head =
      translate('find-result', { count: String(found.total) }) +
      (found.pageCount > 1 ? ` ${translate('page', { page: found.page + 1, pages: found.pageCount })}` : '');
    const blocks = [
      ownWords(head),
      ...found.quotes.map((quote) => renderQuote(quote, 'expandable_blockquote', context.me.username)),
    ];
    return { blocks, keyboard: pageKeyboard('f', words, asker, found.page, found.pageCount, translate) };
  };
  const reply = async (
    context: BotContext,
    page: { blocks: FormattedText[]; keyboard: InlineKeyboardMarkup | undefined },
  ) => {
    await replyWith(context, page.blocks, page.keyboard === undefined ? {} : { keyboard: page.keyboard });
  };
  const first = async (context: BotContext, command: 'count' | 'find', given: string) => {
    const words = headOf(given.trim(), 100);
    if (words === '') await askBacks.send(context, command);
    else await reply(context, (command === 'count' ? countPage : findPage)(context, words, context.from?.id ?? 0, 0));
  };
  for (const command of ['count', 'find'] as const) {
    composer.on('message').command(command, (context) => first(context, command, context.match));
    composer.on('message').filter(
      (context) => askBacks.wordsFor(command, context) !== null,
      (context) => first(context, command, askBacks.wordsFor(command, context) ?? ''),
    );
  }
  composer.callbackQuery(/^w([cf])\|([0-9a-z]{1,11})\|(\d{1,4})\|(.+)$/s, async (context) => {
    const [, kind, askerDigits = '', page, words = ''] = context.match;
    const asker = parseInt(askerDigits, 36);
    if (!(await rights.mayTurn(context, asker))) {
      await context.answerCallbackQuery({ text: context.t('button-not-yours') });
      return;
    }
    const shown = (kind === 'c' ? countPage : findPage)(context, words, asker, Number(page));
    const [message] = packBlocks(shown.blocks);
    await context.answerCallbackQuery();
    if (message !== undefined) await editPressed(context, message, shown.keyboard);
  });
  return composer;
}
