import { createInterface } from 'node:readline';
import type { InlineKeyboardButton, Message, Poll } from '@grammyjs/types';
import type { CallbackReply, ChatInfo, ClientEvent, ClientMessage, ClientSnapshot, Person } from './client-protocol.js';
import { drawForTerminal } from './terminal-styles.js';

/** Where the chat reads and writes. */
export interface TerminalChatOptions {
  /** Address of the local Telegram. */
  readonly root: string;
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly hasColor: boolean;
  readonly isChinese: boolean;
}

/** How long a reply to piped input may take before the chat goes on without it. */
const QUIET_MS = 3_000;
/** How long after a reply another one may follow that belongs to it. */
const SETTLE_MS = 250;

function drawMessage(message: Message, hasColor: boolean): string {
  const { text, caption, entities, caption_entities } = message;
  return drawForTerminal(text ?? caption ?? '', entities ?? caption_entities ?? [], hasColor);
}

function drawPoll({ question, options }: Poll): string {
  return [question, ...options.map(({ text, voter_count: votes }) => `○ ${text} (${votes})`)].join('\n');
}

/** A chat in the terminal, over the client API of a local Telegram. Resolves at :quit or at the end of the input. */
export class TerminalChat {
  private person!: Person;
  private chat!: ChatInfo;
  private snapshot!: ClientSnapshot;
  private buttons: { messageId: number; button: InlineKeyboardButton }[] = [];
  private readonly aborter = new AbortController();
  private lastReplyMs = Date.now();
  private waiting = 0;

  constructor(private readonly options: TerminalChatOptions) {}

  /** Begins as somebody who speaks the terminal's language. */
  async run(): Promise<void> {
    this.snapshot = await this.get<ClientSnapshot>('/client/snapshot');
    // The bot answers a person in that person's language.
    const language = this.options.isChinese ? 'zh' : 'en';
    const { people } = this.snapshot;
    const person = people.find(({ languageCode }) => languageCode.startsWith(language)) ?? people[0];
    if (person === undefined) return;
    this.become(person);
    void this.listen();
    this.print(
      this.words(
        '输入问题后回车；:help 看帮助，:quit 退出。',
        'Type a question and press Enter; :help for help, :quit to leave.',
      ),
    );
    const lines = createInterface({ input: this.options.input, terminal: false });
    for await (const line of lines) {
      if (line.trim() === ':quit') break;
      if (line.trim() !== '')
        await this.handle(line.trim()).catch((error: unknown) =>
          this.print(`! ${error instanceof Error ? error.message : String(error)}`),
        );
      if (!this.isTyped) await this.replied();
    }
    this.aborter.abort();
  }

  private get isTyped(): boolean {
    return 'isTTY' in this.options.input && this.options.input.isTTY === true;
  }

  /** A pipe does not read: its next line, which may press a button of the reply, waits for the reply. */
  private async replied(): Promise<void> {
    const isDue = (): boolean => Date.now() - this.lastReplyMs < (this.waiting > 0 ? QUIET_MS : SETTLE_MS);
    while (isDue()) await new Promise((resolve) => setTimeout(resolve, 50));
    this.waiting = 0;
  }

  private words(chinese: string, english: string): string {
    return this.options.isChinese ? chinese : english;
  }

  private print(text: string): void {
    this.options.output.write(`${text}\n`);
  }

  private become(person: Person): void {
    this.person = person;
    const own = this.snapshot.chats.find(({ id }) => id === person.id);
    if (own !== undefined) this.enter(own);
  }

  /** Buttons belong to the chat that is left. */
  private enter(chat: ChatInfo): void {
    this.chat = chat;
    this.buttons = [];
  }

  private printPlace(): void {
    this.print(`→ ${this.person.firstName} @ ${this.chat.title}`);
  }

