/** Tells the time in Unix milliseconds; tests give one that they move themselves. */
export type Clock = () => number;

/** The clock's time in whole Unix seconds, as the Bot API writes dates. */
export function unixSeconds(clock: Clock): number {
  return Math.floor(clock() / 1000);
}
