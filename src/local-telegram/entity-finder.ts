import type { MessageEntity } from '@grammyjs/types';

type FoundType = 'bot_command' | 'mention' | 'url' | 'hashtag' | 'email';

// What Telegram's clients and server mark in a person's text by themselves. One alternative a kind; the look-behinds
// keep words like "and/or" or "a@b" from being commands or mentions.
const FOUND =
  /(?<url>https?:\/\/[^\s<>"「」（）]{1,2000}|(?<![\w.@/])t\.me\/[\w/?=+-]{1,200})|(?<email>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,10}\b)|(?<command>(?<![\p{L}\p{N}_/])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![A-Za-z0-9_/]))|(?<mention>(?<![A-Za-z0-9_@])@[A-Za-z0-9_]{3,32}(?![A-Za-z0-9_]))|(?<hashtag>(?<![\p{L}\p{N}_#])#[\p{L}\p{N}_]{1,256})/gu;

function typeOf(groups: Record<string, string | undefined>): FoundType {
  if (groups.url !== undefined) return 'url';
  if (groups.email !== undefined) return 'email';
  if (groups.command !== undefined) return 'bot_command';
  return groups.mention !== undefined ? 'mention' : 'hashtag';
}

/** The entities of a text that somebody typed: commands, mentions, addresses and hashtags, by UTF-16 offsets. */
export function findEntities(text: string): MessageEntity[] {
  return [...text.matchAll(FOUND)].map((match) => ({
    type: typeOf(match.groups ?? {}),
    offset: match.index,
    length: match[0].length,
  }));
}
