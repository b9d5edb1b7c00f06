import { z } from 'zod';
import { BotApiError, badRequest } from '../api-error.js';
import type { MarkRepair } from '../entity-tidying.js';
import type { State } from '../state.js';

/** A file of a multipart request. */
export interface UploadedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mimeType: string;
}

/** One Bot API call in progress. */
export interface Call {
  readonly state: State;
  readonly mark: MarkRepair;
  /** Files by the name of their form field. */
  readonly files: ReadonlyMap<string, UploadedFile>;
  /** Aborted when the caller's connection closes. */
  readonly signal: AbortSignal;
}

/** A Bot API method: checks the parameters and does what it says. Throws `BotApiError`. */
export type Method = (params: unknown, call: Call) => unknown;

function describe(issue: z.core.$ZodIssue, call: Call): BotApiError {
  if (issue.code === 'unrecognized_keys') {
    const names = [...issue.path.map(String), ...issue.keys].join('.');
    // Telegram ignores what it does not know; here a mistyped name must not pass unseen.
    call.mark('unknown_parameter', names);
    return badRequest(`unknown parameter "${names}" (refused by the local Telegram only)`);
  }
  return badRequest(issue.message);
}

/** Makes a method of its parameters' schema and its work. */
export function defineMethod<Params>(schema: z.ZodType<Params>, run: (params: Params, call: Call) => unknown): Method {
  return (params, call) => {
    const parsed = schema.safeParse(params);
    if (parsed.success) return run(parsed.data, call);
    const first = parsed.error.issues[0];
    throw first === undefined ? badRequest('wrong parameters') : describe(first, call);
  };
}
