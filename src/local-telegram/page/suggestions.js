import { get } from './api.js';
import { announce, byId, el } from './dom.js';
import { t } from './strings.js';

/** @typedef {import('../client-protocol.js').CommandMenu} CommandMenu */
/** @typedef {import('../client-protocol.js').InlineReply} InlineReply */
/** @typedef {import('./composer.js').Composer} Composer */
/** @typedef {import('./main.js').App} App */

/**
 * @typedef {object} Suggestion
 * @property {string} title
 * @property {string} description
 * @property {() => void} choose
 * @property {string} [completion] what Tab types instead
 */

const TYPING_PAUSE_MS = 250;
/** Nearer to the end of the list than this, the next results are asked for. */
const MORE_AT_PX = 120;

/** The list over the message field: commands after `/`, results of the bot after `@bot `. */
export class Suggestions {
  /**
   * @param {App} app
   * @param {Composer} composer
   */
  constructor(app, composer) {
    this.app = app;
    this.composer = composer;
    this.element = byId('suggestions');
    /** @type {Suggestion[]} */
    this.items = [];
    this.active = 0;
    /** Counts what was asked, so that late answers are dropped. */
    this.round = 0;
    this.timer = 0;
    /** @type {{ query: string, nextOffset: string } | null} */
    this.inline = null;
    /** @type {Map<string, Promise<CommandMenu>>} */
    this.menus = new Map();
    app.store.on('bot', () => this.menus.clear());
    this.element.addEventListener('scroll', () => this.scrolled(), { passive: true });
    // A press on the list leaves the focus in the message field.
    this.element.addEventListener('pointerdown', (event) => event.preventDefault());
  }

  get isOpen() {
    return !this.element.hidden;
  }

  close() {
    this.round += 1;
    clearTimeout(this.timer);
    this.items = [];
    this.inline = null;
    this.element.hidden = true;
    this.element.replaceChildren();
    this.composer.field?.removeAttribute('aria-activedescendant');
  }

  /** @param {string} text */
  update(text) {
    const command = /^\/(\w*)$/.exec(text)?.[1];
    const mention = `@${this.app.store.bot.user.username} `;
    this.close();
    if (command !== undefined) void this.showCommands(command);
    else if (text.toLowerCase().startsWith(mention.toLowerCase())) this.startInline(text.slice(mention.length));
  }

  /** @returns {Promise<CommandMenu>} */
  menu() {
    const { person, open } = this.app.store;
    const key = `${person.id}/${open.chat.id}`;
    const known = this.menus.get(key);
    if (known !== undefined) return known;
    const asked = /** @type {Promise<CommandMenu>} */ (get(`/commands?personId=${person.id}&chatId=${open.chat.id}`));
    this.menus.set(key, asked);
    return asked;
  }

  /** @param {string} typed */
  async showCommands(typed) {
    const { round } = this;
    const { commands } = await this.menu().catch(() => ({ commands: [] }));
    if (round !== this.round) return;
    this.items = commands
      .filter(({ command }) => command.startsWith(typed.toLowerCase()))
      .map(({ command, description }) => ({
        title: `/${command}`,
        description,
        completion: `/${command} `,
        choose: () => void this.composer.submit(this.app.actions.fullCommand(`/${command}`)),
      }))
      // What has been typed in full comes first.
      .sort((left, right) => Number(right.title === `/${typed}`) - Number(left.title === `/${typed}`));
    this.show(t('commandList'), t('commandCount', { count: this.items.length }));
  }

  /** @param {string} query */
  startInline(query) {
    this.showNote(t('inlineAsking'));
    const { round } = this;
    this.timer = window.setTimeout(() => void this.askInline(query, '', round), TYPING_PAUSE_MS);
  }

  /**
   * @param {string} query
   * @param {string} offset
   * @param {number} round
   */
  async askInline(query, offset, round) {
    const reply = await this.app.actions.askInline(query, offset);
    if (round !== this.round) return;
    if (reply === null) this.close();
    else if (!reply.answered) this.showNote(t('inlineNoAnswer'));
    else this.takeResults(query, reply);
  }

