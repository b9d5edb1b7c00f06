import { get } from './api.js';
import { conversationKey, conversationsOf, keyOfMessage } from './conversations.js';
import { loadSession, saveSession } from './session.js';
import { language } from './strings.js';

/** @typedef {import('../client-protocol.js').BotInfo} BotInfo */
/** @typedef {import('../client-protocol.js').ChatInfo} ChatInfo */
/** @typedef {import('../client-protocol.js').ClientEvent} ClientEvent */
/** @typedef {import('../client-protocol.js').ClientMessage} ClientMessage */
/** @typedef {import('../client-protocol.js').ClientSnapshot} ClientSnapshot */
/** @typedef {import('../client-protocol.js').MessagePage} MessagePage */
/** @typedef {import('../client-protocol.js').Person} Person */
/** @typedef {import('../client-protocol.js').RawEntry} RawEntry */
/** @typedef {import('./conversations.js').Conversation} Conversation */

/**
 * What the views are told. `opened`: another person or conversation; `loaded`: its messages are there; `bot`: profile or
 * commands.
 * @typedef {object} StoreEvents
 * @property {null} people
 * @property {null} bot
 * @property {null} status
 * @property {null} chats
 * @property {null} opened
 * @property {null} loaded
 * @property {readonly ClientMessage[]} older
 * @property {ClientMessage} message
 * @property {ClientMessage} edited
 * @property {number} deleted
 * @property {null} typing
 * @property {RawEntry} raw
 */

/**
 * Loaded messages of a conversation, oldest first.
 * @typedef {object} History
 * @property {ClientMessage[]} messages
 * @property {boolean} hasMore
 */

const FIRST_PAGE = 50;
const NEXT_PAGE = 50;

/** Everything the page knows, kept up with the server. Views listen with `on`. */
export class Store {
  constructor() {
    this.session = loadSession();
    /** @type {ClientSnapshot | null} */
    this.snapshot = null;
    /** @type {Map<number, ChatInfo>} */
    this.chats = new Map();
    /** @type {Map<number, Person>} */
    this.people = new Map();
    /** @type {Map<string, History>} */
    this.histories = new Map();
    /** What came while a conversation was being fetched. @type {Map<string, ClientMessage[]>} */
    this.loading = new Map();
    /** Latest message of each conversation. @type {Map<string, ClientMessage>} */
    this.latest = new Map();
    /** Unread messages of each conversation. @type {Map<string, number>} */
    this.unread = new Map();
    /** Until when the bot types in a conversation, and what. @type {Map<string, { action: string, timer: number }>} */
    this.typing = new Map();
    this.isReachable = true;
    /** @type {Promise<void> | null} */
    this.loadingOlder = null;
    /** @type {Map<string, ((detail: never) => void)[]>} */
    this.listeners = new Map();
  }

