import * as account from './account.js';
import * as chats from './chats.js';
import * as edits from './edits.js';
import * as messages from './messages.js';
import type { Method } from './method.js';
import * as photos from './photos.js';
import * as polls from './polls.js';
import * as queries from './queries.js';
import * as updates from './updates.js';

/** Every method that this server knows, by its name. */
const methods: Readonly<Record<string, Method>> = {
  ...account,
  ...chats,
  ...edits,
  ...messages,
  ...photos,
  ...polls,
  ...queries,
  ...updates,
};

const byLowerCase = new Map(Object.entries(methods).map(([name, method]) => [name.toLowerCase(), { name, method }]));

/** Finds a method; upper and lower case do not matter, as on Telegram. */
export function findMethod(name: string): { readonly name: string; readonly method: Method } | undefined {
  return byLowerCase.get(name.toLowerCase());
}
