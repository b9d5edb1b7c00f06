import type { Message } from '@grammyjs/types';
import type { State } from '../state.js';
import type { ChatRecord } from '../store.js';

function commandIsForBot(message: Message, text: string, username: string): boolean {
  const command = message.entities?.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (command === undefined) return false;
  const [, addressee] = text.slice(0, command.length).split('@');
  return addressee === undefined || addressee.toLowerCase() === username.toLowerCase();
}

function mentionsBot(message: Message, text: string, username: string): boolean {
  const entities = message.entities ?? message.caption_entities ?? [];
  return entities.some(
    ({ type, offset, length }) =>
      type === 'mention' && text.slice(offset + 1, offset + length).toLowerCase() === username.toLowerCase(),
  );
}

/**
 * Whether the bot is sent a person's message. In groups with privacy mode on: commands for it, replies to its
 * messages, messages sent via it, mentions (core.telegram.org/bots/features#privacy-mode; mentions:
 * core.telegram.org/bots/api#forcereply). Admins hear everything.
 */
export function botHears(state: State, chat: ChatRecord, message: Message): boolean {
  if (chat.botStatus !== 'member' && chat.botStatus !== 'administrator') return false;
  const { user } = state.profile;
  if (chat.type === 'private' || chat.botStatus === 'administrator' || user.can_read_all_group_messages) return true;
  const text = message.text ?? message.caption ?? '';
  return (
    message.reply_to_message?.from?.id === user.id ||
    message.via_bot?.id === user.id ||
    commandIsForBot(message, text, user.username) ||
    mentionsBot(message, text, user.username)
  );
}
