import { timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';

const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;
const COOKIE = 'yuanwen_key';
/** Bot API calls carry the bot's token in their path, which is secret enough. */
const BOT_API_PATH = /^\/bot\d/;

/** What the page may load and do: its own files and this server, nothing else, no inline code. */
export const pageHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'blob:', 'data:'],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
});

function forbidden(context: Context, reason: string): Response {
  return context.json({ error: { code: 'FORBIDDEN', message: reason } }, 403);
}

/**
 * Refuses requests whose Host is no loopback name: a web page elsewhere could otherwise reach this server under its own
 * name (DNS rebinding).
 */
export function loopbackHostOnly(): MiddlewareHandler {
  return async (context, next) => {
    if (!LOOPBACK_HOST.test(context.req.header('Host') ?? '')) return forbidden(context, 'answers on loopback only');
    await next();
    return undefined;
  };
}

/** Refuses what another site's page sends: foreign Origin, and bodies that forms can send without asking. */
export function ownOriginOnly(): MiddlewareHandler {
  return async (context, next) => {
    const origin = context.req.header('Origin');
    const host = context.req.header('Host') ?? '';
    if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
      return forbidden(context, 'wrong Origin');
    }
    if (context.req.header('Sec-Fetch-Site') === 'cross-site') return forbidden(context, 'cross-site request');
    const hasBody = context.req.method === 'POST';
    if (hasBody && !/^application\/json\b/.test(context.req.header('Content-Type') ?? '')) {
      return context.json({ error: { code: 'JSON_ONLY', message: 'expected Content-Type: application/json' } }, 415);
    }
    await next();
    return undefined;
  };
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Asks for the access key: once in the link's `?key=`, then in a cookie. Bot API calls need none. */
export function accessKeyOnly(key: string): MiddlewareHandler {
  return async (context, next) => {
    if (BOT_API_PATH.test(context.req.path)) {
      await next();
      return undefined;
    }
    const given = context.req.query('key');
    if (given !== undefined && isSame(given, key)) {
      setCookie(context, COOKIE, key, { httpOnly: true, sameSite: 'Strict', path: '/' });
      // The key leaves the address bar and the history.
      return context.redirect(context.req.path, 303);
    }
    if (!isSame(getCookie(context, COOKIE) ?? '', key)) return forbidden(context, 'open the link with the access key');
    await next();
    return undefined;
  };
}
