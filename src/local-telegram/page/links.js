/**
 * What a link inside Telegram asks for: the private chat with the bot, with a start payload or without.
 * @typedef {object} DeepLink
 * @property {string | null} payload
 */

const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Reads `https://t.me/BOT?start=…` and `tg://resolve?domain=BOT&start=…`; null for links to anything else.
 * @param {string} href
 * @param {string} botUsername
 * @returns {DeepLink | null}
 */
export function readDeepLink(href, botUsername) {
  const url = URL.parse?.(href) ?? new URL(href);
  const name = usernameOf(url);
  if (name?.toLowerCase() !== botUsername.toLowerCase()) return null;
  const payload = url.searchParams.get('start');
  return { payload: payload !== null && PAYLOAD.test(payload) ? payload : null };
}

/** @param {URL} url */
function usernameOf(url) {
  if (url.protocol === 'tg:') return url.searchParams.get('domain');
  const isTelegram = /^(?:www\.)?(?:t\.me|telegram\.me)$/.test(url.hostname);
  return isTelegram ? (/^\/([A-Za-z0-9_]+)\/?$/.exec(url.pathname)?.[1] ?? null) : null;
}
