import type { I18n } from '@grammyjs/i18n';
import { isFromBot, textOf } from './addressing.js';
import { LANGUAGES, type BotContext } from './context.js';

/** Commands that ask for words where they are sent without, with the key of what they say then. */
const KEYS = {
  ask: 'ask-back',
  check: 'check-back',
  count: 'count-back',
  find: 'find-back',
  s: 'sentence-back',
} as const;
type AskingCommand = keyof typeof KEYS;
/** A reply to /ask's is a reply to the bot, and so a question already. */
type WordsCommand = Exclude<AskingCommand, 'ask'>;

/**
 * Asks for the words that a command lacks, and knows a reply to that by the message replied to, so that it is
 * understood after a restart as well.
 */
export class AskBacks {
  constructor(private readonly i18n: I18n<BotContext>) {}

  /** Asks who sent the command, with an example where the command's words have a place for one. */
  async send(context: BotContext, command: AskingCommand, example = ''): Promise<void> {
    const messageId = context.msg?.message_id;
    await context.reply(context.t(KEYS[command], { example }), {
      reply_markup: { force_reply: true, selective: true },
      ...(messageId === undefined
        ? {}
        : { reply_parameters: { message_id: messageId, allow_sending_without_reply: true } }),
    });
  }

  /** The words that a message gives a command in reply to its asking back; null for every other message. */
  wordsFor(command: WordsCommand, context: BotContext): string | null {
    const { message } = context;
    const asked = message?.reply_to_message;
    if (message === undefined || asked?.from?.id !== context.me.id || isFromBot(message)) return null;
    const words = textOf(message).trim();
    const isReply = this.heads(command).some((head) => textOf(asked).startsWith(head));
    return isReply && words !== '' && !words.startsWith('/') ? words : null;
  }

  /** How the message begins in each language: up to the command of its example, which no other message gets to. */
  private heads(command: WordsCommand): string[] {
    return LANGUAGES.map((language) => {
      const words = this.i18n.t(language, KEYS[command], { example: '' });
      return words.slice(0, words.indexOf(`/${command}`) + command.length + 1);
    });
  }
}
