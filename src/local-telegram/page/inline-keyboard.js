import { el } from './dom.js';
import { safeUrl } from './entities.js';
import { choose, toast } from './notices.js';
import { conversationTitle } from './names.js';
import { t } from './strings.js';

/** @typedef {import('@grammyjs/types').InlineKeyboardButton} InlineKeyboardButton */
/** @typedef {import('../client-protocol.js').ClientMessage} ClientMessage */
/** @typedef {import('./main.js').App} App */

/**
 * The buttons under a message; null where it has none.
 * @param {App} app
 * @param {ClientMessage} entry
 */
export function drawInlineKeyboard(app, entry) {
  const rows = entry.message.reply_markup?.inline_keyboard ?? [];
  if (rows.length === 0) return null;
  const drawRow = (/** @type {InlineKeyboardButton[]} */ row) =>
    el('div', { class: 'key-row' }, ...row.map((button) => drawButton(app, entry, button)));
  return el('div', { class: 'inline-keyboard' }, ...rows.map(drawRow));
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 * @param {InlineKeyboardButton} button
 */
function drawButton(app, entry, button) {
  const kind = 'style' in button && button.style !== undefined ? `key ${button.style}` : 'key';
  if ('url' in button) return drawLink(app, button.text, button.url, kind);
  const mark = 'copy_text' in button ? 'copies' : 'switch_inline_query' in button ? 'leads-away' : '';
  const element = el('button', { type: 'button', class: `${kind} ${mark}` }, button.text);
  element.addEventListener('click', () => void pressButton(app, entry, button, element));
  return element;
}

/**
 * @param {App} app
 * @param {string} text
 * @param {string} url
 * @param {string} kind
 */
function drawLink(app, text, url, kind) {
  const href = safeUrl(url);
  const link = el(
    'a',
    { class: `${kind} leads-away`, href, title: href, target: '_blank', rel: 'noopener noreferrer' },
    text,
  );
  link.addEventListener('click', (event) => {
    if (href !== null && app.actions.followLink(href)) event.preventDefault();
  });
  return link;
}

/**
 * @param {App} app
 * @param {ClientMessage} entry
 * @param {InlineKeyboardButton} button
 * @param {HTMLElement} element
 */
async function pressButton(app, entry, button, element) {
  if ('copy_text' in button) await app.actions.copy(button.copy_text.text);
  else if ('callback_data' in button) {
    if (element.getAttribute('aria-busy') === 'true') return;
    element.setAttribute('aria-busy', 'true');
    await app.actions.press(entry, button.callback_data);
    element.removeAttribute('aria-busy');
  } else if ('switch_inline_query_current_chat' in button) startInline(app, button.switch_inline_query_current_chat);
  else if ('switch_inline_query' in button) await startInlineElsewhere(app, button.switch_inline_query);
  else if ('switch_inline_query_chosen_chat' in button) {
    await startInlineElsewhere(app, button.switch_inline_query_chosen_chat.query ?? '');
  } else toast(t('notSupported'));
}

/**
 * @param {App} app
 * @param {string} query
 */
function startInline(app, query) {
  app.composer.setText(`@${app.store.bot.user.username} ${query}`);
}

/**
 * @param {App} app
 * @param {string} query
 */
async function startInlineElsewhere(app, query) {
  const { bot, conversations } = app.store;
  const choices = conversations.map((conversation) => {
    const title = conversationTitle(conversation, bot);
    const label = conversation.chat.isForum ? t('topicOf', { group: conversation.chat.title, topic: title }) : title;
    return { label, value: conversation };
  });
  const chosen = await choose(t('chooseChat'), choices);
  if (chosen === null) return;
  await app.store.openConversation(chosen);
  startInline(app, query);
}
