import type { EventLog } from './event-log.js';
import type { RawEntry } from './client-protocol.js';
import { RingLog } from './ring-log.js';

/** How many calls and updates the raw view keeps. */
const CAPACITY = 4_000;

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

/** The latest Bot API calls and updates, for the raw view and for tests. */
export class RawLog extends RingLog<RawEntry> {
  constructor(private readonly events: EventLog) {
    super(CAPACITY);
  }

  record(entry: WithoutId<RawEntry>): void {
    const recorded = this.append((id) => ({ ...entry, id }));
    this.events.publish({ type: 'raw', entry: recorded });
  }
}
