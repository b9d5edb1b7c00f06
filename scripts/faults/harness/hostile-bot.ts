import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { Answerer } from '../../../src/answering/answerer.js';
import { BoostedTrees } from '../../../src/answering/places/boosted-trees.js';
import { buildIndex } from '../../../src/answering/build-speech-index.js';
import { Dictionary } from '../../../src/answering/dictionary.js';
import { readSounds, SoundAlikes } from '../../../src/answering/sound-alikes.js';
import { WordBridge } from '../../../src/answering/word-bridge.js';
import { createSpeechService } from '../../../src/answering/create-speech-service.js';
import type { SpeechService } from '../../../src/answering/speech-service.js';
import { createBot } from '../../../src/bot/bot.js';
import type { BotContext } from '../../../src/bot/context.js';
import { Conversations } from '../../../src/bot/conversations.js';
import { createMetrics } from '../../../src/bot/metrics.js';
import { openStorage, type BotStorage } from '../../../src/bot/storage.js';
import { makeRetriever, projectRoot } from '../../../src/cli/compose.js';
import { HashEmbedder } from '../../../src/embedding/hash-embedder.js';
import { silentLogger } from '../../../src/logger.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { createCharacterFold } from '../../../src/text/fold.js';
import { atOnce } from '../../../src/turns.js';
import { Stage, TOKEN, type Sent } from './stage.js';

const fold = createCharacterFold();
/** Words of the made speeches: enough for every way through the dictionaries, quick enough for one speech a message. */
const DICTIONARY = atOnce(Dictionary.read('people\t人民,民众\nsupervision\t监督,监管\ndemocratic\t民主\n\t代表,部分'));
const SOUNDS = readSounds('ren\t人\nmin\t民\njian\t监间\ndu\t督度\ndai\t代带\nbiao\t表标');
const embedder = new HashEmbedder();

/** A speech of any text, ready to be asked, without a model. Throws `SpeechError` for what is no speech. */
export async function serviceFor(text: string): Promise<SpeechService & { readonly canonical: string }> {
  const speech = readSpeech(new TextEncoder().encode(text), 'hostile.txt');
  const spans = speech.sentences.map(({ span }) => span);
  const built = await buildIndex(speech.text, spans, embedder, fold, () => undefined);
  const texts = spans.map(({ start, end }) => speech.text.slice(start, end));
  const retriever = makeRetriever(texts, built.graph, built.contents, embedder, fold);
  const wordBridge = await WordBridge.read(speech, fold, DICTIONARY);
  const soundAlikes = atOnce(SoundAlikes.read(speech.text, fold, SOUNDS, (word) => DICTIONARY.isWord(word)));
  const parts = {
    speech,
    retriever,
    fold,
    wordBridge,
    soundAlikes,
    placeTrees: new BoostedTrees([], []),
    rangeSimilarity: () => 0,
  };
  const service = createSpeechService(speech, new Answerer(parts), embedder, fold, 'hostile');
  return Object.assign(Object.create(service) as SpeechService, { canonical: speech.text });
}

/** The real bot in this process, before a strict Bot API server, with a speech that can be changed for every message. */
export class HostileBot {
  readonly metrics = createMetrics();
  private readonly folder = mkdtempSync(join(tmpdir(), 'yuanwen-hostile-'));
  private readonly storage: BotStorage = openStorage(this.folder, 1);
  private service: SpeechService | null = null;
  private bot: Bot<BotContext> | null = null;

  constructor(private readonly stage: Stage) {}

  async open(): Promise<void> {
    const nowMs = Date.now;
    const getService = () => {
      if (this.service === null) throw new Error('no speech yet');
      return this.service;
    };
    const dependencies = {
      getService,
      storage: this.storage,
      conversations: new Conversations(nowMs),
      metrics: this.metrics,
      logger: silentLogger,
      nowMs,
      version: '0',
      localesDir: join(projectRoot(), 'src', 'bot', 'locales'),
      adminIds: new Set<number>(),
      allowedChats: new Set<number>(),
      embedderRestarts: () => 0,
      reload: () => Promise.resolve(0),
    };
    this.bot = createBot({ token: TOKEN, apiRoot: this.stage.root }, dependencies, new WeakSet());
    await this.bot.init();
  }

  /** Lets somebody new write to the bot about a speech; resolves with what the bot has sent for it. */
  async write(service: SpeechService, text: string): Promise<readonly Sent[]> {
    this.service = service;
    const before = this.stage.sent.length;
    this.stage.ask(this.stage.people(1)[0] ?? 0, text);
    const update = this.stage.local.state.updates.waiting().at(-1);
    this.stage.local.state.updates.clear();
    if (update !== undefined) await this.bot?.handleUpdate(update.json as unknown as Update);
    return this.stage.sent.slice(before);
  }

  async close(): Promise<void> {
    await this.storage.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
