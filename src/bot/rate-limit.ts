/** Questions of one person a minute. */
export const QUESTIONS_A_MINUTE = 10;
const WINDOW_SECONDS = 60;
const MOST_PEOPLE = 10_000;

/** Limits questions a person by the dates of the messages, so that a backlog after a restart is judged as it was sent. */
export class RateLimit {
  private readonly asked = new Map<number, { dates: number[]; isTold: boolean }>();

  /** `ok`, or `tell` for the first question too many, or `quiet` for those after it. */
  take(personId: number, dateSeconds: number): 'ok' | 'tell' | 'quiet' {
    const entry = this.asked.get(personId) ?? { dates: [], isTold: false };
    const dates = entry.dates.filter((date) => dateSeconds - date < WINDOW_SECONDS);
    this.asked.delete(personId);
    const isTooFast = dates.length >= QUESTIONS_A_MINUTE;
    this.asked.set(personId, { dates: isTooFast ? dates : [...dates, dateSeconds], isTold: isTooFast });
    const oldest = this.asked.keys().next();
    if (this.asked.size > MOST_PEOPLE && oldest.done !== true) this.asked.delete(oldest.value);
    return isTooFast ? (entry.isTold ? 'quiet' : 'tell') : 'ok';
  }
}
