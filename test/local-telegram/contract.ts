import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { World } from './world.js';

/**
 * Where an expected answer comes from: a section of the Bot API's documentation, a file and function of Telegram's own
 * Bot API server or of tdlib below it, an error of Telegram's servers listed at core.telegram.org/method, or a rule of
 * the local Telegram that is stricter than Telegram on purpose.
 */
export type Source =
  | `core.telegram.org/${string}`
  | `telegram-bot-api ${string}.cpp: ${string}`
  | `tdlib ${string}.cpp: ${string}`
  | `local Telegram: ${string}`;

type Params = Record<string, unknown>;

/** One call and what must come of it. */
export interface Case {
  readonly name: string;
  readonly method: string;
  /** The parameters, or what makes the world ready and then gives them. */
  readonly params: Params | ((world: World) => Promise<Params> | Params);
  /** `error` is the whole description; `result` and `marks` are patterns. */
  readonly status?: number;
  readonly error?: string;
  readonly result?: unknown;
  /** Kinds of marks of this call; every call without is checked to have none. */
  readonly marks?: readonly string[];
  readonly source: Source;
}

/** A pattern of an object with these fields and perhaps more. */
export function has(fields: object): unknown {
  return expect.objectContaining(fields);
}

/** Runs the cases, each in a world of its own. */
export function contract(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    let world: World;
    beforeEach(async () => (world = await World.open()));
    afterEach(() => world.close());

    const titled = cases.map((one) => [`${one.method}: ${one.name} (${one.source})`, one] as const);
    it.each(titled)('%s', async (_, { method, params, status, error, result, marks }) => {
      const given = typeof params === 'function' ? await params(world) : params;
      const answer = await world.api(method, given);
      const expectedStatus = status ?? (error === undefined ? 200 : 400);
      const description = error === undefined ? {} : { description: error, error_code: expectedStatus };
      expect(answer).toMatchObject({ status: expectedStatus, body: { ok: error === undefined, ...description } });
      if (result !== undefined) expect(answer.body.result).toEqual(result);
      expect(world.lastMarks().map(({ kind }) => kind)).toEqual(marks ?? []);
    });
  });
}
