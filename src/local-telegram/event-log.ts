import type { ClientEvent } from './client-protocol.js';
import { RingLog } from './ring-log.js';

/** How many events a page may miss and still resume. */
const CAPACITY = 4_000;

/** Everything that pages are told, in order. */
export class EventLog extends RingLog<ClientEvent> {
  constructor() {
    super(CAPACITY);
  }

  publish(event: ClientEvent): void {
    this.append(() => event);
  }
}
