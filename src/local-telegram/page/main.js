import { Actions } from './actions.js';
import { get, RequestFailure } from './api.js';
import { ChatHeader } from './chat-header.js';
import { ChatList } from './chat-list.js';
import { Composer } from './composer.js';
import { byId } from './dom.js';
import { Greeting } from './greeting.js';
import { MessageList } from './message-list.js';
import { RawView } from './raw-view.js';
import { ReplyKeyboard } from './reply-keyboard.js';
import { Store } from './store.js';
import { EventStream } from './stream.js';
import { failureText, t, translateFrame } from './strings.js';

/** @typedef {import('../client-protocol.js').ClientSnapshot} ClientSnapshot */

const RETRY_MS = 1_500;

/** The parts of the page, which know each other through this. */
export class App {
  constructor() {
    this.store = new Store();
    this.actions = new Actions(this.store);
    this.stream = new EventStream({
      onEvent: (event) => this.store.receive(event),
      onReachable: (isReachable) => this.reached(isReachable),
    });
    this.list = new MessageList(this);
    this.composer = new Composer(this);
    this.raw = new RawView(this);
    new ReplyKeyboard(this);
    new ChatList(this);
    new ChatHeader(this);
    new Greeting(this);
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.store.sawOpen();
    });
  }

  /** Loads all and follows the events; tries until it works. */
  async start() {
    try {
      const lastEventId = await this.store.load();
      this.store.setReachable(true);
      this.stream.follow(lastEventId);
      document.body.dataset.ready = 'true';
      if (this.store.session.rawIsOpen === true) await this.raw.setOpen(true);
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      const banner = byId('banner');
      banner.textContent = error.code === 'UNREACHABLE' ? t('unreachable') : failureText(error.code, error.message);
      banner.hidden = false;
      banner.classList.add('error');
      setTimeout(() => void this.start(), RETRY_MS);
    }
  }

  /** @param {boolean} isReachable */
  reached(isReachable) {
    const wasLost = !this.store.isReachable;
    this.store.setReachable(isReachable);
    if (isReachable && wasLost) void this.checkServer();
  }

  /** A server that was started anew has other messages and another bot account: nothing can be resumed. */
  async checkServer() {
    /** @type {Promise<ClientSnapshot>} */
    const asked = get('/snapshot');
    const snapshot = await asked.catch(() => null);
    if (snapshot !== null && snapshot.bot.user.id !== this.store.bot.user.id)
      this.stream.follow(await this.store.load());
  }
}

translateFrame();
void new App().start();
