import { parseBody } from 'hono/utils/body';
import type { UploadedFile } from './methods/method.js';

/** A call's parameters and files. */
export interface RequestParams {
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

const NO_FILES: ReadonlyMap<string, UploadedFile> = new Map();

async function readForm(message: Request): Promise<RequestParams> {
  const form = await parseBody(message);
  const params: Record<string, unknown> = {};
  const files = new Map<string, UploadedFile>();
  for (const [name, value] of Object.entries(form)) {
    if (typeof value === 'string') {
      params[name] = value;
      continue;
    }
    files.set(name, { bytes: new Uint8Array(await value.arrayBuffer()), mimeType: value.type });
  }
  // A file may stand directly under its parameter's name instead of behind attach://.
  if (files.has('photo')) params.photo = 'attach://photo';
  return { params, files };
}

/**
 * Reads parameters from a body as Telegram takes them: JSON, urlencoded or multipart form. Null values count as absent,
 * a body without a type as empty. Throws when the body is not what its type says.
 */
export async function readBody(message: Request): Promise<RequestParams> {
  const type = message.headers.get('Content-Type') ?? '';
  if (type === '') return { params: {}, files: NO_FILES };
  if (/^(?:multipart\/form-data|application\/x-www-form-urlencoded)/i.test(type)) return readForm(message);
  const text = await message.text();
  const body: unknown = text === '' ? {} : JSON.parse(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new TypeError('expected a JSON object');
  const present = Object.entries(body).filter(([, value]) => value !== null);
  return { params: Object.fromEntries(present), files: NO_FILES };
}

/** Reads a call's parameters from query string and body; those of the body win. Throws as `readBody` does. */
export async function readParams(request: Request): Promise<RequestParams> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (request.method !== 'POST') return { params: query, files: NO_FILES };
  const body = await readBody(request);
  return { params: { ...query, ...body.params }, files: body.files };
}
