import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pressAndWait, queryAndWait } from '../../src/local-telegram/people/queries.js';
import type { ChatInfo, ClientMessage, ClientSnapshot, MessagePage } from '../../src/local-telegram/client-protocol.js';
import { ADMIN, BOT_ID, GROUP, MEMBER, NEWCOMER, TOPIC, World, type Answer } from './world.js';

let world: World;
beforeEach(async () => (world = await World.open()));
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

const post = (path: string, body: object) => world.client(`/client/${path}`, body);
const inGroup = (messageId: number, personId: number = MEMBER) => ({ personId, chatId: GROUP, messageId });
const keyboard = (data = 'n') => ({ reply_markup: { inline_keyboard: [[{ text: '下文', callback_data: data }]] } });
/** The bot's next update, waited for. */
const nextUpdate = async () =>
  ((await world.api('getUpdates', { timeout: 20 })).body.result as Record<string, never>[]).at(-1);

describe('sending', () => {
  it('finds commands, mentions and links, trims, and tells the bot', async () => {
    const { body } = await post('messages', {
      personId: MEMBER,
      chatId: MEMBER,
      text: '  /ask 和 https://example.org  ',
    });
    expect(body).toMatchObject({
      chatId: MEMBER,
      reactions: [],
      message: { text: '/ask 和 https://example.org', entities: [{ type: 'bot_command' }, { type: 'url' }] },
    });
    expect(await world.updates()).toMatchObject([{ message: body.message }]);
  });

  it('replies with a selected part, in the same chat or another', async () => {
    const first = await world.botSays(GROUP, '一是党徽,二是党徽。');
    const quote = { text: '党徽', position: 7 };
    const same = (
      await post('messages', { personId: MEMBER, chatId: GROUP, text: '/check', replyTo: { messageId: first, quote } })
    ).body;
    expect(same.message).toMatchObject({
      reply_to_message: { message_id: first },
      quote: { text: '党徽', position: 7, is_manual: true },
    });
    const other = (
      await post('messages', {
        personId: MEMBER,
        chatId: MEMBER,
        text: '/check',
        replyTo: { messageId: first, chatId: GROUP, quote },
      })
    ).body;
    expect(other.message).toMatchObject({
      external_reply: { chat: { id: GROUP }, message_id: first, origin: { sender_user: { id: BOT_ID } } },
      quote: { text: '党徽' },
    });
    expect(other.message).not.toHaveProperty('reply_to_message');
  });

  it.each([
    ['photo', { photo: [{ width: 1 }], caption: '看' }],
    ['sticker', { sticker: { emoji: '👍' } }],
    ['voice', { voice: { duration: 3 } }],
  ])('a %s', async (attachment, message) => {
    expect((await post('messages', { personId: MEMBER, chatId: MEMBER, text: '看', attachment })).body).toMatchObject({
      message,
    });
    expect(await world.updates()).toMatchObject([{ message }]);
  });

  it('an anonymous admin is the group', async () => {
    await post('messages', { personId: ADMIN, chatId: GROUP, text: '/ask 问', asAnonymousAdmin: true });
    expect(await world.updates()).toMatchObject([
      { message: { from: { username: 'GroupAnonymousBot' }, sender_chat: { id: GROUP } } },
    ]);
  });

  it.each([
    ['to a chat that is not there', { chatId: 9 }, 404, 'CHAT_NOT_FOUND'],
    ['as nobody', { personId: 9 }, 404, 'PERSON_NOT_FOUND'],
    ["in somebody else's chat", { chatId: ADMIN }, 403, 'NOT_A_MEMBER'],
    ['in a topic that is not there', { chatId: GROUP, threadId: 9 }, 404, 'TOPIC_NOT_FOUND'],
    ['nothing', { text: ' \n ' }, 400, 'TEXT_EMPTY'],
    ['4,097 characters', { text: '字'.repeat(4097) }, 400, 'TEXT_TOO_LONG'],
    ['a caption of 1,025 characters', { text: '字'.repeat(1025), attachment: 'photo' }, 400, 'TEXT_TOO_LONG'],
    ['half an emoji', { text: '\ud83d' }, 400, 'TEXT_INVALID'],
    ['over 32 KiB', { text: '字'.repeat(11_000) }, 400, 'TEXT_INVALID'],
    ['a reply to nothing', { replyTo: { messageId: 99 } }, 404, 'MESSAGE_NOT_FOUND'],
    ['anonymously without being an admin', { chatId: GROUP, asAnonymousAdmin: true }, 403, 'NOT_AN_ADMIN'],
    ['a field that is none', { silent: true }, 400, 'REQUEST_INVALID'],
    ['a text that is none', { text: 5 }, 400, 'REQUEST_INVALID'],
  ])('refuses %s', async (_, change, status, code) => {
    const answer = await post('messages', { personId: MEMBER, chatId: MEMBER, text: 'a', ...change });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(await world.updates()).toEqual([]);
  });

  it('refuses a quote that is no part, and bodies that are no JSON or too large', async () => {
    const messageId = await world.botSays(MEMBER, '党徽');
    const quoted = {
      personId: MEMBER,
      chatId: MEMBER,
      text: 'a',
      replyTo: { messageId, quote: { text: '国徽', position: 0 } },
    };
    expect((await post('messages', quoted)).body.error.code).toBe('QUOTE_NOT_FOUND');
    const send = (body: string) =>
      fetch(`${world.root}/client/messages`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
    expect((await send('{')).status).toBe(400);
    expect((await send(' '.repeat(1024 * 1024 + 1))).status).toBe(413);
  });
});

describe('privacy mode', () => {
  // core.telegram.org/bots/features#privacy-mode
  it.each([
    ['/ask', true],
    ['/ask@yuanwen_bot 问', true],
    ['/ask@YUANWEN_BOT 问', true],
    ['/ask@other_bot 问', false],
    ['请看 /ask', false],
    ['大家好', false],
    ['@yuanwen_bot 问', true],
    ['@other_bot 问', false],
    ['问@yuanwen_bot', false],
  ])('in a group the bot hears %s: %s', async (text, isHeard) => {
    await world.says(MEMBER, GROUP, text);
    expect(await world.updateTypes()).toEqual(isHeard ? ['message'] : []);
  });

  it('it hears replies to its messages, not to others', async () => {
    const own = await world.botSays(GROUP, 'a');
    const other = await world.says(ADMIN, GROUP, 'b');
    await world.says(MEMBER, GROUP, '为何', { replyTo: { messageId: other } });
    await world.says(MEMBER, GROUP, '出处', { replyTo: { messageId: own } });
    expect(await world.updates()).toMatchObject([{ message: { text: '出处', reply_to_message: { message_id: own } } }]);
  });

  it.each([
    ['administrator', 1],
    ['member', 0],
    ['left', 0],
    ['kicked', 0],
  ] as const)('as %s it hears %i of everything', async (status, heard) => {
    world.setBotStatus(GROUP, status);
    await world.says(MEMBER, GROUP, '大家好');
    expect(await world.updates()).toHaveLength(heard);
  });

  it('a bot that left hears not even commands', async () => {
    world.setBotStatus(GROUP, 'left');
    await world.says(MEMBER, GROUP, '/ask');
    expect(await world.updates()).toEqual([]);
  });
});

describe('editing, deleting, forwarding', () => {
  it('an edit reaches the bot as edited_message, with new entities', async () => {
    const messageId = await world.says(MEMBER, GROUP, '/ask a', { threadId: TOPIC });
    const { body } = await post('messages/edit', { ...inGroup(messageId), text: '/check b' });
    expect(body.message).toMatchObject({ text: '/check b', edit_date: expect.any(Number), entities: [{ length: 6 }] });
    expect(await world.updates()).toMatchObject([
      {},
      { edited_message: { message_id: messageId, text: '/check b', message_thread_id: TOPIC } },
    ]);
  });

  it('an edit that the bot may not hear stays unheard until it is a command', async () => {
    const messageId = await world.says(MEMBER, GROUP, '大家好');
    await post('messages/edit', { ...inGroup(messageId), text: '大家早' });
    await post('messages/edit', { ...inGroup(messageId), text: '/ask 问' });
    expect(await world.updates()).toMatchObject([{ edited_message: { text: '/ask 问' } }]);
  });

  it('a caption is edited in place, and may become empty', async () => {
    const messageId = await world.says(MEMBER, MEMBER, '看 #人大', { attachment: 'photo' });
    const { body } = await post('messages/edit', { personId: MEMBER, chatId: MEMBER, messageId, text: '' });
    expect(body.message).toMatchObject({ photo: [{ width: 1 }] });
    expect(body.message).not.toHaveProperty('text');
  });

  it.each<[string, () => Promise<object>, number, string]>([
    ["somebody else's", async () => inGroup(await world.says(ADMIN, GROUP, 'a')), 403, 'NOT_YOURS'],
    ["the bot's", async () => inGroup(await world.botSays(GROUP, 'a')), 403, 'NOT_YOURS'],
    [
      'a forwarded one',
      async () =>
        inGroup(
          (await post('messages/forward', { ...inGroup(await world.botSays(GROUP, 'a')), toChatId: GROUP })).body
            .message.message_id as number,
        ),
      400,
      'NOT_EDITABLE',
    ],
    ['none', async () => inGroup(99), 404, 'MESSAGE_NOT_FOUND'],
  ])('an edit of %s is refused', async (_, target, status, code) => {
    const answer = await post('messages/edit', { ...(await target()), text: 'b' });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('a service message is neither edited nor forwarded', async () => {
    await post('chats/bot', { personId: ADMIN, chatId: GROUP, present: false });
    const messageId = world.local.state.store.chat(GROUP).nextMessageId - 1;
    expect((await post('messages/edit', { ...inGroup(messageId, ADMIN), text: 'b' })).body.error.code).toBe(
      'NOT_EDITABLE',
    );
    expect((await post('messages/forward', { ...inGroup(messageId, ADMIN), toChatId: ADMIN })).body.error.code).toBe(
      'NOT_FORWARDABLE',
    );
  });

  it.each<[string, number, () => Promise<object>, number]>([
    ['their own', 200, async () => inGroup(await world.says(MEMBER, GROUP, 'a')), GROUP],
    ["another's", 403, async () => inGroup(await world.says(ADMIN, GROUP, 'a')), GROUP],
    ["another's, as an admin", 200, async () => inGroup(await world.says(MEMBER, GROUP, 'a'), ADMIN), GROUP],
    [
      "the bot's in a private chat",
      200,
      async () => ({ personId: MEMBER, chatId: MEMBER, messageId: await world.botSays(MEMBER, 'a') }),
      MEMBER,
    ],
  ])('deleting %s: %i, and the bot is told nothing', async (_, status, target, chatId) => {
    const { status: found } = await post('messages/delete', await target());
    expect(found).toBe(status);
    expect((await world.client(`/client/chats/${chatId}/messages`)).body.messages).toHaveLength(status === 200 ? 0 : 1);
    expect(await world.updates()).toEqual([]);
  });

  it('a forward names its origin and goes to a topic', async () => {
    const messageId = await world.botSays(MEMBER, '引文', { entities: [{ type: 'bold', offset: 0, length: 2 }] });
    const { body } = await post('messages/forward', {
      personId: MEMBER,
      chatId: MEMBER,
      messageId,
      toChatId: GROUP,
      toThreadId: TOPIC,
    });
    expect(body.message).toMatchObject({
      text: '引文',
      entities: [{ type: 'bold' }],
      message_thread_id: TOPIC,
      from: { id: MEMBER },
      forward_origin: { type: 'user', sender_user: { id: BOT_ID } },
    });
  });

  it('a protected message is not forwarded', async () => {
    const messageId = await world.botSays(MEMBER, 'a', { protect_content: true });
    expect(
      (await post('messages/forward', { personId: MEMBER, chatId: MEMBER, messageId, toChatId: GROUP })).status,
    ).toBe(403);
  });
});

describe('start, blocking, languages', () => {
  it.each([
    [undefined, '/start'],
    ['s_2-1', '/start s_2-1'],
    ['x'.repeat(64), `/start ${'x'.repeat(64)}`],
  ])('Start with payload %s', async (payload, text) => {
    expect((await post('start', { personId: NEWCOMER, payload })).body.message).toMatchObject({ text });
  });

  it.each(['', 'a b', 'x'.repeat(65), '问'])('payload %j is refused', async (payload) => {
    expect((await post('start', { personId: NEWCOMER, payload })).body.error.code).toBe('PAYLOAD_INVALID');
  });

  it('blocking is told, closes the chat both ways, and Start opens it again', async () => {
    expect((await post('people/update', { personId: MEMBER, blockedBot: true })).body).toMatchObject({
      id: MEMBER,
      blockedBot: true,
    });
    expect((await post('messages', { personId: MEMBER, chatId: MEMBER, text: 'a' })).body.error.code).toBe(
      'BOT_BLOCKED',
    );
    expect((await world.api('sendMessage', { chat_id: MEMBER, text: 'a' })).status).toBe(403);
    expect((await world.api('sendMessage', { chat_id: GROUP, text: 'a' })).status).toBe(200);
    await post('start', { personId: MEMBER });
    expect(await world.updates()).toMatchObject([
      {
        my_chat_member: {
          from: { id: MEMBER },
          old_chat_member: { status: 'member' },
          new_chat_member: { status: 'kicked' },
        },
      },
      { my_chat_member: { new_chat_member: { status: 'member' } } },
      { message: { text: '/start' } },
    ]);
  });

  it('a language is what the bot sees', async () => {
    await post('people/update', { personId: MEMBER, languageCode: 'en-GB' });
    await world.says(MEMBER, MEMBER, 'a');
    expect(await world.updates()).toMatchObject([{ message: { from: { language_code: 'en-GB' } } }]);
    expect((await post('people/update', { personId: MEMBER, languageCode: '../' })).status).toBe(400);
  });
});

describe('the bot in groups', () => {
  const change = (present: boolean, personId: number = ADMIN, chatId = GROUP) =>
    post('chats/bot', { personId, chatId, present });

  it('is removed and added by an admin, with service messages', async () => {
    expect((await change(false)).body).toMatchObject({
      botIsMember: false,
      lastMessage: { message: { left_chat_member: { id: BOT_ID } } },
    });
    expect((await change(true)).body).toMatchObject({
      botIsMember: true,
      lastMessage: { message: { new_chat_members: [{ id: BOT_ID }] } },
    });
    expect(await world.updates()).toMatchObject([
      { my_chat_member: { from: { id: ADMIN }, new_chat_member: { status: 'kicked' } } },
      { my_chat_member: { new_chat_member: { status: 'member' } } },
      { message: { new_chat_members: [{ id: BOT_ID }] } },
    ]);
  });

  it.each(['member', 'administrator'] as const)('adding it again as %s changes nothing', async (status) => {
    world.setBotStatus(GROUP, status);
    await change(true);
    expect(world.local.state.store.chat(GROUP)).toMatchObject({ botStatus: status, messages: new Map() });
    expect(await world.updates()).toEqual([]);
  });

  it('is left alone by members and in private chats', async () => {
    expect((await change(false, MEMBER)).body.error.code).toBe('NOT_AN_ADMIN');
    expect((await change(false, MEMBER, MEMBER)).body.error.code).toBe('NOT_A_GROUP');
  });

  it('nobody writes into a group that has become a supergroup', async () => {
    await world.client('/control/chats', { id: -77, type: 'group', title: '群', memberIds: [MEMBER] });
    await world.client('/control/migrate', { chatId: -77, toChatId: -1_002_000_000_077 });
    expect(await post('messages', { personId: MEMBER, chatId: -77, text: 'a' })).toMatchObject({
      status: 409,
      body: { error: { code: 'GROUP_UPGRADED' } },
    });
    const { chats } = (await world.client<ClientSnapshot>('/client/snapshot')).body;
    expect(chats.find(({ id }: ChatInfo) => id === -77)).toMatchObject({ migratedTo: -1_002_000_000_077 });
  });
});

describe('buttons', () => {
  it('a press waits for the answer and shows it', async () => {
    const messageId = await world.botSays(GROUP, 'a', keyboard());
    const pressed = post('buttons/press', { ...inGroup(messageId), callbackData: 'n' });
    const update = await nextUpdate();
    expect(update).toMatchObject({
      callback_query: {
        data: 'n',
        from: { id: MEMBER },
        message: { message_id: messageId, chat: { id: GROUP } },
        chat_instance: expect.any(String),
      },
    });
    const { id } = update?.callback_query as unknown as { id: string };
    await world.api('answerCallbackQuery', { callback_query_id: id, text: '好', show_alert: true });
    expect((await pressed).body).toEqual({ answered: true, text: '好', showAlert: true });
  });

  it('an empty answer is an answer', async () => {
    const messageId = await world.botSays(GROUP, 'a', keyboard());
    const pressed = post('buttons/press', { ...inGroup(messageId), callbackData: 'n' });
    const { id } = (await nextUpdate())?.callback_query as unknown as { id: string };
    await world.api('answerCallbackQuery', { callback_query_id: id });
    expect((await pressed).body).toEqual({ answered: true });
  });

  it('a bot that never answers is waited for 15 s', async () => {
    const messageId = await world.botSays(GROUP, 'a', keyboard());
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const pressed = pressAndWait(world.local.state, { ...inGroup(messageId), callbackData: 'n' });
    const asked = queryAndWait(world.local.state, { personId: MEMBER, chatId: GROUP, query: 'q' });
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await pressed).toEqual({ answered: false });
    expect(await asked).toMatchObject({ answered: false, results: [] });
  });

  it.each([
    ['no such button', 'x', 404],
    ['a person outside', 'n', 403],
  ])('%s', async (_, callbackData, status) => {
    const messageId = await world.botSays(MEMBER, 'a', keyboard());
    const personId = status === 403 ? NEWCOMER : MEMBER;
    expect((await post('buttons/press', { personId, chatId: MEMBER, messageId, callbackData })).status).toBe(status);
  });
});

describe('inline mode', () => {
  const article = (id: string, more: object = {}) => ({
    type: 'article',
    id,
    title: id,
    input_message_content: { message_text: `文 ${id}`, entities: [{ type: 'bold', offset: 0, length: 1 }] },
    ...more,
  });
  const ask = async (results: object[], query = 'q') => {
    const asked = post('inline/query', { personId: MEMBER, chatId: GROUP, query });
    const update = await nextUpdate();
    const { id } = update?.inline_query as unknown as { id: string };
    await world.api('answerInlineQuery', {
      inline_query_id: id,
      results,
      next_offset: '50',
      button: { text: '私聊', start_parameter: 'p' },
    });
    return { update, reply: (await asked).body };
  };

  it('asks, shows results and sends the chosen one, heard as via_bot', async () => {
    const { update, reply } = await ask([article('1'), article('2', keyboard())], '字'.repeat(300));
    expect(update).toMatchObject({
      inline_query: { query: '字'.repeat(256), offset: '', chat_type: 'supergroup', from: { id: MEMBER } },
    });
    expect(reply).toMatchObject({
      answered: true,
      results: [{ id: '1' }, { id: '2' }],
      nextOffset: '50',
      button: { text: '私聊' },
    });
    await world.api('getUpdates', { offset: 999 });
    const chosen = (
      await post('inline/choose', {
        personId: MEMBER,
        chatId: GROUP,
        threadId: TOPIC,
        queryId: reply.queryId,
        resultId: '2',
      })
    ).body;
    expect(chosen.message).toMatchObject({
      text: '文 2',
      via_bot: { id: BOT_ID },
      from: { id: MEMBER },
      message_thread_id: TOPIC,
      entities: [{ type: 'bold' }],
    });
    expect((await world.updates()).at(-1)).toMatchObject({ message: { via_bot: { id: BOT_ID } } });
  });

  it('a press under a chosen result names the inline message, which the bot edits', async () => {
    const { reply } = await ask([article('1', keyboard())]);
    const chosen = (
      await post('inline/choose', { personId: MEMBER, chatId: GROUP, queryId: reply.queryId, resultId: '1' })
    ).body;
    const messageId = chosen.message.message_id as number;
    void post('buttons/press', { ...inGroup(messageId, ADMIN), callbackData: 'n' }).catch(() => undefined);
    while (!(await world.updateTypes()).includes('callback_query'));
    const query = (await world.updates()).at(-1)?.callback_query as unknown as {
      id: string;
      inline_message_id: string;
    };
    expect(query).not.toHaveProperty('message');
    expect(
      (await world.api('editMessageText', { inline_message_id: query.inline_message_id, text: '新' })).body,
    ).toEqual({ ok: true, result: true });
    await world.api('answerCallbackQuery', { callback_query_id: query.id });
    expect(world.local.state.store.chat(GROUP).messages.get(messageId)?.message).toMatchObject({ text: '新' });
  });

  it.each([
    ['an unknown result', { resultId: '9' }, 404, 'RESULT_NOT_FOUND'],
    ['an unknown query', { queryId: '9' }, 404, 'RESULT_NOT_FOUND'],
    ['an unknown topic', { threadId: 9 }, 404, 'TOPIC_NOT_FOUND'],
  ])('%s is not sent', async (_, change, status, code) => {
    const { reply } = await ask([article('1')]);
    const answer = await post('inline/choose', {
      personId: MEMBER,
      chatId: GROUP,
      queryId: reply.queryId,
      resultId: '1',
      ...change,
    });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });
});

describe('polls', () => {
  const open = async (more: object = {}) => {
    const options = [{ text: '一' }, { text: '二' }, { text: '三' }];
    return (await world.api('sendPoll', { chat_id: GROUP, question: '?', options, ...more })).body.result
      .message_id as number;
  };
  const vote = (messageId: number, optionIndexes: number[], personId: number = MEMBER) =>
    post('polls/vote', { ...inGroup(messageId, personId), optionIndexes });
  const counts = ({ body }: Answer<unknown>) => {
    const { poll } = (body as ClientMessage).message;
    return [poll?.total_voter_count, ...(poll?.options ?? []).map(({ voter_count }) => voter_count)];
  };

  it('counts votes, takes a change and a retraction, and tells the bot', async () => {
    const id = await open({ is_anonymous: false });
    await vote(id, [0], ADMIN);
    expect(counts(await vote(id, [0]))).toEqual([2, 2, 0, 0]);
    expect(counts(await vote(id, [2]))).toEqual([2, 1, 0, 1]);
    const retracted = await vote(id, []);
    expect(counts(retracted)).toEqual([1, 1, 0, 0]);
    expect(retracted.body.votes).toEqual({ [ADMIN]: [0] });
    const answers = (await world.updates()).filter((update) => 'poll_answer' in update);
    expect(answers).toMatchObject(
      [
        [ADMIN, [0]],
        [MEMBER, [0]],
        [MEMBER, [2]],
        [MEMBER, []],
      ].map(([userId, ids]) => ({ poll_answer: { user: { id: userId }, option_ids: ids } })),
    );
    expect((await world.updateTypes()).filter((type) => type === 'poll')).toHaveLength(4);
  });

  it('an anonymous poll tells no names', async () => {
    await vote(await open(), [1]);
    expect(await world.updateTypes()).toEqual(['poll']);
  });

  it('a quiz takes one vote for good', async () => {
    const id = await open({ type: 'quiz', correct_option_ids: [1] });
    await vote(id, [0]);
    expect((await vote(id, [1])).body.error.code).toBe('VOTE_FINAL');
    expect((await vote(id, [])).body.error.code).toBe('VOTE_FINAL');
  });

  it('several options where the poll allows them, each once', async () => {
    expect(counts(await vote(await open({ allows_multiple_answers: true }), [0, 2, 2]))).toEqual([1, 1, 0, 1]);
  });

  it.each([
    ['two options', {}, [0, 1], 409, 'ONE_OPTION_ONLY'],
    ['an option that is not there', {}, [3], 404, 'OPTION_NOT_FOUND'],
    ['a closed poll', { is_closed: true }, [0], 409, 'POLL_CLOSED'],
  ])('%s is refused', async (_, more, options, status, code) => {
    const answer = await vote(await open(more), options);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  it('a text is no poll', async () => {
    expect((await vote(await world.botSays(GROUP, 'a'), [0])).body.error.code).toBe('NOT_A_POLL');
  });
});

describe('reactions', () => {
  const react = (messageId: number, emoji: string | null, chatId = GROUP) =>
    post('reactions', { personId: MEMBER, chatId, messageId, emoji });

  it('are set, changed and removed', async () => {
    const id = await world.botSays(GROUP, 'a');
    await react(id, '👍');
    expect((await react(id, '❤')).body.reactions).toEqual([{ emoji: '❤', userIds: [MEMBER] }]);
    expect((await react(id, null)).body.reactions).toEqual([]);
    expect((await react(id, '🍏')).body.error.code).toBe('REACTION_UNKNOWN');
  });

  // core.telegram.org/bots/api#update, message_reaction: the bot must be an admin and ask for it
  it.each([
    ['member', 0],
    ['administrator', 2],
  ] as const)('reach the bot as %s: %i', async (status, count) => {
    world.setBotStatus(GROUP, status);
    await world.api('getUpdates', { allowed_updates: ['message_reaction'] });
    const id = await world.botSays(GROUP, 'a');
    for (const emoji of ['👍', '👍', null]) await react(id, emoji);
    const expected = [
      {
        message_reaction: {
          message_id: id,
          user: { id: MEMBER },
          old_reaction: [],
          new_reaction: [{ type: 'emoji', emoji: '👍' }],
        },
      },
      { message_reaction: { old_reaction: [{ type: 'emoji', emoji: '👍' }], new_reaction: [] } },
    ];
    expect(await world.updates()).toMatchObject(expected.slice(0, count));
  });
});

describe('reading', () => {
  it('the snapshot holds the seeded world', async () => {
    const { body } = await world.client<ClientSnapshot>('/client/snapshot');
    expect(body).toMatchObject({
      botIsUp: false,
      bot: { user: { username: 'yuanwen_bot' } },
      people: [
        { id: ADMIN, role: 'admin' },
        { id: MEMBER, role: 'member' },
        { id: NEWCOMER, role: 'newcomer' },
      ],
      lastEventId: expect.any(Number),
    });
    expect(body.chats.map(({ id }) => id)).toEqual([ADMIN, MEMBER, NEWCOMER, GROUP]);
    expect(body.chats.at(-1)).toMatchObject({
      isForum: true,
      topics: [{ threadId: TOPIC, name: '人大工作' }],
      adminIds: [ADMIN],
      botIsMember: true,
    });
  });

  it('messages come by pages and by topic', async () => {
    for (const text of ['a', 'b', 'c', 'd'])
      await world.says(MEMBER, GROUP, text, text < 'c' ? { threadId: TOPIC } : {});
    const texts = async (query: string) => {
      const page = (await world.client<MessagePage>(`/client/chats/${GROUP}/messages?${query}`)).body;
      return [...page.messages.map(({ message }) => message.text), page.hasMore];
    };
    expect(await texts('limit=2')).toEqual(['c', 'd', true]);
    expect(await texts('limit=2&before=5')).toEqual(['a', 'b', false]);
    expect(await texts(`thread=${TOPIC}`)).toEqual(['a', 'b', false]);
    expect(await texts('thread=0')).toEqual(['c', 'd', false]);
    expect((await world.client(`/client/chats/${GROUP}/messages?before=x`)).status).toBe(400);
    expect((await world.client('/client/chats/9/messages')).status).toBe(404);
    expect((await world.client('/client/photos/none')).body.error.code).toBe('PHOTO_NOT_FOUND');
    expect((await world.client(`/client/commands?personId=${NEWCOMER}&chatId=${MEMBER}`)).body.error.code).toBe(
      'NOT_A_MEMBER',
    );
  });
});
