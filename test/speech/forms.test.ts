import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { OutlineNode } from '../../src/speech/types.js';
import { ROOT } from '../paths.js';

/** Made-up speeches in as many forms, each with the outline that its writer drew. */
const FOLDER = `${ROOT}test/fixtures/forms/`;
const NAMES = readdirSync(FOLDER).flatMap((file) => /^(.+)\.outline$/.exec(file)?.[1] ?? []);
/** Characters of a division that its writer copied, blanks left out. */
const COPIED = 8;

const copied = (words: string) => words.replace(/\s/g, '').slice(0, COPIED);
/** Bylines and what stands around a speech are told apart by taste. */
const line = (indent: string, kind: string, words: string) =>
  kind === 'byline' || kind === 'chrome' ? `${indent}around` : `${indent}${kind} ${copied(words)}`;
const joined = (lines: readonly string[]) =>
  lines.filter((each, index) => !(each.endsWith('around') && (each.startsWith(' ') || lines[index - 1] === each)));

function drawn(name: string): string[] {
  const lines = readFileSync(`${FOLDER}${name}.outline`, 'utf8').trimEnd().split('\n');
  return joined(
    lines.map((each) => {
      const [, indent = '', kind = '', words = ''] = /^( *)(\S+) (.*)$/.exec(each) ?? [];
      return line(indent, kind, words);
    }),
  );
}

function read(name: string): string[] {
  const { text, outline } = readSpeech(readFileSync(`${FOLDER}${name}.txt`), name);
  const linesOf = (node: OutlineNode, indent: string): string[] => [
    line(indent, node.kind, text.slice(node.span.start, node.span.end)),
    ...node.children.flatMap((child) => linesOf(child, `${indent}  `)),
  ];
  return joined(outline.flatMap((node) => linesOf(node, '')));
}

test.each(NAMES)('%s is divided as its writer divides it', (name) => {
  const ours = read(name);
  // A division may be shorter than what its writer copied, or longer where that is a short heading.
  const theirs = drawn(name).map((each, index) => {
    const own = ours[index] ?? '-';
    return each.startsWith(own) || own.startsWith(each) ? own : each;
  });
  expect(ours).toEqual(theirs);
});
