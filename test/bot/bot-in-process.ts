import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Message, Update } from 'grammy/types';
import { createSpeechService } from '../../src/answering/create-speech-service.js';
import type { SpeechService } from '../../src/answering/speech-service.js';
import { createBot, createI18n } from '../../src/bot/bot.js';
import { Conversations } from '../../src/bot/conversations.js';
import { createMetrics } from '../../src/bot/metrics.js';
import { register } from '../../src/bot/register.js';
import { openStorage } from '../../src/bot/storage.js';
import { UpdateRunner } from '../../src/bot/update-runner.js';
import { LocalTelegram } from '../../src/local-telegram/create-local-telegram.js';
import { pressAndWait } from '../../src/local-telegram/people/queries.js';
import { sendAsPerson } from '../../src/local-telegram/people/write.js';
import { silentLogger } from '../../src/logger.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { Speech } from '../../src/speech/types.js';
import { createCharacterFold } from '../../src/text/fold.js';
import { faultyCalls, SentByBot } from '../e2e/bot-process.js';
import { answererOf } from '../answering/answerer-of.js';
import { HashEmbedder } from '../../src/embedding/hash-embedder.js';
import { bytesOf, ROOT, SAMPLE } from '../paths.js';

const TOKEN = '7000077:AAInProcessTestTokenThatIsNoSecretAtAll';

/** The sample speech and a service over it, with vectors made from characters. */
export function sampleService(): Promise<{ speech: Speech; service: SpeechService }> {
  return serviceOf(bytesOf(SAMPLE));
}

/** The same of any speech. */
export async function serviceOf(bytes: Uint8Array): Promise<{ speech: Speech; service: SpeechService }> {
  const speech = readSpeech(bytes, 'sample');
  const answerer = await answererOf(speech);
  return {
    speech,
    service: createSpeechService(speech, answerer, new HashEmbedder(), createCharacterFold(), 'sample'),
  };
}

/** The bot in this process, against a Bot API on loopback, with a clock that stands until it is moved. */
export class BotInProcess {
  nowMs = Date.parse('2026-03-01T08:00:00Z');
  readonly local = new LocalTelegram({ token: TOKEN, nowMs: () => this.nowMs });
  readonly sent = new SentByBot(this.local);
  readonly metrics = createMetrics();
  private readonly folder = mkdtempSync(join(tmpdir(), 'yuanwen-bot-'));
  private readonly storage = openStorage(this.folder, 7000077);
  private running: Promise<void> = Promise.resolve();
  private stop: () => void = () => undefined;
  /** What /reload does. */
  reload: () => Promise<number> = () => Promise.resolve(0);
  /** Registers the command menus and profile texts, once the bot has started. */
  register: () => Promise<void> = () => Promise.resolve();

  constructor(
    public service: SpeechService,
    private readonly allowedChats: ReadonlySet<number> = new Set(),
    private readonly adminIds: ReadonlySet<number> = new Set(),
  ) {}

  /** Takes updates from now on. */
  async start(): Promise<void> {
    const { root } = await this.local.listen(0);
    const nowMs = () => this.nowMs;
    const { metrics } = this;
    const refused = new WeakSet<Update>();
    const dependencies = {
      getService: () => this.service,
      storage: this.storage,
      conversations: new Conversations(nowMs),
      metrics,
      logger: silentLogger,
      nowMs,
      version: 'test',
      localesDir: `${ROOT}src/bot/locales`,
      adminIds: this.adminIds,
      allowedChats: this.allowedChats,
      embedderRestarts: () => 0,
      reload: () => this.reload(),
    };
    const bot = createBot({ token: TOKEN, apiRoot: root }, dependencies, refused);
    await bot.init();
    const handle = (update: Update) => bot.handleUpdate(update);
    const parts = { api: bot.api, handle, refuse: handle, storage: this.storage, metrics, logger: silentLogger, nowMs };
    const runner = new UpdateRunner(parts);
    this.running = runner.run();
    this.stop = () => runner.stop();
    this.register = () => register(bot.api, createI18n(dependencies), silentLogger);
  }

  /** Sends as a person and gives the bot's next message with what was sent. */
  async ask(request: Parameters<typeof sendAsPerson>[1]) {
    const before = this.sent.messages.length;
    const { message } = sendAsPerson(this.local.state, request);
    await this.sent.until(before + 1);
    const { message: answer, chatId } = this.sent.messages[before]!;
    return { asked: message, answer, chatId, text: answer.text ?? '' };
  }

  /** Presses the button of a message whose text begins so. */
  async press(personId: number, chatId: number, messageId: number, label: string) {
    const stored = this.local.state.store.message(this.local.state.store.chat(chatId), messageId);
    const markup = stored.message.reply_markup;
    const button = markup?.inline_keyboard.flat().find(({ text }) => text.startsWith(label));
    if (button === undefined || !('callback_data' in button)) throw new Error(`no button ${label}`);
    const reply = await pressAndWait(this.local.state, {
      personId,
      chatId,
      messageId,
      callbackData: button.callback_data,
    });
    return { reply, message: this.local.state.store.message(this.local.state.store.chat(chatId), messageId).message };
  }

  /** The same for a button that changes the message: resolves with the message as edited. */
  async pressAndSee(personId: number, chatId: number, messageId: number, label: string) {
    const edited = new Promise<Message>((resolve) => {
      const stop = this.local.state.events.subscribe(({ value }) => {
        if (value.type !== 'message_edited' || value.message.message.message_id !== messageId) return;
        stop();
        resolve(value.message.message);
      });
    });
    await this.press(personId, chatId, messageId, label);
    return edited;
  }

  /** Resolves when the bot is in the chat no longer. */
  async chatLeft(chatId: number): Promise<void> {
    if (this.local.state.store.chat(chatId).botStatus === 'left') return;
    await new Promise<void>((resolve) => {
      const stop = this.local.state.events.subscribe(({ value }) => {
        if (value.type !== 'chat' || value.chat.id !== chatId || value.chat.botIsMember) return;
        stop();
        resolve();
      });
    });
  }

  /** Calls that Telegram would have refused or repaired. */
  faulty() {
    return faultyCalls(this.local);
  }

  async close(): Promise<void> {
    this.stop();
    await this.running;
    await this.storage.close();
    await this.local.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
