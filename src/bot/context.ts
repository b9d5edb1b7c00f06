import type { I18nFlavor } from '@grammyjs/i18n';
import type { Context } from 'grammy';

/** The context of every handler. */
export type BotContext = Context & I18nFlavor;

/** Words of the interface, by message key. */
export type Translate = (key: string, variables?: Record<string, string | number>) => string;

/** The translator of a context, detached from it so that renderers need no context. */
export function translateOf(context: BotContext): Translate {
  return (key, variables) => context.t(key, variables);
}
