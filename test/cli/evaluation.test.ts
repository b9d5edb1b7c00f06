import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { Answer, Quote } from '../../src/answering/quoting/answer.js';
import { askAll, isRightFirst, isRightInThree, type AnsweredQuestion } from '../../src/cli/evaluate-speech.js';
import { readLines, readSetList, speechQuestionSchema } from '../../src/cli/evaluation-sets.js';
import { kindTable, quantile, refusalScore, setsTable, summariseRun } from '../../src/cli/evaluation-summary.js';
import { loadSpeech } from '../../src/speech/speech-file.js';
import { ROOT } from '../paths.js';

const quote = (text: string, start = 0): Quote => ({
  text,
  start,
  end: start + text.length,
  section: null,
  sentence: 1,
  id: 'id',
  fragment: null,
  citation: '',
  score: 1,
});
const answered = (form: 'quotes' | 'enumeration', ...texts: string[]): Answer => ({
  status: 'answered',
  form,
  quotes: texts.map((text) => quote(text)),
  notes: [],
});
const refused: Answer = { status: 'not_found', reason: 'absent', nearest: [], notes: [] };
const ask = (evidence: string[], any_of = false, kind = 'fact') => ({
  id: 'q',
  question: '问',
  kind,
  evidence,
  any_of,
});
const row = (question: ReturnType<typeof ask>, answer: Answer): AnsweredQuestion => ({
  question,
  answer,
  ms: 1,
  quoteCount: 1,
  sliceCount: 1,
});

describe('a hit', () => {
  it.each([
    ['one evidence in the first quote', ask(['甲']), answered('quotes', '甲。', '乙。'), true, true],
    ['one evidence in the second quote', ask(['乙']), answered('quotes', '甲。', '乙。'), false, true],
    ['one evidence in the fourth quote', ask(['丁']), answered('quotes', '甲', '乙', '丙', '丁'), false, false],
    ['one evidence behind the first item', ask(['乙']), answered('enumeration', '甲。', '乙。'), false, true],
    ['several, all in the first quote', ask(['甲', '乙']), answered('quotes', '甲和乙。'), true, true],
    ['several over two quotes', ask(['甲', '乙']), answered('quotes', '甲。', '乙。'), false, true],
    ['several over an enumeration', ask(['甲', '丁']), answered('enumeration', '甲', '乙', '丙', '丁'), true, true],
    ['several, one missing', ask(['甲', '丁']), answered('enumeration', '甲', '乙'), false, false],
    ['any of several first', ask(['甲', '乙'], true), answered('quotes', '乙。'), true, true],
    ['any of several second', ask(['甲', '乙'], true), answered('quotes', '丙。', '乙。'), false, true],
    ['refused', ask(['甲']), refused, false, false],
    ['unanswerable but answered', ask([]), answered('quotes', '甲。'), false, false],
  ])('%s', (_, question, answer, isFirst, isInThree) => {
    expect([isRightFirst(question, answer), isRightInThree(question, answer)]).toEqual([isFirst, isInThree]);
  });
});

describe('summaries', () => {
  const rows = [
    row(ask(['甲']), answered('quotes', '甲甲甲')),
    row(ask(['甲'], false, 'typo'), refused),
    row(ask([], false, 'unanswerable'), refused),
    row(ask([], false, 'unanswerable'), answered('quotes', '甲')),
  ];

  it('counts refusals of both kinds', () => {
    expect(summariseRun(rows)).toMatchObject({
      questionCount: 4,
      answerableCount: 2,
      firstCount: 1,
      refusal: { precision: 0.5, recall: 0.5, f1: 0.5 },
      medianQuoteLength: 3,
    });
    expect(summariseRun(rows).alwaysRefusingF1).toBeCloseTo(2 / 3);
    expect(refusalScore(0, 0, 3)).toEqual({ precision: 0, recall: 0, f1: 0 });
    expect(quantile([3, 1, 2], 0.5)).toBe(2);
  });

  it('shows each kind with an answer, and each set', () => {
    const lines = kindTable(rows);
    expect(lines.slice(1, 4).map((line) => line.split(/\s{2,}/))).toEqual([
      ['fact', '1', '100.0 %', '100.0 %'],
      ['typo', '1', '0.0 %', '0.0 %'],
      ['all', '2', '50.0 %', '50.0 %'],
    ]);
    expect(lines).toContain('quotes that are slices: 4 of 4');
    const sets = setsTable([
      { name: 'one', rows: rows.slice(0, 1) },
      { name: 'two', rows: rows.slice(1) },
    ]);
    expect(sets.slice(1).map((line) => line.split(/\s{2,}/).slice(0, 3))).toEqual([
      ['one', '1', '100.0 %'],
      ['two', '3', '0.0 %'],
      ['all', '4', '50.0 %'],
    ]);
  });

  it('notices a quote that is no slice', async () => {
    const shown = { ...answered('quotes'), quotes: [quote('甲乙', 1), quote('甲丙', 1)] };
    const [asked] = await askAll([ask(['甲'])], { answer: () => Promise.resolve(shown) }, '首甲乙');
    expect(asked).toMatchObject({ quoteCount: 2, sliceCount: 1 });
  });
});

