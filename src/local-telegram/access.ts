import type { MiddlewareHandler } from 'hono';

const LOOPBACK_HOST = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;

/** What the page may load and do: its own files and this server, nothing else, no inline code. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Refuses requests whose Host is no loopback name: a web page elsewhere could otherwise reach this server under its own
 * name (DNS rebinding). Requests of other origins are refused for the same reason.
 */
export function loopbackOnly(): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? '';
    const origin = context.req.header('origin');
    const isOwnOrigin = origin === undefined || origin === `http://${host}`;
    if (!LOOPBACK_HOST.test(host) || !isOwnOrigin)
      return context.text('Forbidden: this server answers on loopback only\n', 403);
    await next();
    context.header('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    return undefined;
  };
}
