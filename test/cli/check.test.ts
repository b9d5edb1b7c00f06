import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../paths.js';

const SPEECH = '关于修桥的讲话\n\n今年全县要修好三座大桥。\n明年春天要开始种树造林。\n';
const EXACT = '今年全县要修好三座大桥';
const ALTERED = '明年秋天要开始种树造林';

const folder = mkdtempSync(join(tmpdir(), 'yuanwen-check-'));
beforeAll(() => writeFileSync(join(folder, 'speech.txt'), SPEECH));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<string> {
  const env = { ...process.env, INIT_CWD: folder };
  const { stdout } = await promisify(execFile)(process.execPath, [`${ROOT}dist/src/main.js`, ...args], { env });
  return stdout;
}
const check = async (message: string): Promise<unknown> =>
  JSON.parse(await run('check', '--json', '--speech', 'speech.txt', message));

describe('npm run check -- --json', () => {
  it('prints one claim as one verdict', async () => {
    const output = await check(EXACT);
    expect(Object.keys(output as object)).toEqual(['verdict', 'quotes', 'ms', 'diff', 'meaningChanges']);
    expect(output).toMatchObject({ verdict: 'exact', quotes: [{ text: EXACT, start: 9, end: 20 }], diff: [] });
  });

  it('prints the least true verdict of several claims, and each of them', async () => {
    const message = `他说“${EXACT}”，又说“${ALTERED}”。`;
    expect(await check(message)).toMatchObject({
      verdict: 'altered',
      quotes: [{ text: EXACT }, { text: '明年春天要开始种树造林。' }],
      claims: [
        { verdict: 'exact', claim: EXACT, start: 3, diff: [] },
        { verdict: 'altered', claim: ALTERED, start: message.indexOf(ALTERED), end: message.length - 2 },
      ],
    });
  });
});

describe('npm run evaluate -- --claims', () => {
  it('gives each line of the set one verdict that no claim of it falls below', async () => {
    const claims = [
      { id: 'a', claim: `他说“${EXACT}”，又说“${ALTERED}”。`, verdict: 'altered' },
      { id: 'b', claim: `他说“${ALTERED}”，又说“${EXACT}”。`, verdict: 'altered' },
      { id: 'b', claim: EXACT, verdict: 'absent' },
    ];
    writeFileSync(join(folder, 'c.jsonl'), claims.map((claim) => JSON.stringify(claim)).join('\n'));
    const stdout = await run('evaluate', '--claims', 'c.jsonl', '--speech', 'speech.txt', '--out', 'o.jsonl');
    expect(stdout).toBe('claims: 2 of 3 verdicts right\nb: expected absent, got exact\n');
    const lines = readFileSync(join(folder, 'o.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { verdict: string }).verdict)).toEqual([
      'altered',
      'altered',
      'exact',
    ]);
  });
});
