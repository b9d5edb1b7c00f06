import type { Message } from 'grammy/types';

/** Who speaks: the chat in whose name a message is written (anonymous admins, channels), or else the person. */
export function speakerOf(message: Message | undefined, from: { readonly id: number } | undefined): number {
  return message?.sender_chat?.id ?? from?.id ?? 0;
}

/** True for messages of other bots; anonymous admins and channels write through Telegram's own. */
export function isFromBot(message: Message): boolean {
  return (message.from?.is_bot === true && message.sender_chat === undefined) || message.via_bot !== undefined;
}

/** Text of a message, or the caption of a picture: they count alike. */
export function textOf(message: Message): string {
  return message.text ?? message.caption ?? '';
}

/**
 * The question that a message puts to the bot without a command: any text in a private chat; in groups a mention of
 * the bot with text, or a reply to one of its messages. Null where the message is not for the bot.
 */
export function questionFor(message: Message, bot: { id: number; username: string }): string | null {
  const text = textOf(message);
  if (text === '' || text.startsWith('/')) return null;
  if (message.chat.type === 'private') return text.trim();
  const mention = new RegExp(`(?<![\\w@])@${bot.username}(?!\\w)`, 'gi');
  if (mention.test(text)) return text.replace(mention, ' ').replace(/\s+/g, ' ').trim();
  return message.reply_to_message?.from?.id === bot.id ? text.trim() : null;
}

/** True for greetings and thanks that ask nothing. */
export function isSmallTalk(text: string): boolean {
  return /^(?:你好|您好|嗨|哈喽|早上?好|晚上好|下午好|在吗|谢谢|多谢|感谢|谢了|辛苦了|好的|ok|hi|hello|hey|thanks?|thank you|thx|再见|拜拜|bye)(?:[呀啊哦哈您你！!。.~～,，\s]|\p{Extended_Pictographic})*$/iu.test(
    text,
  );
}

/** True for a text without a single letter or digit. */
export function isWordless(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}
