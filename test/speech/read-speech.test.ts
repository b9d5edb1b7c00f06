import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpeechError } from '../../src/errors.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { OutlineNode, Speech } from '../../src/speech/types.js';
import { bytesOf, SAMPLE, SPEECHES } from '../paths.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readSpeech(utf8(text), 'test.txt');

/** Texts made of what confuses a reader: marks, stops, quotes, blanks, emoji, control characters. */
const speechText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '一、',
        '二、',
        '（一）',
        '1. ',
        '第一，',
        '一是',
        '——',
        '同志们：',
        '附件1',
        '。',
        '，',
        '；',
        '！',
        '\n',
        '\n\n',
        ' ',
        '　',
        '“',
        '”',
        '(',
        '*',
        '2.5',
        '讲三点意见',
      ),
      fc.constantFrom('人民', '民主', '监督工作', '要加强监督。', 'Nora', '😀', '𠮷', '\u0007', '\r\n', '\u202e'),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => `讲话${parts.join('')}`);

function checkNesting(nodes: readonly OutlineNode[], start: number, end: number): void {
  let at = start;
  for (const node of nodes) {
    expect(node.span.start).toBeGreaterThanOrEqual(at);
    expect(node.span.end).toBeGreaterThanOrEqual(node.span.start);
    if (node.heading !== null) {
      expect(node.heading.start).toBeGreaterThanOrEqual(node.span.start);
      expect(node.heading.end).toBeLessThanOrEqual(node.span.end);
    }
    checkNesting(node.children, node.span.start, node.span.end);
    at = node.span.end;
  }
  expect(at).toBeLessThanOrEqual(end);
}

function checkSpeech(speech: Speech): void {
  checkNesting(speech.outline, 0, speech.text.length);
  expect(speech.outline[0]?.span.start).toBe(0);
  expect(speech.outline.at(-1)?.span.end).toBe(speech.text.length);
  let at = 0;
  for (const [index, sentence] of speech.sentences.entries()) {
    expect(sentence.number).toBe(index + 1);
    expect(sentence.span.start).toBeGreaterThanOrEqual(at);
    // What no sentence holds is blank: nothing of the speech can get lost.
    expect(speech.text.slice(at, sentence.span.start).trim()).toBe('');
    expect(speech.text.slice(sentence.span.start, sentence.span.end).trim()).not.toBe('');
    expect(sentence.span.start).toBeGreaterThanOrEqual(sentence.node.span.start);
    expect(sentence.span.end).toBeLessThanOrEqual(sentence.node.span.end);
    at = sentence.span.end;
  }
  expect(speech.text.slice(at).trim()).toBe('');
  expect(speech.passages.map(({ span }) => speech.text.slice(span.start, span.end)).join('')).toBe(speech.text);
  expect(new Set(speech.sentences.map(({ id }) => id)).size).toBe(speech.sentences.length);
  expect(speech.sentences.every(({ id }) => /^[\w-]{1,16}$/.test(id))).toBe(true);
}

