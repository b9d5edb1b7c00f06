import { z } from 'zod';

/*
 * The kinds of values that parameters have. Values arrive as JSON or, from forms and query strings, as text; both are
 * taken, as Telegram does. A message given to a schema becomes the description after "Bad Request: ".
 */

function parseJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    // Left as text: the schema then refuses it with its own words.
    return value;
  }
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
}

function toBoolean(value: unknown): unknown {
  if (value === 'true' || value === 'True' || value === '1') return true;
  return value === 'false' || value === 'False' || value === '0' ? false : value;
}

/** A whole number. */
export function integer(refusal: string): z.ZodType<number> {
  return z.preprocess(toNumber, z.int({ error: refusal }));
}

/** A whole number that Telegram pulls into its range without a word. */
export function clampedInteger(least: number, most: number): z.ZodType<number> {
  return integer('parameter must be an integer').transform((value) => Math.min(most, Math.max(least, value)));
}

/** True or false. */
export function flag(name: string): z.ZodType<boolean> {
  return z.preprocess(toBoolean, z.boolean({ error: `field "${name}" must be of type Boolean` }));
}

/** A text of at most `most` UTF-16 units (and at least `least`). */
export function text(refusal: string, least: number, most: number): z.ZodType<string> {
  return z.string({ error: refusal }).min(least, { error: refusal }).max(most, { error: refusal });
}

/** A text of at most `most` bytes in UTF-8. */
export function byteText(refusal: string, least: number, most: number): z.ZodType<string> {
  const fits = (value: string): boolean => {
    const bytes = Buffer.byteLength(value);
    return bytes >= least && bytes <= most;
  };
  return z.string({ error: refusal }).refine(fits, { error: refusal });
}

/** A value that forms carry as serialised JSON. */
export function json<T>(schema: z.ZodType<T>): z.ZodType<T> {
  return z.preprocess(parseJson, schema);
}

/** An id of a chat, or `@username`. */
export const chatId = z.preprocess(
  toNumber,
  z.union([z.int(), z.string().min(1)], { error: 'chat_id is empty' }),
) as z.ZodType<number | string>;

/** A message's id in its chat. */
export const messageId = integer('message identifier is not specified');

/** Markup languages: refused, since a text that the bot did not escape would be cut differently by each. */
export const parseMode = z.undefined({ error: 'unsupported parse_mode' }).optional();
