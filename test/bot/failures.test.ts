import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SpeechService } from '../../src/answering/speech-service.js';
import { queryAndWait } from '../../src/local-telegram/people/queries.js';
import { updatePerson } from '../../src/local-telegram/people/settings.js';
import { editAsPerson } from '../../src/local-telegram/people/write.js';
import { BotInProcess, sampleService } from './bot-in-process.js';

const MEMBER = 1002;

let bot: BotInProcess;
let service: SpeechService;

beforeEach(async () => {
  ({ service } = await sampleService());
  bot = new BotInProcess(service);
  await bot.start();
});

afterEach(() => bot.close());

const fail = () => Promise.reject(new Error('outage'));
const ask = (text: string) => bot.ask({ personId: MEMBER, chatId: MEMBER, text });
const edit = (messageId: number, text: string) =>
  editAsPerson(bot.local.state, { personId: MEMBER, chatId: MEMBER, messageId, text });

describe('an inline query that fails', () => {
  it.each([
    ['zh', '刚才没能查找，请稍后再输入一次'],
    ['en', 'The search failed just now; please type again in a while'],
  ])('says so above the results, to somebody who reads %s, and is not kept', async (languageCode, words) => {
    updatePerson(bot.local.state, { personId: MEMBER, languageCode });
    bot.service = { ...service, search: fail };
    const reply = await queryAndWait(bot.local.state, { personId: MEMBER, chatId: MEMBER, query: '人民' });
    expect(reply).toMatchObject({ answered: true, results: [], button: { text: words, start_parameter: 'hello' } });
    const calls = () => bot.local.state.raw.all().map(({ value }) => value);
    const call = { method: 'answerInlineQuery', ok: true, params: expect.objectContaining({ cache_time: 0 }) };
    await vi.waitFor(() => expect(calls()).toContainEqual(expect.objectContaining(call)));
  });
});

describe('an edited question', () => {
  it('that fails is apologised for', async () => {
    const { asked } = await ask('讲话分几个部分？');
    bot.service = { ...service, answer: fail };
    edit(asked.message_id, '第一部分的第三点讲了什么？');
    await bot.sent.until(2);
    expect(bot.sent.messages[1]?.message.text).toBe('抱歉，出错了（INTERNAL）。请过一会儿再问一次。');
  });

  it('whose answer has been deleted is left alone', async () => {
    const { asked, answer } = await ask('讲话分几个部分？');
    const { store } = bot.local.state;
    store.deleteMessage(store.chat(MEMBER), answer.message_id);
    edit(asked.message_id, '第一部分的第三点讲了什么？');
    const next = await ask('第17句');
    expect(next.text).not.toContain('出错');
    expect(bot.metrics.failures).toBe(0);
  });
});
