import { z } from 'zod';

/** How a Bot API call goes wrong on purpose. */
const faultKind = z.discriminatedUnion('kind', [
  /** 429 with `retry_after`, the method not done. */
  z.strictObject({ kind: z.literal('rate_limited'), retryAfterSeconds: z.int().min(1) }),
  /** 500 as JSON, the method not done. */
  z.strictObject({ kind: z.literal('server_error') }),
  /** 502 as a web server's HTML page, the method not done. */
  z.strictObject({ kind: z.literal('bad_gateway') }),
  /** 403 with the given description, the method not done. */
  z.strictObject({ kind: z.literal('forbidden'), description: z.string() }),
  /** The method is done, its JSON answer cut in half. */
  z.strictObject({ kind: z.literal('cut_json') }),
  /** The connection is dropped, before the method is done or after. */
  z.strictObject({ kind: z.literal('drop'), afterDone: z.boolean().default(false) }),
  /** No answer until the fault is cleared or the caller gives up; the method is not done. */
  z.strictObject({ kind: z.literal('hang') }),
]);

/** Which calls a fault meets. */
export const faultRule = z.strictObject({
  fault: faultKind,
  /** A method's name, or `*` for all. */
  method: z.string().default('*'),
  /** Only calls for this chat. */
  chatId: z.int().optional(),
  /** How many calls it meets before it is used up; absent: all. */
  count: z.int().min(1).optional(),
  /** Which share of the calls it meets, spread evenly: 0.25 is every fourth. */
  share: z.number().gt(0).max(1).default(1),
});

/** A fault as given to the control path. */
export type FaultRule = z.input<typeof faultRule>;
/** A fault that a call has met. */
export type Fault = z.output<typeof faultKind>;

interface ActiveRule {
  readonly rule: z.output<typeof faultRule>;
  left: number;
  due: number;
}

/** The faults in force. */
export class Faults {
  private rules: ActiveRule[] = [];
  private readonly hanging = new Set<() => void>();

  /** Throws a ZodError when the rule is none. */
  add(rule: FaultRule): void {
    const parsed = faultRule.parse(rule);
    this.rules.push({ rule: parsed, left: parsed.count ?? Infinity, due: 0 });
  }

  /** Removes all faults and lets go of the calls that hang. */
  clear(): void {
    this.rules = [];
    for (const release of this.hanging) release();
    this.hanging.clear();
  }

  /** The fault for this call, if one is due. */
  take(method: string, chatId: unknown): Fault | null {
    for (const active of this.rules) {
      const { rule } = active;
      if (rule.method !== '*' && rule.method !== method) continue;
      if (rule.chatId !== undefined && String(rule.chatId) !== String(chatId)) continue;
      active.due += rule.share;
      if (active.due < 1) continue;
      active.due -= 1;
      active.left -= 1;
      if (active.left <= 0) this.rules = this.rules.filter((other) => other !== active);
      return rule.fault;
    }
    return null;
  }

  /** Waits until the faults are cleared or the caller has gone. */
  hang(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.hanging.add(resolve);
      signal.addEventListener('abort', () => {
        this.hanging.delete(resolve);
        resolve();
      });
    });
  }
}
