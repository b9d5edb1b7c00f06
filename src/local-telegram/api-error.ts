import { YuanwenError } from '../errors.js';

/** What a Bot API response may carry beside the description. */
export interface ResponseParameters {
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

/** A Bot API call that is answered with `ok: false`, in Telegram's own words. */
export class BotApiError extends Error {
  /**
   * @param status the `error_code`, which is the HTTP status as well
   * @param description as Telegram writes it, with its prefix (`Bad Request: …`)
   */
  constructor(
    readonly status: number,
    readonly description: string,
    readonly parameters?: ResponseParameters,
  ) {
    super(description);
    this.name = 'BotApiError';
  }
}

/** The 400 answer with the given reason. */
export function badRequest(reason: string): BotApiError {
  return new BotApiError(400, `Bad Request: ${reason}`);
}

/** A request of the chat page or the control path that cannot be fulfilled. */
export class ClientRequestError extends YuanwenError {
  constructor(
    readonly status: 400 | 403 | 404 | 409,
    code: string,
    what: string,
  ) {
    super(code, what);
  }
}
