import type { MessageEntity, Poll } from '@grammyjs/types';
import { badRequest } from '../api-error.js';
import { writableChat } from '../chats.js';
import * as schemas from '../schemas/sending.js';
import { formatText } from '../text-rules.js';
import { defineMethod, type Call } from './method.js';
import { sendAsBot } from './sending.js';

/** core.telegram.org/bots/api#sendpoll: lengths in characters; at most two line feeds in an explanation. */
const MAX_QUESTION = 300;
const MAX_OPTION = 100;
const MAX_EXPLANATION = 200;
const MAX_EXPLANATION_LINES = 3;

function checkCorrectOptions(type: 'regular' | 'quiz', ids: readonly number[] | undefined, optionCount: number): void {
  if (type === 'regular') {
    if (ids !== undefined) throw badRequest('correct options can be specified for quizzes only');
    return;
  }
  const isRight =
    ids !== undefined &&
    ids.length > 0 &&
    ids.every((id, index) => id >= 0 && id < optionCount && id > (ids[index - 1] ?? -1));
  if (!isRight) throw badRequest('wrong correct option ID specified');
}

/** No words for these are known; the limits are documented. */
function checkExplanation(text: string): void {
  if (text.length > MAX_EXPLANATION) throw badRequest('message is too long');
  if (text.split('\n').length > MAX_EXPLANATION_LINES) throw badRequest('poll explanation has too many lines');
}

/** A question or an option: of entities only custom emoji would remain (tdlib PollOption.cpp), so none do. */
function plainText(
  call: Call,
  text: string,
  entities: readonly MessageEntity[] | undefined,
  most: number,
  what: string,
): string {
  const formatted = formatText(text, entities ?? [], call.mark);
  if (formatted.text === '') throw badRequest('text must be non-empty');
  if ([...formatted.text].length > most) throw badRequest(`${what} length must not exceed ${most}`);
  if (formatted.entities.length > 0) call.mark('poll_entities_dropped', what);
  return formatted.text;
}

export const sendPoll = defineMethod(schemas.sendPoll, (params, call) => {
  const { type, correct_option_ids: correct } = params;
  checkCorrectOptions(type, correct, params.options.length);
  const explanation = formatText(params.explanation, params.explanation_entities ?? [], call.mark);
  checkExplanation(explanation.text);
  const question = plainText(call, params.question, params.question_entities, MAX_QUESTION, 'poll question');
  call.state.pollCount += 1;
  const poll: Poll = {
    id: String(5_200_000_000_000_000_000n + BigInt(call.state.pollCount)),
    question,
    options: params.options.map((option, index) => ({
      persistent_id: String(index),
      text: plainText(call, option.text, option.text_entities, MAX_OPTION, 'poll options'),
      voter_count: 0,
    })),
    total_voter_count: 0,
    is_closed: params.is_closed ?? false,
    is_anonymous: params.is_anonymous,
    type,
    allows_multiple_answers: params.allows_multiple_answers,
    allows_revoting: params.allows_revoting ?? type === 'regular',
    members_only: false,
    ...(correct === undefined ? {} : { correct_option_ids: [...correct] }),
    ...(explanation.text === '' ? {} : { explanation: explanation.text }),
    ...(explanation.entities.length === 0 ? {} : { explanation_entities: explanation.entities }),
  };
  return sendAsBot(call, params, { poll });
});

export const stopPoll = defineMethod(schemas.stopPoll, (params, { state }) => {
  const chat = writableChat(state, params.chat_id);
  const stored = chat.messages.get(params.message_id);
  const poll = stored?.message.poll;
  if (stored === undefined) throw badRequest('message with poll to stop not found');
  if (poll === undefined) throw badRequest('message is not a poll');
  if (stored.senderId !== state.profile.user.id) throw badRequest("poll can't be stopped");
  if (poll.is_closed) throw badRequest('poll has already been closed');
  const closed: Poll = { ...poll, is_closed: true };
  const bare = { ...stored.message, poll: closed };
  delete bare.reply_markup;
  stored.message = params.reply_markup === undefined ? bare : { ...bare, reply_markup: params.reply_markup };
  state.store.publishEdit(chat, stored);
  state.updates.add('poll', closed, `poll:${poll.id}`);
  return closed;
});
