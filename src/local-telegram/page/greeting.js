import { byId, el } from './dom.js';
import { isOwn } from './message-view.js';
import { botTexts, conversationTitle, hueOf, initial } from './names.js';
import { t } from './strings.js';

/** @typedef {import('./main.js').App} App */

/** Addresses the bot in a group. */
const ASK = '/ask ';

/** The way in: a greeting in the empty private chat, examples over the message field of a group. */
export class Greeting {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    const { store } = app;
    for (const type of /** @type {const} */ (['opened', 'loaded', 'message', 'deleted', 'bot', 'chats'])) {
      store.on(type, () => this.draw());
    }
  }

  draw() {
    const { history, open } = this.app.store;
    const isPrivate = open.chat.type === 'private';
    const isEmpty = history !== undefined && history.messages.length === 0;
    const element = byId('greeting');
    element.hidden = !isEmpty;
    element.replaceChildren(...(isEmpty ? (isPrivate ? this.privateGreeting() : this.groupGreeting()) : []));
    const hasAsked = history?.messages.some(({ message }) => isOwn(this.app, message)) ?? true;
    this.drawExamples(!isPrivate && !isEmpty && !hasAsked && open.chat.botIsMember);
  }

  privateGreeting() {
    const { bot, examples } = this.app.store;
    const { name, description } = botTexts(bot);
    const hue = `hue-${hueOf(bot.user.id, bot)}`;
    return [
      el('span', { class: `avatar large ${hue}`, 'aria-hidden': 'true', text: initial(name) }),
      el('h3', { text: name }),
      el('p', { class: 'greeting-text', text: description }),
      examples.length === 0 ? '' : el('p', { class: 'greeting-try', text: t('greetingTry') }),
      this.chips(examples, ''),
      this.entrances(),
    ];
  }

  groupGreeting() {
    const { open, bot, examples } = this.app.store;
    const title = el('h3', { text: conversationTitle(open, bot) });
    if (!open.chat.botIsMember) return [title, el('p', { text: t('botAway') })];
    return [title, el('p', { text: t('groupHint') }), this.chips(examples, ASK)];
  }

  entrances() {
    const { store, actions } = this.app;
    const group = store.conversations.find(({ chat }) => chat.type !== 'private' && chat.botIsMember);
    const start = el('button', { type: 'button', class: 'quiet', text: t('start') });
    start.addEventListener('click', () => void actions.start(null));
    const toGroup = el('button', { type: 'button', class: 'primary', text: t('toGroup') });
    toGroup.addEventListener('click', () => {
      this.app.composer.focusByKeyboard();
      if (group !== undefined) void store.openConversation(group);
    });
    return el('div', { class: 'greeting-ways' }, group === undefined ? null : toGroup, start);
  }

  /**
   * @param {readonly string[]} examples
   * @param {string} prefix
   */
  chips(examples, prefix) {
    const chips = examples.map((example) => {
      const text = prefix + example;
      const send = () => {
        // The button goes with the greeting; the focus must not go with it.
        this.app.composer.focusByKeyboard();
        void this.app.actions.send(text);
      };
      return el('button', { type: 'button', class: 'chip', text, onclick: send });
    });
    return el('div', { class: 'chips' }, ...chips);
  }

  /** @param {boolean} isWanted */
  drawExamples(isWanted) {
    const { examples } = this.app.store;
    const element = byId('examples');
    element.hidden = !isWanted || examples.length === 0;
    element.replaceChildren();
    if (!element.hidden) element.append(el('p', { text: t('groupHint') }), this.chips(examples, ASK));
  }
}
