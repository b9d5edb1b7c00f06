import { describe, expect, it } from 'vitest';
import type { ClientSnapshot, CommandMenu } from '../../src/local-telegram/client-protocol.js';
import { contract, has, type Case, type Source } from './contract.js';
import { ADMIN, BOT_ID, GROUP, MEMBER, NEWCOMER, World } from './world.js';

const commands = (...list: object[]) => ({ commands: list });
const one = (command: string, description = 'd') => commands({ command, description });
const COMMAND: Source = 'tdlib BotCommand.cpp: set_commands';

const badCommands: [string, object, string, Source][] = [
  ['an empty name', one('/'), 'command must be non-empty', COMMAND],
  ['a name of 33 characters', one('a'.repeat(33)), 'command length must not exceed 32', COMMAND],
  ['capitals', one('Ask'), 'BOT_COMMAND_INVALID', 'core.telegram.org/bots/api#botcommand'],
  ['an empty description', one('ask', ' '), 'command description must be non-empty', COMMAND],
  [
    'a description of 257 characters',
    one('ask', '字'.repeat(257)),
    'command description length must not exceed 256',
    COMMAND,
  ],
  [
    'no description',
    commands({ command: 'ask' }),
    'can\'t parse BotCommand: Can\'t find field "description"',
    'telegram-bot-api Client.cpp: get_bot_command',
  ],
  [
    '101 commands',
    commands(...Array.from({ length: 101 }, (_, index) => ({ command: `c${index}`, description: 'd' }))),
    'BOT_COMMANDS_TOO_MUCH',
    'core.telegram.org/bots/api#setmycommands',
  ],
  [
    'an unknown scope',
    { ...one('ask'), scope: { type: 'friends' } },
    "can't parse BotCommandScope: Unsupported type specified",
    'telegram-bot-api Client.cpp: get_bot_command_scope',
  ],
  [
    'a scope of an unknown chat',
    { ...one('ask'), scope: { type: 'chat', chat_id: 5 } },
    'chat not found',
    'telegram-bot-api Client.cpp: check_bot_command_scope',
  ],
  [
    'admins of a private chat',
    { ...one('ask'), scope: { type: 'chat_administrators', chat_id: MEMBER } },
    "can't use specified scope in private chats",
    'tdlib BotCommandScope.cpp: get_bot_command_scope',
  ],
  [
    'a language of three letters',
    { ...one('ask'), language_code: 'chi' },
    'invalid language code specified',
    'tdlib misc.cpp: validate_bot_language_code',
  ],
];
contract(
  'commands refused',
  badCommands.map(([name, params, error, source]) => ({
    name,
    method: 'setMyCommands',
    params: params as Case['params'],
    error: `Bad Request: ${error}`,
    source,
  })),
);