  /**
   * @param {string} query
   * @param {InlineReply} reply
   */
  takeResults(query, reply) {
    const scrollTop = this.element.scrollTop;
    this.items.push(...this.buttonAbove(reply), ...this.resultsOf(reply));
    this.inline = reply.nextOffset === '' ? null : { query, nextOffset: reply.nextOffset };
    if (this.items.length === 0) this.showNote(t('inlineNone'));
    else this.show(t('inlineList'), t('inlineCount', { count: this.items.length }));
    this.element.scrollTop = scrollTop;
  }

  /**
   * @param {InlineReply} reply
   * @returns {Suggestion[]}
   */
  buttonAbove({ button }) {
    if (button === undefined || this.items.length > 0) return [];
    const choose = () => {
      this.composer.clear();
      void this.app.actions.start('start_parameter' in button ? (button.start_parameter ?? null) : null);
    };
    return [{ title: button.text, description: '', choose }];
  }

  /**
   * @param {InlineReply} reply
   * @returns {Suggestion[]}
   */
  resultsOf({ results, queryId }) {
    return results.map((result) => ({
      title: 'title' in result ? (result.title ?? result.id) : result.id,
      description: 'description' in result ? (result.description ?? '') : '',
      choose: () => {
        this.composer.clear();
        void this.app.actions.chooseInline(queryId, result.id);
      },
    }));
  }

  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    if (scrollHeight - scrollTop - clientHeight < MORE_AT_PX) this.askMore();
  }

  askMore() {
    const { inline, round } = this;
    this.inline = null;
    if (inline !== null) void this.askInline(inline.query, inline.nextOffset, round);
  }

  /** @param {string} text */
  showNote(text) {
    this.items = [];
    this.element.removeAttribute('role');
    this.element.replaceChildren(el('p', { class: 'note', text }));
    this.element.hidden = false;
  }

  /**
   * @param {string} label
   * @param {string} count
   */
  show(label, count) {
    this.element.hidden = this.items.length === 0;
    this.element.setAttribute('role', 'listbox');
    this.element.setAttribute('aria-label', label);
    this.element.replaceChildren(...this.items.map((item, index) => this.drawItem(item, index)));
    this.setActive(Math.min(this.active, this.items.length - 1));
    if (this.isOpen) announce(count);
  }

  /**
   * @param {Suggestion} item
   * @param {number} index
   */
  drawItem(item, index) {
    return el(
      'div',
      { class: 'suggestion', role: 'option', id: `suggestion-${index}`, onclick: () => item.choose() },
      el('span', { class: 'suggestion-title', text: item.title }),
      item.description === '' ? null : el('span', { class: 'suggestion-text', text: item.description }),
    );
  }

  /** @param {number} index */
  setActive(index) {
    this.active = Math.max(0, index);
    for (const [position, option] of [...this.element.children].entries()) {
      option.setAttribute('aria-selected', String(position === this.active));
      if (position === this.active) option.scrollIntoView({ block: 'nearest' });
    }
    this.composer.field.setAttribute('aria-activedescendant', `suggestion-${this.active}`);
  }

  /**
   * Handles a key of the message field. Returns whether it was one for the list.
   * @param {KeyboardEvent} event
   */
  pressed(event) {
    if (!this.isOpen) return false;
    const item = this.items[this.active];
    if (event.key === 'Escape') this.close();
    else if (item === undefined) return false;
    else if (event.key === 'ArrowDown') this.move(1);
    else if (event.key === 'ArrowUp') this.move(-1);
    else if (event.key === 'Enter' && !event.shiftKey) item.choose();
    else if (event.key === 'Tab' && item.completion !== undefined) this.composer.setText(item.completion);
    else return false;
    event.preventDefault();
    return true;
  }

  /** @param {1 | -1} step */
  move(step) {
    const count = this.items.length;
    if (step === 1 && this.active === count - 1 && this.inline !== null) this.askMore();
    else this.setActive((this.active + step + count) % count);
  }
}
