import type { InlineQueryResultArticle } from '@grammyjs/types';
import type { z } from 'zod';
import * as schemas from '../schemas/queries.js';
import { defineMethod, type Call } from './method.js';
import { messageText, textFields } from './sending.js';

type Result = z.output<typeof schemas.answerInlineQuery>['results'][number];

export const answerCallbackQuery = defineMethod(schemas.answerCallbackQuery, (params, { state }) => {
  state.queries.callbacks.answer(params.callback_query_id, {
    ...(params.text === undefined ? {} : { text: params.text }),
    ...(params.show_alert === undefined ? {} : { showAlert: params.show_alert }),
    ...(params.url === undefined ? {} : { url: params.url }),
  });
  return true;
});

/** A result whose text is checked and formatted as it will be sent. */
function checkedResult(result: Result, call: Call): InlineQueryResultArticle {
  const { input_message_content: content, ...rest } = result;
  const fields = textFields(
    messageText({ text: content.message_text, entities: content.entities }, call, 'MESSAGE_TOO_LONG'),
  );
  return {
    ...rest,
    input_message_content: {
      message_text: fields.text ?? '',
      ...(fields.entities === undefined ? {} : { entities: fields.entities }),
    },
  };
}

export const answerInlineQuery = defineMethod(schemas.answerInlineQuery, (params, call) => {
  call.state.queries.inline.answer(params.inline_query_id, {
    results: params.results.map((result) => checkedResult(result, call)),
    nextOffset: params.next_offset,
    ...(params.button === undefined ? {} : { button: params.button }),
  });
  return true;
});
