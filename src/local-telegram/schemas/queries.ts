import { z } from 'zod';
import { entities } from './entities.js';
import { inlineKeyboard } from './keyboards.js';
import { byteText, clampedInteger, flag, json, parseMode, text } from './values.js';

/** core.telegram.org/bots/api#answercallbackquery */
export const answerCallbackQuery = z.strictObject({
  callback_query_id: z.string({ error: 'query is too old and response timeout expired or query ID is invalid' }),
  text: text('MESSAGE_TOO_LONG', 0, 200).optional(),
  show_alert: flag('show_alert').optional(),
  url: z.string().optional(),
  cache_time: clampedInteger(0, 86_400).optional(),
});

const noContent = "can't parse InlineQueryResult: Input message content is not specified";

const content = z.strictObject({
  message_text: z.string({ error: noContent }).min(1, { error: noContent }),
  parse_mode: parseMode,
  entities: entities.optional(),
  link_preview_options: z.strictObject({ is_disabled: z.boolean().optional() }).optional(),
});

/** core.telegram.org/bots/api#inlinequeryresultarticle: the one kind of result that is taken here. */
const article = z.strictObject({
  type: z.literal('article', { error: 'only articles are supported by the local Telegram' }),
  id: byteText('RESULT_ID_INVALID', 0, 64).refine((id) => id !== '', { error: 'RESULT_ID_EMPTY' }),
  title: z
    .string({ error: 'can\'t parse InlineQueryResult: Can\'t find field "title"' })
    .min(1, { error: 'ARTICLE_TITLE_EMPTY' }),
  input_message_content: content,
  reply_markup: inlineKeyboard.optional(),
  url: z.string().optional(),
  description: z.string().optional(),
  thumbnail_url: z.string().optional(),
  thumbnail_width: z.int().optional(),
  thumbnail_height: z.int().optional(),
});

/** core.telegram.org/bots/features#deep-linking */
const startParameter = z
  .string()
  .min(1, { error: "can't use empty start_parameter" })
  .max(64, { error: 'too long start_parameter specified' })
  .regex(/^[A-Za-z0-9_-]*$/, { error: 'unallowed characters in start_parameter are used' });

/** core.telegram.org/bots/api#answerinlinequery */
export const answerInlineQuery = z.strictObject({
  inline_query_id: z.string({ error: 'query is too old and response timeout expired or query ID is invalid' }),
  results: json(
    z
      .array(article)
      .max(50, { error: 'too many inline query results specified' })
      .refine((results) => new Set(results.map(({ id }) => id)).size === results.length, {
        error: 'RESULT_ID_DUPLICATE',
      }),
  ),
  cache_time: clampedInteger(0, 86_400).default(300),
  is_personal: flag('is_personal').optional(),
  next_offset: byteText('NEXT_OFFSET_INVALID', 0, 64).default(''),
  button: json(
    z.strictObject({ text: text('button text must be non-empty', 1, 64), start_parameter: startParameter }),
  ).optional(),
});
