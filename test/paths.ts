import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url));
/** The sample speech. */
export const SAMPLE = `${ROOT}speeches/speech.txt`;
/** All speeches at hand, by name. */
export const SPEECHES: readonly (readonly [string, string])[] = [
  ['sample', SAMPLE],
  ...[
    's1-2022-ershida-baogao',
    's2-2026-guangdong-zhengfu-gongzuo-baogao',
    's3-2026-gansu-zhengfu-gongzuo-baogao',
    's4-1923-luxun-nala-zouhou-zenyang',
    's5-en-1961-kennedy-inaugural',
  ].map((name) => [name, `${ROOT}test/fixtures/speeches/${name}.txt`] as const),
];

/** Bytes of a file of the project. */
export function bytesOf(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}
