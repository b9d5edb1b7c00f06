import type { MessageEntity } from '@grammyjs/types';

type FoundType = 'bot_command' | 'mention' | 'url' | 'hashtag' | 'email';

// What Telegram marks in a text by itself (tdlib MessageEntity.cpp, find_entities; addresses without a scheme and card
// numbers left out). One alternative a kind; a letter of any script before or after ends a command or mention, so that
// "and/or", "a@b" and "/ask人大" are none.
const FOUND =
  /(?<url>https?:\/\/[^\s<>"「」（）]{1,2000}|(?<![\w.@/])t\.me\/[\w/?=+-]{1,200})|(?<email>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,10}\b)|(?<command>(?<![\p{L}\p{N}_/<>])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\p{L}\p{N}_/<>@]))|(?<mention>(?<![\p{L}\p{N}_])@(?:[A-Za-z0-9_]{4,32}|gif|vid|pic)(?![\p{L}\p{N}_]))|(?<hashtag>(?<![\p{L}\p{Nd}_])#(?=[\p{Nd}_]*\p{L})[\p{L}\p{Nd}_]{1,256}(?![\p{L}\p{Nd}_#]))/gu;

function typeOf(groups: Record<string, string | undefined>): FoundType {
  if (groups.url !== undefined) return 'url';
  if (groups.email !== undefined) return 'email';
  if (groups.command !== undefined) return 'bot_command';
  return groups.mention !== undefined ? 'mention' : 'hashtag';
}

/** The entities that Telegram finds in a text: commands, mentions, addresses and hashtags, by UTF-16 offsets. */
export function findEntities(text: string): MessageEntity[] {
  return [...text.matchAll(FOUND)].map((match) => ({
    type: typeOf(match.groups ?? {}),
    offset: match.index,
    length: match[0].length,
  }));
}
