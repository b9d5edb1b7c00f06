import { z } from 'zod';
import { anyKeyboard, inlineKeyboard } from './keyboards.js';
import { entities } from './entities.js';
import { chatId, flag, integer, json, messageId, parseMode, text } from './values.js';

/** core.telegram.org/bots/api#replyparameters */
export const replyParameters = json(
  z.strictObject({
    message_id: z.int({ error: 'can\'t find field "message_id"' }),
    chat_id: chatId.optional(),
    allow_sending_without_reply: z.boolean().optional(),
    quote: text('QUOTE_TEXT_INVALID', 0, 1024).optional(),
    quote_parse_mode: parseMode,
    quote_entities: entities.optional(),
    quote_position: z.int().optional(),
  }),
);

/** core.telegram.org/bots/api#linkpreviewoptions */
const linkPreview = json(
  z.strictObject({
    is_disabled: flag('is_disabled').optional(),
    url: z.string().optional(),
    prefer_small_media: flag('prefer_small_media').optional(),
    prefer_large_media: flag('prefer_large_media').optional(),
    show_above_text: flag('show_above_text').optional(),
  }),
);

/** What every method that sends takes. */
const sending = {
  chat_id: chatId,
  message_thread_id: integer('message thread not found').optional(),
  disable_notification: flag('disable_notification').optional(),
  protect_content: flag('protect_content').optional(),
  reply_parameters: replyParameters.optional(),
  reply_markup: anyKeyboard.optional(),
};

/** Text of a message: its length is checked after trimming. */
const messageText = z.string({ error: 'message text is empty' }).min(1, { error: 'message text is empty' });

/** core.telegram.org/bots/api#sendmessage */
export const sendMessage = z.strictObject({
  text: messageText,
  ...sending,
  parse_mode: parseMode,
  entities: entities.optional(),
  link_preview_options: linkPreview.optional(),
});

/** core.telegram.org/bots/api#sendphoto */
export const sendPhoto = z.strictObject({
  ...sending,
  photo: z.string({ error: 'there is no photo in the request' }).min(1, { error: 'there is no photo in the request' }),
  caption: z.string().optional(),
  parse_mode: parseMode,
  caption_entities: entities.optional(),
  show_caption_above_media: flag('show_caption_above_media').optional(),
  has_spoiler: flag('has_spoiler').optional(),
});

const pollOption = z.strictObject({
  text: z.string({ error: 'can\'t parse InputPollOption: Can\'t find field "text"' }),
  text_parse_mode: parseMode,
  text_entities: entities.optional(),
});

/** core.telegram.org/bots/api#sendpoll */
export const sendPoll = z.strictObject({
  ...sending,
  question: z.string().default(''),
  question_parse_mode: parseMode,
  question_entities: entities.optional(),
  options: json(
    z
      .array(pollOption, { error: "can't parse options JSON object" })
      .min(1, { error: 'poll must have at least one answer option' })
      .max(12, { error: "poll can't have more than 12 options" }),
  ),
  is_anonymous: flag('is_anonymous').default(true),
  type: z.enum(['regular', 'quiz'], { error: 'unsupported poll type specified' }).default('regular'),
  allows_multiple_answers: flag('allows_multiple_answers').default(false),
  allows_revoting: flag('allows_revoting').optional(),
  correct_option_ids: json(z.array(z.int())).optional(),
  explanation: z.string().default(''),
  explanation_parse_mode: parseMode,
  explanation_entities: entities.optional(),
  is_closed: flag('is_closed').optional(),
});

const target = {
  chat_id: chatId.optional(),
  message_id: messageId.optional(),
  inline_message_id: z.string().min(1).optional(),
};

/** core.telegram.org/bots/api#editmessagetext */
export const editMessageText = z.strictObject({
  ...target,
  text: messageText,
  parse_mode: parseMode,
  entities: entities.optional(),
  link_preview_options: linkPreview.optional(),
  reply_markup: inlineKeyboard.optional(),
});

/** core.telegram.org/bots/api#editmessagereplymarkup */
export const editMessageReplyMarkup = z.strictObject({ ...target, reply_markup: inlineKeyboard.optional() });

/** core.telegram.org/bots/api#stoppoll */
export const stopPoll = z.strictObject({
  chat_id: chatId,
  message_id: integer('message with poll to stop not found').default(0),
  reply_markup: inlineKeyboard.optional(),
});

/** core.telegram.org/bots/api#deletemessage */
export const deleteMessage = z.strictObject({
  chat_id: chatId.optional(),
  message_id: messageId.optional(),
});

/** core.telegram.org/bots/api#deletemessages */
export const deleteMessages = z.strictObject({
  chat_id: chatId,
  message_ids: json(
    z
      .array(z.int(), { error: 'message identifiers are not specified' })
      .min(1, { error: 'message identifiers are not specified' })
      .max(100, { error: 'too many message identifiers specified' }),
  ),
});

/** core.telegram.org/bots/api#sendchataction */
export const sendChatAction = z.strictObject({
  chat_id: chatId,
  message_thread_id: integer('message thread not found').optional(),
  action: z.enum(
    [
      ...(['typing', 'upload_photo', 'record_video', 'upload_video', 'record_voice', 'upload_voice'] as const),
      ...(['upload_document', 'choose_sticker', 'find_location', 'record_video_note', 'upload_video_note'] as const),
    ],
    { error: 'wrong parameter action in request' },
  ),
});

const reaction = z.strictObject({
  type: z.literal('emoji', { error: "can't parse ReactionType: invalid reaction type specified" }),
  emoji: z.string({ error: 'can\'t parse ReactionType: Can\'t find field "emoji"' }),
});

/** core.telegram.org/bots/api#setmessagereaction; emoji are the only kind of reaction here. */
export const setMessageReaction = z.strictObject({
  chat_id: chatId,
  message_id: integer('message to react not found').default(0),
  reaction: json(
    z.array(reaction, { error: 'expected an Array of ReactionType' }).max(1, { error: 'REACTIONS_TOO_MANY' }),
  ).default([]),
  is_big: flag('is_big').optional(),
});
