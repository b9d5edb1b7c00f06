import type { ForceReply, InlineKeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove } from '@grammyjs/types';
import { z } from 'zod';
import { checkUrl } from '../url-rules.js';
import { byteText, json, text } from './values.js';

/** An inline keyboard as parameters carry it. */
export interface InlineKeyboard {
  readonly inline_keyboard: InlineKeyboardButton[][];
}

const ACTIONS = [
  'url',
  'callback_data',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'copy_text',
  'switch_inline_query_chosen_chat',
] as const;

const noAction = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard";

const notRows = 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays';

const buttonFields = z.strictObject({
  text: z
    .string({ error: 'can\'t parse inline keyboard button: Can\'t find field "text"' })
    .min(1, { error: 'inline keyboard button text must be non-empty' }),
  url: z.string().optional(),
  callback_data: byteText('BUTTON_DATA_INVALID', 0, 64).optional(),
  switch_inline_query: z.string().optional(),
  switch_inline_query_current_chat: z.string().optional(),
  switch_inline_query_chosen_chat: z
    .strictObject({
      query: z.string().optional(),
      allow_user_chats: z.boolean().optional(),
      allow_bot_chats: z.boolean().optional(),
      allow_group_chats: z.boolean().optional(),
      allow_channel_chats: z.boolean().optional(),
    })
    .optional(),
  copy_text: z.strictObject({ text: text('BUTTON_COPY_TEXT_INVALID', 1, 256) }).optional(),
  style: z.enum(['danger', 'success', 'primary']).optional(),
});

/** Exactly one action a button; an empty `callback_data` counts as none (tdlib answers so). */
const button = buttonFields.transform((fields, context): InlineKeyboardButton => {
  const actions = ACTIONS.filter(
    (name) => fields[name] !== undefined && !(name === 'callback_data' && fields[name] === ''),
  );
  const { text: label, style, url, callback_data, copy_text } = fields;
  const look = style === undefined ? { text: label } : { text: label, style };
  if (actions.length !== 1) {
    const message =
      actions.length === 0 ? noAction : "can't parse inline keyboard button: exactly one action is allowed";
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  }
  if (url !== undefined) {
    checkUrl(url, 'inline keyboard button URL');
    return { ...look, url };
  }
  if (callback_data !== undefined) return { ...look, callback_data };
  if (copy_text !== undefined) return { ...look, copy_text };
  if (fields.switch_inline_query !== undefined) return { ...look, switch_inline_query: fields.switch_inline_query };
  if (fields.switch_inline_query_chosen_chat !== undefined) {
    return { ...look, switch_inline_query_chosen_chat: fields.switch_inline_query_chosen_chat };
  }
  return { ...look, switch_inline_query_current_chat: fields.switch_inline_query_current_chat ?? '' };
});

const keyboard = z.strictObject({
  inline_keyboard: z.array(z.array(button, { error: notRows }), {
    error: 'field "inline_keyboard" must be of type Array',
  }),
});

const placeholder = text('input field placeholder is too long', 1, 64).optional();
const selective = z.boolean({ error: 'field "selective" must be of type Boolean' }).optional();

const replyKeyboard = z.strictObject({
  keyboard: z.array(z.array(z.union([z.string().min(1), z.strictObject({ text: z.string().min(1) })]))),
  is_persistent: z.boolean({ error: 'field "is_persistent" must be of type Boolean' }).optional(),
  resize_keyboard: z.boolean({ error: 'field "resize_keyboard" must be of type Boolean' }).optional(),
  one_time_keyboard: z.boolean({ error: 'field "one_time_keyboard" must be of type Boolean' }).optional(),
  input_field_placeholder: placeholder,
  selective,
});
const removal = z.strictObject({
  remove_keyboard: z.literal(true, { error: 'field "remove_keyboard" must be of type Boolean' }),
  selective,
});
const forceReply = z.strictObject({
  force_reply: z.literal(true, { error: 'field "force_reply" must be of type Boolean' }),
  input_field_placeholder: placeholder,
  selective,
});

/** `reply_markup` of methods that take inline keyboards only. */
export const inlineKeyboard: z.ZodType<InlineKeyboard> = json(keyboard);

function schemaFor(value: unknown): z.ZodType<InlineKeyboard | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply> {
  if (typeof value !== 'object' || value === null) return keyboard;
  if ('keyboard' in value) return replyKeyboard;
  if ('remove_keyboard' in value) return removal;
  return 'force_reply' in value ? forceReply : keyboard;
}

/** `reply_markup` of methods that send. Which of the four it is decides its own key, so that refusals speak of that one. */
export const anyKeyboard = json(z.unknown()).transform((value, context) => {
  const parsed = schemaFor(value).safeParse(value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) context.addIssue({ ...issue, code: 'custom', message: issue.message });
  return z.NEVER;
});
