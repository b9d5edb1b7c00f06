/** @typedef {import('../client-protocol.js').ClientFailure} ClientFailure */

/** A request that the server refused or that did not reach it (`code` UNREACHABLE). */
export class RequestFailure extends Error {
  /**
   * @param {string} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 * @returns {Promise<unknown>}
 */
async function request(path, init) {
  /** @type {Response} */
  let response;
  try {
    response = await fetch(`/client${path}`, init);
  } catch (error) {
    throw new RequestFailure('UNREACHABLE', error instanceof Error ? error.message : String(error));
  }
  /** @type {unknown} */
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  const failure = /** @type {ClientFailure | null} */ (answer);
  throw new RequestFailure(failure?.error.code ?? 'FAILED', failure?.error.message ?? `status ${response.status}`);
}

/**
 * Reads from the client API (see client-protocol.ts).
 * @template T
 * @param {string} path
 * @returns {Promise<T>}
 */
export async function get(path) {
  return /** @type {T} */ (await request(path));
}

/**
 * Writes to the client API (see client-protocol.ts).
 * @template T
 * @param {string} path
 * @param {object} body
 * @returns {Promise<T>}
 */
export async function post(path, body) {
  const headers = { 'Content-Type': 'application/json' };
  return /** @type {T} */ (await request(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}