const ME = { id: BOT_ID, is_bot: true, first_name: '原文', username: 'yuanwen_bot' };
contract('account and chats', [
  {
    name: 'who the bot is',
    method: 'getMe',
    params: {},
    result: has({ ...ME, can_read_all_group_messages: false, supports_inline_queries: true }),
    source: 'core.telegram.org/bots/api#getme',
  },
  {
    name: '64 characters',
    method: 'setMyName',
    params: { name: '字'.repeat(64) },
    result: true,
    source: 'core.telegram.org/bots/api#setmyname',
  },
  {
    name: '65 characters',
    method: 'setMyName',
    params: { name: '字'.repeat(65) },
    error: 'Bad Request: bot name is too long',
    source: 'core.telegram.org/bots/api#setmyname',
  },
  {
    name: '512 characters',
    method: 'setMyDescription',
    params: { description: '字'.repeat(512) },
    result: true,
    source: 'core.telegram.org/bots/api#setmydescription',
  },
  {
    name: '513 characters',
    method: 'setMyDescription',
    params: { description: '字'.repeat(513) },
    error: 'Bad Request: bot description is too long',
    source: 'core.telegram.org/bots/api#setmydescription',
  },
  {
    name: '120 characters',
    method: 'setMyShortDescription',
    params: { short_description: '字'.repeat(120) },
    result: true,
    source: 'core.telegram.org/bots/api#setmyshortdescription',
  },
  {
    name: '121 characters',
    method: 'setMyShortDescription',
    params: { short_description: '字'.repeat(121) },
    error: 'Bad Request: bot short description is too long',
    source: 'core.telegram.org/bots/api#setmyshortdescription',
  },
  {
    name: 'a private chat',
    method: 'getChat',
    params: { chat_id: MEMBER },
    result: has({ id: MEMBER, type: 'private', first_name: '李明', username: 'liming' }),
    source: 'core.telegram.org/bots/api#getchat',
  },
  {
    name: 'an id as text',
    method: 'getChat',
    params: { chat_id: String(GROUP) },
    result: has({ id: GROUP, type: 'supergroup', is_forum: true }),
    source: 'core.telegram.org/bots/api#getchat',
  },
  {
    name: 'a founder',
    method: 'getChatMember',
    params: { chat_id: GROUP, user_id: ADMIN },
    result: has({ status: 'creator', is_anonymous: false }),
    source: 'core.telegram.org/bots/api#chatmemberowner',
  },
  {
    name: 'a member',
    method: 'getChatMember',
    params: { chat_id: GROUP, user_id: MEMBER },
    result: has({ status: 'member' }),
    source: 'core.telegram.org/bots/api#chatmembermember',
  },
  {
    name: 'somebody outside',
    method: 'getChatMember',
    params: { chat_id: MEMBER, user_id: NEWCOMER },
    result: has({ status: 'left' }),
    source: 'core.telegram.org/bots/api#chatmemberleft',
  },
  {
    name: 'nobody',
    method: 'getChatMember',
    params: { chat_id: GROUP, user_id: 5 },
    error: 'Bad Request: user not found',
    source: 'telegram-bot-api Client.cpp: TdOnGetChatMemberCallback',
  },
  {
    name: 'no user',
    method: 'getChatMember',
    params: { chat_id: GROUP },
    error: 'Bad Request: invalid user_id specified',
    source: 'telegram-bot-api Client.cpp: get_user_id',
  },
  {
    name: 'of a group',
    method: 'getChatAdministrators',
    params: { chat_id: GROUP },
    result: [has({ status: 'creator', user: has({ id: ADMIN }) })],
    source: 'core.telegram.org/bots/api#getchatadministrators',
  },
  {
    name: 'of a group with the bot',
    method: 'getChatAdministrators',
    source: 'core.telegram.org/bots/api#getchatadministrators',
    params: (world) => {
      world.setBotStatus(GROUP, 'administrator');
      return { chat_id: GROUP };
    },
    result: [
      has({ status: 'creator' }),
      has({ status: 'administrator', user: has({ id: BOT_ID }), can_delete_messages: true }),
    ],
  },
  {
    name: 'of a private chat',
    method: 'getChatAdministrators',
    params: { chat_id: MEMBER },
    error: 'Bad Request: there are no administrators in the private chat',
    source: 'telegram-bot-api Client.cpp: process_get_chat_administrators_query',
  },
  {
    name: 'a group',
    method: 'leaveChat',
    params: { chat_id: GROUP },
    result: true,
    source: 'core.telegram.org/bots/api#leavechat',
  },
  {
    name: 'a private chat',
    method: 'leaveChat',
    params: { chat_id: MEMBER },
    error: "Bad Request: chat member status can't be changed in private chats",
    source: 'tdlib DialogParticipantManager.cpp: set_dialog_participant_status',
  },
  {
    name: 'any case',
    method: 'GETme',
    params: {},
    result: has(ME),
    source: 'core.telegram.org/bots/api#making-requests',
  },
  {
    name: 'one that is none',
    method: 'sendTelepathy',
    params: {},
    status: 404,
    error: 'Not Found: method not found',
    source: 'telegram-bot-api Client.cpp: on_cmd',
  },
  {
    name: 'a parameter that is none',
    method: 'sendMessage',
    params: { chat_id: MEMBER, text: 'a', silent: true },
    error: 'Bad Request: unknown parameter "silent" (refused by the local Telegram only)',
    marks: ['unknown_parameter'],
    source: 'local Telegram: a mistyped name must not pass unseen',
  },
  {
    name: 'one inside another',
    method: 'sendMessage',
    params: { chat_id: MEMBER, text: 'a', reply_parameters: { message_id: 1, quota: 'a' } },
    error: 'Bad Request: unknown parameter "reply_parameters.quota" (refused by the local Telegram only)',
    marks: ['unknown_parameter'],
    source: 'local Telegram: a mistyped name must not pass unseen',
  },
  {
    name: 'a flag that is none',
    method: 'sendMessage',
    params: { chat_id: MEMBER, text: 'a', protect_content: 'maybe' },
    error: 'Bad Request: field "protect_content" must be of type Boolean',
    source: 'local Telegram: Telegram takes any other text for false',
  },
]);

