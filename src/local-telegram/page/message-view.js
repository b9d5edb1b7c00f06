import { el } from './dom.js';
import { drawText } from './entities.js';
import { drawInlineKeyboard } from './inline-keyboard.js';
import {
  dayOf,
  hueOf,
  initial,
  momentOf,
  originName,
  senderId,
  senderName,
  serviceText,
  snippet,
  timeOf,
} from './names.js';
import { drawPoll } from './poll-view.js';
import { t } from './strings.js';

/** @typedef {import('../client-protocol.js').ClientMessage} ClientMessage */
/** @typedef {import('./entities.js').EntityContext} EntityContext */
/** @typedef {import('./main.js').App} App */
/** @typedef {ClientMessage['message']} Message */

/** Messages of one sender further apart than this get the name again. */
const GROUP_SECONDS = 300;
/** A stand-in picture of one pixel is still shown as a picture. */
const SMALLEST_PICTURE_PX = 120;

/** Opened quotations and spoilers, by chat, message and offset: an edit of the message leaves them open. */
const opened = new Set();

/**
 * Whether the message is the chosen person's own.
 * @param {App} app
 * @param {Message} message
 */
export function isOwn(app, message) {
  return message.from?.id === app.store.person.id && message.sender_chat === undefined;
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 * @returns {EntityContext}
 */
function entityContext(app, entry) {
  const keyOf = (/** @type {number} */ offset) => `${entry.chatId}/${entry.message.message_id}/${offset}`;
  return {
    onCommand: (command) => void app.actions.send(app.actions.fullCommand(command)),
    onMention: (mention) => app.composer.insert(`${mention} `),
    onLink: (url) => app.actions.followLink(url),
    isOpen: (offset) => opened.has(keyOf(offset)),
    setOpen: (offset, isOpen) => void (isOpen ? opened.add(keyOf(offset)) : opened.delete(keyOf(offset))),
  };
}

/**
 * A message as an item of the list.
 * @param {App} app
 * @param {ClientMessage} entry
 * @param {ClientMessage | undefined} previous
 * @returns {HTMLLIElement}
 */
export function drawMessage(app, entry, previous) {
  const { message } = entry;
  const service = serviceText(message, app.store.bot);
  const startsDay = previous === undefined || dayOf(previous.message.date) !== dayOf(message.date);
  const own = isOwn(app, message);
  const isFirst = startsDay || !belongTogether(message, previous.message);
  const row = el('li', {
    class: `row ${own ? 'own' : 'other'}${isFirst ? ' first' : ''}${service === null ? '' : ' service'}`,
    'data-id': message.message_id,
    tabindex: '-1',
  });
  if (startsDay) row.append(el('div', { class: 'day', text: dayOf(message.date) }));
  if (service !== null) {
    row.append(el('div', { class: 'service-text', text: service }));
    return row;
  }
  const name = senderName(message, app.store.bot);
  row.setAttribute('aria-label', `${own ? t('you') : name}, ${timeOf(message.date)}`);
  row.append(drawLine(app, entry, name, own, isFirst));
  return row;
}

/**
 * @param {Message} message
 * @param {Message} previous
 */
function belongTogether(message, previous) {
  const isService = previous.new_chat_members !== undefined || previous.left_chat_member !== undefined;
  return !isService && senderId(message) === senderId(previous) && message.date - previous.date < GROUP_SECONDS;
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 * @param {string} name
 * @param {boolean} own
 * @param {boolean} isFirst
 */
function drawLine(app, entry, name, own, isFirst) {
  const isGroup = app.store.open.chat.type !== 'private';
  const hue = hueOf(senderId(entry.message), app.store.bot);
  const avatar = isGroup && !own ? el('span', { class: `avatar hue-${hue}`, 'aria-hidden': 'true' }) : null;
  if (avatar !== null && isFirst) avatar.textContent = initial(name);
  else avatar?.classList.add('blank');
  const more = el('button', {
    type: 'button',
    class: 'more',
    tabindex: '-1',
    'aria-haspopup': 'menu',
    'aria-label': t('messageActions'),
    text: '⋯',
  });
  const sender = isGroup && !own && isFirst ? el('div', { class: `sender ink-${hue}`, text: name }) : null;
  const bubble = el('article', { class: bubbleClass(entry.message) }, sender, ...drawContent(app, entry));
  const stack = el('div', { class: 'stack' }, bubble, drawInlineKeyboard(app, entry));
  return el('div', { class: 'line' }, avatar, stack, more);
}

/** @param {Message} message */
function bubbleClass(message) {
  if (message.sticker !== undefined) return 'bubble bare';
  return message.photo !== undefined || message.poll !== undefined ? 'bubble wide' : 'bubble';
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 * @returns {(Node | null)[]}
 */
function drawContent(app, entry) {
  const { message } = entry;
  const context = entityContext(app, entry);
  const words = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities ?? [];
  return [
    message.forward_origin === undefined
      ? null
      : el('div', { class: 'origin', text: t('forwardedFrom', { name: originName(message.forward_origin) }) }),
    message.via_bot === undefined
      ? null
      : el('div', { class: 'origin', text: t('via', { name: message.via_bot.username ?? '' }) }),
    drawReplyHeader(app, entry),
    drawMedia(message),
    message.poll === undefined ? null : drawPoll(app, entry, message.poll, context),
    el(
      'div',
      { class: 'body', dir: 'auto' },
      words === undefined ? null : el('div', { class: 'text' }, drawText(words, entities, context)),
      drawMeta(message),
    ),
    drawReactions(app, entry),
  ];
}

/** @param {Message} message */
function drawMeta(message) {
  const time = el('time', {
    datetime: new Date(message.date * 1000).toISOString(),
    title: momentOf(message.date),
    text: timeOf(message.date),
  });
  const edited = message.edit_date === undefined ? null : el('span', { class: 'edited', text: t('edited') });
  return el('span', { class: 'meta' }, edited, time);
}

/**
 * Whom a message replies to, in which words.
 * @param {App} app
 * @param {Message} message
 * @returns {{ name: string, text: string } | null}
 */
function repliedTo(app, { reply_to_message: original, external_reply: external, quote }) {
  if (original !== undefined) {
    return { name: senderName(original, app.store.bot), text: quote?.text ?? snippet(original) };
  }
  return external === undefined ? null : { name: originName(external.origin), text: quote?.text ?? '' };
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 */
function drawReplyHeader(app, { message }) {
  const replied = repliedTo(app, message);
  if (replied === null) return null;
  const { reply_to_message: original, quote } = message;
  const words = [
    el('span', { class: 'reply-name', text: replied.name }),
    el('span', { class: quote === undefined ? 'reply-text' : 'reply-text quoted', text: replied.text }),
  ];
  // The original of a reply across chats cannot be gone to.
  if (original === undefined) return el('div', { class: 'reply-header' }, ...words);
  const header = el('button', { type: 'button', class: 'reply-header' }, ...words);
  header.setAttribute('aria-label', t('jumpToOriginal', replied));
  header.addEventListener('click', () => void app.list.jumpTo(original.message_id, quote));
  return header;
}

/** @param {Message} message */
function drawMedia(message) {
  const { photo, sticker, voice } = message;
  if (photo !== undefined) return drawPhoto(photo.at(-1), message.caption);
  if (sticker !== undefined) {
    return el('div', { class: 'sticker', role: 'img', 'aria-label': snippet(message), text: sticker.emoji ?? '🖼' });
  }
  if (voice === undefined) return null;
  const label = t('voiceSeconds', { seconds: voice.duration });
  return el(
    'div',
    { class: 'voice', role: 'img', 'aria-label': label },
    el('span', { class: 'voice-play', 'aria-hidden': 'true', text: '▶' }),
    el('span', { class: 'voice-wave', 'aria-hidden': 'true' }),
    el('span', { 'aria-hidden': 'true', text: `0:${String(voice.duration).padStart(2, '0')}` }),
  );
}

/**
 * @param {NonNullable<Message['photo']>[number] | undefined} size
 * @param {string | undefined} caption
 */
function drawPhoto(size, caption) {
  if (size === undefined) return null;
  const src = `/client/photos/${encodeURIComponent(size.file_id)}`;
  const image = el('img', { src, alt: caption ?? t('photo'), loading: 'lazy', decoding: 'async' });
  if (size.width < SMALLEST_PICTURE_PX) image.className = 'stand-in';
  else Object.assign(image, { width: size.width, height: size.height });
  return el('a', { class: 'photo', href: src, target: '_blank', rel: 'noopener' }, image);
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 */
function drawReactions(app, entry) {
  if (entry.reactions.length === 0) return null;
  const chips = entry.reactions.map(({ emoji, userIds }) => {
    const isMine = userIds.includes(app.store.person.id);
    return el('button', {
      type: 'button',
      class: 'reaction',
      'aria-pressed': String(isMine),
      'aria-label': t('reactionCount', { emoji, count: userIds.length }),
      text: userIds.length > 1 ? `${emoji} ${userIds.length}` : emoji,
      onclick: () => void app.actions.react(entry, isMine ? null : emoji),
    });
  });
  return el('div', { class: 'reactions', role: 'group', 'aria-label': t('reactions') }, ...chips);
}