  /**
   * @template {keyof StoreEvents} K
   * @param {K} type
   * @param {(detail: StoreEvents[K]) => void} listener
   */
  on(type, listener) {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  /**
   * @template {keyof StoreEvents} K
   * @param {K} type
   * @param {StoreEvents[K]} detail
   */
  emit(type, detail) {
    for (const listener of this.listeners.get(type) ?? []) listener(/** @type {never} */ (detail));
  }

  /** @returns {BotInfo} */
  get bot() {
    if (this.snapshot === null) throw new Error('no snapshot yet');
    return this.snapshot.bot;
  }

  get botIsUp() {
    return this.snapshot?.botIsUp === true;
  }

  /** @returns {Person} */
  get person() {
    const person = this.people.get(this.session.personId ?? 0);
    if (person === undefined) throw new Error('no person chosen yet');
    return person;
  }

  get conversations() {
    return conversationsOf(this.chats.values(), this.person.id);
  }

  /** @returns {Conversation} */
  get open() {
    const { chatId = 0, threadId = 0 } = this.session;
    const all = this.conversations;
    const found = all.find(({ key }) => key === conversationKey(chatId, threadId)) ?? all[0];
    if (found === undefined) throw new Error('this person is in no chat');
    return found;
  }

  /** Loaded messages of the open conversation. */
  get history() {
    return this.histories.get(this.open.key);
  }

  /** Whether the person is an admin of the open chat. */
  get isAdmin() {
    return this.open.chat.adminIds.includes(this.person.id);
  }

  get examples() {
    const examples = this.snapshot?.examples ?? {};
    return examples[language] ?? Object.values(examples)[0] ?? [];
  }

  /** Fetches everything anew. Returns the id of the event to go on from. */
  async load() {
    const snapshot = /** @type {ClientSnapshot} */ (await get('/snapshot'));
    this.snapshot = snapshot;
    this.chats = new Map(snapshot.chats.map((chat) => [chat.id, chat]));
    this.people = new Map(snapshot.people.map((person) => [person.id, person]));
    this.histories.clear();
    this.latest.clear();
    this.choosePerson();
    for (const chat of snapshot.chats) {
      if (chat.lastMessage !== undefined) this.latest.set(keyOfMessage(chat, chat.lastMessage), chat.lastMessage);
    }
    for (const type of /** @type {const} */ (['people', 'bot', 'status', 'chats'])) this.emit(type, null);
    await this.openConversation(this.open);
    void this.loadTopicPreviews();
    return snapshot.lastEventId;
  }

  /** On a first visit: somebody who is no admin and speaks the browser's language. */
  choosePerson() {
    if (this.people.has(this.session.personId ?? 0)) return;
    const people = [...this.people.values()];
    const ordinary = people.filter(({ role }) => role !== 'admin');
    const person = ordinary.find(({ languageCode }) => languageCode.startsWith(language)) ?? ordinary[0] ?? people[0];
    if (person !== undefined) this.session.personId = person.id;
  }

  /** A chat tells its latest message only: topics need a look each. */
  async loadTopicPreviews() {
    const topics = this.conversations.filter(({ chat, key }) => chat.isForum && !this.latest.has(key));
    await Promise.all(
      topics.map(async ({ chat, threadId, key }) => {
        const page = await this.fetchPage(chat, threadId, 1);
        const last = page.messages.at(-1);
        if (last !== undefined && !this.latest.has(key)) this.latest.set(key, last);
      }),
    ).catch(() => undefined);
    this.emit('chats', null);
  }

  /**
   * @param {ChatInfo} chat
   * @param {number} threadId
   * @param {number} limit
   * @param {number} [before]
   * @returns {Promise<MessagePage>}
   */
  async fetchPage(chat, threadId, limit, before) {
    const thread = chat.isForum ? `&thread=${threadId}` : '';
    const until = before === undefined ? '' : `&before=${before}`;
    return get(`/chats/${chat.id}/messages?limit=${limit}${thread}${until}`);
  }

  /**
   * Becomes another person, in the same conversation where that is possible.
   * @param {number} personId
   */
  async become(personId) {
    const { chat, threadId } = this.open;
    this.session.personId = personId;
    if (chat.type === 'private') Object.assign(this.session, { chatId: personId, threadId: 0 });
    else Object.assign(this.session, { chatId: chat.id, threadId });
    this.emit('people', null);
    this.emit('chats', null);
    await this.openConversation(this.open);
  }

  /** @param {Conversation} conversation */
  async openConversation(conversation) {
    Object.assign(this.session, { chatId: conversation.chat.id, threadId: conversation.threadId });
    saveSession(this.session);
    this.unread.delete(conversation.key);
    this.emit('opened', null);
    this.emit('chats', null);
    if (!this.histories.has(conversation.key)) await this.loadHistory(conversation);
    if (this.open.key === conversation.key) this.emit('loaded', null);
  }

  /** The open conversation has been looked at. */
  sawOpen() {
    if (this.snapshot !== null && this.unread.delete(this.open.key)) this.emit('chats', null);
  }

  /** @param {Conversation} conversation */
  async loadHistory({ chat, threadId, key }) {
    this.loading.set(key, this.loading.get(key) ?? []);
    try {
      const { messages, hasMore } = await this.fetchPage(chat, threadId, FIRST_PAGE);
      if (!this.histories.has(key)) this.histories.set(key, { messages: [...messages], hasMore });
    } finally {
      const late = this.loading.get(key) ?? [];
      this.loading.delete(key);
      for (const entry of late) this.put(entry);
    }
  }

  /** Loads older messages of the open conversation, once at a time. */
  async loadOlder() {
    this.loadingOlder ??= this.fetchOlder().finally(() => {
      this.loadingOlder = null;
    });
    await this.loadingOlder;
  }

  async fetchOlder() {
    const { chat, threadId, key } = this.open;
    const history = this.histories.get(key);
    const first = history?.messages[0];
    if (history === undefined || first === undefined || !history.hasMore) return;
    const page = await this.fetchPage(chat, threadId, NEXT_PAGE, first.message.message_id);
    history.messages.unshift(...page.messages);
    history.hasMore = page.hasMore;
    if (this.open.key === key) this.emit('older', page.messages);
  }

  /**
   * Forgets all but the latest messages of the open conversation; they are fetched again when wanted. Returns how many.
   * @param {number} keep
   */
  trimOpen(keep) {
    const { history } = this;
    const excess = (history?.messages.length ?? 0) - keep;
    if (history === undefined || excess <= 0) return 0;
    history.messages.splice(0, excess);
    history.hasMore = true;
    return excess;
  }

  /** @param {boolean} isReachable */
  setReachable(isReachable) {
    if (this.isReachable === isReachable) return;
    this.isReachable = isReachable;
    this.emit('status', null);
  }

  /**
   * A message that is new or has changed, from an event or an answer; twice does no harm.
   * @param {ClientMessage} entry
   */
  put(entry) {
    const key = keyOfMessage(this.chats.get(entry.chatId), entry);
    const history = this.histories.get(key);
    const id = entry.message.message_id;
    const latest = this.latest.get(key);
    if (latest === undefined || id >= latest.message.message_id) this.latest.set(key, entry);
    if (history === undefined) {
      this.loading.get(key)?.push(entry);
      return;
    }
    const index = history.messages.findLastIndex(({ message }) => message.message_id <= id);
    const isKnown = history.messages[index]?.message.message_id === id;
    if (!isKnown && index === -1 && history.hasMore) return;
    history.messages.splice(isKnown ? index : index + 1, isKnown ? 1 : 0, entry);
    if (key === this.open.key) this.emit(isKnown ? 'edited' : 'message', entry);
  }

  /**
   * @param {number} chatId
   * @param {number} messageId
   */
  remove(chatId, messageId) {
    for (const [key, history] of this.histories) {
      const index = key.startsWith(`${chatId}/`)
        ? history.messages.findIndex(({ message }) => message.message_id === messageId)
        : -1;
      if (index === -1) continue;
      history.messages.splice(index, 1);
      const last = history.messages.at(-1);
      if (last === undefined) this.latest.delete(key);
      else this.latest.set(key, last);
      if (key === this.open.key) this.emit('deleted', messageId);
    }
  }

  /** @param {ClientEvent} event */
  receive(event) {
    switch (event.type) {
      case 'message':
        this.receiveMessage(event.message);
        break;
      case 'message_edited':
        this.put(event.message);
        break;
      case 'message_deleted':
        this.remove(event.chatId, event.messageId);
        this.emit('chats', null);
        break;
      case 'chat_action':
        this.startTyping(conversationKey(event.chatId, event.threadId ?? 0), event.action, event.forMs);
        break;
      case 'bot_status':
        this.receiveStatus(event.botIsUp);
        break;
      case 'bot':
        if (this.snapshot !== null) this.snapshot = { ...this.snapshot, bot: event.bot };
        this.emit('bot', null);
        if (this.examples.length === 0) void this.refreshExamples();
        break;
      case 'chat':
        this.chats.set(event.chat.id, event.chat);
        this.emit('chats', null);
        break;
      case 'person':
        this.people.set(event.person.id, event.person);
        this.emit('people', null);
        break;
      case 'raw':
        this.emit('raw', event.entry);
        break;
      case 'reset':
        void this.load();
        break;
    }
  }

  /** @param {ClientMessage} entry */
  receiveMessage(entry) {
    const key = keyOfMessage(this.chats.get(entry.chatId), entry);
    const isFromBot = entry.message.from?.id === this.bot.user.id;
    if (isFromBot) this.stopTyping(key);
    if (key !== this.open.key || document.hidden) this.unread.set(key, (this.unread.get(key) ?? 0) + 1);
    this.put(entry);
    this.emit('chats', null);
  }

  /** @param {boolean} botIsUp */
  receiveStatus(botIsUp) {
    if (this.snapshot !== null) this.snapshot = { ...this.snapshot, botIsUp };
    this.emit('status', null);
  }

  /** The examples come from the speech, which is read after the page's server has begun to listen. */
  async refreshExamples() {
    const { examples } = /** @type {ClientSnapshot} */ (await get('/snapshot'));
    if (this.snapshot !== null) this.snapshot = { ...this.snapshot, examples };
    this.emit('bot', null);
  }

  /**
   * @param {string} key
   * @param {string} action
   * @param {number} forMs
   */
  startTyping(key, action, forMs) {
    clearTimeout(this.typing.get(key)?.timer);
    const timer = window.setTimeout(() => this.stopTyping(key), forMs);
    this.typing.set(key, { action, timer });
    this.emit('typing', null);
  }

  /** @param {string} key */
  stopTyping(key) {
    const current = this.typing.get(key);
    if (current === undefined) return;
    clearTimeout(current.timer);
    this.typing.delete(key);
    this.emit('typing', null);
  }

  get draftKey() {
    return `${this.person.id}@${this.open.key}`;
  }

  get draft() {
    return this.session.drafts[this.draftKey] ?? '';
  }

  /** @param {string} text */
  set draft(text) {
    const { [this.draftKey]: _old, ...others } = this.session.drafts;
    this.session.drafts = text === '' ? others : { ...others, [this.draftKey]: text };
    saveSession(this.session);
  }
}
