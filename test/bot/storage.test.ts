import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { open } from 'lmdb';
import { DEFAULT_SETTINGS, openStorage } from '../../src/bot/storage.js';

describe('settings of chats', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yuanwen-storage-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are the defaults until set, kept over a restart, and told apart by chat', async () => {
    const settings = { ...DEFAULT_SETTINGS, language: 'en' as const, quoteCount: 5, answersInPrivate: true };
    const first = openStorage(folder, 1);
    expect(first.settings(-100)).toEqual(DEFAULT_SETTINGS);
    await first.saveSettings(-100, settings);
    await first.close();
    const second = openStorage(folder, 1);
    expect(second.settings(-100)).toEqual(settings);
    expect(second.settings(-101)).toEqual(DEFAULT_SETTINGS);
    await second.close();
  });

  it('know a supergroup’s former id after a restart', async () => {
    const first = openStorage(folder, 1);
    expect(first.formerId(-1005)).toBeNull();
    first.saveFormerId(-1005, -5);
    expect(first.formerId(-1005)).toBe(-5);
    await first.close();
    const second = openStorage(folder, 1);
    expect(second.formerId(-1005)).toBe(-5);
    await second.close();
  });

  it('of an older version get the new settings’ defaults', async () => {
    const first = openStorage(folder, 1);
    await first.close();
    const root = open({ path: join(folder, 'bot.mdb'), maxDbs: 4 });
    await root.openDB<object, number>({ name: 'settings' }).put(-100, { language: 'zh', quoteCount: 2, isQuiet: true });
    await root.close();
    const second = openStorage(folder, 1);
    expect(second.settings(-100)).toEqual({ ...DEFAULT_SETTINGS, language: 'zh', quoteCount: 2, isQuiet: true });
    await second.close();
  });

  it('go with a group that becomes a supergroup, and are gone when forgotten', async () => {
    const storage = openStorage(folder, 1);
    await storage.saveSettings(-5, { ...DEFAULT_SETTINGS, isQuiet: true });
    storage.moveSettings(-5, -1005);
    expect(storage.settings(-1005).isQuiet).toBe(true);
    expect(storage.settings(-5)).toEqual(DEFAULT_SETTINGS);
    expect(await storage.deleteSettings(-1005)).toBe(true);
    expect(await storage.deleteSettings(-1005)).toBe(false);
    await storage.close();
  });

  it('refuse a database of a newer program, and a folder that is none', async () => {
    const first = openStorage(folder, 1);
    await first.close();
    const root = open({ path: join(folder, 'bot.mdb'), maxDbs: 4 });
    await root.openDB<number, string>({ name: 'meta' }).put('schemaVersion', 99);
    await root.close();
    expect(() => openStorage(folder, 1)).toThrow(expect.objectContaining({ code: 'STORAGE_NEWER' }));
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => openStorage(file, 1)).toThrow(expect.objectContaining({ code: 'STORAGE_UNUSABLE' }));
  });
});
