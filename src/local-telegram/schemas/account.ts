import type { BotCommandScope } from '@grammyjs/types';
import { z } from 'zod';
import type { UpdateType } from '../update-queue.js';
import { chatId, clampedInteger, flag, integer, json, text } from './values.js';

const UPDATE_TYPES = [
  ...(['message', 'edited_message', 'channel_post', 'edited_channel_post', 'business_connection'] as const),
  ...(['business_message', 'edited_business_message', 'deleted_business_messages', 'guest_message'] as const),
  ...(['message_reaction', 'message_reaction_count', 'inline_query', 'chosen_inline_result'] as const),
  ...(['callback_query', 'shipping_query', 'pre_checkout_query', 'purchased_paid_media', 'poll'] as const),
  ...(['poll_answer', 'my_chat_member', 'chat_member', 'chat_join_request', 'chat_boost'] as const),
  ...(['removed_chat_boost', 'managed_bot', 'subscription', 'stopped_message_generation'] as const),
] satisfies UpdateType[];

/** A kind of update, as in `allowed_updates`. */
export const updateType: z.ZodType<UpdateType> = z.enum(UPDATE_TYPES, {
  error: 'unknown update type in allowed_updates',
});
const allowedUpdates = json(z.array(updateType)).optional();

/** A method without parameters. */
export const nothing = z.strictObject({});

/** core.telegram.org/bots/api#getupdates; the ranges are those of telegram-bot-api's Client.cpp, which clamps. */
export const getUpdates = z.strictObject({
  offset: integer('parameter offset must be an integer').default(0),
  limit: clampedInteger(1, 100).default(100),
  timeout: clampedInteger(0, 50).default(0),
  allowed_updates: allowedUpdates,
});

/** core.telegram.org/bots/api#setwebhook; http and any port are taken here, since nothing leaves the machine. */
export const setWebhook = z.strictObject({
  url: z.string({ error: 'url is not specified' }),
  max_connections: clampedInteger(1, 100).default(40),
  allowed_updates: allowedUpdates,
  drop_pending_updates: flag('drop_pending_updates').default(false),
  secret_token: z
    .string()
    .max(256, { error: 'secret token is too long' })
    .regex(/^[A-Za-z0-9_-]*$/, { error: 'secret token contains unallowed characters' })
    .optional(),
});

/** core.telegram.org/bots/api#deletewebhook */
export const deleteWebhook = z.strictObject({ drop_pending_updates: flag('drop_pending_updates').default(false) });

const languageCode = z
  .string()
  .regex(/^(?:[a-z]{2})?$/, { error: 'invalid language code specified' })
  .default('');

const scope = json<BotCommandScope>(
  z.discriminatedUnion(
    'type',
    [
      z.strictObject({ type: z.literal('default') }),
      z.strictObject({ type: z.literal('all_private_chats') }),
      z.strictObject({ type: z.literal('all_group_chats') }),
      z.strictObject({ type: z.literal('all_chat_administrators') }),
      z.strictObject({ type: z.literal('chat'), chat_id: chatId }),
      z.strictObject({ type: z.literal('chat_administrators'), chat_id: chatId }),
      z.strictObject({ type: z.literal('chat_member'), chat_id: chatId, user_id: z.int() }),
    ],
    { error: "can't parse BotCommandScope: Unsupported type specified" },
  ),
).default({ type: 'default' });

const noField = (name: string) => ({ error: `can't parse BotCommand: Can't find field "${name}"` });

/** Lengths and words of tdlib's BotCommand.cpp, which takes off spaces and the slash; the letters are the server's. */
const command = z.strictObject({
  command: z
    .string(noField('command'))
    .transform((name) => name.trim().replace(/^\//, ''))
    .pipe(
      z
        .string()
        .min(1, { error: 'command must be non-empty' })
        .max(32, { error: 'command length must not exceed 32' })
        .regex(/^[a-z0-9_]+$/, { error: 'BOT_COMMAND_INVALID' }),
    ),
  description: z
    .string(noField('description'))
    .trim()
    .min(1, { error: 'command description must be non-empty' })
    .max(256, { error: 'command description length must not exceed 256' }),
});

/** core.telegram.org/bots/api#setmycommands */
export const setMyCommands = z.strictObject({
  commands: json(z.array(command).max(100, { error: 'BOT_COMMANDS_TOO_MUCH' })),
  scope,
  language_code: languageCode,
});

/** core.telegram.org/bots/api#getmycommands */
export const commandList = z.strictObject({ scope, language_code: languageCode });

/** core.telegram.org/bots/api#setmyname, with the others alike */
export const setMyName = z.strictObject({
  name: text('bot name is too long', 0, 64).default(''),
  language_code: languageCode,
});
export const setMyDescription = z.strictObject({
  description: text('bot description is too long', 0, 512).default(''),
  language_code: languageCode,
});
export const setMyShortDescription = z.strictObject({
  short_description: text('bot short description is too long', 0, 120).default(''),
  language_code: languageCode,
});
export const byLanguage = z.strictObject({ language_code: languageCode });

/** core.telegram.org/bots/api#getchat, #getchatadministrators, #leavechat */
export const chatOnly = z.strictObject({ chat_id: chatId });
/** core.telegram.org/bots/api#getchatmember */
export const getChatMember = z.strictObject({ chat_id: chatId, user_id: integer('invalid user_id specified') });
