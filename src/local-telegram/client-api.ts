import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { ClientRequestError } from './api-error.js';
import type { ClientSnapshot, MessagePage, RawPage } from './client-protocol.js';
import { clientSchemas as schemas } from './client-schemas.js';
import { eventStream } from './event-stream.js';
import { chooseInlineResult, pressAndWait, queryAndWait } from './people/queries.js';
import { commandMenu, setBotMembership, start, updatePerson } from './people/settings.js';
import { react, vote } from './people/votes.js';
import { deleteAsPerson, editAsPerson, forwardAsPerson, sendAsPerson } from './people/write.js';
import type { State } from './state.js';
import { chatInfo, clientMessage, type StoredMessage } from './store.js';

const MAX_BODY_BYTES = 1024 * 1024;
const MAX_MESSAGES = 200;
const MAX_RAW = 500;

function toClient(state: State, stored: StoredMessage) {
  return clientMessage(state.store.chat(stored.message.chat.id), stored);
}

function snapshot(state: State, examples: ClientSnapshot['examples']): ClientSnapshot {
  return {
    bot: state.profile.info(),
    botIsUp: state.presence.isUp,
    people: [...state.store.people.values()],
    chats: [...state.store.chats.values()].map(chatInfo),
    examples,
    lastEventId: state.events.lastId,
  };
}

/** A whole number of the query string, pulled between its bounds. */
function queryNumber(context: Context, name: string, fallback: number, most: number): number {
  const text = context.req.query(name);
  if (text === undefined) return fallback;
  if (!/^-?\d{1,15}$/.test(text)) throw new ClientRequestError(400, 'REQUEST_INVALID', `${name}: expected a number`);
  return Math.min(most, Number(text));
}

function messagePage(context: Context, state: State): MessagePage {
  const chat = state.store.chat(Number(context.req.param('chatId')));
  const before = queryNumber(context, 'before', Infinity, Infinity);
  const limit = Math.max(1, queryNumber(context, 'limit', 50, MAX_MESSAGES));
  const thread = context.req.query('thread');
  const older = [...chat.messages.values()].filter(
    ({ message }) =>
      message.message_id < before && (thread === undefined || String(message.message_thread_id ?? 0) === thread),
  );
  return {
    messages: older.slice(-limit).map((stored) => clientMessage(chat, stored)),
    hasMore: older.length > limit,
  };
}

function rawPage(context: Context, state: State): RawPage {
  const before = queryNumber(context, 'before', Infinity, Infinity);
  const limit = Math.max(1, queryNumber(context, 'limit', 100, MAX_RAW));
  const entries = state.raw.all().filter((entry) => entry.id < before);
  const newest = entries.slice(-limit).map(({ value }) => value);
  return { entries: newest.reverse(), hasMore: entries.length > limit };
}

function photo(context: Context, state: State): Response {
  const found = state.photos.get(context.req.param('fileId') ?? '');
  if (found === undefined) throw new ClientRequestError(404, 'PHOTO_NOT_FOUND', 'no such photo');
  return new Response(found.bytes, {
    headers: { 'Content-Type': found.mimeType, 'Cache-Control': 'private, max-age=3600' },
  });
}

function events(context: Context, state: State): Response {
  const header = context.req.header('Last-Event-ID');
  const resumed = header === undefined ? Number.NaN : Number(header);
  const lastEventId = Number.isInteger(resumed)
    ? resumed
    : queryNumber(context, 'lastEventId', state.events.lastId, Infinity);
  return eventStream(state.events, lastEventId, context.req.query('raw') === '1');
}

async function readBody<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await context.req.json().catch(() => null);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ClientRequestError(400, 'REQUEST_INVALID', problems.join(' | '));
}

/** What the chat page and the terminal chat use: see `client-protocol.ts`. */
export function clientApi(state: State, examples: () => ClientSnapshot['examples']): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    if (!(error instanceof ClientRequestError)) throw error;
    return context.json({ error: { code: error.code, message: error.message } }, error.status);
  });
  const tooLarge = (context: Context) =>
    context.json({ error: { code: 'BODY_TOO_LARGE', message: `over ${MAX_BODY_BYTES} bytes` } }, 413);
  app.use('*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge }));
  addReading(app, state, examples);
  addWriting(app, state);
  return app;
}

function addReading(app: Hono, state: State, examples: () => ClientSnapshot['examples']): void {
  app.get('/snapshot', (context) => context.json(snapshot(state, examples())));
  app.get('/events', (context) => events(context, state));
  app.get('/chats/:chatId/messages', (context) => context.json(messagePage(context, state)));
  app.get('/commands', (context) =>
    context.json(
      commandMenu(state, queryNumber(context, 'personId', 0, Infinity), queryNumber(context, 'chatId', 0, Infinity)),
    ),
  );
  app.get('/photos/:fileId', (context) => photo(context, state));
  app.get('/raw', (context) => context.json(rawPage(context, state)));
}

function addWriting(app: Hono, state: State): void {
  const post = <T>(path: string, schema: z.ZodType<T>, work: (body: T) => unknown): void => {
    app.post(path, async (context) => context.json(await work(await readBody(context, schema))));
  };
  post('/messages', schemas.send, (body) => toClient(state, sendAsPerson(state, body)));
  post('/messages/edit', schemas.edit, (body) => toClient(state, editAsPerson(state, body)));
  post('/messages/delete', schemas.message, (body) => {
    deleteAsPerson(state, body);
    return { done: true };
  });
  post('/messages/forward', schemas.forward, (body) => toClient(state, forwardAsPerson(state, body)));
  post('/start', schemas.start, (body) => toClient(state, start(state, body)));
  post('/buttons/press', schemas.press, (body) => pressAndWait(state, body));
  post('/inline/query', schemas.inline, (body) => queryAndWait(state, body));
  post('/inline/choose', schemas.choose, (body) => toClient(state, chooseInlineResult(state, body)));
  post('/polls/vote', schemas.vote, (body) => toClient(state, vote(state, body)));
  post('/reactions', schemas.react, (body) => toClient(state, react(state, body)));
  post('/people/update', schemas.person, (body) => updatePerson(state, body));
  post('/chats/bot', schemas.membership, (body) => chatInfo(setBotMembership(state, body)));
}
