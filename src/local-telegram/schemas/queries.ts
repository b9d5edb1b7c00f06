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

const content = z.strictObject({
  message_text: z.string({ error: 'message text is empty' }).min(1, { error: 'message text is empty' }),
  parse_mode: parseMode,
  entities: entities.optional(),
  link_preview_options: z.strictObject({ is_disabled: z.boolean().optional() }).optional(),
});

/** core.telegram.org/bots/api#inlinequeryresultarticle: the one kind of result that is taken here. */
const article = z.strictObject({
  type: z.literal('article', { error: 'only articles are supported by the local Telegram' }),
  id: byteText('RESULT_ID_INVALID', 1, 64),
  title: z.string({ error: 'can\'t find field "title"' }).min(1, { error: 'ARTICLE_TITLE_EMPTY' }),
  input_message_content: content,
  reply_markup: inlineKeyboard.optional(),
  url: z.string().optional(),
  description: z.string().optional(),
  thumbnail_url: z.string().optional(),
  thumbnail_width: z.int().optional(),
  thumbnail_height: z.int().optional(),
});

/** core.telegram.org/bots/features#deep-linking */
const startParameter = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, { error: 'START_PARAM_INVALID' });

/** core.telegram.org/bots/api#answerinlinequery */
export const answerInlineQuery = z.strictObject({
  inline_query_id: z.string({ error: 'query is too old and response timeout expired or query ID is invalid' }),
  results: json(
    z
      .array(article)
      .max(50, { error: 'RESULTS_TOO_MUCH' })
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
