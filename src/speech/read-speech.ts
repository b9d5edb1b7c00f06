import { createHash } from 'node:crypto';
import { SpeechError } from '../errors.js';
import { atOnce } from '../turns.js';
import { findAnnouncements, findBreakOff } from './announcements.js';
import { makeCanonicalText } from './canonical-text.js';
import { decodeFile } from './decode.js';
import { findDate } from './front-matter.js';
import { readOutline, type OutlineResult } from './outline.js';
import { findParagraphs } from './paragraphs.js';
import { makePassages } from './passages.js';
import { makeSentenceIds, splitSentences } from './sentences.js';
import type { Fragment, OutlineNode, Sentence, Span, Speech } from './types.js';

function languageOf(text: string): 'zh' | 'en' {
  const sample = text.slice(0, 20_000);
  const chinese = sample.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  const latin = sample.match(/[A-Za-z]/g)?.length ?? 0;
  // A Chinese character says about as much as three Latin letters.
  return latin > chinese * 3 ? 'en' : 'zh';
}

function fragmentAt(fragments: readonly Fragment[], offset: number): number | null {
  let low = 0;
  let high = fragments.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const fragment = fragments[middle];
    if (fragment === undefined) return null;
    if (offset < fragment.span.start) high = middle - 1;
    else if (offset >= fragment.span.end) low = middle + 1;
    else return fragment.number;
  }
  return null;
}

function makeSentences(
  text: string,
  blocks: OutlineResult['blocks'],
  fragments: readonly Fragment[],
  language: 'zh' | 'en',
): Sentence[] {
  const drafts: { span: Span; node: OutlineNode; isHeading: boolean }[] = [];
  for (const { span, heading, node } of blocks) {
    if (heading !== null) drafts.push({ span: heading, node, isHeading: true });
    const rest = { start: heading?.end ?? span.start, end: span.end };
    for (const sentence of splitSentences(text, rest, language))
      drafts.push({ span: sentence, node, isHeading: false });
  }
  const ids = makeSentenceIds(drafts.map(({ span }) => text.slice(span.start, span.end)));
  return drafts.map(({ span, node, isHeading }, index) => ({
    number: index + 1,
    span,
    id: ids[index] ?? '',
    node,
    isHeading,
    fragment: fragmentAt(fragments, span.start),
  }));
}

function datesIn(text: string, outline: readonly OutlineNode[]): string | null {
  const words = (kind: OutlineNode['kind']) =>
    outline
      .filter((node) => node.kind === kind)
      .map((node) => text.slice(node.span.start, Math.min(node.span.end, node.span.start + 200)));
  return findDate([...words('byline'), ...words('title')]);
}

/**
 * Reads a speech from a file's bytes. Pure; linear in the text. `fileName` is for messages only.
 * Throws `SpeechError`: SPEECH_ENCODING, SPEECH_NOT_TEXT, SPEECH_EMPTY.
 */
export function readSpeech(bytes: Uint8Array, fileName: string): Speech {
  return atOnce(readingSteps(bytes, fileName));
}

/** The same in steps, none of which takes much longer than another. */
export function* readingSteps(bytes: Uint8Array, fileName: string): Generator<void, Speech, void> {
  const decoded = decodeFile(bytes, fileName);
  yield;
  const { text, sourceOffsets, fragments } = makeCanonicalText(decoded.text);
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new SpeechError('SPEECH_EMPTY', `${fileName} holds no text`, {
      expected: 'a speech as plain text',
      actual: `${bytes.length} bytes without a letter`,
      remedy: 'set SPEECH to a file with the text of a speech',
    });
  }
  const language = languageOf(text);
  yield;
  const paragraphs = findParagraphs(text, language);
  yield;
  const { outline, blocks } = readOutline(text, paragraphs, language);
  yield;
  const sentences = makeSentences(text, blocks, fragments, language);
  yield;
  const title = outline.find((node) => node.kind === 'title')?.heading ?? null;
  const lastBlock = blocks.at(-1);
  return {
    text,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    language,
    title: title === null ? null : text.slice(title.start, title.end).replace(/\s+/g, ' '),
    date: datesIn(text, outline),
    outline,
    sentences,
    passages: makePassages(sentences, text.length),
    fragments,
    announcements: findAnnouncements(text, outline),
    breaksOffAt:
      lastBlock === undefined ? null : findBreakOff(text, paragraphs.at(-1) ?? lastBlock.span, lastBlock.node),
    toFileOffset: (offset) =>
      decoded.byteOffsets[sourceOffsets[Math.min(Math.max(offset, 0), text.length)] ?? 0] ?? bytes.length,
  };
}
