import type { BotCommandScope } from '@grammyjs/types';
import { badRequest } from '../api-error.js';
import { chatWithMembers } from '../chats.js';
import * as schemas from '../schemas/account.js';
import type { ProfileText } from '../profile.js';
import type { State } from '../state.js';
import { defineMethod, type Call } from './method.js';

function profileChanged(state: State): true {
  state.events.publish({ type: 'bot', bot: state.profile.info() });
  return true;
}

function setText({ state }: Call, kind: ProfileText, languageCode: string, text: string): true {
  state.profile.setText(kind, languageCode, text);
  return profileChanged(state);
}

export const getMe = defineMethod(schemas.nothing, (_, { state }) => state.profile.user);

/** A scope of a chat needs the chat to be one the bot is in, and not private where it speaks of members. */
function checkScope(state: State, scope: BotCommandScope): void {
  if (!('chat_id' in scope)) return;
  const chat = chatWithMembers(state, scope.chat_id);
  if (chat.type === 'private' && scope.type !== 'chat') throw badRequest("can't use specified scope in private chats");
}

export const setMyCommands = defineMethod(schemas.setMyCommands, (params, { state }) => {
  checkScope(state, params.scope);
  state.profile.setCommands(params.scope, params.language_code, params.commands);
  return profileChanged(state);
});

export const getMyCommands = defineMethod(schemas.commandList, (params, { state }) =>
  state.profile.commandsOf(params.scope, params.language_code),
);

export const deleteMyCommands = defineMethod(schemas.commandList, (params, { state }) => {
  state.profile.setCommands(params.scope, params.language_code, []);
  return profileChanged(state);
});

export const setMyName = defineMethod(schemas.setMyName, (params, call) =>
  setText(call, 'name', params.language_code, params.name),
);
export const getMyName = defineMethod(schemas.byLanguage, (params, { state }) => ({
  name: state.profile.text('name', params.language_code),
}));

export const setMyDescription = defineMethod(schemas.setMyDescription, (params, call) =>
  setText(call, 'description', params.language_code, params.description),
);
export const getMyDescription = defineMethod(schemas.byLanguage, (params, { state }) => ({
  description: state.profile.text('description', params.language_code),
}));

export const setMyShortDescription = defineMethod(schemas.setMyShortDescription, (params, call) =>
  setText(call, 'shortDescription', params.language_code, params.short_description),
);
export const getMyShortDescription = defineMethod(schemas.byLanguage, (params, { state }) => ({
  short_description: state.profile.text('shortDescription', params.language_code),
}));
