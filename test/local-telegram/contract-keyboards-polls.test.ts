import { describe, expect, it } from 'vitest';
import { contract, has, type Case, type Source } from './contract.js';
import { GROUP, MEMBER, World } from './world.js';

const BUTTON: Source = 'telegram-bot-api Client.cpp: get_inline_keyboard_button';

const button = (
  fields: object,
  error?: string,
  source: Source = BUTTON,
): Pick<Case, 'method' | 'params' | 'error' | 'source'> => ({
  method: 'sendMessage',
  source,
  params: { chat_id: MEMBER, text: 'a', reply_markup: { inline_keyboard: [[fields]] } },
  ...(error === undefined ? {} : { error: `Bad Request: ${error}` }),
});
contract('inline keyboards', [
  {
    name: 'callback_data of 64 bytes',
    ...button(
      { text: 'a', callback_data: 'x'.repeat(64) },
      undefined,
      'core.telegram.org/bots/api#inlinekeyboardbutton',
    ),
  },
  {
    name: 'callback_data of 66 bytes in 22 characters',
    ...button(
      { text: 'a', callback_data: '字'.repeat(22) },
      'BUTTON_DATA_INVALID',
      'core.telegram.org/bots/api#inlinekeyboardbutton',
    ),
  },
  {
    name: 'empty callback_data',
    ...button(
      { text: 'a', callback_data: '' },
      "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
  },
  {
    name: 'no action',
    ...button({ text: 'a' }, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
  },
  {
    name: 'no text',
    ...button({ callback_data: 'x' }, 'can\'t parse inline keyboard button: Can\'t find field "text"'),
  },
  {
    name: 'an empty text',
    ...button(
      { text: '', callback_data: 'x' },
      'inline keyboard button text must be non-empty',
      'tdlib ReplyMarkup.cpp: get_inline_keyboard_button',
    ),
  },
  {
    name: 'two actions',
    ...button(
      { text: 'a', callback_data: 'x', url: 'https://example.org' },
      "can't parse inline keyboard button: exactly one action is allowed",
      'local Telegram: telegram-bot-api takes the first one without a word',
    ),
  },
  {
    name: 'copy_text of 256 characters',
    ...button(
      { text: 'a', copy_text: { text: '字'.repeat(256) } },
      undefined,
      'core.telegram.org/bots/api#copytextbutton',
    ),
  },
  {
    name: 'copy_text of 257 characters',
    ...button(
      { text: 'a', copy_text: { text: '字'.repeat(257) } },
      'BUTTON_COPY_TEXT_INVALID',
      'core.telegram.org/bots/api#copytextbutton',
    ),
  },
  {
    name: 'empty copy_text',
    ...button(
      { text: 'a', copy_text: { text: '' } },
      'BUTTON_COPY_TEXT_INVALID',
      'core.telegram.org/bots/api#copytextbutton',
    ),
  },
  {
    name: 'an address without a host',
    ...button(
      { text: 'a', url: 'nothing' },
      "inline keyboard button URL 'nothing' is invalid: Wrong HTTP URL",
      'tdlib LinkManager.cpp: check_link',
    ),
  },
  { name: 'an inline query for this chat', ...button({ text: 'a', switch_inline_query_current_chat: '' }) },
  {
    name: 'a row that is none',
    method: 'sendMessage',
    params: { chat_id: MEMBER, text: 'a', reply_markup: { inline_keyboard: [{}] } },
    error: 'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    source: 'telegram-bot-api Client.cpp: get_reply_markup',
  },
  {
    name: 'a reply prompt',
    method: 'sendMessage',
    params: { chat_id: MEMBER, text: 'a', reply_markup: { force_reply: true, input_field_placeholder: '问' } },
    source: 'core.telegram.org/bots/api#forcereply',
  },
  {
    name: 'a placeholder over 64 characters',
    method: 'sendMessage',
    params: {
      chat_id: MEMBER,
      text: 'a',
      reply_markup: { force_reply: true, input_field_placeholder: '问'.repeat(65) },
    },
    error: 'Bad Request: input field placeholder is too long',
    source: 'core.telegram.org/bots/api#forcereply',
  },
]);

const poll = (fields: object, error?: string, source: Source = 'core.telegram.org/bots/api#sendpoll') => ({
  method: 'sendPoll',
  source,
  params: { chat_id: MEMBER, question: '几面旗帜?', options: [{ text: '一' }, { text: '二' }], ...fields },
  ...(error === undefined ? {} : { error: `Bad Request: ${error}` }),
});
const OPTIONS: Source = 'tdlib PollOption.cpp: get_poll_options';
const options = (count: number) => Array.from({ length: count }, (_, index) => ({ text: String(index) }));
contract('polls', [
  {
    name: 'a poll',
    ...poll({ question: ' 几面旗帜? ' }),
    marks: ['text_trimmed'],
    result: has({
      poll: has({
        question: '几面旗帜?',
        total_voter_count: 0,
        is_anonymous: true,
        type: 'regular',
        allows_revoting: true,
      }),
    }),
  },
  {
    name: 'an empty question',
    ...poll({ question: ' ' }, 'text must be non-empty', 'tdlib MessageContent.cpp: create_input_message_content'),
  },
  { name: 'a question of 300 characters', ...poll({ question: '😀'.repeat(300) }) },
  {
    name: 'a question of 301 characters',
    ...poll(
      { question: '字'.repeat(301) },
      'poll question length must not exceed 300',
      'tdlib MessageContent.cpp: create_input_message_content',
    ),
  },
  { name: 'no options', ...poll({ options: [] }, 'poll must have at least one answer option', OPTIONS) },
  { name: '12 options', ...poll({ options: options(12) }) },
  { name: '13 options', ...poll({ options: options(13) }, "poll can't have more than 12 options", OPTIONS) },
  {
    name: 'an empty option',
    ...poll({ options: [{ text: '\u200b' }] }, 'text must be non-empty', 'tdlib PollOption.cpp: get_poll_option'),
  },
  {
    name: 'an option of 101 characters',
    ...poll(
      { options: [{ text: '字'.repeat(101) }] },
      'poll options length must not exceed 100',
      'tdlib PollOption.cpp: get_poll_option',
    ),
  },
  {
    name: 'an unknown type',
    ...poll(
      { type: 'vote' },
      'unsupported poll type specified',
      'telegram-bot-api Client.cpp: process_send_poll_query',
    ),
  },
  {
    name: 'a quiz',
    ...poll({ type: 'quiz', correct_option_ids: [0, 1] }),
    result: has({ poll: has({ type: 'quiz', correct_option_ids: [0, 1], allows_revoting: false }) }),
  },
  {
    name: 'a quiz without an answer',
    ...poll(
      { type: 'quiz' },
      'wrong correct option ID specified',
      'tdlib MessageContent.cpp: create_input_message_content',
    ),
  },
  {
    name: 'a quiz with an answer that is no option',
    ...poll(
      { type: 'quiz', correct_option_ids: [2] },
      'wrong correct option ID specified',
      'tdlib MessageContent.cpp: create_input_message_content',
    ),
  },
  {
    name: 'answers that do not increase',
    ...poll({ type: 'quiz', correct_option_ids: [1, 0] }, 'wrong correct option ID specified'),
  },
  {
    name: 'answers of a regular poll',
    ...poll(
      { correct_option_ids: [0] },
      'correct options can be specified for quizzes only',
      'local Telegram: Telegram ignores them',
    ),
  },
  {
    name: 'an explanation over 200 characters',
    ...poll({ type: 'quiz', correct_option_ids: [0], explanation: '字'.repeat(201) }, 'message is too long'),
  },
  {
    name: 'an explanation of four lines',
    ...poll(
      { type: 'quiz', correct_option_ids: [0], explanation: 'a\nb\nc\nd' },
      'poll explanation has too many lines',
    ),
  },
  {
    name: 'a bold question',
    ...poll({ question_entities: [{ type: 'bold', offset: 0, length: 1 }] }),
    marks: ['poll_entities_dropped'],
  },
]);

describe('what stopPoll answers', () => {
  const stop = async (world: World, messageId: number) =>
    (await world.api('stopPoll', { chat_id: GROUP, message_id: messageId })).body;
  it('closes its own poll once and nothing else', async () => {
    const world = await World.open();
    const { body } = await world.api('sendPoll', { chat_id: GROUP, question: '?', options: [{ text: 'a' }] });
    const pollId = body.result.message_id as number;
    const text = await world.botSays(GROUP, 'a');
    // tdlib PollManager.cpp: stop_poll; MessagesManager.cpp: get_message_poll_id; Client.cpp: process_stop_poll_query
    expect(await stop(world, 99)).toMatchObject({ description: 'Bad Request: message with poll to stop not found' });
    expect(await stop(world, text)).toMatchObject({ description: 'Bad Request: message is not a poll' });
    expect(await stop(world, pollId)).toMatchObject({ ok: true, result: { is_closed: true } });
    expect(await stop(world, pollId)).toMatchObject({
      description: 'Bad Request: poll has already been closed',
    });
    expect(await world.updateTypes()).toEqual(['poll']);
    await world.close();
  });
});
