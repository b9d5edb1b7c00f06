import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { errorFields, type Logger } from '../logger.js';
import { BotApiError } from './api-error.js';
import { readBody, readParams, type RequestParams } from './bot-api-params.js';
import type { Mark } from './client-protocol.js';
import type { Fault, Faults } from './faults.js';
import type { Method } from './methods/method.js';
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

/** A call before its answer; `method` is null where none is known, `request` where it is unreadable. */
interface CallInProgress {
  readonly name: string;
  readonly method: Method | null;
  readonly request: RequestParams | null;
  readonly startedAtMs: number;
  readonly marks: Mark[];
}

/** Methods that a webhook cannot call by its answer (telegram-bot-api WebhookActor.cpp). */
const NOT_IN_ANSWERS = /^(?:get.*|setwebhook|deletewebhook|close|logout)$/i;

/** The two refusals of telegram-bot-api: no token at all (ClientManager.cpp), or one of no bot. */
function wrongToken(token: string): BotApiError {
  const isToken = /^[1-9]\d*:.{1,70}$/.test(token);
  return new BotApiError(401, isToken ? 'Unauthorized' : 'Unauthorized: invalid token specified');
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
    this.app.all('/:bot{bot[^/]+}', () => this.respond(failure(new BotApiError(404, 'Not Found'))));
  }

  private async handle(context: Context<NodeEnv>): Promise<Response> {
    const token = context.req.param('bot')?.slice('bot'.length) ?? '';
    if (token !== this.state.profile.token) return this.respond(failure(wrongToken(token)));
    const request = await readParams(context.req.raw).catch((error: unknown) => this.unreadable(error));
    const call = this.begin(context.req.param('method') ?? '', request);
    const fault = this.faults.take(call.name, request?.params.chat_id);
    const outcome = await this.withFault(context, fault, () => this.run(call, context.req.raw.signal));
    this.record(call, outcome, fault);
    if (outcome === null) return RESPONSE_ALREADY_SENT;
    return fault?.kind === 'cut_json' ? this.cut(outcome) : this.respond(outcome);
  }

  /**
   * Does the method that a webhook's answer names, if any; its own answer goes nowhere. Methods that only read or that
   * change the webhook are left out (core.telegram.org/bots/api#making-requests-when-getting-updates).
   */
  async performAnswer(answer: Response): Promise<void> {
    const { headers } = answer;
    const asRequest = new Request('http://127.0.0.1/', { method: 'POST', headers, body: await answer.arrayBuffer() });
    const request = await readBody(asRequest).catch((error: unknown) => this.unreadable(error));
    const { method, ...params } = request?.params ?? {};
    if (request === null || typeof method !== 'string' || NOT_IN_ANSWERS.test(method)) return;
    const call = this.begin(method, { params, files: request.files });
    this.record(call, await this.run(call, new AbortController().signal), null);
  }

  private unreadable(error: unknown): null {
    this.logger.debug('unreadable Bot API parameters', errorFields(error));
    return null;
  }

  private begin(methodName: string, request: RequestParams | null): CallInProgress {
    const found = findMethod(methodName);
    const name = found?.name ?? methodName;
    return { name, method: found?.method ?? null, request, startedAtMs: this.state.clock(), marks: [] };
  }

  private async run(call: CallInProgress, signal: AbortSignal): Promise<Outcome> {
    const { name, method, request, marks } = call;
    if (method === null) return failure(new BotApiError(404, 'Not Found: method not found'));
    if (request === null) return failure(new BotApiError(400, "Bad Request: can't parse request body"));
    const mark = (kind: string, detail: string): void => {
      marks.push({ method: name, kind, detail });
    };
    return this.outcome(async () => method(request.params, { state: this.state, mark, files: request.files, signal }));
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

  private record(call: CallInProgress, outcome: Outcome | null, fault: Fault | null): void {
    const { name, request, startedAtMs, marks } = call;
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
