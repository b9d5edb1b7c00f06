import type { HonoRequest } from 'hono';
import type { UploadedFile } from './methods/method.js';

/** A call's parameters and files. */
export interface RequestParams {
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

const NO_FILES: ReadonlyMap<string, UploadedFile> = new Map();

async function readForm(request: HonoRequest): Promise<RequestParams> {
  const form = await request.formData();
  const params: Record<string, unknown> = {};
  const files = new Map<string, UploadedFile>();
  for (const [name, value] of form) {
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
 * Reads a call's parameters as Telegram takes them: query string, JSON, urlencoded or multipart form. Null values
 * count as absent. Throws when the body is not what its type says.
 */
export async function readParams(request: HonoRequest): Promise<RequestParams> {
  const query = request.query();
  const type = request.header('Content-Type') ?? '';
  if (request.method !== 'POST' || type === '') return { params: query, files: NO_FILES };
  if (/^(?:multipart\/form-data|application\/x-www-form-urlencoded)/.test(type)) {
    const form = await readForm(request);
    return { params: { ...query, ...form.params }, files: form.files };
  }
  const text = await request.text();
  const body: unknown = text === '' ? {} : JSON.parse(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new TypeError('expected a JSON object');
  const present = Object.entries(body).filter(([, value]) => value !== null);
  return { params: { ...query, ...Object.fromEntries(present) }, files: NO_FILES };
}
