import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract, has, type Case, type Source } from './contract.js';
import { openInlineQuery, pressButton } from '../../src/local-telegram/people/queries.js';
import { GROUP, MEMBER, World } from './world.js';

const TOO_OLD = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
const FAIL: Source = 'telegram-bot-api Client.cpp: fail_query_with_error';
const keyboard = { inline_keyboard: [[{ text: '下文', callback_data: 'n' }]] };

const pressed =
  (more: object, waitMs = 0) =>
  async (world: World) => {
    const messageId = await world.botSays(GROUP, 'a', { reply_markup: keyboard });
    const id = pressButton(world.local.state, { personId: MEMBER, chatId: GROUP, messageId, callbackData: 'n' });
    world.nowMs += waitMs;
    return { callback_query_id: id, ...more };
  };
contract('callback queries', [
  {
    name: 'a notice',
    method: 'answerCallbackQuery',
    params: pressed({ text: '字'.repeat(200) }),
    result: true,
    source: 'core.telegram.org/bots/api#answercallbackquery',
  },
  {
    name: 'a notice of 201 characters',
    method: 'answerCallbackQuery',
    params: pressed({ text: '字'.repeat(201) }),
    error: 'Bad Request: MESSAGE_TOO_LONG',
    source: 'core.telegram.org/method/messages.setBotCallbackAnswer',
  },
  {
    name: 'an unknown id',
    method: 'answerCallbackQuery',
    params: { callback_query_id: '1' },
    error: TOO_OLD,
    source: FAIL,
  },
  { name: 'no id', method: 'answerCallbackQuery', params: {}, error: TOO_OLD, source: FAIL },
  { name: 'too late', method: 'answerCallbackQuery', params: pressed({}, 150_001), error: TOO_OLD, source: FAIL },
]);

const result = (more: object = {}) => ({
  type: 'article',
  id: '1',
  title: 't',
  input_message_content: { message_text: 'a' },
  ...more,
});
const asked =
  (results: unknown, more: object = {}, waitMs = 0) =>
  (world: World) => {
    const id = openInlineQuery(world.local.state, { personId: MEMBER, chatId: GROUP, query: 'q' });
    world.nowMs += waitMs;
    return { inline_query_id: id, results, ...more };
  };
const inline = (
  name: string,
  params: Case['params'],
  error?: string,
  source: Source = 'core.telegram.org/bots/api#answerinlinequery',
  more: object = {},
): Case => ({
  name,
  method: 'answerInlineQuery',
  params,
  source,
  ...more,
  ...(error === undefined ? { result: true } : { error: error === TOO_OLD ? error : `Bad Request: ${error}` }),
});
const numbered = (count: number) => Array.from({ length: count }, (_, index) => result({ id: String(index) }));
const PARSE: Source = 'telegram-bot-api Client.cpp: get_inline_query_result';
const METHOD: Source = 'core.telegram.org/method/messages.setInlineBotResults';
const START: Source = 'tdlib InlineQueriesManager.cpp: answer_inline_query';
contract('inline queries', [
  inline('50 results', asked(numbered(50))),
  inline(
    '51 results',
    asked(numbered(51)),
    'too many inline query results specified',
    'telegram-bot-api Client.cpp: get_inline_query_results',
  ),
  inline('the same id twice', asked([result(), result()]), 'RESULT_ID_DUPLICATE', METHOD),
  inline('an id of 64 bytes', asked([result({ id: 'x'.repeat(64) })])),
  inline('an id of 66 bytes', asked([result({ id: '字'.repeat(22) })]), 'RESULT_ID_INVALID', METHOD),
  inline('an empty id', asked([result({ id: '' })]), 'RESULT_ID_EMPTY', METHOD),
  inline('an empty title', asked([result({ title: '' })]), 'ARTICLE_TITLE_EMPTY', METHOD),
  inline(
    'no title',
    asked([result({ title: undefined })]),
    'can\'t parse InlineQueryResult: Can\'t find field "title"',
    PARSE,
  ),
  inline(
    'no content',
    asked([result({ input_message_content: {} })]),
    "can't parse InlineQueryResult: Input message content is not specified",
    'telegram-bot-api Client.cpp: get_input_message_content',
  ),
  inline(
    'a text over 4,096 characters',
    asked([result({ input_message_content: { message_text: '字'.repeat(4097) } })]),
    'MESSAGE_TOO_LONG',
    METHOD,
  ),
  inline(
    'a text that is repaired',
    asked([result({ input_message_content: { message_text: ' a ' } })]),
    undefined,
    'tdlib MessageEntity.cpp: fix_formatted_text',
    { marks: ['text_trimmed'] },
  ),
  inline(
    'a keyboard with data over 64 bytes',
    asked([result({ reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'x'.repeat(65) }]] } })]),
    'BUTTON_DATA_INVALID',
    METHOD,
  ),
  inline(
    'a photo',
    asked([{ type: 'photo', id: '1' }]),
    'only articles are supported by the local Telegram',
    'local Telegram: the bot answers with articles alone',
  ),
  inline('an offset of 65 bytes', asked([], { next_offset: 'x'.repeat(65) }), 'NEXT_OFFSET_INVALID', METHOD),
  inline('a button', asked([], { button: { text: '私聊', start_parameter: 'a_-1' } })),
  inline(
    'an empty start_parameter',
    asked([], { button: { text: 'a', start_parameter: '' } }),
    "can't use empty start_parameter",
    START,
  ),
  inline(
    'a start_parameter of 65 characters',
    asked([], { button: { text: 'a', start_parameter: 'x'.repeat(65) } }),
    'too long start_parameter specified',
    START,
  ),
  inline(
    'a start_parameter with a space',
    asked([], { button: { text: 'a', start_parameter: 'a b' } }),
    'unallowed characters in start_parameter are used',
    START,
  ),
  inline('an unknown id', { inline_query_id: '1', results: [] }, TOO_OLD, FAIL),
  inline('too late', asked([], {}, 30_001), TOO_OLD, FAIL),
]);

