import type { BotCommandScope } from '@grammyjs/types';
import { ClientRequestError } from '../api-error.js';
import { botUser, orderKey, userOf } from '../chats.js';
import type { BotMembershipRequest, CommandMenu, Person, PersonRequest, StartRequest } from '../client-protocol.js';
import { addServiceMessage, recordBotStatus } from '../memberships.js';
import { makeChat } from '../seeds.js';
import type { State } from '../state.js';
import type { ChatRecord, StoredMessage } from '../store.js';
import { chatOfMember, sendAsPerson } from './write.js';

/** Changes a person's language, or blocks or unblocks the bot as this person. */
export function updatePerson(state: State, request: PersonRequest): Person {
  const person = state.store.person(request.personId);
  const updated: Person = {
    ...person,
    languageCode: request.languageCode ?? person.languageCode,
    blockedBot: request.blockedBot ?? person.blockedBot,
  };
  state.store.putPerson(updated);
  const chat = state.store.chats.get(person.id);
  if (chat !== undefined && request.blockedBot !== undefined) {
    recordBotStatus(state, chat, request.blockedBot ? 'kicked' : 'member', userOf(updated));
  }
  return updated;
}

/** Presses Start in the private chat. */
export function start(state: State, request: StartRequest): StoredMessage {
  const { personId, payload } = request;
  if (payload !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(payload)) {
    throw new ClientRequestError(400, 'PAYLOAD_INVALID', 'expected 1 to 64 of A-Z a-z 0-9 _ -');
  }
  if (state.store.person(personId).blockedBot) updatePerson(state, { personId, blockedBot: false });
  return sendAsPerson(state, {
    personId,
    chatId: personId,
    text: payload === undefined ? '/start' : `/start ${payload}`,
  });
}

/** Adds the bot to a group or removes it, as an admin. */
export function setBotMembership(state: State, request: BotMembershipRequest): ChatRecord {
  const chat = chatOfMember(state, request.personId, request.chatId);
  if (chat.type === 'private')
    throw new ClientRequestError(400, 'NOT_A_GROUP', 'block the bot in a private chat instead');
  if (!chat.adminIds.has(request.personId))
    throw new ClientRequestError(403, 'NOT_AN_ADMIN', 'only admins can do that');
  const isPresent = chat.botStatus === 'member' || chat.botStatus === 'administrator';
  if (isPresent === request.present) return chat;
  const admin = userOf(state.store.person(request.personId));
  const bot = botUser(state);
  recordBotStatus(state, chat, request.present ? 'member' : 'kicked', admin);
  const fields = request.present ? { new_chat_members: [bot] } : { left_chat_member: bot };
  const message = addServiceMessage(state, chat, admin, fields);
  if (request.present) state.updates.add('message', message, orderKey(chat));
  return chat;
}

function scopesFor(chat: ChatRecord, personId: number): BotCommandScope[] {
  const ofChat: BotCommandScope = { type: 'chat', chat_id: chat.id };
  if (chat.type === 'private') return [ofChat, { type: 'all_private_chats' }, { type: 'default' }];
  const isAdmin = chat.adminIds.has(personId);
  const own: BotCommandScope = { type: 'chat_member', chat_id: chat.id, user_id: personId };
  const admins: BotCommandScope[] = isAdmin ? [{ type: 'chat_administrators', chat_id: chat.id }] : [];
  const allAdmins: BotCommandScope[] = isAdmin ? [{ type: 'all_chat_administrators' }] : [];
  return [own, ...admins, ofChat, ...allAdmins, { type: 'all_group_chats' }, { type: 'default' }];
}

/** The commands that a person is offered in a chat (core.telegram.org/bots/api#determining-list-of-commands). */
export function commandMenu(state: State, personId: number, chatId: number): CommandMenu {
  const chat = chatOfMember(state, personId, chatId);
  const language = state.store.person(personId).languageCode.slice(0, 2);
  return { commands: state.profile.menuFor(scopesFor(chat, personId), language) };
}

/**
 * Makes a plain group a supergroup: the old chat refuses the bot with `migrate_to_chat_id` from now on, and both tell of
 * the move (core.telegram.org/bots/api#message, migrate_to_chat_id).
 */
export function migrateGroup(state: State, chatId: number, toChatId: number): ChatRecord {
  const group = state.store.chat(chatId);
  if (group.type !== 'group') throw new ClientRequestError(400, 'NOT_A_GROUP', 'only a plain group can be upgraded');
  const { title, memberIds, adminIds, botStatus } = group;
  const supergroup = makeChat({ id: toChatId, type: 'supergroup', title, memberIds, adminIds, botStatus });
  state.store.putChat(supergroup);
  const admin = userOf(state.store.person([...adminIds][0] ?? [...memberIds][0] ?? 0));
  const leaving = addServiceMessage(state, group, admin, { migrate_to_chat_id: toChatId });
  const arriving = addServiceMessage(state, supergroup, admin, { migrate_from_chat_id: chatId });
  group.migratedTo = toChatId;
  state.store.publishChat(group);
  state.updates.add('message', leaving, orderKey(group));
  state.updates.add('message', arriving, orderKey(supergroup));
  return supergroup;
}
