import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutsNumber } from '../../../src/answering/checking/find-whole.js';
import type { ClaimCheck, DiffPart } from '../../../src/answering/checking/claim-check.js';
import { createCharacterFold } from '../../../src/text/fold.js';
import { makeClaims } from '../../../scripts/claims/edits.js';
import { createRandom } from '../../../scripts/claims/random.js';
import { judgeClaims, missLines, namesChange } from '../../../scripts/claims/report.js';
import { readSources } from '../../../scripts/claims/source.js';
import { ROOT } from '../../paths.js';

const sources = readSources(ROOT, createCharacterFold());
const [sample, report, guangdong, , , english] = sources;
const checkWith = (source: typeof sample, claim: string) => source!.checker.check(claim)[0]!;
const joined = (diff: readonly DiffPart[], without: DiffPart['kind']) =>
  diff.map(({ kind, text }) => (kind === without ? '' : text)).join('');

/** What holds for every verdict on every message. */
function expectSound(source: typeof sample, message: string, checks: readonly ClaimCheck[]): void {
  expect(checks.length).toBeGreaterThan(0);
  for (const check of checks) {
    expect(message.slice(check.start, check.end)).toBe(check.claim);
    for (const quote of [...check.quotes, ...check.leftOut])
      expect(source!.speech.text.slice(quote.start, quote.end)).toBe(quote.text);
    if (check.verdict === 'altered' || check.verdict === 'punctuation')
      expect(joined(check.diff, 'removed')).toBe(check.claim);
    if (check.verdict === 'exact') expect(check.quotes[0]?.text).toBe(check.claim);
    if (check.verdict !== 'absent') expect(check.quotes.length).toBeGreaterThan(0);
    if (check.verdict === 'stitched') expect(check.quotes.length).toBeGreaterThan(1);
  }
}

describe('made claims', () => {
  const judged = judgeClaims(makeClaims(sources, createRandom(11), 220));

  it('get the verdict that their edit deserves', () => {
    const wrong = judged.filter(({ got, verdict }) => got !== verdict);
    expect(judged).toHaveLength(220);
    expect(wrong.length, missLines(wrong).join('\n')).toBeLessThanOrEqual(1);
  });

  it('have their changes of meaning named', () => {
    const unnamed = judged.filter((claim) => !namesChange(claim));
    expect(judged.filter(({ change }) => change !== null).length).toBeGreaterThan(50);
    expect(unnamed.length, missLines(unnamed).join('\n')).toBeLessThanOrEqual(1);
  });

  it('have sound quotes and differences', () => {
    for (const { source, claim } of makeClaims(sources, createRandom(12), 220))
      expectSound(source, claim, source.checker.check(claim));
  });

  it('are the same for the same seed', () => {
    const texts = (seed: number) => makeClaims(sources, createRandom(seed), 40).map(({ claim }) => claim);
    expect(texts(5)).toEqual(texts(5));
    expect(texts(5)).not.toEqual(texts(6));
  });
});

