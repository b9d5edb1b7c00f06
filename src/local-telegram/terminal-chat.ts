import { createInterface } from 'node:readline';
import type { InlineKeyboardButton } from '@grammyjs/types';
import type { ChatInfo, ClientEvent, ClientMessage, ClientSnapshot, Person } from './client-protocol.js';
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

/** After the end of piped input: how long no reply may come before the chat ends. */
const QUIET_MS = 3_000;

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

  async run(): Promise<void> {
    this.snapshot = await this.get<ClientSnapshot>('/client/snapshot');
    const [person] = this.snapshot.people;
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
    }
    // Piped input ends before the last reply has come.
    while (this.waiting > 0 && Date.now() - this.lastReplyMs < QUIET_MS)
      await new Promise((resolve) => setTimeout(resolve, 50));
    this.aborter.abort();
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
    if (own !== undefined) this.chat = own;
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
    else if (/^\d{1,2}$/.test(line) && this.buttons[Number(line) - 1] !== undefined) await this.press(Number(line) - 1);
    else {
      this.waiting += 1;
      this.lastReplyMs = Date.now();
      await this.post('/client/messages', { personId: this.person.id, chatId: this.chat.id, text: line });
    }
  }

  private switchPerson(name: string): void {
    const person = this.snapshot.people.find(({ firstName }) => firstName === name);
    if (person === undefined) this.print(this.words('没有这个人', 'no such person'));
    else this.become(person);
  }

  private switchChat(title: string): void {
    const chat = this.snapshot.chats.find(
      (candidate) => candidate.title === title && candidate.memberIds.includes(this.person.id),
    );
    if (chat === undefined) this.print(this.words('没有这个聊天', 'no such chat'));
    else this.chat = chat;
  }

  private async press(index: number): Promise<void> {
    const entry = this.buttons[index];
    if (entry === undefined) return;
    if ('copy_text' in entry.button) this.print(entry.button.copy_text.text);
    else if ('url' in entry.button) this.print(entry.button.url);
    else if ('callback_data' in entry.button) {
      const reply = await this.post<{ text?: string }>('/client/buttons/press', {
        personId: this.person.id,
        chatId: this.chat.id,
        messageId: entry.messageId,
        callbackData: entry.button.callback_data,
      });
      if (reply.text !== undefined) this.print(`(${reply.text})`);
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
        drawForTerminal(message.text ?? message.caption ?? '', message.entities ?? [], this.options.hasColor),
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