  private async handle(line: string): Promise<void> {
    if (line === ':help') {
      const names = this.snapshot.people.map(({ firstName }) => firstName).join(', ');
      const chats = this.snapshot.chats
        .filter(({ memberIds }) => memberIds.includes(this.person.id))
        .map(({ title }) => title)
        .join(', ');
      this.print(
        this.words(
          `:as 名字（${names}）  :chat 聊天（${chats}）  数字：按按钮`,
          `:as NAME (${names})  :chat CHAT (${chats})  a number presses a button`,
        ),
      );
    } else if (line.startsWith(':as ')) this.switchPerson(line.slice(4).trim());
    else if (line.startsWith(':chat ')) this.switchChat(line.slice(6).trim());
    else if (/^\d{1,2}$/.test(line) && this.buttons.length > 0) await this.press(Number(line) - 1);
    else await this.send(line);
  }

  private expectReply(): void {
    this.waiting += 1;
    this.lastReplyMs = Date.now();
  }

  private async send(text: string): Promise<void> {
    this.expectReply();
    await this.post('/client/messages', { personId: this.person.id, chatId: this.chat.id, text });
  }

  private switchPerson(name: string): void {
    const person = this.snapshot.people.find(({ firstName }) => firstName === name);
    if (person === undefined) {
      this.print(this.words('没有这个人', 'no such person'));
      return;
    }
    this.become(person);
    this.printPlace();
  }

  private switchChat(title: string): void {
    const chat = this.snapshot.chats.find(
      (candidate) => candidate.title === title && candidate.memberIds.includes(this.person.id),
    );
    if (chat === undefined) {
      this.print(this.words('没有这个聊天', 'no such chat'));
      return;
    }
    this.enter(chat);
    this.printPlace();
  }

  private async press(index: number): Promise<void> {
    const entry = this.buttons[index];
    if (entry === undefined) {
      this.print(this.words('没有这个按钮', 'no such button'));
      return;
    }
    if ('copy_text' in entry.button) this.print(entry.button.copy_text.text);
    else if ('url' in entry.button) this.print(entry.button.url);
    else if ('callback_data' in entry.button) {
      this.expectReply();
      const reply = await this.post<CallbackReply>('/client/buttons/press', {
        personId: this.person.id,
        chatId: this.chat.id,
        messageId: entry.messageId,
        callbackData: entry.button.callback_data,
      });
      const notice = reply.answered ? reply.text : this.words('没有回应', 'no answer');
      if (notice !== undefined) this.print(`(${notice})`);
    }
  }

  private show(entry: ClientMessage, isEdited: boolean): void {
    const { message } = entry;
    if (entry.chatId !== this.chat.id || message.from?.is_bot !== true) return;
    this.waiting = Math.max(0, this.waiting - 1);
    this.lastReplyMs = Date.now();
    this.print('');
    this.print(
      (isEdited ? this.words('（已编辑）\n', '(edited)\n') : '') +
        (message.poll === undefined ? drawMessage(message, this.options.hasColor) : drawPoll(message.poll)),
    );
    const rows = message.reply_markup?.inline_keyboard ?? [];
    this.buttons = rows.flat().map((button) => ({ messageId: message.message_id, button }));
    if (this.buttons.length > 0)
      this.print(this.buttons.map(({ button }, index) => `[${index + 1} ${button.text}]`).join(' '));
  }

  /** Reads the event stream: blocks of `data:` lines, parted by blank lines. */
  private async listen(): Promise<void> {
    const response = await fetch(`${this.options.root}/client/events?lastEventId=${this.snapshot.lastEventId}`, {
      signal: this.aborter.signal,
    }).catch(() => null);
    if (response === null || response.body === null) return;
    let rest = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body) {
        rest += decoder.decode(chunk as Uint8Array, { stream: true });
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) this.receive(block);
      }
    } catch {
      // The stream ends with the chat or with the server; either way there is nothing more to show.
    }
  }

  private receive(block: string): void {
    const data = block
      .split('\n')
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5).trimStart())
      .join('\n');
    if (data === '') return;
    const event = JSON.parse(data) as ClientEvent;
    if (event.type === 'message' || event.type === 'message_edited')
      this.show(event.message, event.type === 'message_edited');
  }

  private async get<Result>(path: string): Promise<Result> {
    const response = await fetch(this.options.root + path);
    return (await response.json()) as Result;
  }

  private async post<Result>(path: string, body: object): Promise<Result> {
    const response = await fetch(this.options.root + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Result & { error?: { message: string } };
    if (answer.error !== undefined) throw new Error(answer.error.message);
    return answer;
  }
}