describe('eval/sets.json', () => {
  it('names every set of the folder once, each with a speech that holds its evidence', async () => {
    const { questions, claims } = await readSetList(`${ROOT}eval/sets.json`);
    const listed = [...questions, ...claims].map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
    expect(listed.sort()).toEqual(readdirSync(`${ROOT}eval`).filter((file) => file.endsWith('.jsonl')));
    for (const { path, speech } of questions) {
      const { text } = await loadSpeech(speech);
      const evidence = (await readLines(path, speechQuestionSchema)).flatMap((question) => question.evidence);
      expect(evidence.length).toBeGreaterThan(0);
      expect(evidence.filter((words) => !text.includes(words))).toEqual([]);
    }
  });
});

describe('npm run evaluate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yuanwen-evaluate-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const evaluate = (...args: string[]) =>
    promisify(execFile)(process.execPath, [`${ROOT}dist/src/main.js`, 'evaluate', ...args], {
      env: { ...process.env, INIT_CWD: folder },
    });
  const save = (name: string, ...lines: object[]) =>
    writeFileSync(join(folder, name), lines.map((line) => JSON.stringify(line)).join('\n'));

  it('shows the sets of a list and a folder of passages', async () => {
    mkdirSync(join(folder, 'external'));
    writeFileSync(join(folder, 'speech.txt'), '关于修桥的讲话\n\n今年要修好三座桥。\n明年春天开始种树。\n');
    save('q.jsonl', { id: 'a', question: '修好几座桥？', kind: 'fact', evidence: ['修好三座桥'] });
    save('c.jsonl', { id: 'c', claim: '今年要修好三座桥。', verdict: 'exact' });
    const speech = 'speech.txt';
    writeFileSync(
      join(folder, 'sets.json'),
      JSON.stringify([
        { name: 'tiny', speech, questions: 'q.jsonl' },
        { name: 'claimed', speech, claims: 'c.jsonl' },
      ]),
    );
    save(
      'external/made.passages.jsonl',
      { pid: 1, text: '猫喜欢吃鱼。它也喜欢晒太阳。' },
      { pid: 2, text: '火车从北京开到上海。路上要四个小时。' },
    );
    save(
      'external/made.retrieval.jsonl',
      { id: 1, question: '猫喜欢吃什么', pid: 1, answers: ['鱼'] },
      { id: 2, question: '北京到上海的火车路上要多久', pid: 1, answers: ['四个小时'] },
    );
    const { stdout } = await evaluate('--sets', 'sets.json', '--external', 'external');
    const cells = stdout.split('\n').map((line) => line.split(/\s{2,}/));
    expect(cells.filter(([name]) => name === 'tiny')).toHaveLength(1);
    expect(cells.find(([name]) => name === 'tiny')?.slice(0, 4)).toEqual(['tiny', '1', '100.0 %', '100.0 %']);
    expect(stdout).toContain('claims: 1 of 1 verdicts right');
    const [first, dense, BM25] = cells.find(([name]) => name === 'made')?.slice(2, 5) ?? [];
    expect([first, dense, BM25]).toEqual(['50.0 %', '50.0 %', '50.0 %']);
    expect(cells.find(([name]) => name === 'mean of the sets')).toHaveLength(7);
  });

  it('tells of a folder without sets, and of options that miss their set', async () => {
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'none.json'), '[]');
    await expect(evaluate('--sets', 'none.json', '--external', 'empty')).rejects.toMatchObject({ code: 2 });
    await expect(evaluate('--out', 'o.jsonl')).rejects.toMatchObject({ code: 2 });
    await expect(evaluate('--sets', 'q.jsonl')).rejects.toMatchObject({ code: 2 });
  });
});