describe('one edit on random words', () => {
  const slices = (length: number) => fc.nat(sample!.speech.text.length - length - 1);
  const wordsAt = (start: number, length: number) => sample!.speech.text.slice(start, start + length);

  it.each(['的', '囧', '不', '５'])('%s put in makes an altered claim', (added) => {
    fc.assert(
      fc.property(slices(40), fc.integer({ min: 12, max: 28 }), (start, at) => {
        const words = wordsAt(start, 40);
        const claim = words.slice(0, at) + added + words.slice(at);
        fc.pre(
          !/["“”]/.test(words) && !sample!.plain.includes(claim.normalize('NFKC').replace(/[^\p{L}\p{N}*]/gu, '')),
        );
        const check = checkWith(sample, claim);
        expect(check.verdict).toBe('altered');
        if (added === '５') expect(check.meaningChanges.map(({ kind }) => kind)).toContain('number');
        if (added === '不') expect(check.meaningChanges.map(({ kind }) => kind)).toContain('negation');
      }),
      { seed: 4, numRuns: 150 },
    );
  });

  it('never lets a blank match what is written for it', () => {
    fc.assert(
      fc.property(fc.constantFrom('3', '十', '某', '12.5', '×'), fc.nat(7), (filled, which) => {
        const blanks = [...sample!.speech.text.matchAll(/\*/g)].map(({ index }) => index);
        const at = blanks[which % blanks.length]!;
        const { text } = sample!.speech;
        const check = checkWith(sample, text.slice(at - 12, at) + filled + text.slice(at + 1, at + 12));
        expect(['altered', 'stitched']).toContain(check.verdict);
        expect(check.meaningChanges.map(({ kind }) => kind)).toContain('number');
      }),
      { seed: 4, numRuns: 40 },
    );
  });

  it('takes no part of a number for the number', () => {
    const { text } = guangdong!.speech;
    const numbers = [...text.matchAll(/(?<![\d.])\d{2,}(?:\.\d+)?[^\d.]{8}/g)];
    expect(numbers.length).toBeGreaterThan(50);
    for (const number of numbers.slice(0, 80)) {
      const claim = number[0].slice(1);
      if (guangdong!.plain.split(claim.normalize('NFKC').replace(/[^\p{L}\p{N}*]/gu, '')).length !== 2) continue;
      expect(checkWith(guangdong, claim).verdict, claim).not.toMatch(/exact|punctuation/);
    }
    expect(cutsNumber('增长15%', 3, 5)).toBe(true);
    expect(cutsNumber('增长15%', 2, 5)).toBe(false);
  });
});

describe('messages', () => {
  it('of any characters get sound verdicts', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(
        '“',
        '”',
        '「',
        '"',
        '*',
        '……',
        '（略）',
        '\u200b',
        '\u202e',
        '👨‍👩‍👧',
        '\ud83d',
        '𠀀',
        '说：',
        '3.',
        '.5',
      ),
      fc.nat(sample!.speech.text.length - 30).map((start) => sample!.speech.text.slice(start, start + 30)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const message = pieces.join('');
        expectSound(sample, message, sample!.checker.check(message));
      }),
      { seed: 4, numRuns: 1_000 },
    );
  });

  it.each([
    ['书记说：“人民民主是中国共产党始终高举的旗帜”', ['exact']],
    ['他说充分肯定', ['exact']],
    ['“全覆盖”说过吗？', ['exact']],
    ['> 政府要及时公开发布行政规范性文件\n这是原话吗', ['punctuation']],
    ['A：“实现三级人大代表进家进站进点全覆盖”，B：「實現四級人大代表進家進站進點全覆蓋」', ['exact', 'altered']],
    ['县委对全县人大工作是“充分肯定”的', ['punctuation']],
    ['县委\u200b对全县人大工作是充分肯定的👍', ['punctuation']],
    ['要全面贯彻实施宪法……维护宪法权威和尊严', ['stitched']],
    ['要全面贯彻实施宪法（此处有省略）维护宪法权威和尊严', ['stitched']],
    ['人民民生', ['absent']],
    ['👍', ['absent']],
    ['', ['absent']],
  ])('%s', (message, verdicts) => {
    const checks = sample!.checker.check(message);
    expect(checks.map(({ verdict }) => verdict)).toEqual(verdicts);
    expectSound(sample, message, checks);
  });

  it('say what an ellipsis leaves out', () => {
    const check = checkWith(sample, '要全面贯彻实施宪法……维护宪法权威和尊严');
    expect(check.leftOut.map(({ text }) => text).join('')).toContain('保障宪法法律实施是地方各级人大的一项重要任务');
  });

  it('find words across the borders of fragments', () => {
    const { text, fragments } = sample!.speech;
    expect(fragments.length).toBeGreaterThan(5);
    for (const { span } of fragments.slice(1)) {
      const words = text.slice(span.start - 12, span.start + 12);
      expect(checkWith(sample, words).verdict).toBe('exact');
      expect(checkWith(sample, `${words.slice(0, 5)}囧${words.slice(6)}`).verdict).toBe('altered');
    }
  });

  it('may go on after the end of a speech, or before its start, with words that it does not hold', () => {
    for (const source of sources) {
      const { text } = source.speech;
      for (const length of [1, 2, 3, 8, 20, 60])
        for (const message of [`${text.slice(-length)}囧囧`, `囧囧${text.slice(0, length)}`])
          expectSound(source, message, source.checker.check(message));
    }
  });

  it('in English are compared by words', () => {
    const check = checkWith(english, 'Ask what your country can do for you');
    expect(check.verdict).toBe('altered');
    expect(check.meaningChanges).toEqual([{ kind: 'negation', original: 'not', claimed: '' }]);
    expect(checkWith(english, 'The only thing we have to fear is fear itself').verdict).toBe('absent');
  });

  it('show removed and same as one slice of the speech where nothing but words was changed', () => {
    const check = checkWith(report, '全党同志应当不忘初心、牢记使命');
    expect(report!.speech.text).toContain(joined(check.diff, 'added'));
    expect(check.meaningChanges).toEqual([{ kind: 'modal', original: '务必', claimed: '应当' }]);
  });
});
