import { describe, expect, it } from 'vitest';
import { contract, has, type Source } from './contract.js';
import { BOT_ID, GROUP, MEMBER, NEWCOMER, World } from './world.js';

const HOUR_MS = 3_600_000;
const NOT_MODIFIED =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a ' +
  'current content and reply markup of the message';
const FOUND: Source = 'telegram-bot-api Client.cpp: TdOnCheckMessageCallback';

const sent =
  (more: object, text = 'a') =>
  async (world: World) => ({ chat_id: MEMBER, message_id: await world.botSays(MEMBER, text), ...more });
const heard = (more: object) => async (world: World) => ({
  chat_id: GROUP,
  message_id: await world.says(MEMBER, GROUP, 'a'),
  ...more,
});
const keyboard = { inline_keyboard: [[{ text: '下文', callback_data: 'n' }]] };

contract('edits', [
  {
    name: 'a new text',
    method: 'editMessageText',
    params: sent({ text: 'b' }),
    result: has({ text: 'b', edit_date: expect.any(Number) }),
    source: 'core.telegram.org/bots/api#editmessagetext',
  },
  {
    name: 'the same text',
    method: 'editMessageText',
    params: sent({ text: 'a' }),
    error: NOT_MODIFIED,
    source: 'telegram-bot-api Client.cpp: fail_query_with_error',
  },
  {
    name: 'the same text with spaces to trim',
    method: 'editMessageText',
    params: sent({ text: ' a ' }),
    error: NOT_MODIFIED,
    marks: ['text_trimmed'],
    source: 'telegram-bot-api Client.cpp: fail_query_with_error',
  },
  {
    name: 'the same text, another keyboard',
    method: 'editMessageText',
    params: sent({ text: 'a', reply_markup: keyboard }),
    result: has({ reply_markup: keyboard }),
    source: 'core.telegram.org/bots/api#editmessagetext',
  },
  {
    name: 'no such message',
    method: 'editMessageText',
    params: { chat_id: MEMBER, message_id: 9, text: 'b' },
    error: 'Bad Request: message to edit not found',
    source: FOUND,
  },
  {
    name: 'no message_id',
    method: 'editMessageText',
    params: { chat_id: MEMBER, text: 'b' },
    error: 'Bad Request: message to edit not found',
    source: 'telegram-bot-api Client.cpp: check_message',
  },
  {
    name: 'nothing to name the message',
    method: 'editMessageText',
    params: { text: 'b' },
    error: 'Bad Request: message identifier is not specified',
    source: 'telegram-bot-api Client.cpp: get_inline_message_id',
  },
  {
    name: 'an unknown inline message',
    method: 'editMessageText',
    params: { inline_message_id: 'x', text: 'b' },
    error: 'Bad Request: MESSAGE_ID_INVALID',
    source: 'core.telegram.org/method/messages.editInlineBotMessage',
  },
  {
    name: "somebody's message",
    method: 'editMessageText',
    params: heard({ text: 'b' }),
    error: "Bad Request: message can't be edited",
    source: 'tdlib MessagesManager.cpp: can_edit_message',
  },
  {
    name: 'a message sent with a reply prompt',
    method: 'editMessageText',
    error: "Bad Request: message can't be edited",
    source: 'tdlib MessagesManager.cpp: can_edit_message',
    params: async (world) => ({
      chat_id: MEMBER,
      text: 'b',
      message_id: await world.botSays(MEMBER, 'a', { reply_markup: { force_reply: true } }),
    }),
  },
  {
    name: 'an edit without a keyboard removes it',
    method: 'editMessageText',
    params: async (world) => ({
      chat_id: MEMBER,
      text: 'b',
      message_id: await world.botSays(MEMBER, 'a', { reply_markup: keyboard }),
    }),
    result: expect.not.objectContaining({ reply_markup: expect.anything() }),
    source: 'core.telegram.org/bots/api#updating-messages',
  },
  {
    name: 'a keyboard',
    method: 'editMessageReplyMarkup',
    params: sent({ reply_markup: keyboard }),
    result: has({ text: 'a', reply_markup: keyboard }),
    source: 'core.telegram.org/bots/api#editmessagereplymarkup',
  },
  {
    name: 'no keyboard where there was none',
    method: 'editMessageReplyMarkup',
    params: sent({}),
    error: NOT_MODIFIED,
    source: 'telegram-bot-api Client.cpp: fail_query_with_error',
  },
  {
    name: "a keyboard under somebody's message",
    method: 'editMessageReplyMarkup',
    params: heard({ reply_markup: keyboard }),
    error: "Bad Request: message can't be edited",
    source: 'tdlib MessagesManager.cpp: can_edit_message',
  },
  {
    name: 'a text where there is a poll',
    method: 'editMessageText',
    error: 'Bad Request: there is no text in the message to edit',
    source: 'tdlib MessagesManager.cpp: edit_message_text',
    params: async (world) => ({
      chat_id: MEMBER,
      text: 'b',
      message_id: (await world.api('sendPoll', { chat_id: MEMBER, question: '?', options: [{ text: 'a' }] })).body
        .result.message_id,
    }),
  },
]);

