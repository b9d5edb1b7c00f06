import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClaimChecker } from '../../../src/answering/checking/claim-checker.js';
import { cutsNumber } from '../../../src/answering/checking/find-whole.js';
import { WordFinder } from '../../../src/answering/counting.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { createCharacterFold } from '../../../src/text/fold.js';
import { bytesOf, ROOT, SAMPLE, SPEECHES } from '../../paths.js';

const fold = createCharacterFold();
const checkerOf = (path: string) => {
  const speech = readSpeech(bytesOf(path), path);
  return { speech, checker: new ClaimChecker(speech, fold, new WordFinder(speech, fold)) };
};
const { speech, checker } = checkerOf(SAMPLE);
const claims = readFileSync(`${ROOT}test/fixtures/quotes-dev.jsonl`, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { id: string; claim: string; verdict: string });

describe('claim checker', () => {
  it.each(claims.map(({ id, claim, verdict }) => [id, verdict, claim]))('%s is %s: %s', (_, verdict, claim) => {
    const checks = checker.check(claim);
    expect(checks.map((check) => check.verdict)).toEqual([verdict]);
  });

  it.each([
    ['我记得他说，县委对全县人大工作是充分肯定的。', 'exact'],
    ['听说讲话里讲：县委对全县人大工作是充分肯定的。', 'exact'],
    ['好像书记强调，县委对全县人大工作是基本肯定的。', 'altered'],
    ['县委对全县人大工作是充分肯定的，我记得。', 'altered'],
  ])('judges what was said, not who says so: %s is %s', (claim, verdict) => {
    expect(checker.check(claim).map((check) => check.verdict)).toEqual([verdict]);
  });

  it.each(SPEECHES)('calls every slice of %s exact, and quotes that slice', (_, path) => {
    const own = checkerOf(path);
    const { text } = own.speech;
    fc.assert(
      fc.property(fc.nat(text.length - 60), fc.integer({ min: 8, max: 50 }), (start, length) => {
        const claim = text.slice(start, start + length).trim();
        const isWhole = (claim.codePointAt(0) ?? 0) < 0xdc00 || (claim.codePointAt(0) ?? 0) > 0xdfff;
        fc.pre(
          isWhole &&
            /[\p{L}\p{N}].*[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(claim) &&
            !cutsNumber(text, text.indexOf(claim, start), text.indexOf(claim, start) + claim.length),
        );
        const [check] = own.checker.check(claim);
        expect(check?.verdict).toBe('exact');
        expect(check?.quotes[0]?.text).toBe(claim);
      }),
      { seed: 3, numRuns: 150 },
    );
  });

  it('shows the difference whole: same and removed are the speech, same and added the claim', () => {
    const [check] = checker.check('县委对全县人大工作是基本肯定的。');
    const join = (kinds: readonly string[]) =>
      check?.diff
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ text }) => text)
        .join('');
    expect(speech.text).toContain(join(['same', 'removed']));
    expect('县委对全县人大工作是基本肯定的。').toContain(join(['same', 'added'])!);
    expect(check?.meaningChanges).toMatchObject([{ kind: 'modal', original: '充分', claimed: '基本' }]);
  });

  it('never lets a number match a blank', () => {
    const [check] = checker.check('依法作出决定决议35个,听取审议专项工作报告*个');
    expect(check?.verdict).toBe('altered');
    expect(check?.meaningChanges.map(({ kind }) => kind)).toContain('number');
  });

  it('judges each quoted part of a message by itself', () => {
    const checks = checker.check(
      '他说“人民民主是中国共产党始终高举的旗帜”，还说“绿水青山就是金山银山一定要牢记”，对吗？',
    );
    expect(checks.map(({ verdict }) => verdict)).toEqual(['exact', 'absent']);
    expect(checks[1]?.wordCounts.some(({ count }) => count === 0)).toBe(true);
  });

  it('answers a claim of 4,096 characters, and no claim is slow', () => {
    const timeOf = (length: number) => {
      const claim = Array.from(speech.text.slice(0, length), (character, index) =>
        index % 13 === 0 ? '囧' : character,
      ).join('');
      const startedMs = performance.now();
      expect(checker.check(claim).length).toBeGreaterThan(0);
      return performance.now() - startedMs;
    };
    timeOf(500);
    timeOf(4_096);
    expect(timeOf(4_096)).toBeLessThan(5_000);
  });
});
