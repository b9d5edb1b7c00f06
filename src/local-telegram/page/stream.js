/** @typedef {import('../client-protocol.js').ClientEvent} ClientEvent */

/** @type {readonly ClientEvent['type'][]} */
const TYPES = [
  'message',
  'message_edited',
  'message_deleted',
  'chat_action',
  'bot_status',
  'bot',
  'chat',
  'person',
  'raw',
  'reset',
];
/** Browsers give up on a stream that was refused; the page does not. */
const RETRY_MS = 1_500;

/** The live events, from where they were left, for as long as the page lives. */
export class EventStream {
  /**
   * @param {object} options
   * @param {(event: ClientEvent) => void} options.onEvent
   * @param {(isReachable: boolean) => void} options.onReachable told at each connection and each loss
   */
  constructor(options) {
    this.options = options;
    this.lastEventId = 0;
    this.withRaw = false;
    /** @type {EventSource | null} */
    this.source = null;
  }

  /**
   * Follows the events after this one.
   * @param {number} lastEventId
   */
  follow(lastEventId) {
    this.lastEventId = lastEventId;
    this.connect();
  }

  /**
   * Whether raw entries are wanted too.
   * @param {boolean} withRaw
   */
  setRaw(withRaw) {
    if (this.withRaw === withRaw) return;
    this.withRaw = withRaw;
    if (this.source !== null) this.connect();
  }

  connect() {
    this.source?.close();
    const source = new EventSource(`/client/events?lastEventId=${this.lastEventId}${this.withRaw ? '&raw=1' : ''}`);
    this.source = source;
    source.addEventListener('open', () => this.options.onReachable(true));
    source.addEventListener('error', () => this.lost(source));
    for (const type of TYPES)
      source.addEventListener(type, (/** @type {MessageEvent<string>} */ event) => this.receive(source, event));
  }

  /**
   * @param {EventSource} source
   * @param {MessageEvent<string>} event
   */
  receive(source, event) {
    if (source !== this.source) return;
    this.lastEventId = Number(event.lastEventId);
    /** @type {unknown} */
    const data = JSON.parse(event.data);
    this.options.onEvent(/** @type {ClientEvent} */ (data));
  }

  /** @param {EventSource} source */
  lost(source) {
    if (source !== this.source) return;
    this.options.onReachable(false);
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      if (source === this.source) this.connect();
    }, RETRY_MS);
  }
}
