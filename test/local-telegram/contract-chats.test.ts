import { expect } from 'vitest';
import { makeChat } from '../../src/local-telegram/seeds.js';
import { contract, has, type Case, type Source } from './contract.js';
import { ADMIN, BOT_ID, GROUP, MEMBER, TOPIC, type World } from './world.js';

const PLAIN_GROUP = -4001;
const ACCESS: Source = 'telegram-bot-api Client.cpp: check_chat_access';
const REPLY: Source = 'telegram-bot-api Client.cpp: check_reply_parameters';

function plainGroup(world: World): void {
  const people = new Set([ADMIN, MEMBER]);
  const group = { id: PLAIN_GROUP, title: '旧群', memberIds: people, adminIds: new Set([ADMIN]) };
  world.local.state.store.putChat(makeChat({ ...group, type: 'group' }));
}

/** The group as the bot finds it after leaving or being removed, in each kind of chat. */
function without(chatId: number, status: 'kicked' | 'left') {
  return (world: World): void => {
    plainGroup(world);
    world.setBotStatus(chatId, status);
  };
}

const forbidden = (
  [
    [MEMBER, 'kicked', 'sendMessage', 'bot was blocked by the user'],
    [MEMBER, 'kicked', 'sendChatAction', 'bot was blocked by the user'],
    [GROUP, 'kicked', 'sendMessage', 'bot was kicked from the supergroup chat'],
    [GROUP, 'left', 'sendMessage', 'bot is not a member of the supergroup chat'],
    [GROUP, 'kicked', 'getChat', 'bot was kicked from the supergroup chat'],
    [GROUP, 'left', 'getChatAdministrators', 'bot is not a member of the supergroup chat'],
    [GROUP, 'left', 'leaveChat', 'bot is not a member of the supergroup chat'],
    [PLAIN_GROUP, 'kicked', 'sendMessage', 'bot was kicked from the group chat'],
    [PLAIN_GROUP, 'left', 'getChatAdministrators', 'bot is not a member of the group chat'],
  ] as const
).map(([chatId, status, method, reason]): Case => {
  const extra = method === 'sendMessage' ? { text: 'a' } : method === 'sendChatAction' ? { action: 'typing' } : {};
  return {
    name: `${status} in ${chatId}`,
    method,
    params: (world) => {
      without(chatId, status)(world);
      return { chat_id: chatId, ...extra };
    },
    status: 403,
    error: `Forbidden: ${reason}`,
    source: ACCESS,
  };
});

contract('chats that are not there', [
  ...forbidden,
  {
    name: 'no chat_id',
    method: 'sendMessage',
    params: { text: 'a' },
    error: 'Bad Request: chat_id is empty',
    source: 'telegram-bot-api Client.cpp: check_chat',
  },
  {
    name: 'an unknown id',
    method: 'sendMessage',
    params: { chat_id: 5, text: 'a' },
    error: 'Bad Request: chat not found',
    source: 'telegram-bot-api Client.cpp: TdOnCheckChatCallback',
  },
  {
    name: 'an unknown name',
    method: 'sendMessage',
    params: { chat_id: '@nobody', text: 'a' },
    error: 'Bad Request: chat not found',
    source: 'telegram-bot-api Client.cpp: TdOnCheckChatCallback',
  },
  {
    name: 'a plain group remains known',
    method: 'getChat',
    result: has({ id: PLAIN_GROUP }),
    source: ACCESS,
    params: (world) => {
      without(PLAIN_GROUP, 'kicked')(world);
      return { chat_id: PLAIN_GROUP };
    },
  },
  {
    name: 'how the bot stands where it was removed',
    method: 'getChatMember',
    result: has({ status: 'kicked' }),
    source: 'telegram-bot-api Client.cpp: process_get_chat_member_query',
    params: (world) => {
      without(PLAIN_GROUP, 'kicked')(world);
      return { chat_id: PLAIN_GROUP, user_id: BOT_ID };
    },
  },
]);

const quote = (more: object) => async (world: World) => ({
  chat_id: MEMBER,
  text: 'a',
  reply_parameters: { message_id: await world.says(MEMBER, MEMBER, '一是党徽,二是党徽。'), ...more },
});

