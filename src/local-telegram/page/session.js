/**
 * What this tab remembers over a reload.
 * @typedef {object} Session
 * @property {number} [personId]
 * @property {number} [chatId]
 * @property {number} [threadId]
 * @property {boolean} [rawIsOpen]
 * @property {Record<string, string>} drafts by person and conversation
 */

const KEY = 'yuanwen';

/** @returns {Session} */
export function loadSession() {
  try {
    /** @type {unknown} */
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    if (typeof stored === 'object' && stored !== null) return { drafts: {}, ...stored };
  } catch {
    // Damaged or forbidden storage is as good as none.
  }
  return { drafts: {} };
}

/** @param {Session} session */
export function saveSession(session) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(session));
  } catch {
    // Full or forbidden: the page works without, it only forgets at a reload.
  }
}
