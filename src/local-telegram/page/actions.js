import { post, RequestFailure } from './api.js';
import { copyToClipboard } from './dom.js';
import { readDeepLink } from './links.js';
import { alertBox, toast } from './notices.js';
import { failureText, t } from './strings.js';

/** @typedef {import('../client-protocol.js').CallbackReply} CallbackReply */
/** @typedef {import('../client-protocol.js').ClientMessage} ClientMessage */
/** @typedef {import('../client-protocol.js').InlineReply} InlineReply */
/** @typedef {import('../client-protocol.js').SendRequest} SendRequest */
/** @typedef {import('./store.js').Store} Store */

/**
 * Tells the person what went wrong.
 * @param {unknown} error
 */
export function tellFailure(error) {
  if (error instanceof RequestFailure) toast(failureText(error.code, error.message));
  else throw error;
}

/** What the chosen person does. Failures are told in a notice, and `null` is returned for them. */
export class Actions {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
  }

  /**
   * @template T
   * @param {string} path
   * @param {object} body
   * @returns {Promise<T | null>}
   */
  async attempt(path, body) {
    try {
      return /** @type {T} */ (await post(path, { personId: this.store.person.id, ...body }));
    } catch (error) {
      tellFailure(error);
      return null;
    }
  }

  /**
   * The same for requests that answer with a message, which is then shown.
   * @param {string} path
   * @param {object} body
   * @returns {Promise<boolean>}
   */
  async change(path, body) {
    const entry = /** @type {ClientMessage | null} */ (await this.attempt(path, body));
    if (entry !== null) this.store.put(entry);
    return entry !== null;
  }

  get place() {
    const { chat, threadId } = this.store.open;
    return threadId === 0 ? { chatId: chat.id } : { chatId: chat.id, threadId };
  }

  /**
   * Sends to the open conversation.
   * @param {string} text
   * @param {Pick<SendRequest, 'replyTo' | 'attachment' | 'asAnonymousAdmin'>} [options]
   */
  send(text, options = {}) {
    return this.change('/messages', { ...this.place, text, ...options });
  }

  /**
   * A command as a tap on it sends it: in groups it names the bot.
   * @param {string} command with its slash
   */
  fullCommand(command) {
    const isPrivate = this.store.open.chat.type === 'private';
    return isPrivate || command.includes('@') ? command : `${command}@${this.store.bot.user.username}`;
  }

  /** Goes to the private chat. */
  async openPrivate() {
    const own = this.store.conversations.find(({ chat }) => chat.type === 'private');
    if (own !== undefined && own.key !== this.store.open.key) await this.store.openConversation(own);
  }

  /**
   * Presses Start in the private chat, with the payload of a deep link.
   * @param {string | null} payload
   */
  async start(payload) {
    await this.openPrivate();
    return this.change('/start', payload === null ? {} : { payload });
  }

  /**
   * Follows links into Telegram inside the page; false for all others.
   * @param {string} href
   */
  followLink(href) {
    const link = readDeepLink(href, this.store.bot.user.username);
    if (link === null) return false;
    void (link.payload === null ? this.openPrivate() : this.start(link.payload));
    return true;
  }

  /**
   * Names one message in a request.
   * @param {ClientMessage} entry
   */
  name(entry) {
    return { chatId: entry.chatId, messageId: entry.message.message_id };
  }

  /**
   * Presses a callback button and shows the bot's answer.
   * @param {ClientMessage} entry
   * @param {string} callbackData
   */
  async press(entry, callbackData) {
    const reply = /** @type {CallbackReply | null} */ (
      await this.attempt('/buttons/press', { ...this.name(entry), callbackData })
    );
    if (reply === null) return;
    if (!reply.answered) toast(t('botSilent'));
    else if (reply.text !== undefined && reply.text !== '') (reply.showAlert === true ? alertBox : toast)(reply.text);
    if (reply.url !== undefined && !this.followLink(reply.url)) window.open(reply.url, '_blank', 'noopener');
  }

  /**
   * @param {ClientMessage} entry
   * @param {readonly number[]} optionIndexes
   */
  vote(entry, optionIndexes) {
    return this.change('/polls/vote', { ...this.name(entry), optionIndexes });
  }

  /**
   * @param {ClientMessage} entry
   * @param {string | null} emoji
   */
  react(entry, emoji) {
    return this.change('/reactions', { ...this.name(entry), emoji });
  }

  /**
   * @param {ClientMessage} entry
   * @param {string} text
   */
  edit(entry, text) {
    return this.change('/messages/edit', { ...this.name(entry), text });
  }

  /** @param {ClientMessage} entry */
  async remove(entry) {
    const done = /** @type {unknown} */ (await this.attempt('/messages/delete', this.name(entry)));
    if (done !== null) this.store.remove(entry.chatId, entry.message.message_id);
  }

  /** @param {ClientMessage} entry */
  async forwardToPrivate(entry) {
    const request = { ...this.name(entry), toChatId: this.store.person.id };
    if (await this.change('/messages/forward', request)) toast(t('forwarded'));
  }

  /** @param {string} text */
  async copy(text) {
    toast((await copyToClipboard(text)) ? t('copied') : t('copyFailed'));
  }

  /**
   * Types an inline query.
   * @param {string} query
   * @param {string} offset
   * @returns {Promise<InlineReply | null>}
   */
  askInline(query, offset) {
    const { chat } = this.store.open;
    return this.attempt('/inline/query', { chatId: chat.id, query, ...(offset === '' ? {} : { offset }) });
  }

  /**
   * @param {string} queryId
   * @param {string} resultId
   */
  chooseInline(queryId, resultId) {
    return this.change('/inline/choose', { ...this.place, queryId, resultId });
  }

  /** @param {{ languageCode?: string, blockedBot?: boolean }} fields */
  updatePerson(fields) {
    return this.attempt('/people/update', fields);
  }

  /** @param {boolean} present */
  setBotPresent(present) {
    return this.attempt('/chats/bot', { chatId: this.store.open.chat.id, present });
  }
}
