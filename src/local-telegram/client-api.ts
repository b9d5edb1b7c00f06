import { Hono, type Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { ClientRequestError } from './api-error.js';
import type { ClientSnapshot } from './client-protocol.js';
import { commandMenu, setBotMembership, start, updatePerson } from './people/settings.js';
import { chooseInlineResult, pressAndWait, queryAndWait } from './people/queries.js';
import { deleteAsPerson, editAsPerson, forwardAsPerson, sendAsPerson } from './people/write.js';
import type { State } from './state.js';
import { chatInfo, clientMessage, type StoredMessage } from './store.js';

const id = z.int();
const message = { personId: id, chatId: id, messageId: id };
const schemas = {
  send: z.strictObject({
    personId: id,
    chatId: id,
    threadId: id.optional(),
    text: z.string(),
    replyTo: z
      .strictObject({
        messageId: id,
        chatId: id.optional(),
        quote: z.strictObject({ text: z.string(), position: id }).optional(),
      })
      .optional(),
    attachment: z.enum(['photo', 'sticker', 'voice']).optional(),
    asAnonymousAdmin: z.boolean().optional(),
  }),
  message: z.strictObject(message),
  edit: z.strictObject({ ...message, text: z.string() }),
  forward: z.strictObject({ ...message, toChatId: id, toThreadId: id.optional() }),
  start: z.strictObject({ personId: id, payload: z.string().optional() }),
  press: z.strictObject({ ...message, callbackData: z.string() }),
  inline: z.strictObject({ personId: id, chatId: id, query: z.string(), offset: z.string().optional() }),
  choose: z.strictObject({
    personId: id,
    chatId: id,
    threadId: id.optional(),
    queryId: z.string(),
    resultId: z.string(),
  }),
  react: z.strictObject({ ...message, emoji: z.string().nullable() }),
  person: z.strictObject({ personId: id, languageCode: z.string().optional(), blockedBot: z.boolean().optional() }),
  membership: z.strictObject({ personId: id, chatId: id, present: z.boolean() }),
};

/** Drops keys that are undefined, as the protocol's types are exact about absence. */
type Exact<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };

async function read<T>(context: Context, schema: z.ZodType<T>): Promise<Exact<T>> {
  const body: unknown = await context.req.json().catch(() => null);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data as Exact<T>;
  throw new ClientRequestError(
    400,
    'REQUEST_INVALID',
    parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join(' | '),
  );
}

function toClient(state: State, stored: StoredMessage) {
  return clientMessage(state.store.chat(stored.message.chat.id), stored);
}

function snapshot(state: State, examples: ClientSnapshot['examples']): ClientSnapshot {
  const { profile } = state;
  return {
    bot: {
      user: profile.user,
      name: profile.text('name', ''),
      description: profile.text('description', ''),
      shortDescription: profile.text('shortDescription', ''),
      localizedTexts: {
        zh: {
          name: profile.text('name', 'zh'),
          description: profile.text('description', 'zh'),
          shortDescription: profile.text('shortDescription', 'zh'),
        },
      },
    },
    botIsUp: state.presence.isUp,
    people: [...state.store.people.values()],
    chats: [...state.store.chats.values()].map(chatInfo),
    examples,
    lastEventId: state.events.lastId,
  };
}

function react(
  state: State,
  request: { personId: number; chatId: number; messageId: number; emoji: string | null },
): StoredMessage {
  const chat = state.store.chat(request.chatId);
  const stored = state.store.message(chat, request.messageId);
  if (request.emoji === null) stored.reactions.delete(request.personId);
  else stored.reactions.set(request.personId, request.emoji);
  state.store.publishEdit(chat, stored);
  return stored;
}

/** What the chat page and the terminal chat use: see `client-protocol.ts`. */
export function clientApi(state: State, examples: ClientSnapshot['examples']): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    if (!(error instanceof ClientRequestError)) throw error;
    return context.json({ error: { code: error.code, message: error.message } }, error.status);
  });
  app.get('/state', (context) => context.json(snapshot(state, examples)));
  app.get('/events', (context) => events(context, state));
  app.get('/chats/:chatId/messages', (context) => {
    const chat = state.store.chat(Number(context.req.param('chatId')));
    const before = Number(context.req.query('before') ?? Infinity);
    const limit = Math.min(Math.max(Number(context.req.query('limit') ?? 50), 1), 200);
    const thread = context.req.query('thread');
    const older = [...chat.messages.values()].filter(
      (stored) =>
        stored.message.message_id < before &&
        (thread === undefined || String(stored.message.message_thread_id ?? 0) === thread),
    );
    return context.json({
      messages: older.slice(-limit).map((stored) => clientMessage(chat, stored)),
      hasMore: older.length > limit,
    });
  });
  app.get('/commands', (context) =>
    context.json(commandMenu(state, Number(context.req.query('personId')), Number(context.req.query('chatId')))),
  );
  app.get('/raw', (context) => {
    const before = Number(context.req.query('before') ?? Infinity);
    const limit = Math.min(Number(context.req.query('limit') ?? 100), 500);
    const entries = state.raw
      .all()
      .filter((entry) => entry.id < before)
      .map(({ value }) => value);
    return context.json({ entries: entries.slice(-limit).reverse(), hasMore: entries.length > limit });
  });
  app.post('/messages', async (context) =>
    context.json(toClient(state, sendAsPerson(state, await read(context, schemas.send)))),
  );
  app.post('/messages/edit', async (context) =>
    context.json(toClient(state, editAsPerson(state, await read(context, schemas.edit)))),
  );
  app.post('/messages/delete', async (context) => {
    deleteAsPerson(state, await read(context, schemas.message));
    return context.json({ done: true });
  });
  app.post('/messages/forward', async (context) =>
    context.json(toClient(state, forwardAsPerson(state, await read(context, schemas.forward)))),
  );
  app.post('/start', async (context) =>
    context.json(toClient(state, start(state, await read(context, schemas.start)))),
  );
  app.post('/buttons/press', async (context) =>
    context.json(await pressAndWait(state, await read(context, schemas.press))),
  );
  app.post('/inline/query', async (context) =>
    context.json(await queryAndWait(state, await read(context, schemas.inline))),
  );
  app.post('/inline/choose', async (context) =>
    context.json(toClient(state, chooseInlineResult(state, await read(context, schemas.choose)))),
  );
  app.post('/reactions', async (context) =>
    context.json(toClient(state, react(state, await read(context, schemas.react)))),
  );
  app.post('/people/update', async (context) => context.json(updatePerson(state, await read(context, schemas.person))));
  app.post('/chats/bot', async (context) =>
    context.json(chatInfo(setBotMembership(state, await read(context, schemas.membership)))),
  );
  return app;
}

/** The event stream: what was missed since Last-Event-ID, then everything new until the page goes away. */
function events(context: Context, state: State): Response {
  const lastEventId = Number(
    context.req.header('Last-Event-ID') ?? context.req.query('lastEventId') ?? state.events.lastId,
  );
  return streamSSE(context, async (stream) => {
    let queue = Promise.resolve();
    const write = (entry: { id: number; value: { type: string } }) => {
      queue = queue.then(() =>
        stream.writeSSE({ id: String(entry.id), event: entry.value.type, data: JSON.stringify(entry.value) }),
      );
    };
    const missed = state.events.after(lastEventId);
    if (missed === null) write({ id: state.events.lastId, value: { type: 'reset' } });
    else missed.forEach(write);
    const unsubscribe = state.events.subscribe(write);
    await new Promise<void>((resolve) => stream.onAbort(resolve));
    unsubscribe();
  });
}
