import { z } from 'zod';
import type * as protocol from './client-protocol.js';

const id = z.int();
const message = { personId: id, chatId: id, messageId: id };

/** The bodies of the page's requests, as `client-protocol.ts` describes them. */
export const clientSchemas = {
  send: z.strictObject({
    personId: id,
    chatId: id,
    threadId: id.optional(),
    text: z.string(),
    replyTo: z
      .strictObject({
        messageId: id,
        chatId: id.optional(),
        quote: z.strictObject({ text: z.string(), position: id }).optional(),
      })
      .optional(),
    attachment: z.enum(['photo', 'sticker', 'voice']).optional(),
    asAnonymousAdmin: z.boolean().optional(),
  }) satisfies z.ZodType<protocol.SendRequest>,
  message: z.strictObject(message) satisfies z.ZodType<protocol.MessageRequest>,
  edit: z.strictObject({ ...message, text: z.string() }) satisfies z.ZodType<protocol.EditRequest>,
  forward: z.strictObject({
    ...message,
    toChatId: id,
    toThreadId: id.optional(),
  }) satisfies z.ZodType<protocol.ForwardRequest>,
  start: z.strictObject({ personId: id, payload: z.string().optional() }) satisfies z.ZodType<protocol.StartRequest>,
  press: z.strictObject({ ...message, callbackData: z.string() }) satisfies z.ZodType<protocol.PressRequest>,
  inline: z.strictObject({
    personId: id,
    chatId: id,
    query: z.string(),
    offset: z.string().optional(),
  }) satisfies z.ZodType<protocol.InlineRequest>,
  choose: z.strictObject({
    personId: id,
    chatId: id,
    threadId: id.optional(),
    queryId: z.string(),
    resultId: z.string(),
  }) satisfies z.ZodType<protocol.ChooseRequest>,
  vote: z.strictObject({ ...message, optionIndexes: z.array(id).max(12) }) satisfies z.ZodType<protocol.VoteRequest>,
  react: z.strictObject({ ...message, emoji: z.string().nullable() }) satisfies z.ZodType<protocol.ReactRequest>,
  person: z.strictObject({
    personId: id,
    languageCode: z
      .string()
      .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)
      .optional(),
    blockedBot: z.boolean().optional(),
  }) satisfies z.ZodType<protocol.PersonRequest>,
  membership: z.strictObject({
    personId: id,
    chatId: id,
    present: z.boolean(),
  }) satisfies z.ZodType<protocol.BotMembershipRequest>,
};
