import type { BotCommand, BotCommandScope, UserFromGetMe } from '@grammyjs/types';
import type { BotInfo } from './client-protocol.js';

/** Texts that a bot sets by language. */
export type ProfileText = 'name' | 'description' | 'shortDescription';

/** Key of a command list: one for each scope and language. */
function commandKey(scope: BotCommandScope, languageCode: string): string {
  const chat = 'chat_id' in scope ? `:${scope.chat_id}` : '';
  const user = 'user_id' in scope ? `:${scope.user_id}` : '';
  return `${scope.type}${chat}${user}|${languageCode}`;
}

/** The bot's account: who it is, its texts and command lists. */
export class Profile {
  private readonly texts: Record<ProfileText, Map<string, string>> = {
    name: new Map(),
    description: new Map(),
    shortDescription: new Map(),
  };
  private readonly commands = new Map<string, readonly BotCommand[]>();

  constructor(
    readonly token: string,
    readonly user: UserFromGetMe,
  ) {}

  /** Sets a text for a language, or for all others with `''`; an empty text removes it. */
  setText(kind: ProfileText, languageCode: string, text: string): void {
    if (text === '') this.texts[kind].delete(languageCode);
    else this.texts[kind].set(languageCode, text);
  }

  /** The text for a language, or the one for all others. */
  text(kind: ProfileText, languageCode: string): string {
    const texts = this.texts[kind];
    return texts.get(languageCode) ?? texts.get('') ?? (kind === 'name' ? this.user.first_name : '');
  }

  setCommands(scope: BotCommandScope, languageCode: string, commands: readonly BotCommand[]): void {
    const key = commandKey(scope, languageCode);
    if (commands.length === 0) this.commands.delete(key);
    else this.commands.set(key, commands);
  }

  commandsOf(scope: BotCommandScope, languageCode: string): readonly BotCommand[] {
    return this.commands.get(commandKey(scope, languageCode)) ?? [];
  }

  /** The menu of the first scope that has one, the person's language before none, as Telegram chooses it. */
  menuFor(scopes: readonly BotCommandScope[], languageCode: string): readonly BotCommand[] {
    for (const scope of scopes) {
      for (const language of [languageCode, '']) {
        const commands = this.commands.get(commandKey(scope, language));
        if (commands !== undefined) return commands;
      }
    }
    return [];
  }

  /** The account as people see it. */
  info(): BotInfo {
    const languages = new Set(Object.values(this.texts).flatMap((texts) => [...texts.keys()]));
    languages.delete('');
    return {
      user: this.user,
      name: this.text('name', ''),
      description: this.text('description', ''),
      shortDescription: this.text('shortDescription', ''),
      localizedTexts: Object.fromEntries(
        [...languages].map((language) => [
          language,
          {
            name: this.text('name', language),
            description: this.text('description', language),
            shortDescription: this.text('shortDescription', language),
          },
        ]),
      ),
    };
  }
}
