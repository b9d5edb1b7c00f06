import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { createHash } from 'node:crypto';
import type { Context } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
};
/** Names of the page's files: no folders upwards, no hidden files. */
const NAME = /^(?:[a-z0-9][a-z0-9-]*\/)*[a-z0-9][a-z0-9-]*\.([a-z]+)$/;

interface PageFile {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly br: Buffer;
}

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

/** The chat page's files, compressed once and kept in memory. */
export class PageFiles {
  private readonly files = new Map<string, PageFile>();
  // The build compiles modules into dist/ and leaves the page, which needs no building, where it is.
  private readonly folder = fileURLToPath(
    new URL('./page/', import.meta.url.replace('/dist/src/local-telegram/', '/src/local-telegram/')),
  );

  /** Answers with a file, or null where the page has none of that name. */
  async respond(context: Context, name: string): Promise<Response | null> {
    const file = this.files.get(name) ?? (await this.load(name));
    if (file === null) return null;
    const headers = {
      'Content-Type': file.type,
      ETag: file.etag,
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Encoding',
    };
    if (context.req.header('If-None-Match') === file.etag) return context.body(null, 304, headers);
    const accepted = context.req.header('Accept-Encoding') ?? '';
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null;
    const body = encoding === null ? file.plain : file[encoding];
    const encoded = encoding === null ? headers : { ...headers, 'Content-Encoding': encoding };
    return context.body(new Uint8Array(body), 200, encoded);
  }

  private async load(name: string): Promise<PageFile | null> {
    const extension = NAME.exec(name)?.[1];
    const type = extension === undefined ? undefined : TYPES[extension];
    if (type === undefined) return null;
    const plain = await readFile(this.folder + name).catch(() => null);
    if (plain === null) return null;
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
    const file = { type, etag, plain, gzip: await gzipped(plain), br: await brotlied(plain) };
    this.files.set(name, file);
    return file;
  }
}
