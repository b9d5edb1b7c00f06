import type { ClaimSource } from './source.js';
import { createRandom, type Random } from './random.js';

const LENGTHS = [512, 1024, 2048, 4096];
const ROUNDS = 10;
const COMMON = [...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动'];

type Maker = (text: string, length: number, random: Random) => string;

/** Kinds of input by which a checker could be made slow; each is `length` characters. */
const KINDS: Readonly<Record<string, Maker>> = {
  'slice of the speech': (text, length) => text.slice(100, 100 + length),
  'every third changed': (text, length, random) =>
    Array.from(text.slice(100, 100 + length), (character, index) =>
      index % 3 === 2 ? random.pick(COMMON) : character,
    ).join(''),
  'every third unknown': (text, length) =>
    Array.from(text.slice(100, 100 + length), (character, index) => (index % 3 === 2 ? '囧' : character)).join(''),
  'one character': (_, length) => '民'.repeat(length),
  'one pair of the speech': (_, length) => '人民'.repeat(length / 2),
  'a sentence repeated': (text, length) =>
    text
      .slice(200, 240)
      .repeat(Math.ceil(length / 40))
      .slice(0, length),
  'common characters': (_, length, random) => Array.from({ length }, () => random.pick(COMMON)).join(''),
  'two places alternating': (text, length) =>
    Array.from({ length }, (_, index) => text.charAt(100 + (index >> 1) + (index % 2) * 3_000)).join(''),
  'pieces of 16': (text, length, random) =>
    Array.from({ length: length / 16 }, () => {
      const at = random.below(text.length - 16);
      return text.slice(at, at + 16);
    }).join(''),
  'quoted parts': (text, length, random) =>
    Array.from({ length: length / 16 }, () => {
      const at = random.below(text.length - 16);
      return `“${text.slice(at, at + 13).replace(/[“”]/g, '，')}囧”`;
    }).join(''),
  'opening marks': (_, length) => '“'.repeat(length),
};

/** One kind of input: fastest milliseconds at each length, and the worst ratio between one length and the next. */
export interface Growth {
  readonly kind: string;
  readonly timesMs: readonly number[];
  readonly worstRatio: number;
  /** The ratio of one doubling, averaged over all of them. */
  readonly meanRatio: number;
}

/** Times every kind of input on one speech; the lengths of a kind take turns, so that a busy moment hits all. */
export function measureGrowth({ speech, checker }: ClaimSource): Growth[] {
  return Object.entries(KINDS).map(([kind, make]) => {
    const random = createRandom(7);
    const claims = LENGTHS.map((length) => make(speech.text, length, random));
    const timesMs: number[][] = LENGTHS.map(() => []);
    for (let round = -3; round < ROUNDS; round += 1) {
      claims.forEach((claim, index) => {
        const startedMs = performance.now();
        checker.check(claim);
        if (round >= 0) timesMs[index]?.push(performance.now() - startedMs);
      });
    }
    const fastestMs = timesMs.map((times) => Math.min(...times));
    const ratios = fastestMs.slice(1).map((timeMs, index) => timeMs / (fastestMs[index] ?? timeMs));
    return {
      kind,
      timesMs: fastestMs,
      worstRatio: Math.max(...ratios),
      meanRatio: ratios.reduce((product, ratio) => product * ratio, 1) ** (1 / ratios.length),
    };
  });
}

/** The table of growth, in milliseconds. */
export function growthTable(growth: readonly Growth[]): string[] {
  const cells = (values: readonly string[]) => values.map((value) => value.padStart(10)).join('');
  return [
    `${'characters'.padEnd(24)}${cells(LENGTHS.map(String))}${'worst ratio'.padStart(13)}${'mean ratio'.padStart(12)}`,
    ...growth.map(
      ({ kind, timesMs, worstRatio, meanRatio }) =>
        `${kind.padEnd(24)}${cells(timesMs.map((timeMs) => `${timeMs.toFixed(1)} ms`))}${worstRatio.toFixed(1).padStart(13)}${meanRatio.toFixed(1).padStart(12)}`,
    ),
  ];
}
