import { byId, el } from './dom.js';

/** @typedef {import('../client-protocol.js').ClientMessage} ClientMessage */
/** @typedef {import('./main.js').App} App */

/**
 * Whether a keyboard is meant for the chosen person: `selective` ones are for those replied to or mentioned.
 * @param {App} app
 * @param {ClientMessage} entry
 */
function isForMe(app, entry) {
  if (entry.replyMarkup?.selective !== true) return true;
  const { reply_to_message: original, text = '' } = entry.message;
  const { id, username } = app.store.person;
  return original?.from?.id === id || (username !== undefined && text.includes(`@${username}`));
}

/** Keyboards below the message field, and prompts to reply. */
export class ReplyKeyboard {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.element = byId('reply-keyboard');
    const { store } = app;
    store.on('opened', () => this.show(null));
    store.on('loaded', () => this.update());
    store.on('message', (entry) => this.arrived(entry));
    store.on('deleted', () => this.update());
  }

  /** @param {ClientMessage} entry */
  arrived(entry) {
    this.update();
    if (entry.replyMarkup !== undefined && 'force_reply' in entry.replyMarkup && isForMe(this.app, entry)) {
      this.app.composer.replyTo(entry);
    }
  }

  update() {
    const messages = this.app.store.history?.messages ?? [];
    const latest = messages.findLast((entry) => entry.replyMarkup !== undefined && isForMe(this.app, entry));
    const markup = latest?.replyMarkup;
    this.show(null);
    this.app.composer.setPlaceholder(null);
    if (latest === undefined || markup === undefined || 'remove_keyboard' in markup) return;
    const me = this.app.store.person.id;
    const isUsed = messages.some(
      ({ message }) => message.message_id > latest.message.message_id && message.from?.id === me,
    );
    if ('force_reply' in markup) {
      if (!isUsed) this.app.composer.setPlaceholder(markup.input_field_placeholder ?? null);
      return;
    }
    if (isUsed && markup.one_time_keyboard === true) return;
    this.app.composer.setPlaceholder(markup.input_field_placeholder ?? null);
    this.show(markup.keyboard.map((row) => row.map((key) => (typeof key === 'string' ? key : key.text))));
  }

  /** @param {readonly (readonly string[])[] | null} rows */
  show(rows) {
    this.element.hidden = rows === null;
    const drawKey = (/** @type {string} */ text) =>
      el('button', { type: 'button', class: 'key', text, onclick: () => void this.app.actions.send(text) });
    this.element.replaceChildren(...(rows ?? []).map((row) => el('div', { class: 'key-row' }, ...row.map(drawKey))));
  }
}
