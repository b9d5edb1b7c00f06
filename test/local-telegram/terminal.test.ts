import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { MessageEntity } from '@grammyjs/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TerminalChat } from '../../src/local-telegram/terminal-chat.js';
import { drawForTerminal } from '../../src/local-telegram/terminal-styles.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import { bytesOf, ROOT, SAMPLE } from '../paths.js';
import { ADMIN, GROUP, World } from './world.js';

const at = (type: string, offset: number, length: number) =>
  ({ type, offset, length, url: 'https://x.example' }) as MessageEntity;
const ESCAPES: Readonly<Record<string, string>> = {
  '1m': '<b>',
  '22m': '</b>',
  '3m': '<i>',
  '23m': '</i>',
  '4m': '<u>',
  '24m': '</u>',
  '9m': '<s>',
  '29m': '</s>',
  '33m': '<code>',
  '36m': '<a>',
  '39m': '</>',
};
/** Escape codes as tags, to be read. */
const readable = (drawn: string) =>
  drawn.replace(/\u001b\[(\d+m)/g, (_, code: string) => ESCAPES[code] ?? `<?${code}>`);

describe('styles in a terminal', () => {
  it.each<[string, string, MessageEntity[], string]>([
    ['none', '党徽', [], '党徽'],
    [
      'each style',
      'abcdef',
      ['bold', 'italic', 'underline', 'strikethrough', 'text_link', 'code'].map((type, index) => at(type, index, 1)),
      '<b>a</b><i>b</i><u>c</u><s>d</s><a>e</><code>f</>',
    ],
    ['one inside another', 'abcd', [at('bold', 0, 4), at('italic', 1, 2)], '<b>a<i>bc</i>d</b>'],
    ['two of the same place', 'ab', [at('bold', 0, 2), at('underline', 0, 2)], '<b><u>ab</u></b>'],
    ['two that touch', 'ab', [at('bold', 0, 1), at('italic', 1, 1)], '<b>a</b><i>b</i>'],
    ['offsets in UTF-16 units', '😀党😀徽', [at('bold', 2, 1), at('italic', 3, 2)], '😀<b>党</b><i>😀</i>徽'],
    ['a quotation of two lines', 'x\nab\ncd\ny', [at('blockquote', 2, 5)], 'x\n│ ab\n│ cd\ny'],
    ['an expandable quotation with bold', 'abc', [at('expandable_blockquote', 0, 3), at('bold', 1, 1)], '│ a<b>b</b>c'],
    ['what has no style', '/ask @bot', [at('bot_command', 0, 4), at('mention', 5, 4)], '/ask @bot'],
    ['control characters of terminals', 'a\u009b31mb', [], 'a\ufffd31mb'],
  ])('%s', (_, text, entities, expected) => {
    expect(readable(drawForTerminal(text, entities, true))).toBe(expected);
  });

  it('without colour there is no escape code, but the bar', () => {
    const drawn = drawForTerminal('ab\nc', [at('bold', 0, 1), at('blockquote', 0, 2), at('text_link', 3, 1)], false);
    expect(drawn).toBe('│ ab\nc');
  });
});

describe('the chat in a terminal', () => {
  let world: World;
  let input: PassThrough & { isTTY?: boolean };
  let shown: string;
  let ended: Promise<void>;
  const wakers = new Set<() => void>();

  beforeEach(async () => {
    world = await World.open();
    input = new PassThrough();
    input.isTTY = true;
    shown = '';
    const output = new PassThrough();
    output.on('data', (chunk: Buffer) => {
      shown += chunk.toString('utf8');
      for (const wake of wakers) wake();
    });
    ended = new TerminalChat({ root: world.root, input, output, hasColor: false, isChinese: true }).run();
    await shows(/输入问题/);
  });
  afterEach(async () => {
    input.end(':quit\n');
    await ended;
    await world.close();
  });

  async function shows(pattern: RegExp): Promise<void> {
    while (!pattern.test(shown)) await new Promise<void>((resolve) => wakers.add(resolve));
  }

  /** Types a line and gives the update that the bot gets of it. */
  async function typed(line: string): Promise<Record<string, never>> {
    input.write(`${line}\n`);
    const [update] = (await world.api('getUpdates', { timeout: 20 })).body.result as { update_id: number }[];
    await world.api('getUpdates', { offset: (update?.update_id ?? 0) + 1 });
    return update as unknown as Record<string, never>;
  }
  const buttons = {
    reply_markup: {
      inline_keyboard: [
        [
          { text: '下文', callback_data: 'n' },
          { text: '复制', copy_text: { text: '抄这个' } },
        ],
      ],
    },
  };

  it('sends what is typed and shows the reply with its buttons', async () => {
    expect(await typed('讲了什么')).toMatchObject({ message: { text: '讲了什么', chat: { id: ADMIN } } });
    await world.botSays(ADMIN, '引文', { entities: [{ type: 'blockquote', offset: 0, length: 2 }], ...buttons });
    await shows(/│ 引文\n\[1 下文\] \[2 复制\]\n/);
  });

  it('presses by number, shows notices, edits and copied texts', async () => {
    const messageId = await world.botSays(ADMIN, '引文', buttons);
    await shows(/\[2 复制\]/);
    const { callback_query: query } = (await typed('1')) as unknown as { callback_query: { id: string; data: string } };
    expect(query.data).toBe('n');
    await world.api('editMessageText', { chat_id: ADMIN, message_id: messageId, text: '引文二', ...buttons });
    await world.api('answerCallbackQuery', { callback_query_id: query.id, text: '好' });
    await shows(/（已编辑）\n引文二/);
    await shows(/\(好\)/);
    input.write('2\n7\n');
    await shows(/抄这个\n没有这个按钮/);
  });

  it('shows a poll with its votes', async () => {
    await world.api('sendPoll', { chat_id: ADMIN, question: '几面?', options: [{ text: '一' }, { text: '二' }] });
    await shows(/几面\?\n○ 一 \(0\)\n○ 二 \(0\)/);
  });

  it('becomes another person in another chat, where buttons of before press nothing', async () => {
    await world.botSays(ADMIN, 'a', buttons);
    await shows(/\[1 下文\]/);
    input.write(':as 李明\n:chat 讲话学习小组\n:as 无人\n:chat 无处\n');
    await shows(/→ 李明 @ 李明\n→ 李明 @ 讲话学习小组\n没有这个人\n没有这个聊天/);
    expect(await typed('/ask 1')).toMatchObject({ message: { from: { first_name: '李明' }, chat: { id: GROUP } } });
    input.write('1\n');
    await world.event((event) => event.type === 'message' && event.message.message.text === '1');
  });

  it('says what goes wrong and goes on', async () => {
    await world.client('/client/people/update', { personId: ADMIN, blockedBot: true });
    input.write('a\n:help\n');
    await shows(/! unblock the bot first\n[^]*:as 名字/);
  });
});

it('begins as somebody who speaks the language of the terminal', async () => {
  const world = await World.open();
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const chat = new TerminalChat({
    root: world.root,
    input,
    output: new PassThrough(),
    hasColor: false,
    isChinese: false,
  }).run();
  input.end('What does it say?\n:quit\n');
  await chat;
  const { result } = (await world.api('getUpdates', { timeout: 0 })).body as {
    result: { message: { from: { language_code: string } } }[];
  };
  expect(result.map(({ message }) => message.from.language_code)).toEqual(['en']);
  await world.close();
});

describe('npm run chat', () => {
  it('answers a piped question with a cited quote, presses a piped number, and draws no colour', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yuanwen-chat-'));
    const env = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      INDEX_DIR: join(folder, 'index'),
      DATA_DIR: join(folder, 'data'),
    };
    const child = spawn(process.execPath, [`${ROOT}dist/src/main.js`, 'chat'], { env });
    let shown = '';
    child.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString('utf8')));
    child.stderr.resume();
    child.stdin.end('代表“履职五个一”具体是哪五件事?\n2\n');
    const status = await new Promise((resolve) => child.once('close', resolve));
    rmSync(folder, { recursive: true, force: true });
    expect(status).toBe(0);
    const { text } = readSpeech(bytesOf(SAMPLE), 'sample');
    const quotes = [...shown.matchAll(/^│ (.+)$/gm)].map((match) => match[1] ?? '');
    expect(quotes[0]).toContain('至少到选区宣讲一次政策、普及一次法律');
    expect(quotes.filter((quote) => !text.includes(quote))).toEqual([]);
    expect(shown).toContain('〔开头、第三点 · 第 17 句 · 片段 4〕');
    expect(shown).toContain('[1 上文] [2 下文]');
    expect(shown).toContain('（已编辑）');
    expect(shown).not.toContain('\u001b');
  });
});
