import type { I18nFlavor } from '@grammyjs/i18n';
import type { Context } from 'grammy';

/** The context of every handler. */
export type BotContext = Context & I18nFlavor;

/** Languages of the interface. */
export const LANGUAGES = ['zh', 'en'] as const;
/** One of them. */
export type Language = (typeof LANGUAGES)[number];

/** The language in which a context is answered. */
export async function languageOf(context: BotContext): Promise<Language> {
  return (await context.i18n.getLocale()) === 'en' ? 'en' : 'zh';
}

/** Words of the interface, by message key. */
export type Translate = (key: string, variables?: Record<string, string | number>) => string;

/** The translator of a context, detached from it so that renderers need no context. */
export function translateOf(context: BotContext): Translate {
  return (key, variables) => context.t(key, variables);
}
