import type { I18n } from '@grammyjs/i18n';
import type { Api } from 'grammy';
import type { BotCommandScope } from 'grammy/types';
import { errorFields, type Logger } from '../logger.js';
import type { BotContext } from './context.js';

const PRIVATE_COMMANDS = [
  'start',
  'help',
  'check',
  'count',
  'find',
  's',
  'outline',
  'about',
  'settings',
  'lang',
  'privacy',
  'forget',
];
const GROUP_COMMANDS = ['ask', 'check', 'count', 'find', 's', 'outline', 'help', 'about', 'privacy'];
const ADMIN_COMMANDS = [...GROUP_COMMANDS, 'settings', 'lang', 'forget'];

const SCOPES: readonly (readonly [BotCommandScope, readonly string[]])[] = [
  [{ type: 'all_private_chats' }, PRIVATE_COMMANDS],
  [{ type: 'all_group_chats' }, GROUP_COMMANDS],
  [{ type: 'all_chat_administrators' }, ADMIN_COMMANDS],
];

/** Menus and profile texts: Chinese for those who read it, English for everyone else; set only where they differ. */
const AUDIENCES = [
  { locale: 'en', language: undefined },
  { locale: 'zh', language: 'zh' },
] as const;

/** Registers command menus and profile texts. A failure is logged and costs nothing else. */
export async function register(api: Api, i18n: I18n<BotContext>, logger: Logger): Promise<void> {
  try {
    for (const { locale, language } of AUDIENCES) {
      const other = language === undefined ? {} : { language_code: language };
      for (const [scope, names] of SCOPES) {
        const wanted = names.map((command) => ({ command, description: i18n.t(locale, `command-${command}`) }));
        const current = await api.getMyCommands({ scope, ...other });
        if (JSON.stringify(current) !== JSON.stringify(wanted)) await api.setMyCommands(wanted, { scope, ...other });
      }
      const description = i18n.t(locale, 'profile-description');
      if ((await api.getMyDescription(other)).description !== description)
        await api.setMyDescription(description, other);
      const short = i18n.t(locale, 'profile-short');
      if ((await api.getMyShortDescription(other)).short_description !== short)
        await api.setMyShortDescription(short, other);
    }
  } catch (error) {
    logger.warn('menus not registered', errorFields(error));
  }
}
