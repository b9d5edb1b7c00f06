import { language, t } from './strings.js';

/** @typedef {import('../client-protocol.js').BotInfo} BotInfo */
/** @typedef {import('../client-protocol.js').ClientMessage} ClientMessage */
/** @typedef {import('./conversations.js').Conversation} Conversation */
/** @typedef {ClientMessage['message']} Message */
/** @typedef {Pick<Message, 'from' | 'sender_chat'>} Sent */

const HUES = 7;
const BOT_HUE = 5;
const SNIPPET_LENGTH = 80;
const GREY = 1087968824;

const timeFormat = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hour12: false });
const dayFormat = new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric' });
const wholeFormat = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hour12: false });

/** @param {number} unixSeconds */
export function timeOf(unixSeconds) {
  return timeFormat.format(unixSeconds * 1000);
}

/** @param {number} unixSeconds */
export function dayOf(unixSeconds) {
  return dayFormat.format(unixSeconds * 1000);
}

/** @param {number} unixSeconds */
export function momentOf(unixSeconds) {
  return wholeFormat.format(unixSeconds * 1000);
}

/**
 * The bot's name and texts in the page's language, where the bot set them.
 * @param {BotInfo} bot
 */
export function botTexts(bot) {
  const localized = bot.localizedTexts[language];
  return {
    name: localized?.name || bot.name || bot.user.first_name,
    description: localized?.description || bot.description,
  };
}

/**
 * @param {{ first_name: string, last_name?: string }} user
 */
function fullName(user) {
  return user.last_name === undefined ? user.first_name : `${user.first_name} ${user.last_name}`;
}

/**
 * Who a message is from, as shown above it.
 * @param {Sent} message
 * @param {BotInfo} bot
 */
export function senderName(message, bot) {
  if (message.sender_chat !== undefined) return message.sender_chat.title ?? '';
  if (message.from === undefined) return '';
  return message.from.id === bot.user.id ? botTexts(bot).name : fullName(message.from);
}

/** @param {Sent} message */
export function senderId(message) {
  return message.sender_chat?.id ?? message.from?.id ?? GREY;
}

/**
 * Number of an id's colour. The bot keeps its own, whatever its account.
 * @param {number} id
 * @param {BotInfo} bot
 */
export function hueOf(id, bot) {
  return id === bot.user.id ? BOT_HUE : Math.abs(id) % HUES;
}

/**
 * Letter in an avatar: the first whole character of the name.
 * @param {string} name
 */
export function initial(name) {
  return [...name.trim()][0]?.toUpperCase() ?? '?';
}

/**
 * Fills in an avatar.
 * @param {HTMLElement} element
 * @param {number} hue
 * @param {string} name
 */
export function paintAvatar(element, hue, name) {
  element.className = `avatar hue-${hue}`;
  element.textContent = initial(name);
}

/**
 * Name of a conversation.
 * @param {Conversation} conversation
 * @param {BotInfo} bot
 */
export function conversationTitle({ chat, threadId }, bot) {
  if (chat.type === 'private') return botTexts(bot).name;
  if (!chat.isForum) return chat.title;
  return chat.topics.find((topic) => topic.threadId === threadId)?.name ?? t('general');
}

/** @param {import('@grammyjs/types').MessageOrigin} origin */
export function originName(origin) {
  switch (origin.type) {
    case 'user':
      return fullName(origin.sender_user);
    case 'hidden_user':
      return origin.sender_user_name;
    case 'chat':
      return origin.sender_chat.title ?? '';
    case 'channel':
      return origin.chat.title ?? '';
  }
}

/**
 * One line that stands for a service message; null for ordinary ones.
 * @param {Message} message
 * @param {BotInfo} bot
 * @returns {string | null}
 */
export function serviceText(message, bot) {
  const name = senderName(message, bot);
  if (message.new_chat_members !== undefined) {
    return t('joined', { names: message.new_chat_members.map(fullName).join('、') });
  }
  if (message.left_chat_member !== undefined) return t('left', { name: fullName(message.left_chat_member) });
  if (message.migrate_to_chat_id !== undefined || message.migrate_from_chat_id !== undefined) return t('migrated');
  if (message.forum_topic_created !== undefined) {
    return t('topicCreated', { name: message.forum_topic_created.name });
  }
  if (message.new_chat_title !== undefined) return t('titleChanged', { name: message.new_chat_title });
  if (message.pinned_message !== undefined) return t('pinned', { name });
  return hasContent(message) ? null : t('serviceOther');
}

/** @param {Message} message */
function hasContent(message) {
  const { text, caption, photo, sticker, voice, poll } = message;
  return [text, caption, photo, sticker, voice, poll].some((part) => part !== undefined);
}

/**
 * A message in one line, for the chat list and reply headers.
 * @param {Partial<Message>} message
 * @returns {string}
 */
export function snippet(message) {
  const words = (message.text ?? message.caption ?? '').replaceAll(/\s+/g, ' ').slice(0, SNIPPET_LENGTH);
  if (message.photo !== undefined) return words === '' ? t('photo') : `🖼 ${words}`;
  if (message.sticker !== undefined) return `${message.sticker.emoji ?? ''} ${t('sticker')}`;
  if (message.voice !== undefined) return t('voice');
  if (message.poll !== undefined) return `📊 ${message.poll.question}`;
  return words;
}
