import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSpeech } from '../../src/speech/read-speech.js';
import { bytesOf, SPEECHES } from '../paths.js';

const read = (text: string) => readSpeech(new TextEncoder().encode(text), 'edited');
const idsByText = (text: string) => {
  const speech = read(text);
  return speech.sentences.map(({ id, span }) => [speech.text.slice(span.start, span.end), id] as const);
};

describe('sentence ids', () => {
  it.each(SPEECHES)('of %s are each used once, short and fit for a link', (name, path) => {
    const ids = readSpeech(bytesOf(path), name).sentences.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[\w-]{1,16}$/);
  });

  it('survive edits elsewhere: a sentence put in, taken out or changed leaves all others their ids', () => {
    const sentences = Array.from({ length: 40 }, (_, index) => `这是第${index}件要说的事情，大家都要记住。`);
    const before = new Map(idsByText(sentences.join('\n')));
    fc.assert(
      fc.property(fc.nat(39), fc.constantFrom('in', 'out', 'change'), (at, edit) => {
        const edited = [...sentences];
        if (edit === 'in') edited.splice(at, 0, '临时加上的一句话。');
        else if (edit === 'out') edited.splice(at, 1);
        else edited[at] = '这一句完全换了说法。';
        for (const [words, id] of idsByText(edited.join('\n')))
          if (before.has(words)) expect(id).toBe(before.get(words));
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('count equal sentences from the front, so that one added behind changes none before it', () => {
    const once = idsByText('要加强监督。\n要改进作风。');
    const twice = idsByText('要加强监督。\n要改进作风。\n要加强监督。');
    expect(twice.slice(0, 2)).toEqual(once);
    expect(twice[2]![1]).not.toBe(twice[0]![1]);
  });

  it('do not depend on passages, page cuts or line ends', () => {
    const plain = idsByText('同志们：\n要加强监督，改进作风。要密切联系群众。');
    const other = idsByText('同志们：\r\n\r\n要加强监督，改进作风。\r\n要密切联系群众。\r\n');
    expect(other).toEqual(plain);
  });
});
