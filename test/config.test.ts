import { describe, expect, it } from 'vitest';
import { createConfig } from '../src/config.js';
import { ConfigError } from '../src/errors.js';
import { createLogger, errorFields, redactToken } from '../src/logger.js';

const TOKEN = '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawQ';

describe('createConfig', () => {
  it('has a default for everything, and takes an empty value for none', () => {
    const config = createConfig({ BOT_TOKEN: '', PORT: ' ' }, '/project', false);
    expect(config).toMatchObject({
      botToken: null,
      port: 8787,
      host: '127.0.0.1',
      indexDir: '/project/index',
      logFormat: 'json',
      webhook: null,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('lists every wrong value in one error, without the token', () => {
    const error = (() => {
      try {
        createConfig(
          { BOT_TOKEN: 'secret', PORT: 'x', LOG_LEVEL: 'loud', ADMIN_IDS: '1,b', WEBHOOK_URL: 'https://example.org' },
          '/project',
          true,
        );
      } catch (thrown) {
        return thrown as Error;
      }
      return null;
    })();
    expect(error).toBeInstanceOf(ConfigError);
    for (const name of ['BOT_TOKEN', 'PORT', 'LOG_LEVEL', 'ADMIN_IDS']) expect(error?.message).toContain(name);
    expect(error?.message).not.toContain('secret');
    expect(() => createConfig({ WEBHOOK_URL: 'https://example.org' }, '/project', true)).toThrow(/WEBHOOK_SECRET/);
  });

  it('reads lists of ids', () => {
    const config = createConfig({ ADMIN_IDS: '1, 22', ALLOWED_CHATS: '-100123' }, '/project', true);
    expect([...config.adminIds]).toEqual([1, 22]);
    expect([...config.allowedChats]).toEqual([-100123]);
  });
});

describe('logger', () => {
  it('never shows a token, whatever it stands in', () => {
    expect(redactToken(`https://api.telegram.org/bot${TOKEN}/getMe`)).not.toContain('AAHdq');
    expect(JSON.stringify(errorFields(new Error(`request to /bot${TOKEN}/x failed`)))).not.toContain('AAHdq');
  });

  it('writes nothing below its level', () => {
    const logger = createLogger('silent', 'json');
    expect(() => logger.error('quiet')).not.toThrow();
  });
});