const aged = (hours: number, make: (world: World) => Promise<Record<string, unknown>>) => async (world: World) => {
  const params = await make(world);
  world.nowMs += hours * HOUR_MS;
  return params;
};
const asAdmin = (make: (world: World) => Promise<Record<string, unknown>>) => (world: World) => {
  world.setBotStatus(GROUP, 'administrator');
  return make(world);
};

contract('deletions', [
  {
    name: "the bot's own message",
    method: 'deleteMessage',
    params: aged(48, sent({})),
    result: true,
    source: 'core.telegram.org/bots/api#deletemessage',
  },
  {
    name: "the bot's own message after 48 hours",
    method: 'deleteMessage',
    params: aged(48.1, sent({})),
    error: "Bad Request: message can't be deleted",
    source: 'core.telegram.org/bots/api#deletemessage',
  },
  {
    name: "a person's in a private chat",
    method: 'deleteMessage',
    params: async (world) => ({ chat_id: MEMBER, message_id: await world.says(MEMBER, MEMBER, 'a') }),
    result: true,
    source: 'core.telegram.org/bots/api#deletemessage',
  },
  {
    name: "a person's in a group",
    method: 'deleteMessage',
    params: heard({}),
    error: "Bad Request: message can't be deleted",
    source: 'core.telegram.org/bots/api#deletemessage',
  },
  {
    name: "a person's in a group, as an admin",
    method: 'deleteMessage',
    params: asAdmin(heard({})),
    result: true,
    source: 'core.telegram.org/bots/api#deletemessage',
  },
  {
    name: 'as an admin after 48 hours',
    method: 'deleteMessage',
    params: aged(49, asAdmin(heard({}))),
    error: "Bad Request: message can't be deleted",
    source: 'tdlib MessagesManager.cpp: can_delete_channel_message',
  },
  {
    name: 'no such message',
    method: 'deleteMessage',
    params: { chat_id: MEMBER, message_id: 9 },
    error: 'Bad Request: message to delete not found',
    source: FOUND,
  },
  {
    name: 'no chat',
    method: 'deleteMessage',
    params: { message_id: 9 },
    error: 'Bad Request: chat identifier is not specified',
    source: 'telegram-bot-api Client.cpp: process_delete_message_query',
  },
  {
    name: 'no message',
    method: 'deleteMessage',
    params: { chat_id: MEMBER },
    error: 'Bad Request: message identifier is not specified',
    source: 'telegram-bot-api Client.cpp: process_delete_message_query',
  },
  {
    name: 'several, missing ones skipped',
    method: 'deleteMessages',
    params: async (world) => ({ chat_id: MEMBER, message_ids: [await world.botSays(MEMBER, 'a'), 99] }),
    result: true,
    source: 'core.telegram.org/bots/api#deletemessages',
  },
  {
    name: 'none',
    method: 'deleteMessages',
    params: { chat_id: MEMBER, message_ids: [] },
    error: 'Bad Request: message identifiers are not specified',
    source: 'telegram-bot-api Client.cpp: process_delete_messages_query',
  },
  {
    name: 'over 100',
    method: 'deleteMessages',
    params: { chat_id: MEMBER, message_ids: Array.from({ length: 101 }, (_, index) => index + 1) },
    error: 'Bad Request: too many message identifiers specified',
    source: 'telegram-bot-api Client.cpp: get_message_ids',
  },
]);

