import { SpeechError } from '../errors.js';

/** A decoded file. `byteOffsets[i]` is the file's byte at which UTF-16 unit `i` of `text` starts; one entry more at the end. */
export interface DecodedFile {
  readonly text: string;
  readonly byteOffsets: Uint32Array;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Length in bytes of the well-formed UTF-8 character at `at`, or 0 (Unicode standard, table 3-7). */
function utf8Length(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const continues = (index: number, low = 0x80, high = 0xbf) => {
    const byte = bytes[index];
    return byte !== undefined && byte >= low && byte <= high;
  };
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return continues(at + 1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const second = continues(at + 1, first === 0xe0 ? 0xa0 : 0x80, first === 0xed ? 0x9f : 0xbf);
    return second && continues(at + 2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const second = continues(at + 1, first === 0xf0 ? 0x90 : 0x80, first === 0xf4 ? 0x8f : 0xbf);
    return second && continues(at + 2) && continues(at + 3) ? 4 : 0;
  }
  return 0;
}

/** Length in bytes of the GB18030 character at `at`, or 0 where no character can start so (GB 18030-2022, clause 5). */
function gb18030Length(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[at + 1];
  if (first === 0x80 || first === 0xff || second === undefined) return 0;
  if ((second >= 0x40 && second <= 0x7e) || (second >= 0x80 && second <= 0xfe)) return 2;
  const third = bytes[at + 2] ?? 0;
  const fourth = bytes[at + 3] ?? 0;
  const four = second >= 0x30 && second <= 0x39 && third >= 0x81 && third <= 0xfe && fourth >= 0x30 && fourth <= 0x39;
  return four ? 4 : 0;
}

/** Length in bytes of the UTF-16 character at `at`, or 0 for half a unit or half a pair. */
function utf16Length(bytes: Uint8Array, at: number, bigEndian: boolean): number {
  const unit = (index: number) => {
    const [low, high] = bigEndian ? [bytes[index + 1], bytes[index]] : [bytes[index], bytes[index + 1]];
    return low === undefined || high === undefined ? -1 : (high << 8) | low;
  };
  const first = unit(at);
  if (first < 0 || (first >= 0xdc00 && first <= 0xdfff)) return 0;
  if (first < 0xd800 || first > 0xdbff) return 2;
  const second = unit(at + 2);
  return second >= 0xdc00 && second <= 0xdfff ? 4 : 0;
}

function characterLength(encoding: Encoding, bytes: Uint8Array, at: number): number {
  if (encoding === 'utf-8') return utf8Length(bytes, at);
  if (encoding === 'gb18030') return gb18030Length(bytes, at);
  return utf16Length(bytes, at, encoding === 'utf-16be');
}

/** Byte at which strict decoding fails, or -1. */
function firstBadByte(encoding: Encoding, bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length;) {
    const length = characterLength(encoding, bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return -1;
}

/** Decodes bytes that `firstBadByte` accepts; null where a well-formed GB18030 sequence stands for no character. */
function decodeAs(encoding: Encoding, bytes: Uint8Array, from: number): DecodedFile | null {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes.subarray(from));
  } catch {
    return null;
  }
  const byteOffsets = new Uint32Array(text.length + 1);
  let unit = 0;
  for (let at = from; at < bytes.length;) {
    const length = characterLength(encoding, bytes, at);
    const units = (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
    byteOffsets.fill(at, unit, unit + units);
    unit += units;
    at += length;
  }
  byteOffsets[text.length] = bytes.length;
  return { text, byteOffsets };
}

/**
 * How much a text looks like prose, from 0 to 1: the share of very common characters. Characters that look the same
 * in the wrong encoding prove nothing about GB18030, so there only the others count.
 */
function plausibility(encoding: Encoding, text: string): number {
  const head = text.slice(0, 20_000);
  const sample = encoding === 'gb18030' ? head.replace(/\p{ASCII}/gu, '') : head;
  const common = sample.match(/[的一是在不了有和人这中大为上个国我以要他时来用们,，。、“”\n a-z]/g);
  return sample === '' ? 0 : (common?.length ?? 0) / sample.length;
}

function markedEncoding(bytes: Uint8Array): { encoding: Encoding; from: number } | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', from: 3 };
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', from: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', from: 2 };
  return null;
}

function refuseOtherFormats(bytes: Uint8Array, fileName: string): void {
  const head = String.fromCharCode(...bytes.subarray(0, 5));
  const format = head.startsWith('%PDF') ? 'PDF' : head.startsWith('PK\u0003\u0004') ? 'Word or ZIP' : null;
  if (format === null) return;
  throw new SpeechError('SPEECH_NOT_TEXT', `${fileName} is a ${format} file`, {
    expected: 'plain text in UTF-8, UTF-16 or GB18030',
    actual: `a ${format} file`,
    remedy: 'save it as plain text (.txt) and set SPEECH to that file',
  });
}

function notDecodable(fileName: string, encoding: string, byte: number): SpeechError {
  return new SpeechError('SPEECH_ENCODING', `${fileName} cannot be decoded as ${encoding}: it fails at byte ${byte}`, {
    expected: 'plain text in UTF-8, UTF-16 or GB18030',
    actual: `a byte sequence that is no character, at byte ${byte}`,
    remedy: 'save the file as UTF-8 and try again',
  });
}

/**
 * Decodes a speech file strictly: UTF-8, UTF-16 (by its mark, or recognised) or GB18030. A byte order mark is no
 * part of the text. Throws `SpeechError` with the byte at which decoding fails.
 */
export function decodeFile(bytes: Uint8Array, fileName: string): DecodedFile {
  refuseOtherFormats(bytes, fileName);
  const marked = markedEncoding(bytes);
  if (marked !== null) {
    const badByte = firstBadByte(marked.encoding, bytes, marked.from);
    const decoded = badByte < 0 ? decodeAs(marked.encoding, bytes, marked.from) : null;
    if (decoded === null) throw notDecodable(fileName, marked.encoding.toUpperCase(), Math.max(badByte, marked.from));
    return decoded;
  }
  const utf8BadByte = firstBadByte('utf-8', bytes, 0);
  // Latin text in UTF-16 without a mark is well-formed UTF-8 with a zero byte at every other place.
  const looksLikeUtf16 = bytes.subarray(0, 2000).filter((byte) => byte === 0).length > Math.min(bytes.length, 2000) / 5;
  if (utf8BadByte < 0 && !looksLikeUtf16) {
    const decoded = decodeAs('utf-8', bytes, 0);
    if (decoded !== null) return decoded;
  }
  const candidates = (['gb18030', 'utf-16le', 'utf-16be'] as const)
    .filter((encoding) => firstBadByte(encoding, bytes, 0) < 0)
    .flatMap((encoding) => {
      const decoded = decodeAs(encoding, bytes, 0);
      return decoded === null ? [] : [{ decoded, score: plausibility(encoding, decoded.text) }];
    })
    .sort((a, b) => b.score - a.score);
  const best = candidates[0];
  // Prose of either kind scores 0.15 and more; bytes read in a wrong encoding stay near 0.
  if (best !== undefined && best.score > 0.05) return best.decoded;
  const gbBadByte = firstBadByte('gb18030', bytes, 0);
  // Characters of several bytes before the failure show that the file was meant as UTF-8.
  const isUtf8 = bytes.subarray(0, utf8BadByte).filter((byte) => byte >= 0x80).length >= 12;
  throw gbBadByte > utf8BadByte && !isUtf8
    ? notDecodable(fileName, 'GB18030', gbBadByte)
    : notDecodable(fileName, 'UTF-8', Math.max(utf8BadByte, 0));
}