describe('readSpeech', () => {
  it('keeps spans ordered, nested and complete on random texts', () => {
    fc.assert(
      fc.property(speechText, (text) => checkSpeech(read(text))),
      { seed: 7, numRuns: 400 },
    );
  });

  it.each(SPEECHES)('keeps spans ordered, nested and complete on %s', (name, path) => {
    checkSpeech(readSpeech(bytesOf(path), name));
  });

  it('maps offsets to the bytes of the file in every encoding', () => {
    const text = '讲话\r\n同志们：\n今天𠮷讲三点。A*b';
    const files: readonly [string, Uint8Array][] = [
      ['utf-8', utf8(text)],
      ['utf-8', utf8(`\ufeff${text}`)],
      ['utf-16le', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))],
      ['utf-16be', new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())],
    ];
    for (const [encoding, bytes] of files) {
      const speech = readSpeech(bytes, encoding);
      expect(speech.text).toBe(text.replace('\r', ''));
      for (let offset = 0; offset < speech.text.length;) {
        const character = String.fromCodePoint(speech.text.codePointAt(offset) ?? 0);
        const from = speech.toFileOffset(offset);
        const decoded = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(from, from + 4));
        expect(decoded.startsWith(character), `${encoding} ${offset}`).toBe(true);
        offset += character.length;
      }
    }
  });

  it('reads GB18030 and says at which byte a file stops being text', () => {
    // “人民民主是旗帜。这是一个国家的工作。” in GB18030
    const bytes = Uint8Array.from(
      'c8cbc3f1c3f1d6f7cac7c6ecd6c4a1a3d5e2cac7d2bbb8f6b9fabcd2b5c4b9a4d7f7a1a3'
        .match(/../g)!
        .map((hex) => parseInt(hex, 16)),
    );
    const speech = readSpeech(bytes, 'gb.txt');
    expect(speech.text).toBe('人民民主是旗帜。这是一个国家的工作。');
    expect(speech.toFileOffset(8)).toBe(16);
    const broken = Uint8Array.from([...bytes.subarray(0, 10), 0xff, 0xff, ...bytes.subarray(10)]);
    expect(() => readSpeech(broken, 'broken.txt')).toThrow(/broken\.txt.*byte 10/);
  });

  it('names the damaged byte of a UTF-8 file and does not read it as GB18030', () => {
    const intact = bytesOf(SAMPLE);
    for (let from = 1000; from < intact.length; from += 997) {
      const at = intact.findIndex((byte, index) => index >= from && byte >= 0xe4 && byte <= 0xe9);
      if (at < 0) break;
      const bytes = intact.slice();
      bytes[at + 1] = 0x41;
      expect(() => readSpeech(bytes, 'damaged.txt')).toThrow(new RegExp(`damaged\\.txt.*UTF-8.*byte ${at};`));
    }
    const english = utf8(`${'We observe today a celebration of freedom. '.repeat(40)}caf`);
    const latin1 = Uint8Array.from([...english, 0xe9, 0x61, 0x2e]);
    expect(() => readSpeech(latin1, 'latin1.txt')).toThrow(new RegExp(`byte ${english.length};`));
  });

  it.each([
    ['an empty file', new Uint8Array(0), 'SPEECH_EMPTY'],
    ['blanks only', utf8(' \n\n　'), 'SPEECH_EMPTY'],
    ['a PDF', utf8('%PDF-1.7 …'), 'SPEECH_NOT_TEXT'],
    ['a Word file', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), 'SPEECH_NOT_TEXT'],
    ['bytes that are no text', Uint8Array.from([0xff, 0xff, 0x00, 0x81, 0x20]), 'SPEECH_ENCODING'],
  ])('refuses %s by name', (_, bytes, code) => {
    const error = (() => {
      try {
        readSpeech(bytes, 'bad.txt');
      } catch (thrown) {
        return thrown;
      }
      return null;
    })();
    expect(error).toBeInstanceOf(SpeechError);
    expect(error).toMatchObject({ code, message: expect.stringContaining('bad.txt') });
  });

  it('removes page marks and the doubled title of the sample and joins its cuts', () => {
    const speech = readSpeech(bytesOf(SAMPLE), 'sample');
    expect(speech.text.startsWith('2023年县委书记在加强和改进新时代人大工作会上的讲话 同志们:')).toBe(true);
    expect(speech.text).toContain('在推动依法治县上下功夫');
    expect(speech.text).toContain('能力过硬、作风优良');
    expect(speech.fragments.map(({ number }) => number)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
    expect(speech.announcements).toMatchObject([{ announced: 3, found: 2 }]);
    expect(speech.text.slice(speech.breaksOffAt!.start, speech.breaksOffAt!.end)).toBe('以及教育、医');
  });

  it('leaves out the numbers of pages, and joins a sentence that goes on over them', () => {
    const speech = read(
      '关于工作的讲话\n同志们：\n各乡镇要加强学习，\n— 1 —\n提高本领。\n工作讲话　　第 2 页 共 3 页\n要深入基层。\n- 3 -\n',
    );
    expect(speech.text).toBe('关于工作的讲话\n同志们：\n各乡镇要加强学习，\n提高本领。\n要深入基层。\n');
    expect(speech.sentences.map(({ span }) => speech.text.slice(span.start, span.end))).toContain(
      '各乡镇要加强学习，\n提高本领。',
    );
    expect(speech.toFileOffset(speech.text.indexOf('提高'))).toBeGreaterThan(speech.text.indexOf('提高') * 2);
    const alone = '关于工作的讲话\n— 1 —\n要深入基层。\n';
    expect(read(alone).text).toBe(alone);
  });

  it('takes a numbered list of whole sentences for outline, not for page marks', () => {
    const speech = read(
      '关于工作的讲话\n1、要加强学习，提高本领。\n2、要深入基层，服务群众。\n3、要改进作风，狠抓落实。\n',
    );
    expect(speech.fragments).toEqual([]);
    expect(speech.text).toContain('2、要深入基层');
    const whole = read('1、要加强学习，提高本领。\n2、要深入基层，服务群众。\n3、要改进作风，狠抓落实。\n');
    expect(whole.fragments).toEqual([]);
    expect(whole.outline.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
  });

  it('takes a numbered list of headings without stops for outline, not for page marks', () => {
    const speech = read('1、加强理论学习\n2、深入基层调研\n3、改进工作作风\n4、狠抓工作落实\n');
    expect(speech.fragments).toEqual([]);
    expect(speech.outline.map(({ label }) => label)).toEqual(['1、', '2、', '3、', '4、']);
  });

  it('ends the last item of a list where the speech goes on', () => {
    const speech = read(
      '在会上的讲话\n同志们：\n一、做好工作\n一是抓好学习。\n学习是工作的基础。\n二是抓好落实。\n落实是工作的关键。\n以上两条都很重要。\n二、加强领导\n领导是保证。\n',
    );
    const section = speech.outline.find(({ kind }) => kind === 'section')!;
    expect(section.children.map(({ span }) => speech.text.slice(span.start, span.end).trim())).toEqual([
      '一是抓好学习。\n学习是工作的基础。',
      '二是抓好落实。\n落实是工作的关键。',
    ]);
    expect(speech.sentences.find(({ span }) => speech.text.startsWith('以上', span.start))?.node).toBe(section);
  });

  it('reads lists inside a paragraph, order words and closing words', () => {
    const speech = read(
      '在会上的讲话\n同志们：\n一、突出重点\n首先，要抓好安全。安全第一。\n最后，要抓好队伍。队伍是关键。\n二、加强领导\n领导要到位。一要抓责任；二要抓督查；三要抓考核。这样才能落实。\n同志们，让我们努力工作。\n',
    );
    const [first, second] = speech.outline.filter(({ kind }) => kind === 'section');
    expect(first!.children.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
    expect(second!.children.map(({ span }) => speech.text.slice(span.start, span.end))).toEqual([
      '一要抓责任；',
      '二要抓督查；',
      '三要抓考核。',
    ]);
    expect(speech.outline.at(-1)?.kind).toBe('closing');
  });

  it.each(['一要', '三要'])('reads a list that begins anew inside the item that %s opens', (mark) => {
    const list = '一是“怕”，见人就躲；二是“推”，一推再推；三是“拖”，小事拖大；四是“哄”，过后不认。';
    const speech = read(
      `在会上的讲话\n同志们：\n一、看差距\n一要看旧账。账要算清。\n二要看别人。别人在跑。\n三要看自己。自己在走。\n二、找毛病\n${mark}看作风。有四种现象要不得。${list}\n谢谢大家！\n`,
    );
    const item = speech.outline.filter(({ kind }) => kind === 'section').at(-1)!.children[0]!;
    expect(speech.text.startsWith(`${mark}看作风`, item.span.start)).toBe(true);
    expect(item.children.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
  });

  it('tells title, byline with a name, salutation and opening apart', () => {
    const speech = read('在全市工作会议上的讲 话\n（2024年1月5日）\n张 三\n同志们：\n今天我讲两点意见。\n');
    expect(speech.outline.map(({ kind }) => kind)).toEqual(['title', 'byline', 'byline', 'salutation', 'opening']);
    expect(speech.date).toBe('2024年1月5日');
  });

  it.each([
    ['讲四点意见。', 2],
    ['谈三个方面的问题。', 2],
  ])('counts what follows %s', (words, found) => {
    const speech = read(`同志们：\n下面，我${words}\n第一，加强学习。学习很重要。\n第二，加强落实。落实很重要。\n`);
    expect(speech.announcements.map((announcement) => announcement.found)).toEqual([found]);
    expect(speech.announcements[0]?.items.map(({ label }) => label)).toEqual(['第一，', '第二，']);
  });

  it('goes on after dots with blanks between them, unless a capital follows', () => {
    const sentencesOf = (text: string) => {
      const speech = readSpeech(new TextEncoder().encode(text), 'made');
      return speech.sentences.map(({ span }) => speech.text.slice(span.start, span.end));
    };
    const opening = 'We met the people of this town. ';
    expect(sentencesOf(`${opening}Undo the burdens . . . (and) let the oppressed go free. We shall.`)).toContain(
      'Undo the burdens . . . (and) let the oppressed go free.',
    );
    expect(sentencesOf(`${opening}We waited . . . Then it came.`)).toEqual(
      expect.arrayContaining(['We waited . . .', 'Then it came.']),
    );
  });

  it('leaves out what Telegram would drop, with offsets mapped', () => {
    const speech = read('甲\u0007乙\u202e丙\r\n丁。');
    expect(speech.text).toBe('甲乙丙\n丁。');
    expect(speech.toFileOffset(1)).toBe(4);
  });

  it('keeps a sentence’s id when text elsewhere changes', () => {
    const before = read('同志们：\n甲工作很好。乙工作也好。甲工作很好。');
    const after = read('同志们：\n新的一句话。甲工作很好。乙工作也好，很好。甲工作很好。');
    const idsOf = (speech: Speech) =>
      speech.sentences
        .filter(({ span }) => speech.text.slice(span.start, span.end) === '甲工作很好。')
        .map(({ id }) => id);
    expect(idsOf(after)).toEqual(idsOf(before));
    expect(new Set(idsOf(before)).size).toBe(2);
  });

  it.each([
    ['no stops', (length: number) => '人民民主监督工作'.repeat(length / 8)],
    ['spaces only', (length: number) => `讲${' '.repeat(length)}`],
    ['one long line', (length: number) => '要加强监督，要改进工作。'.repeat(length / 12)],
    ['emoji', (length: number) => `讲${'😀'.repeat(length / 2)}`],
    ['Latin stops', (length: number) => `We speak ${'.'.repeat(length)}x`],
    ['announcements', (length: number) => '讲三点意见。\n一是加强学习。\n'.repeat(length / 15)],
    ['brackets', (length: number) => `讲${'（“'.repeat(length / 2)}`],
    ['repeated headings', (length: number) => '一、加强和改进新时代各级人民代表大会工作\n'.repeat(length / 20)],
  ])('grows no faster than linearly on %s', (_, make) => {
    const timeOf = (length: number) => {
      const bytes = utf8(make(length));
      const runs = Array.from({ length: 3 }, () => {
        const startedMs = performance.now();
        readSpeech(bytes, 'long.txt');
        return performance.now() - startedMs;
      });
      return Math.min(...runs);
    };
    timeOf(10_000);
    // Quadratic growth would show as a factor of 16; noise of a busy machine stays far below.
    expect(timeOf(100_000)).toBeLessThan(8 * timeOf(25_000) + 60);
  });
});

describe('a text that breaks off', () => {
  const words = (text: string) => {
    const speech = read(text);
    return speech.breaksOffAt === null ? null : speech.text.slice(speech.breaksOffAt.start, speech.breaksOffAt.end);
  };

  it('gives its last words, also behind a last comma, and never half a character', () => {
    expect(words(`讲话\n${'要加强人大监督和代表工作'.repeat(3)}，其次，`)).toMatch(/其次，$/);
    expect(words(`讲话\n${'😀'.repeat(70)}人民`)).toMatch(/^😀+人民$/u);
    expect(words(`讲话\n${'😀'.repeat(70)}人`)).toMatch(/^😀+人$/u);
  });
});
