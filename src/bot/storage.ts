import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, type Database, type RootDatabase } from 'lmdb';
import { StorageError } from '../errors.js';

/** Settings of one chat. */
export interface ChatSettings {
  /** Null: the language of whoever writes. */
  readonly language: 'zh' | 'en' | null;
  /** Quotes of an open answer, 1 to 5. */
  readonly quoteCount: number;
  /** React with 👀 and answer only on a good match. */
  readonly isQuiet: boolean;
}

/** Settings of a chat that has set nothing. */
export const DEFAULT_SETTINGS: ChatSettings = { language: null, quoteCount: 3, isQuiet: false };

/** What the bot remembers over restarts. */
export interface BotStorage {
  settings(chatId: number): ChatSettings;
  saveSettings(chatId: number, settings: ChatSettings): Promise<void>;
  /** Deletes a chat's settings; false where there were none. */
  deleteSettings(chatId: number): Promise<boolean>;
  /** Moves settings to a chat's new id, when a group became a supergroup. */
  moveSettings(fromChatId: number, toChatId: number): Promise<void>;
  isFinished(updateId: number): boolean;
  /** Notes that an update has been dealt with; durable when resolved. */
  finish(updateId: number): Promise<void>;
  /** Notes that handling begins; returns how often it had begun before without being finished. */
  begin(updateId: number): number;
  /** Forgets finished updates before `updateId`: Telegram will not deliver them again. */
  compact(updateId: number): Promise<void>;
  close(): Promise<void>;
}

const SCHEMA_VERSION = 1;

/**
 * Opens the embedded database in `dataDir` for the bot of a token. Numbers of updates mean something for one bot only:
 * another bot's journal is emptied. Throws `StorageError`.
 */
export function openStorage(dataDir: string, botId: number): BotStorage {
  let root: RootDatabase;
  try {
    mkdirSync(dataDir, { recursive: true });
    // Without a sync of the meta page a power cut may cost the last moments, a killed process nothing.
    root = open({ path: join(dataDir, 'bot.mdb'), noMetaSync: true, maxDbs: 4 });
  } catch (cause) {
    throw new StorageError('STORAGE_UNUSABLE', `cannot open the database in ${dataDir}`, {
      expected: 'a folder that this user may write to',
      actual: cause instanceof Error ? cause.message : 'unknown error',
      remedy: 'correct DATA_DIR or its rights',
      cause,
    });
  }
  const meta = root.openDB<number, string>({ name: 'meta' });
  const version = meta.get('schemaVersion') ?? SCHEMA_VERSION;
  if (version > SCHEMA_VERSION) {
    throw new StorageError('STORAGE_NEWER', `the database in ${dataDir} is of a newer version`, {
      expected: `schema version ${SCHEMA_VERSION}`,
      actual: `schema version ${version}`,
      remedy: 'use the newer program, or another DATA_DIR',
    });
  }
  meta.putSync('schemaVersion', SCHEMA_VERSION);
  const journal = root.openDB<number, number>({ name: 'journal' });
  if (meta.get('botId') !== botId) journal.clearSync();
  meta.putSync('botId', botId);
  return new LmdbStorage(root, root.openDB<ChatSettings, number>({ name: 'settings' }), journal);
}

/** Marks in the journal: a finished update, or how often its handling has begun. */
const FINISHED = 0;

class LmdbStorage implements BotStorage {
  constructor(
    private readonly root: RootDatabase,
    private readonly chatSettings: Database<ChatSettings, number>,
    private readonly journal: Database<number, number>,
  ) {}

  settings(chatId: number): ChatSettings {
    return { ...DEFAULT_SETTINGS, ...this.chatSettings.get(chatId) };
  }

  async saveSettings(chatId: number, settings: ChatSettings): Promise<void> {
    await this.chatSettings.put(chatId, settings);
  }

  async deleteSettings(chatId: number): Promise<boolean> {
    const existed = this.chatSettings.doesExist(chatId);
    await this.chatSettings.remove(chatId);
    return existed;
  }

  async moveSettings(fromChatId: number, toChatId: number): Promise<void> {
    const settings = this.chatSettings.get(fromChatId);
    if (settings === undefined) return;
    await this.chatSettings.put(toChatId, settings);
    await this.chatSettings.remove(fromChatId);
  }

  isFinished(updateId: number): boolean {
    return this.journal.get(updateId) === FINISHED;
  }

  begin(updateId: number): number {
    const before = this.journal.get(updateId) ?? 0;
    this.journal.putSync(updateId, before + 1);
    return before;
  }

  async finish(updateId: number): Promise<void> {
    await this.journal.put(updateId, FINISHED);
  }

  async compact(updateId: number): Promise<void> {
    for (const key of this.journal.getKeys({ end: updateId })) await this.journal.remove(key);
  }

  async close(): Promise<void> {
    await this.root.close();
  }
}
