import type { ChatMember, User } from '@grammyjs/types';
import { badRequest } from '../api-error.js';
import { botUser, chatOf, chatWithMembers, readableChat, userOf } from '../chats.js';
import { recordBotStatus } from '../memberships.js';
import * as schemas from '../schemas/account.js';
import type { State } from '../state.js';
import type { ChatRecord } from '../store.js';
import { defineMethod } from './method.js';

/** Rights of an administrator here: all that a group has. */
const RIGHTS = {
  can_be_edited: false,
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_pin_messages: true,
  can_send_welcome_messages: false,
};

function personMember(chat: ChatRecord, user: User): ChatMember {
  if (!chat.memberIds.has(user.id)) return { status: 'left', user };
  if (!chat.adminIds.has(user.id)) return { status: 'member', user };
  // The first admin founded the group.
  const isOwner = [...chat.adminIds][0] === user.id;
  return isOwner ? { status: 'creator', user, is_anonymous: false } : { status: 'administrator', user, ...RIGHTS };
}

/** How the bot stands in a chat, as the Bot API's ChatMember. */
function botMember(state: State, chat: ChatRecord): ChatMember {
  const user = botUser(state);
  switch (chat.botStatus) {
    case 'administrator':
      return { status: 'administrator', user, ...RIGHTS };
    case 'kicked':
      return { status: 'kicked', user, until_date: 0 };
    default:
      return { status: chat.botStatus, user };
  }
}

function memberOf(state: State, chat: ChatRecord, userId: number): ChatMember {
  if (userId === state.profile.user.id) return botMember(state, chat);
  const person = state.store.people.get(userId);
  if (person === undefined) throw badRequest('user not found');
  return personMember(chat, userOf(person));
}

export const getChat = defineMethod(schemas.chatOnly, (params, { state }) => {
  const chat = readableChat(state, params.chat_id);
  return {
    ...chatOf(state, chat),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
  };
});

export const getChatMember = defineMethod(schemas.getChatMember, (params, { state }) => {
  const isSelf = params.user_id === state.profile.user.id;
  const chat = (isSelf ? readableChat : chatWithMembers)(state, params.chat_id);
  return memberOf(state, chat, params.user_id);
});

export const getChatAdministrators = defineMethod(schemas.chatOnly, (params, { state }) => {
  const chat = chatWithMembers(state, params.chat_id);
  if (chat.type === 'private') throw badRequest('there are no administrators in the private chat');
  const people = [...chat.adminIds].map((userId) => memberOf(state, chat, userId));
  // The asking bot itself is listed, other bots are not.
  return chat.botStatus === 'administrator' ? [...people, botMember(state, chat)] : people;
});

export const leaveChat = defineMethod(schemas.chatOnly, (params, { state }) => {
  const chat = readableChat(state, params.chat_id);
  if (chat.type === 'private') throw badRequest("chat member status can't be changed in private chats");
  recordBotStatus(state, chat, 'left', botUser(state));
  return true;
});
