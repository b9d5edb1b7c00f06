import { Composer } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import { translateOf, type BotContext, type Translate } from '../context.js';
import type { BotDependencies } from '../dependencies.js';
import type { FormattedText } from '../rendering/formatted-text.js';
import { packBlocks } from '../rendering/formatted-text.js';
import { ownWords } from '../rendering/render-answer.js';
import { editPressed, replyWith } from '../replies.js';
import { Rights } from '../rights.js';
import type { ChatSettings } from '../storage.js';

const LANGUAGE_NAMES = { zh: '中文', en: 'English' } as const;

function languageName(settings: ChatSettings, translate: Translate): string {
  return settings.language === null ? translate('settings-auto') : LANGUAGE_NAMES[settings.language];
}

function render(
  settings: ChatSettings,
  translate: Translate,
  isPrivate: boolean,
): { blocks: FormattedText[]; keyboard: InlineKeyboardMarkup } {
  const language = translate('settings-language', { value: languageName(settings, translate) });
  const quotes = translate('settings-quotes', { value: settings.quoteCount });
  const onOff = (value: boolean) => translate(value ? 'on' : 'off');
  const quiet = translate('settings-quiet', { value: onOff(settings.isQuiet) });
  const elsewhere = translate('settings-private', { value: onOff(settings.answersInPrivate) });
  // The last two mean nothing where there is nobody else to disturb.
  const rows: readonly (readonly [string, string])[] = [
    [language, 'sl'],
    [quotes, 'sq'],
    ...(isPrivate
      ? []
      : ([
          [quiet, 'sm'],
          [elsewhere, 'sp'],
        ] as const)),
  ];
  return {
    blocks: [translate('settings-title'), ...rows.map(([text]) => text)].map(ownWords),
    keyboard: { inline_keyboard: rows.map(([text, data]) => [{ text, callback_data: data }]) },
  };
}

/** The choice of a language alone, the one in force marked. */
function renderLanguages(
  settings: ChatSettings,
  translate: Translate,
): { blocks: FormattedText[]; keyboard: InlineKeyboardMarkup } {
  const choice = (language: ChatSettings['language']) => {
    const name = languageName({ ...settings, language }, translate);
    return { text: language === settings.language ? `✓ ${name}` : name, callback_data: `l${language ?? ''}` };
  };
  return {
    blocks: [ownWords(translate('settings-language', { value: languageName(settings, translate) }))],
    keyboard: { inline_keyboard: [[choice(null), choice('zh'), choice('en')]] },
  };
}

/** What a tap changes: languages and numbers go round. */
function changed(settings: ChatSettings, key: string): ChatSettings {
  if (key === 'sl')
    return { ...settings, language: settings.language === null ? 'zh' : settings.language === 'zh' ? 'en' : null };
  if (key === 'sq') return { ...settings, quoteCount: (settings.quoteCount % 5) + 1 };
  if (key === 'sp') return { ...settings, answersInPrivate: !settings.answersInPrivate };
  return { ...settings, isQuiet: !settings.isQuiet };
}

/** /settings, and /lang for the language alone: for a chat's admins, and for everyone in a private chat. Rights are asked for at every tap. */
export function settingsFeature(dependencies: BotDependencies): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const rights = new Rights(dependencies.nowMs);
  const { storage } = dependencies;
  const renderAll = (settings: ChatSettings, context: BotContext) =>
    render(settings, translateOf(context), context.chat?.type === 'private');
  const show = async (context: BotContext, renderShown: typeof renderAll) => {
    if (!(await rights.isAdmin(context))) {
      await replyWith(context, [ownWords(context.t('settings-only-admins'))]);
      return;
    }
    const { blocks, keyboard } = renderShown(storage.settings(context.chat?.id ?? 0), context);
    await replyWith(context, blocks, { keyboard });
  };
  const change = async (
    context: BotContext,
    changeOf: (settings: ChatSettings) => ChatSettings,
    renderShown: typeof renderAll,
  ) => {
    const chatId = context.chat?.id;
    if (chatId === undefined || !(await rights.isAdmin(context))) {
      await context.answerCallbackQuery({ text: context.t('settings-only-admins') });
      return;
    }
    const settings = changeOf(storage.settings(chatId));
    await storage.saveSettings(chatId, settings);
    await context.i18n.renegotiateLocale();
    await context.answerCallbackQuery();
    const { blocks, keyboard } = renderShown(settings, context);
    const [message] = packBlocks(blocks);
    if (message !== undefined) await editPressed(context, message, keyboard);
  };
  const renderLanguage = (settings: ChatSettings, context: BotContext) =>
    renderLanguages(settings, translateOf(context));

  composer.on('message').command('settings', (context) => show(context, renderAll));
  composer.on('message').command('lang', (context) => show(context, renderLanguage));
  composer.callbackQuery(/^s[lqmp]$/, (context) =>
    change(context, (settings) => changed(settings, context.callbackQuery.data), renderAll),
  );
  composer.callbackQuery(/^l(zh|en)?$/, (context) => {
    const language = context.match[1] === 'zh' || context.match[1] === 'en' ? context.match[1] : null;
    return change(context, (settings) => ({ ...settings, language }), renderLanguage);
  });
  return composer;
}
