import type { ReactionTypeEmoji } from '@grammyjs/types';

/** One of the emoji that one may react with. */
export type ReactionEmoji = ReactionTypeEmoji['emoji'];

/** The emoji that one may react with (core.telegram.org/bots/api#reactiontypeemoji). */
const REACTIONS: readonly string[] = [
  ...['❤', '👍', '👎', '🔥', '🥰', '👏', '😁', '🤔', '🤯', '😱', '🤬', '😢', '🎉', '🤩', '🤮', '💩', '🙏', '👌', '🕊'],
  ...['🤡', '🥱', '🥴', '😍', '🐳', '❤‍🔥', '🌚', '🌭', '💯', '🤣', '⚡', '🍌', '🏆', '💔', '🤨', '😐', '🍓', '🍾', '💋'],
  ...['🖕', '😈', '😴', '😭', '🤓', '👻', '👨‍💻', '👀', '🎃', '🙈', '😇', '😨', '🤝', '✍', '🤗', '🫡', '🎅', '🎄', '☃'],
  ...['💅', '🤪', '🗿', '🆒', '💘', '🙉', '🦄', '😘', '💊', '🙊', '😎', '👾', '🤷‍♂', '🤷', '🤷‍♀', '😡'],
];

/** Whether one may react with this emoji. */
export function isReactionEmoji(emoji: string): emoji is ReactionEmoji {
  return REACTIONS.includes(emoji);
}
