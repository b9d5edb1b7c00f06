import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, type Database, type RootDatabase } from 'lmdb';
import { StorageError } from '../errors.js';
import { Journal, type Owed } from './journal.js';

/** Settings of one chat. */
export interface ChatSettings {
  /** Null: the language of whoever writes. */
  readonly language: 'zh' | 'en' | null;
  /** Quotes of an open answer, 1 to 5. */
  readonly quoteCount: number;
  /** React with 👀 and answer only on a good match. */
  readonly isQuiet: boolean;
  /** Answer the asker in their private chat instead of in the group. */
  readonly answersInPrivate: boolean;
}

/** Settings of a chat that has set nothing. */
export const DEFAULT_SETTINGS: ChatSettings = {
  language: null,
  quoteCount: 3,
  isQuiet: false,
  answersInPrivate: false,
};

/** What the bot remembers over restarts. */
export interface BotStorage {
  settings(chatId: number): ChatSettings;
  saveSettings(chatId: number, settings: ChatSettings): Promise<void>;
  /** Deletes a chat's settings; false where there were none. */
  deleteSettings(chatId: number): Promise<boolean>;
  /** Moves settings to a chat's new id, when a group became a supergroup. Done when the call returns. */
  moveSettings(fromChatId: number, toChatId: number): void;
  /** Notes the id that a supergroup had as a group. Done when the call returns. */
  saveFormerId(chatId: number, formerId: number): void;
  /** The id that a supergroup had as a group; null where none was noted. */
  formerId(chatId: number): number | null;
  isFinished(updateId: number): boolean;
  /** Notes that an update has been dealt with; a process killed after the call has noted it. */
  finish(updateId: number): void;
  /** Notes that handling begins; returns how often it had begun before without being finished. */
  begin(updateId: number): number;
  /** Takes back the beginnings of an update that a stop left undone. */
  release(updateId: number): void;
  /** Notes a message whose update Telegram will not deliver again; until it is finished an answer is owed. */
  owe(owed: Owed): void;
  /** What is owed still. */
  readonly owed: readonly Owed[];
  /** Forgets updates before `updateId`: Telegram will not deliver them again. */
  compact(updateId: number): void;
  close(): Promise<void>;
}

const SCHEMA_VERSION = 1;

/**
 * Opens what the bot of a token remembers in `dataDir`: settings in an embedded database, and the journal of updates,
 * whose numbers mean something for one bot only. Throws `StorageError`.
 */
export function openStorage(dataDir: string, botId: number): BotStorage {
  let root: RootDatabase;
  let journal: Journal;
  try {
    mkdirSync(dataDir, { recursive: true });
    // Without a sync of the meta page a power cut may cost the last moments, a killed process nothing.
    root = open({ path: join(dataDir, 'bot.mdb'), noMetaSync: true, maxDbs: 4 });
    journal = new Journal(join(dataDir, `journal-${botId}.log`));
  } catch (cause) {
    throw new StorageError('STORAGE_UNUSABLE', `cannot open the database in ${dataDir}`, {
      expected: 'a folder that this user may write to',
      actual: cause instanceof Error ? cause.message : 'unknown error',
      remedy: 'correct DATA_DIR or its rights',
      cause,
    });
  }
  checkVersion(root, dataDir);
  return new LmdbStorage(
    root,
    root.openDB<ChatSettings, number>({ name: 'settings' }),
    root.openDB<number, number>({ name: 'formerIds' }),
    journal,
  );
}

function checkVersion(root: RootDatabase, dataDir: string): void {
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
}

class LmdbStorage implements BotStorage {
  constructor(
    private readonly root: RootDatabase,
    private readonly chatSettings: Database<ChatSettings, number>,
    private readonly formerIds: Database<number, number>,
    private readonly journal: Journal,
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

  moveSettings(fromChatId: number, toChatId: number): void {
    const settings = this.chatSettings.get(fromChatId);
    if (settings === undefined) return;
    this.chatSettings.putSync(toChatId, settings);
    this.chatSettings.removeSync(fromChatId);
  }

  saveFormerId(chatId: number, formerId: number): void {
    this.formerIds.putSync(chatId, formerId);
  }

  formerId(chatId: number): number | null {
    return this.formerIds.get(chatId) ?? null;
  }

  isFinished(updateId: number): boolean {
    return this.journal.isFinished(updateId);
  }

  begin(updateId: number): number {
    return this.journal.begin(updateId);
  }

  finish(updateId: number): void {
    this.journal.finish(updateId);
  }

  release(updateId: number): void {
    this.journal.release(updateId);
  }

  owe(owed: Owed): void {
    this.journal.owe(owed);
  }

  get owed(): readonly Owed[] {
    return this.journal.owed;
  }

  compact(updateId: number): void {
    this.journal.compact(updateId);
  }

  async close(): Promise<void> {
    this.journal.close();
    await this.root.close();
  }
}
