import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { errorFields, type Logger } from '../logger.js';
import { BotApiError } from './api-error.js';
import { readParams, type RequestParams } from './bot-api-params.js';
import type { Mark } from './client-protocol.js';
import type { Fault, Faults } from './faults.js';
import { findMethod } from './methods/registry.js';
import type { State } from './state.js';

/** Hono's environment on Node. */
export interface NodeEnv {
  Bindings: HttpBindings;
}

/** A photo of 10 MB with its form around it. */
const MAX_BODY_BYTES = 12 * 1024 * 1024;

interface Outcome {
  readonly status: number;
  readonly body: unknown;
}

function failure(error: BotApiError): Outcome {
  const parameters = error.parameters === undefined ? {} : { parameters: error.parameters };
  return {
    status: error.status,
    body: { ok: false, error_code: error.status, description: error.description, ...parameters },
  };
}

/** What a fault answers instead of the method; null where the method is to be done first. */
function outcomeOf(fault: Fault): Outcome | null {
  switch (fault.kind) {
    case 'rate_limited': {
      const seconds = fault.retryAfterSeconds;
      return failure(new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }));
    }
    case 'server_error':
      return failure(new BotApiError(500, 'Internal Server Error'));
    case 'forbidden':
      return failure(new BotApiError(403, fault.description));
    case 'bad_gateway':
      return { status: 502, body: '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>' };
    default:
      return null;
  }
}

/** Answers Bot API calls at `/bot<token>/<method>`. */
export class BotApi {
  readonly app = new Hono<NodeEnv>();

  constructor(
    private readonly state: State,
    private readonly faults: Faults,
    private readonly logger: Logger,
  ) {
    const tooLarge = (): Response => this.respond(failure(new BotApiError(413, 'Request Entity Too Large')));
    this.app.use('*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }));
    this.app.all('/:bot{bot[^/]+}/:method', (context) => this.handle(context));
  }

  private async handle(context: Context<NodeEnv>): Promise<Response> {
    const token = context.req.param('bot')?.slice('bot'.length);
    if (token !== this.state.profile.token) return this.respond(failure(new BotApiError(401, 'Unauthorized')));
    const found = findMethod(context.req.param('method') ?? '');
    const name = found?.name ?? context.req.param('method') ?? '';
    const startedAtMs = this.state.clock();
    const marks: Mark[] = [];
    const mark = (kind: string, detail: string): void => {
      marks.push({ method: name, kind, detail });
    };
    const request = await readParams(context.req as Parameters<typeof readParams>[0]).catch((error: unknown) => {
      this.logger.debug('unreadable Bot API parameters', errorFields(error));
      return null;
    });
    const fault = this.faults.take(name, request?.params.chat_id);
    const signal = context.req.raw.signal;
    const run = async (): Promise<Outcome> => {
      if (found === undefined) return failure(new BotApiError(404, 'Not Found: method not found'));
      if (request === null) return failure(new BotApiError(400, "Bad Request: can't parse request body"));
      const call = { state: this.state, mark, files: request.files, signal };
      return this.outcome(async () => found.method(request.params, call));
    };
    const outcome = await this.withFault(context, fault, run);
    this.record(name, startedAtMs, request, outcome, marks, fault);
    if (outcome === null) return RESPONSE_ALREADY_SENT;
    return fault?.kind === 'cut_json' ? this.cut(outcome) : this.respond(outcome);
  }

  /** Null: the connection was dropped. */
  private async withFault(
    context: Context<NodeEnv>,
    fault: Fault | null,
    run: () => Promise<Outcome>,
  ): Promise<Outcome | null> {
    if (fault === null || fault.kind === 'cut_json') return run();
    if (fault.kind === 'hang') {
      await this.faults.hang(context.req.raw.signal);
      return failure(new BotApiError(500, 'Internal Server Error'));
    }
    if (fault.kind !== 'drop') return outcomeOf(fault) ?? run();
    if (fault.afterDone) await run();
    context.env.incoming.socket.destroy();
    return null;
  }

  private async outcome(work: () => Promise<unknown>): Promise<Outcome> {
    try {
      return { status: 200, body: { ok: true, result: await work() } };
    } catch (error) {
      if (error instanceof BotApiError) return failure(error);
      this.logger.error('Bot API method failed', errorFields(error));
      return failure(new BotApiError(500, 'Internal Server Error'));
    }
  }

  private record(
    name: string,
    startedAtMs: number,
    request: RequestParams | null,
    outcome: Outcome | null,
    marks: readonly Mark[],
    fault: Fault | null,
  ): void {
    const body = outcome?.body;
    const isEmptyPoll = name === 'getUpdates' && JSON.stringify(body) === '{"ok":true,"result":[]}';
    if (isEmptyPoll && fault === null) return;
    this.state.raw.record({
      kind: 'call',
      atMs: startedAtMs,
      durationMs: this.state.clock() - startedAtMs,
      method: name,
      params: request?.params ?? null,
      status: outcome?.status ?? 0,
      ok: outcome?.status === 200,
      response: body ?? null,
      marks,
      ...(fault === null ? {} : { fault: fault.kind }),
    });
  }

  private respond(outcome: Outcome): Response {
    const isHtml = typeof outcome.body === 'string';
    const headers = { 'Content-Type': isHtml ? 'text/html' : 'application/json' };
    const text = typeof outcome.body === 'string' ? outcome.body : JSON.stringify(outcome.body);
    return new Response(text, { status: outcome.status, headers });
  }

  private cut(outcome: Outcome): Response {
    const text = JSON.stringify(outcome.body);
    return new Response(text.slice(0, text.length / 2), { headers: { 'Content-Type': 'application/json' } });
  }
}