contract('topics and replies', [
  {
    name: 'an unknown topic',
    method: 'sendMessage',
    params: { chat_id: GROUP, text: 'a', message_thread_id: 77 },
    error: 'Bad Request: message thread not found',
    source: 'telegram-bot-api Client.cpp: TdOnCheckMessageThreadCallback',
  },
  {
    name: 'a topic in a private chat',
    method: 'sendMessage',
    params: { chat_id: MEMBER, text: 'a', message_thread_id: 1 },
    error: 'Bad Request: message thread not found',
    source: 'telegram-bot-api Client.cpp: TdOnCheckMessageThreadCallback',
  },
  {
    name: 'a reply goes to the topic of the message',
    method: 'sendMessage',
    source: 'core.telegram.org/bots/api#replyparameters',
    params: async (world) => ({
      chat_id: GROUP,
      text: 'a',
      reply_parameters: { message_id: await world.says(MEMBER, GROUP, '问', { threadId: TOPIC }) },
    }),
    result: has({ message_thread_id: TOPIC, reply_to_message: has({ text: '问' }) }),
  },
  {
    name: 'a reply to nothing',
    method: 'sendMessage',
    params: { chat_id: MEMBER, text: 'a', reply_parameters: { message_id: 99 } },
    error: 'Bad Request: message to be replied not found',
    source: REPLY,
  },
  {
    name: 'a reply to nothing that may be none',
    method: 'sendMessage',
    source: 'core.telegram.org/bots/api#replyparameters',
    params: { chat_id: MEMBER, text: 'a', reply_parameters: { message_id: 99, allow_sending_without_reply: true } },
    result: expect.not.objectContaining({ reply_to_message: expect.anything() }),
  },
  {
    name: 'a reply to nothing in another chat never may',
    method: 'sendMessage',
    source: 'core.telegram.org/bots/api#replyparameters',
    params: {
      chat_id: MEMBER,
      text: 'a',
      reply_parameters: { message_id: 99, chat_id: GROUP, allow_sending_without_reply: true },
    },
    error: 'Bad Request: message to be replied not found',
  },
  {
    name: 'a reply to a message of another chat',
    method: 'sendMessage',
    source: 'core.telegram.org/bots/api#externalreplyinfo',
    params: async (world) => ({
      chat_id: MEMBER,
      text: 'a',
      reply_parameters: { chat_id: GROUP, message_id: await world.botSays(GROUP, 'b') },
    }),
    result: has({ external_reply: has({ chat: has({ id: GROUP }), origin: has({ type: 'user' }) }) }),
  },
  {
    name: 'a quote',
    method: 'sendMessage',
    params: quote({ quote: '党徽' }),
    result: has({ quote: { text: '党徽', position: 2, is_manual: true } }),
    source: 'core.telegram.org/bots/api#textquote',
  },
  {
    name: 'the quote nearest to its position',
    method: 'sendMessage',
    params: quote({ quote: '党徽', quote_position: 7 }),
    result: has({ quote: has({ position: 7 }) }),
    source: 'core.telegram.org/bots/api#replyparameters',
  },
  {
    name: 'a quote that is no part',
    method: 'sendMessage',
    params: quote({ quote: '国徽' }),
    error: 'Bad Request: QUOTE_TEXT_INVALID',
    source: 'core.telegram.org/method/messages.sendMessage',
  },
  {
    name: 'a quote with entities that the message has not',
    method: 'sendMessage',
    params: quote({ quote: '党徽', quote_entities: [{ type: 'bold', offset: 0, length: 1 }] }),
    error: 'Bad Request: QUOTE_TEXT_INVALID',
    source: 'core.telegram.org/bots/api#replyparameters',
  },
  {
    name: 'a quote over 1,024 characters',
    method: 'sendMessage',
    params: quote({ quote: '字'.repeat(1025) }),
    error: 'Bad Request: QUOTE_TEXT_INVALID',
    source: 'core.telegram.org/bots/api#replyparameters',
  },
  {
    name: 'an empty quote is none',
    method: 'sendMessage',
    params: quote({ quote: '' }),
    result: expect.not.objectContaining({ quote: expect.anything() }),
    source: 'tdlib MessageQuote.cpp: MessageQuote',
  },
]);
