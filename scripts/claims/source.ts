import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ClaimChecker } from '../../src/answering/checking/claim-checker.js';
import { WordFinder } from '../../src/answering/counting.js';
import { readSpeech } from '../../src/speech/read-speech.js';
import type { Speech } from '../../src/speech/types.js';
import type { CharacterFold } from '../../src/text/fold.js';

/** The speeches at hand, relative to the project's folder. */
const FILES = [
  'speeches/speech.txt',
  'test/fixtures/speeches/s1-2022-ershida-baogao.txt',
  'test/fixtures/speeches/s2-2026-guangdong-zhengfu-gongzuo-baogao.txt',
  'test/fixtures/speeches/s3-2026-gansu-zhengfu-gongzuo-baogao.txt',
  'test/fixtures/speeches/s4-1923-luxun-nala-zouhou-zenyang.txt',
  'test/fixtures/speeches/s5-en-1961-kennedy-inaugural.txt',
];

/** One speech with what claims are made from and judged by. */
export interface ClaimSource {
  readonly name: string;
  readonly speech: Speech;
  readonly checker: ClaimChecker;
  /** Letters, digits and `*` of the speech, NFKC and lower case: what the generator searches to know what is true. */
  readonly plain: string;
}

/** Letters, digits and `*`, NFKC and lower case. */
export function plainOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}*]/gu, '');
}

/** Reads every speech at hand. */
export function readSources(root: string, fold: CharacterFold): ClaimSource[] {
  return FILES.map((file) => {
    const speech = readSpeech(new Uint8Array(readFileSync(join(root, file))), file);
    const checker = new ClaimChecker(speech, fold, new WordFinder(speech, fold));
    return { name: basename(file, '.txt').slice(0, 2), speech, checker, plain: plainOf(speech.text) };
  });
}
