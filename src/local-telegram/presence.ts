import type { EventLog } from './event-log.js';

/** How long after its last sign of life a bot counts as up. It is silent while it works on what it took. */
const GRACE_MS = 10_000;
/** The same after its connection broke. */
const BROKEN_GRACE_MS = 1_500;

/** Whether a bot takes updates at the moment, told to the pages when it changes. */
export class Presence {
  private up = false;
  private openPolls = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly events: EventLog) {}

  get isUp(): boolean {
    return this.up;
  }

  /** A poll began, or the webhook answered. */
  pollOpened(): void {
    this.openPolls += 1;
    this.set(true);
    this.cancel();
  }

  /** A poll ended; `broken` when its connection closed before the answer. */
  pollClosed(broken: boolean): void {
    this.openPolls -= 1;
    if (this.openPolls === 0) this.downAfter(broken ? BROKEN_GRACE_MS : GRACE_MS);
  }

  /** The webhook took an update (or refused it). */
  delivered(taken: boolean): void {
    this.set(taken);
  }

  close(): void {
    this.cancel();
  }

  private downAfter(delayMs: number): void {
    this.cancel();
    this.timer = setTimeout(() => this.set(false), delayMs);
    this.timer.unref();
  }

  private cancel(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private set(up: boolean): void {
    if (this.up === up) return;
    this.up = up;
    this.events.publish({ type: 'bot_status', botIsUp: up });
  }
}
