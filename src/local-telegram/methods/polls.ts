import type { Poll } from '@grammyjs/types';
import { badRequest } from '../api-error.js';
import { writableChat } from '../chats.js';
import * as schemas from '../schemas/sending.js';
import { formatText } from '../text-rules.js';
import { defineMethod } from './method.js';
import { sendAsBot } from './sending.js';

/** core.telegram.org/bots/api#sendpoll: at most two line feeds in an explanation. */
const MAX_EXPLANATION_LINES = 3;

function checkCorrectOptions(type: 'regular' | 'quiz', ids: readonly number[] | undefined, optionCount: number): void {
  if (type === 'regular') {
    if (ids !== undefined) throw badRequest('correct options can be specified for quizzes only');
    return;
  }
  const isRight = ids !== undefined && ids.length > 0 && ids.every((id) => id >= 0 && id < optionCount);
  if (!isRight) throw badRequest('wrong correct option ID specified');
}

export const sendPoll = defineMethod(schemas.sendPoll, (params, call) => {
  const { type, correct_option_ids: correct } = params;
  checkCorrectOptions(type, correct, params.options.length);
  const explanation = formatText(params.explanation ?? '', params.explanation_entities ?? [], call.mark);
  if (explanation.text.split('\n').length > MAX_EXPLANATION_LINES)
    throw badRequest('poll explanation has too many lines');
  const question = formatText(params.question, params.question_entities ?? [], call.mark).text;
  if (question === '') throw badRequest('poll question must be non-empty');
  call.state.pollCount += 1;
  const poll: Poll = {
    id: String(5_200_000_000_000_000_000n + BigInt(call.state.pollCount)),
    question,
    options: params.options.map((option, index) => ({
      persistent_id: String(index),
      text: formatText(option.text, option.text_entities ?? [], call.mark).text,
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