const emoji = (value: string) => [{ type: 'emoji', emoji: value }];
contract('actions and reactions', [
  {
    name: 'typing',
    method: 'sendChatAction',
    params: { chat_id: MEMBER, action: 'typing' },
    result: true,
    source: 'core.telegram.org/bots/api#sendchataction',
  },
  {
    name: 'an unknown action',
    method: 'sendChatAction',
    params: { chat_id: MEMBER, action: 'thinking' },
    error: 'Bad Request: wrong parameter action in request',
    source: 'telegram-bot-api Client.cpp: process_send_chat_action_query',
  },
  {
    name: 'a reaction',
    method: 'setMessageReaction',
    params: heard({ reaction: emoji('👀') }),
    result: true,
    source: 'core.telegram.org/bots/api#setmessagereaction',
  },
  {
    name: 'none, which removes it',
    method: 'setMessageReaction',
    params: heard({ reaction: [] }),
    result: true,
    source: 'core.telegram.org/bots/api#setmessagereaction',
  },
  {
    name: 'an emoji that is no reaction',
    method: 'setMessageReaction',
    params: heard({ reaction: emoji('🍏') }),
    error: 'Bad Request: REACTION_INVALID',
    source: 'core.telegram.org/method/messages.sendReaction',
  },
  {
    name: 'two reactions',
    method: 'setMessageReaction',
    params: heard({ reaction: [...emoji('👀'), ...emoji('👍')] }),
    error: 'Bad Request: REACTIONS_TOO_MANY',
    source: 'core.telegram.org/method/messages.sendReaction',
  },
  {
    name: 'a reaction to nothing',
    method: 'setMessageReaction',
    params: { chat_id: GROUP, message_id: 99, reaction: emoji('👀') },
    error: 'Bad Request: message to react not found',
    source: FOUND,
  },
  {
    name: 'no list',
    method: 'setMessageReaction',
    params: heard({ reaction: '👀' }),
    error: 'Bad Request: expected an Array of ReactionType',
    source: 'telegram-bot-api Client.cpp: get_reaction_types',
  },
  {
    name: 'a paid reaction',
    method: 'setMessageReaction',
    params: heard({ reaction: [{ type: 'paid' }] }),
    error: "Bad Request: can't parse ReactionType: invalid reaction type specified",
    source: 'telegram-bot-api Client.cpp: get_reaction_type',
  },
]);

describe('what calls leave behind', () => {
  it('a reaction, a deletion and a chat action are seen by people', async () => {
    const world = await World.open();
    const id = await world.says(NEWCOMER, NEWCOMER, 'a');
    await world.api('setMessageReaction', { chat_id: NEWCOMER, message_id: id, reaction: emoji('👀') });
    await world.api('sendChatAction', { chat_id: NEWCOMER, action: 'typing' });
    const before = await world.client(`/client/chats/${NEWCOMER}/messages`);
    expect(before.body.messages).toMatchObject([{ reactions: [{ emoji: '👀', userIds: [BOT_ID] }] }]);
    expect(await world.event(({ type }) => type === 'chat_action')).toMatchObject({
      chatId: NEWCOMER,
      action: 'typing',
      forMs: 5000,
    });
    await world.api('deleteMessage', { chat_id: NEWCOMER, message_id: id });
    expect((await world.client(`/client/chats/${NEWCOMER}/messages`)).body.messages).toEqual([]);
    await world.close();
  });
});
