import { byId, el } from './dom.js';
import { conversationTitle, hueOf, initial, senderName, snippet, timeOf } from './names.js';
import { tellFailure } from './actions.js';
import { t } from './strings.js';

/** @typedef {import('../client-protocol.js').Person} Person */
/** @typedef {import('./conversations.js').Conversation} Conversation */
/** @typedef {import('./main.js').App} App */

/** The people one can be, and the conversations of the chosen one. */
export class ChatList {
  /** @param {App} app */
  constructor(app) {
    this.app = app;
    this.isWaiting = false;
    const { store } = app;
    store.on('people', () => this.drawPeople());
    for (const type of /** @type {const} */ (['chats', 'typing', 'bot'])) store.on(type, () => this.drawSoon());
    byId('back').addEventListener('click', () => {
      document.body.dataset.view = 'list';
      byId('chats').querySelector('button')?.focus();
    });
  }

  drawPeople() {
    const { store } = this.app;
    const shown = [...store.people.values()].slice(0, 8);
    const hadFocus = byId('people').contains(document.activeElement);
    const labels = shown.map((person) => this.drawPerson(person, person.id === store.person.id));
    byId('people-list').replaceChildren(...labels);
    if (hadFocus) /** @type {HTMLElement | null} */ (byId('people').querySelector(':checked'))?.focus();
  }

  /**
   * @param {Person} person
   * @param {boolean} isChosen
   */
  drawPerson(person, isChosen) {
    const input = el('input', { type: 'radio', name: 'person', value: person.id, class: 'unseen', checked: isChosen });
    input.addEventListener('change', () => void this.app.store.become(person.id).catch(tellFailure));
    return el(
      'label',
      { class: 'person' },
      input,
      el('span', {
        class: `avatar hue-${hueOf(person.id, this.app.store.bot)}`,
        'aria-hidden': 'true',
        text: initial(person.firstName),
      }),
      el('span', { class: 'person-name', text: person.firstName }),
      el('span', { class: 'person-role', text: t(person.role) }),
    );
  }

  /** Many messages in one moment draw the list once. */
  drawSoon() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    queueMicrotask(() => {
      this.isWaiting = false;
      this.draw();
    });
  }

  draw() {
    const { conversations, unread } = this.app.store;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
    byId('chats').replaceChildren(...conversations.flatMap((conversation) => this.drawWithGroup(conversation)));
    if (focused !== undefined) {
      /** @type {HTMLElement | null} */ (byId('chats').querySelector(`[data-key="${focused}"]`))?.focus();
    }
    const count = conversations.reduce((sum, { key }) => sum + (unread.get(key) ?? 0), 0);
    document.title = count === 0 ? '原文' : `(${count}) 原文`;
  }

  /** @param {Conversation} conversation */
  drawWithGroup(conversation) {
    const { chat, threadId } = conversation;
    const button = this.drawConversation(conversation);
    return chat.isForum && threadId === 0 ? [el('h2', { class: 'group-name', text: chat.title }), button] : [button];
  }

  /** @param {Conversation} conversation */
  drawConversation(conversation) {
    const { store } = this.app;
    const { chat, key } = conversation;
    const title = conversationTitle(conversation, store.bot);
    const latest = store.latest.get(key);
    const count = store.unread.get(key) ?? 0;
    const isOpen = key === store.open.key;
    const id = chat.type === 'private' ? store.bot.user.id : chat.id + conversation.threadId;
    const letter = chat.isForum ? '#' : initial(title);
    return el(
      'button',
      {
        type: 'button',
        class: chat.isForum ? 'conversation topic' : 'conversation',
        'data-key': key,
        'aria-current': isOpen ? 'true' : null,
        onclick: () => void this.open(conversation),
      },
      el('span', { class: `avatar hue-${hueOf(id, store.bot)}`, 'aria-hidden': 'true', text: letter }),
      el('span', { class: 'conversation-title', text: title }),
      el('span', { class: 'conversation-time', text: latest === undefined ? '' : timeOf(latest.message.date) }),
      el('span', { class: 'conversation-text', text: this.preview(conversation) }),
      count === 0 ? null : el('span', { class: 'count', 'aria-label': t('unread', { count }), text: String(count) }),
    );
  }

  /** @param {Conversation} conversation */
  preview({ chat, key }) {
    const { store } = this.app;
    if (store.typing.has(key)) return t('typing');
    const latest = store.latest.get(key);
    if (latest === undefined) return t('noMessages');
    const words = snippet(latest.message);
    if (chat.type === 'private' || words === '') return words;
    const own = latest.message.from?.id === store.person.id && latest.message.sender_chat === undefined;
    return `${own ? t('you') : senderName(latest.message, store.bot)}: ${words}`;
  }

  /** @param {Conversation} conversation */
  async open(conversation) {
    document.body.dataset.view = 'chat';
    await this.app.store.openConversation(conversation).catch(tellFailure);
    this.app.composer.focusByKeyboard();
  }
}
