import { describe, expect, it } from 'vitest';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { OutlineNode } from '../../src/speech/types.js';

const read = (text: string) => readSpeech(new TextEncoder().encode(text), 'made.txt');

/** Kind, number and first words of every node that is not empty. */
function outlineOf(text: string): string[] {
  const speech = read(text);
  const lines: string[] = [];
  const visit = (node: OutlineNode) => {
    const head = node.heading ?? { start: node.span.start, end: Math.min(node.span.end, node.span.start + 16) };
    if (node.span.end > node.span.start)
      lines.push(`${node.kind} ${node.ordinal ?? '-'} ${speech.text.slice(head.start, head.end).trim()}`);
    node.children.forEach(visit);
  };
  speech.outline.forEach(visit);
  return lines;
}

const BODY = 'The bakers rise at three, and nobody has ever thanked them for it in public.';

describe('the outline of an English speech', () => {
  it.each([
    'The Bread We Share: Yearly Address of the Guild Master of the Bakers of Lower Ambleford',
    'Remarks at the Opening of the Mill',
    'A Loaf for Everyone',
  ])('takes the first line that is no sentence for the title: %s', (title) => {
    expect(read(`${title}\n\n${BODY}\n\n${BODY}\n`).title).toBe(title);
    expect(read(`${title}.\n\n${BODY}\n`).title).toBeNull();
  });

  it('tells who spoke, when and on what occasion from the title and the speech', () => {
    expect(
      outlineOf(`A Loaf for Everyone\nOpening address to the Bakers by Ann Rye\n4 May 2017\n\nFriends:\n\n${BODY}\n`),
    ).toEqual(
      [
        'title - A Loaf for Everyone',
        'byline - Opening address t',
        'byline - 4 May 2017',
        'salutation - Friends:',
        'opening - The bakers rise',
      ].map((line): unknown => expect.stringContaining(line.slice(0, 24))),
    );
    expect(read(`A Loaf for Everyone\n4 May 2017\n\n${BODY}\n`).date).toBe('4 May 2017');
  });

  it.each([
    'Madam Mayor, members of the guild, good evening.',
    'Good evening. Ladies and gentlemen, dear apprentices.',
    'Captain Reyes, faculty, proud parents, and above all members of the graduating class:',
    'Minister, dear colleagues, friends from forty towns!',
    'Thank you, Dean Holt. Members of the guild, good morning.',
  ])('reads an address with any stop: %s', (greeting) => {
    const speech = read(`A Loaf for Everyone\n\n${greeting}\n\n${BODY}\n\n${BODY}\n`);
    expect(speech.sentences.filter(({ node }) => node.kind === 'salutation').map(({ span }) => span.start)[0]).toBe(
      speech.text.indexOf(greeting),
    );
  });

  it.each([
    'Friends, I am glad to see you.',
    'The members of the guild have asked me to speak.',
    'Members of this guild will remember:',
  ])('reads no address where something is said: %s', (paragraph) => {
    const speech = read(`A Loaf for Everyone\n\n${paragraph}\n\n${BODY}\n`);
    expect(speech.sentences.some(({ node }) => node.kind === 'salutation')).toBe(false);
  });

  it('reads lines on their own that are no sentences for headings', () => {
    const text = `A Loaf for Everyone\n\n${BODY}\n\nThe Year at the Oven\n\n${BODY}\n\nWhat flour costs and why it will cost more next year\n\n${BODY}\n\nWhy Now?\n\n${BODY}\n`;
    expect(outlineOf(text).filter((line) => line.startsWith('section'))).toEqual([
      'section - The Year at the Oven',
      'section - What flour costs and why it will cost more next year',
      'section - Why Now?',
    ]);
    expect(outlineOf(`${BODY}\n\nWill you bake?\n\n${BODY}\n\n(Applause)\n\n${BODY}\n`)).toHaveLength(1);
  });

  it('reads points that ordinal words open, and what is said after them as their part’s', () => {
    const text = `A Loaf for Everyone\n\n${BODY}\n\nThree Works\n\nThree works await us.\n\nFirst, the mill. It leaks.\n\nSecond, the oven. It smokes.\n\nFinally, the shop. It is dark.\n\nThese works are modest.\n\nThe Hands\n\n${BODY}\n`;
    expect(outlineOf(text).slice(2)).toEqual([
      'section - Three Works',
      'point 1 First, the mill.',
      'point 2 Second, the oven.'.slice(0, 24),
      'point 3 Finally, the shop'.slice(0, 24),
      'section - The Hands',
    ]);
    const speech = read(text);
    const after = speech.sentences.find(({ span }) => speech.text.startsWith('These works', span.start));
    expect(after?.node.kind).toBe('section');
  });

  it.each([
    ['My first lesson is haste. It spoils.', 'My second lesson is rest. It mends.', 'My third lesson is salt.'],
    ['Number one: bake. It feeds.', 'Number two: sell. It pays.', 'And finally, sleep.'],
    [
      'I. The oven\n\nIt smokes, and has smoked for years.',
      'II. The mill\n\nIt leaks, and has leaked for years.',
      'III. The shop',
    ],
  ])('reads other words that count: %s', (...items) => {
    const nodes = outlineOf(`A Loaf for Everyone\n\n${BODY}\n\n${items.join('\n\n')}\n\n${BODY}\n`);
    expect(nodes.filter((line) => /^(?:point|section) [123] /.test(line))).toHaveLength(3);
  });

  it('takes a word that counts for none where nothing counts on from it', () => {
    const text = `A Loaf for Everyone\n\nFirst, let me thank you.\n\n${BODY}\n\nFinally, good night.\n`;
    expect(outlineOf(text).filter((line) => line.startsWith('point'))).toEqual([]);
  });
});
