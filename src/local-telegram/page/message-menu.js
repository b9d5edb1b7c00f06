import { el } from './dom.js';
import { openMenu } from './menu.js';
import { isOwn } from './message-view.js';
import { selectedPart } from './selection.js';
import { t } from './strings.js';

/** @typedef {import('../client-protocol.js').ClientMessage} ClientMessage */
/** @typedef {import('./main.js').App} App */
/** @typedef {import('./menu.js').MenuItem} MenuItem */

const QUICK_REACTIONS = ['👍', '❤', '🔥', '👏', '🤔', '🎉', '🙏', '👌'];

/** @param {ClientMessage} entry */
function wordsOf(entry) {
  return entry.message.text ?? entry.message.caption;
}

/**
 * The selected part of the open conversation's messages.
 * @param {App} app
 */
export function currentSelection(app) {
  return selectedPart((messageId) => {
    const entry = app.list.entryOf(messageId);
    return entry === undefined ? undefined : wordsOf(entry);
  });
}

/**
 * Opens the menu of what can be done with a message.
 * @param {App} app
 * @param {ClientMessage} entry
 * @param {{ x: number, y: number } | HTMLElement} place
 */
export function openMessageMenu(app, entry, place) {
  openMenu(place, t('messageActions'), itemsFor(app, entry), reactionBar(app, entry));
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 * @returns {MenuItem[]}
 */
function itemsFor(app, entry) {
  const words = wordsOf(entry);
  const selected = currentSelection(app);
  const part = selected?.messageId === entry.message.message_id ? selected : null;
  /** @type {MenuItem[]} */
  const items = [{ label: t('reply'), act: () => app.composer.replyTo(entry) }];
  if (part !== null) items.unshift({ label: t('quoteSelection'), act: () => app.composer.replyTo(entry, part) });
  if (words !== undefined) items.push({ label: t('copyText'), act: () => void app.actions.copy(words) });
  if (entry.message.chat.type !== 'private') {
    items.push({ label: t('forwardToPrivate'), act: () => void app.actions.forwardToPrivate(entry) });
  }
  if (canEdit(app, entry)) items.push({ label: t('edit'), act: () => app.composer.startEdit(entry) });
  if (canDelete(app, entry)) {
    items.push({ label: t('delete'), isDanger: true, act: () => void app.actions.remove(entry) });
  }
  return items;
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 */
export function canEdit(app, entry) {
  const { via_bot: viaBot, forward_origin: origin } = entry.message;
  return isOwn(app, entry.message) && wordsOf(entry) !== undefined && viaBot === undefined && origin === undefined;
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 */
function canDelete(app, entry) {
  return entry.message.chat.type === 'private' || app.store.isAdmin || isOwn(app, entry.message);
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 */
function reactionBar(app, entry) {
  const me = app.store.person.id;
  const mine = entry.reactions.find(({ userIds }) => userIds.includes(me))?.emoji;
  const buttons = QUICK_REACTIONS.map((emoji) => {
    const button = el('button', {
      type: 'button',
      role: 'menuitemradio',
      'aria-checked': String(emoji === mine),
      'aria-label': t('react', { emoji }),
      text: emoji,
    });
    button.addEventListener('click', () => {
      button.dispatchEvent(new Event('menu-done', { bubbles: true }));
      void app.actions.react(entry, emoji === mine ? null : emoji);
    });
    return button;
  });
  return el('div', { class: 'reaction-bar', role: 'group', 'aria-label': t('reactions') }, ...buttons);
}
