import { Hono } from 'hono';
import { z } from 'zod';
import { ClientRequestError } from './api-error.js';
import { faultRule, type Faults } from './faults.js';
import { migrateGroup } from './people/settings.js';
import { sendAsChannel } from './people/write.js';
import { updateType } from './schemas/account.js';
import { addPerson, makeChat } from './seeds.js';
import type { State } from './state.js';
import { chatInfo, clientMessage } from './store.js';

const id = z.int();
const schemas = {
  update: z.strictObject({ type: updateType, fields: z.record(z.string(), z.unknown()) }),
  person: z.strictObject({
    id: id.min(1),
    firstName: z.string().min(1),
    username: z.string().optional(),
    languageCode: z.string().default('zh-hans'),
    role: z.enum(['admin', 'member', 'newcomer']).default('member'),
  }),
  chat: z.strictObject({
    id: id.max(-1),
    type: z.enum(['group', 'supergroup', 'channel']),
    title: z.string().min(1),
    topics: z.array(z.strictObject({ threadId: id, name: z.string() })).default([]),
    memberIds: z.array(id),
    adminIds: z.array(id).default([]),
    botStatus: z.enum(['member', 'administrator', 'left', 'kicked']).default('member'),
  }),
  migration: z.strictObject({ chatId: id, toChatId: id }),
  channelMessage: z.strictObject({ chatId: id, channelId: id, text: z.string() }),
};

/**
 * For tests and for developers of bots, on loopback: faults on purpose, raw updates, more people and chats. The log of
 * calls is the client API's `/client/raw`; everything is there in the process as well, as `LocalTelegram.state` and
 * `.faults`.
 *
 *   POST /control/faults    FaultRule              DELETE /control/faults
 *   POST /control/updates   {type, fields}         GET    /control/pending
 *   POST /control/people    {id, firstName, …}     POST   /control/chats   {id, type, title, memberIds, …}
 *   POST /control/migrate   {chatId, toChatId}     POST   /control/channel-messages {chatId, channelId, text}
 */
export function controlApi(state: State, faults: Faults): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    if (error instanceof z.ZodError || error instanceof SyntaxError) {
      return context.json({ error: { code: 'REQUEST_INVALID', message: error.message } }, 400);
    }
    if (!(error instanceof ClientRequestError)) throw error;
    return context.json({ error: { code: error.code, message: error.message } }, error.status);
  });
  const post = <T>(path: string, schema: z.ZodType<T>, work: (body: T) => unknown): void => {
    app.post(path, async (context) => context.json(work(schema.parse(await context.req.json()))));
  };
  const done = { done: true };
  post('/faults', faultRule, (rule) => {
    faults.add(rule);
    return done;
  });
  app.delete('/faults', (context) => {
    faults.clear();
    return context.json(done);
  });
  post('/updates', schemas.update, ({ type, fields }) => ({ updateId: state.updates.addRaw(type, fields) }));
  app.get('/pending', (context) => context.json({ count: state.updates.size }));
  addWorld(post, state);
  return app;
}

type Post = <T>(path: string, schema: z.ZodType<T>, work: (body: T) => unknown) => void;

function addWorld(post: Post, state: State): void {
  post('/people', schemas.person, ({ username, ...person }) => {
    addPerson(state.store, { ...person, ...(username === undefined ? {} : { username }), blockedBot: false });
    return state.store.person(person.id);
  });
  post('/chats', schemas.chat, ({ topics, memberIds, adminIds, ...fields }) => {
    const chat = makeChat({
      ...fields,
      isForum: topics.length > 0,
      topics: new Map(topics.map(({ threadId, name }) => [threadId, name])),
      memberIds: new Set(memberIds),
      adminIds: new Set(adminIds),
      nextMessageId: Math.max(0, ...topics.map(({ threadId }) => threadId)) + 1,
    });
    state.store.putChat(chat);
    return chatInfo(chat);
  });
  post('/migrate', schemas.migration, ({ chatId, toChatId }) => chatInfo(migrateGroup(state, chatId, toChatId)));
  post('/channel-messages', schemas.channelMessage, ({ chatId, channelId, text }) =>
    clientMessage(state.store.chat(chatId), sendAsChannel(state, chatId, channelId, text)),
  );
}
