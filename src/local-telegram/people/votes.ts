import type { Poll, ReactionType } from '@grammyjs/types';
import { ClientRequestError } from '../api-error.js';
import { chatOf, orderKey, userOf } from '../chats.js';
import type { ReactRequest, VoteRequest } from '../client-protocol.js';
import { unixSeconds } from '../clock.js';
import { isReactionEmoji, type ReactionEmoji } from '../reaction-emoji.js';
import type { State } from '../state.js';
import type { StoredMessage } from '../store.js';
import { chatOfMember } from './write.js';

function checkVote(poll: Poll, before: readonly number[] | undefined, chosen: readonly number[]): void {
  const refuse = (code: string, what: string): Error => new ClientRequestError(409, code, what);
  if (poll.is_closed) throw refuse('POLL_CLOSED', 'the poll is closed');
  if (before !== undefined && !poll.allows_revoting) throw refuse('VOTE_FINAL', 'the vote cannot be changed');
  if (chosen.length > 1 && !poll.allows_multiple_answers)
    throw refuse('ONE_OPTION_ONLY', 'only one option can be chosen');
  const isKnown = chosen.every((index) => index >= 0 && index < poll.options.length);
  if (!isKnown) throw new ClientRequestError(404, 'OPTION_NOT_FOUND', 'the poll has no such option');
}

function countVotes(poll: Poll, votes: StoredMessage['votes']): Poll {
  const chosen = [...votes.values()];
  const options = poll.options.map((option, index) => ({
    ...option,
    voter_count: chosen.filter((indexes) => indexes.includes(index)).length,
  }));
  return { ...poll, options, total_voter_count: votes.size };
}

/** Votes in a poll; the bot hears of it where the poll is its own (core.telegram.org/bots/api#pollanswer, #update). */
export function vote(state: State, request: VoteRequest): StoredMessage {
  const chat = chatOfMember(state, request.personId, request.chatId);
  const stored = state.store.message(chat, request.messageId);
  const { poll } = stored.message;
  if (poll === undefined) throw new ClientRequestError(404, 'NOT_A_POLL', 'the message is no poll');
  const chosen = [...new Set(request.optionIndexes)];
  checkVote(poll, stored.votes.get(request.personId), chosen);
  if (chosen.length === 0) stored.votes.delete(request.personId);
  else stored.votes.set(request.personId, chosen);
  const counted = countVotes(poll, stored.votes);
  stored.message = { ...stored.message, poll: counted };
  state.store.publishEdit(chat, stored);
  if (stored.senderId !== state.profile.user.id) return stored;
  state.updates.add('poll', counted, `poll:${poll.id}`);
  if (!poll.is_anonymous) {
    const user = userOf(state.store.person(request.personId));
    const answer = { poll_id: poll.id, user, option_ids: chosen, option_persistent_ids: chosen.map(String) };
    state.updates.add('poll_answer', answer, `poll:${poll.id}`);
  }
  return stored;
}

function reactionList(emoji: ReactionEmoji | undefined): ReactionType[] {
  return emoji === undefined ? [] : [{ type: 'emoji', emoji }];
}

/** Sets or removes a person's reaction. The bot hears of it in private chats and as an admin, if it asked to. */
export function react(state: State, request: ReactRequest): StoredMessage {
  const chat = chatOfMember(state, request.personId, request.chatId);
  const stored = state.store.message(chat, request.messageId);
  const emoji = request.emoji ?? undefined;
  if (emoji !== undefined && !isReactionEmoji(emoji)) {
    throw new ClientRequestError(400, 'REACTION_UNKNOWN', 'not one of the reactions');
  }
  const before = stored.reactions.get(request.personId);
  if (before === emoji) return stored;
  if (emoji === undefined) stored.reactions.delete(request.personId);
  else stored.reactions.set(request.personId, emoji);
  state.store.publishEdit(chat, stored);
  if (chat.type !== 'private' && chat.botStatus !== 'administrator') return stored;
  const change = {
    chat: chatOf(state, chat),
    message_id: request.messageId,
    user: userOf(state.store.person(request.personId)),
    date: unixSeconds(state.clock),
    old_reaction: reactionList(before),
    new_reaction: reactionList(emoji),
  };
  state.updates.add('message_reaction', change, orderKey(chat));
  return stored;
}