describe('photos', () => {
  /** The first bytes of a PNG of that size; the server reads no further. */
  function png(width: number, height: number, bytes = 24): Blob {
    const data = new DataView(new ArrayBuffer(bytes));
    data.setUint32(0, 0x89504e47);
    data.setUint32(4, 0x0d0a1a0a);
    data.setUint32(16, width);
    data.setUint32(20, height);
    return new Blob([data.buffer], { type: 'image/png' });
  }
  let world: World;
  beforeEach(async () => (world = await World.open()));
  afterEach(() => world.close());

  const send = (fields: Record<string, string | Blob>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ chat_id: String(MEMBER), ...fields })) body.append(name, value);
    return world.apiBy('sendPhoto', { body });
  };

  // core.telegram.org/bots/api#sendphoto and #sending-files; Client.cpp: get_input_file
  it.each([
    ['under its own name', { photo: png(300, 200) }, undefined],
    ['behind attach://', { photo: 'attach://card', card: png(300, 200) }, undefined],
    ['with sides of 10,000 together', { photo: png(9000, 1000) }, undefined],
    ['with sides over 10,000 together', { photo: png(9000, 1001) }, 'PHOTO_INVALID_DIMENSIONS'],
    ['longer than 20 times its width', { photo: png(21, 1) }, 'PHOTO_INVALID_DIMENSIONS'],
    ['that is no picture', { photo: new Blob(['GIF']) }, 'IMAGE_PROCESS_FAILED'],
    ['over 10 MB', { photo: png(1, 1, 10 * 1024 * 1024 + 1) }, 'file is too big'],
    ['that is missing', {}, 'there is no photo in the request'],
    [
      'with a caption over 1,024 characters',
      { photo: png(1, 1), caption: '字'.repeat(1025) },
      'message caption is too long',
    ],
  ])('a photo %s', async (_, fields, error) => {
    const { status, body } = await send(fields);
    if (error === undefined)
      expect(body).toMatchObject({
        ok: true,
        result: { photo: [{ width: expect.any(Number), file_id: expect.any(String) }] },
      });
    else expect([status, body.description]).toEqual([400, `Bad Request: ${error}`]);
  });

  it('is sent again by its file_id, with a caption and entities, and shown to people', async () => {
    const { result: first } = (await send({ photo: png(300, 200) })).body;
    const fileId = first.photo[0].file_id as string;
    const again = await world.api('sendPhoto', {
      chat_id: GROUP,
      photo: fileId,
      caption: '引文',
      caption_entities: [{ type: 'bold', offset: 0, length: 1 }],
      show_caption_above_media: true,
    });
    expect(again.body.result).toEqual(
      has({
        caption: '引文',
        caption_entities: [{ type: 'bold', offset: 0, length: 1 }],
        show_caption_above_media: true,
      }),
    );
    const shown = await fetch(`${world.root}/client/photos/${fileId}`);
    expect([shown.headers.get('Content-Type'), (await shown.arrayBuffer()).byteLength]).toEqual(['image/png', 24]);
    expect((await world.api('sendPhoto', { chat_id: GROUP, photo: 'https://example.org/a.png' })).status).toBe(400);
  });
});
