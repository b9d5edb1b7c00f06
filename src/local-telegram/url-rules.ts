import { badRequest } from './api-error.js';

/**
 * Refuses an address that Telegram would not link: only http, https, tg and ton, with a host. `what` opens the
 * description, such as `entity URL` or `inline keyboard button URL`.
 */
export function checkUrl(url: string, what: string): void {
  const refuse = (reason: string): Error => badRequest(`${what} '${url}' is invalid: ${reason}`);
  if (url === '') throw refuse('URL host is empty');
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'tg' || scheme === 'ton') return;
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') throw refuse('Unsupported URL protocol');
  const full = scheme === undefined ? `http://${url}` : url;
  if (!URL.canParse(full)) throw refuse('Wrong HTTP URL');
  const host = new URL(full).hostname;
  if (scheme === undefined && !host.includes('.')) throw refuse('Wrong HTTP URL');
}
