import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { OutlineNode, Speech } from '../../src/speech/types.js';
import { bytesOf, ROOT, SPEECHES } from '../paths.js';

/** One line a node: kind, mark, heading, numbers of its first and last sentence. */
function draw(speech: Speech): string {
  const lines: string[] = [];
  const visit = (node: OutlineNode, depth: number) => {
    const inside = speech.sentences.filter(({ span }) => span.start >= node.span.start && span.end <= node.span.end);
    const head =
      node.heading === null ? '-' : speech.text.slice(node.heading.start, node.heading.end).replace(/\n/g, ' ');
    lines.push(
      `${'  '.repeat(depth)}${node.kind} ${node.label ?? '-'} ${node.ordinal ?? '-'} | ${head} | ${inside[0]?.number ?? 0}–${inside.at(-1)?.number ?? 0}`,
    );
    for (const child of node.children) visit(child, depth + 1);
  };
  for (const node of speech.outline) visit(node, 0);
  const announced = speech.announcements.map(({ announced: wanted, found }) => `${wanted}/${found}`).join(' ');
  return `title ${speech.title ?? '-'}\ndate ${speech.date ?? '-'}\nannounced ${announced || '-'}\nbreaks off ${speech.breaksOffAt === null ? '-' : speech.text.slice(speech.breaksOffAt.start, speech.breaksOffAt.end)}\n${lines.join('\n')}\n`;
}

describe('outlines of the speeches at hand', () => {
  it.each(SPEECHES)('%s is as in its golden file', (name, path) => {
    const golden = `${ROOT}test/golden/outlines/${name}.txt`;
    const drawn = draw(readSpeech(bytesOf(path), name));
    // UPDATE_GOLDEN=1 writes the files anew, to be read before they are committed.
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, drawn);
    expect(existsSync(golden)).toBe(true);
    expect(drawn).toBe(readFileSync(golden, 'utf8'));
  });
});