describe('texts and commands by language and scope', () => {
  it('gives the text of the language, else the one for all, and forgets an emptied one', async () => {
    const world = await World.open();
    const name = async (language_code?: string) =>
      (await world.api('getMyName', language_code === undefined ? {} : { language_code })).body.result.name as string;
    expect(await name()).toBe('原文');
    await world.api('setMyName', { name: '全部' });
    await world.api('setMyName', { name: 'English', language_code: 'en' });
    expect([await name(), await name('en'), await name('fr')]).toEqual(['全部', 'English', '全部']);
    await world.api('setMyName', { name: '', language_code: 'en' });
    expect(await name('en')).toBe('全部');
    await world.close();
  });

  // core.telegram.org/bots/api#determining-list-of-commands
  const list = (name: string) => [{ command: name, description: name }];
  const steps: [string, object, number, number, string][] = [
    ['default', {}, MEMBER, MEMBER, 'one'],
    ['default, by language', { language_code: 'zh' }, MEMBER, MEMBER, 'two'],
    ['private chats', { scope: { type: 'all_private_chats' } }, MEMBER, MEMBER, 'three'],
    ['one private chat', { scope: { type: 'chat', chat_id: MEMBER } }, MEMBER, MEMBER, 'four'],
    ['groups', { scope: { type: 'all_group_chats' } }, MEMBER, GROUP, 'five'],
    ['admins of groups', { scope: { type: 'all_chat_administrators' } }, ADMIN, GROUP, 'six'],
    ['a group', { scope: { type: 'chat', chat_id: GROUP } }, MEMBER, GROUP, 'seven'],
    ['admins of a group', { scope: { type: 'chat_administrators', chat_id: GROUP } }, ADMIN, GROUP, 'eight'],
    ['a member of a group', { scope: { type: 'chat_member', chat_id: GROUP, user_id: MEMBER } }, MEMBER, GROUP, 'nine'],
  ];
  it('offers each person the narrowest list, and the wider one after its deletion', async () => {
    const world = await World.open();
    const menu = async (personId: number, chatId: number) =>
      (await world.client<CommandMenu>(`/client/commands?personId=${personId}&chatId=${chatId}`)).body.commands;
    for (const [, scope, personId, chatId, name] of steps) {
      expect((await world.api('setMyCommands', { commands: list(`/${name}`), ...scope })).body.result).toBe(true);
      expect((await world.api('getMyCommands', scope)).body.result).toEqual(
        list(`/${name}`).map((item) => ({ ...item, command: name })),
      );
      expect(await menu(personId, chatId)).toMatchObject([{ command: name }]);
    }
    await world.api('deleteMyCommands', { scope: { type: 'chat', chat_id: MEMBER } });
    expect(await menu(MEMBER, MEMBER)).toMatchObject([{ command: 'three' }]);
    expect(await menu(NEWCOMER, NEWCOMER)).toMatchObject([{ command: 'three' }]);
    await world.close();
  });
});

describe('leaving a group', () => {
  it('is told to the bot and to people', async () => {
    const world = await World.open();
    await world.api('leaveChat', { chat_id: GROUP });
    expect(await world.updates()).toMatchObject([
      {
        my_chat_member: {
          chat: { id: GROUP },
          old_chat_member: { status: 'member' },
          new_chat_member: { status: 'left' },
        },
      },
    ]);
    const { chats } = (await world.client<ClientSnapshot>('/client/snapshot')).body;
    expect(chats.find(({ id }) => id === GROUP)).toMatchObject({ botIsMember: false });
    await world.close();
  });
});
