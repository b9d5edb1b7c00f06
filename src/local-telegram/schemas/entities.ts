import type { MessageEntity } from '@grammyjs/types';
import { z } from 'zod';
import { json } from './values.js';

const place = { offset: z.int(), length: z.int() };
const missing = (field: string) => ({ error: `can't parse MessageEntity: Can't find field "${field}"` });

const plain = z.object({
  type: z.enum([
    ...(['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email', 'phone_number'] as const),
    ...(['bold', 'italic', 'underline', 'strikethrough', 'spoiler', 'code'] as const),
    ...(['blockquote', 'expandable_blockquote'] as const),
  ]),
  ...place,
});
const pre = z.object({ type: z.literal('pre'), ...place, language: z.string().optional() });
const link = z.object({ type: z.literal('text_link'), ...place, url: z.string(missing('url')) });
const user = z.object(
  { id: z.int(), is_bot: z.boolean().default(false), first_name: z.string().default('') },
  missing('user'),
);
const userMention = z.object({ type: z.literal('text_mention'), ...place, user });

/** core.telegram.org/bots/api#messageentity, without custom emoji and dates, which this server has none of. */
const entity = z.discriminatedUnion('type', [plain, pre, link, userMention], {
  error: "can't parse MessageEntity: Unsupported type specified",
});

/** A list of entities. Whether they lie in the text is checked with the text. */
export const entities: z.ZodType<MessageEntity[]> = json(z.array(entity));
