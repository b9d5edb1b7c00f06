import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readSetList } from '../../src/cli/evaluation-sets.js';
import { loadSpeech } from '../../src/speech/speech-file.js';
import { createCharacterFold, foldText } from '../../src/text/fold.js';
import { ROOT, SPEECHES } from '../paths.js';

const KINDS = [
  'fact',
  'list',
  'section',
  'colloquial',
  'typo',
  'traditional',
  'english',
  'followup',
  'unanswerable',
] as const;
const NO_SHARED_WORD = 'no shared word';
/** English words that carry no meaning of their own. */
const FUNCTION_WORDS = new Set(
  (
    'a about all an and any are as at be been but by can did do does for from get had has have he her his how i in is it ' +
    'its let me my no nor not of on or our shall she should so than that the their them then there these they this those ' +
    'to too us was we were what when where which who whom whose why will with would you your'
  ).split(' '),
);

const questionSchema = z.strictObject({
  id: z.string().min(1),
  question: z.string().min(1),
  kind: z.enum(KINDS),
  evidence: z.array(z.string().min(1)),
  any_of: z.boolean(),
  note: z.string(),
  history: z.array(z.string().min(1)).min(1).optional(),
});
type Question = z.infer<typeof questionSchema>;

function readQuestions(name: string): Question[] {
  const lines = readFileSync(`${ROOT}eval/${name}.jsonl`, 'utf8').trimEnd().split('\n');
  return lines.map((line) => questionSchema.parse(JSON.parse(line)));
}

/** Rows of a table of counts of the README by their names, which match `name`. */
function readCounts(name: RegExp): Map<string, number[]> {
  const row = new RegExp(`^\\| (${name.source}) \\|([ \\d|]+)\\|$`, 'gm');
  const rows = readFileSync(`${ROOT}eval/README.md`, 'utf8').matchAll(row);
  return new Map(Array.from(rows, (row) => [row[1] ?? '', (row[2] ?? '').split('|').map(Number)] as const));
}

function countKinds(questions: readonly Question[]): number[] {
  return KINDS.map((kind) => questions.filter((question) => question.kind === kind).length);
}

function count(questions: readonly Question[]): number[] {
  return [...countKinds(questions), questions.filter(isMarked).length];
}

function isMarked(question: Question): boolean {
  return question.note.startsWith(NO_SHARED_WORD);
}

/** Ending stripped as far as it takes to see `word` and `words`, `ask` and `asked` as one. */
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ies|ing|es|ed|s|y|e)$/, '') : word;
}

/** What a folded text says: pairs of neighbouring Chinese characters, and stems of English words but for function words. */
function contentOf(folded: string): Set<string> {
  const pairs = Array.from(folded.matchAll(/\p{Script=Han}+/gu), ([run]) =>
    Array.from(run.slice(1), (character, index) => `${run[index]}${character}`),
  ).flat();
  const words = Array.from(folded.matchAll(/[a-z]+/g), ([word]) => word).filter((word) => !FUNCTION_WORDS.has(word));
  return new Set([...pairs, ...words.map(stem)]);
}

const FILES = SPEECHES.filter(([name]) => name !== 'sample').map(
  ([name, path]) => ({ name, path, questions: readQuestions(name) }) as const,
);
const ALL = FILES.flatMap(({ questions }) => questions);
const LISTED = (await readSetList(`${ROOT}eval/sets.json`)).questions;
const LATER_SETS = /^(?:blind|tuning|judging|fresh|structure|outline|further|asked|varied|unseen|peer|places|pairs)-/;
const LATER = LISTED.filter(({ name }) => LATER_SETS.test(name)).map(
  ({ name, speech }) => ({ name, path: speech, questions: readQuestions(name) }) as const,
);
const ALL_LATER = LATER.flatMap(({ questions }) => questions);
const WRITTEN = [...ALL, ...ALL_LATER];

/** Names of the files of questions whose names match. */
function namesInFolder(name: RegExp): string[] {
  const files = readdirSync(`${ROOT}eval`).filter((file) => file.endsWith('.jsonl'));
  return files
    .map((file) => file.replace(/\.jsonl$/, ''))
    .filter((file) => name.test(file))
    .sort();
}

test('every speech has its file, and the list of sets every blind one', () => {
  expect(namesInFolder(/^s\d-/)).toEqual(FILES.map(({ name }) => name));
  expect(namesInFolder(LATER_SETS)).toEqual(LATER.map(({ name }) => name).sort());
});

test('every id and every question is used once', () => {
  const others = ['speech-dev', 'sample'].flatMap(readQuestions);
  const all = [...WRITTEN, ...others];
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(new Set(all.map(({ question, history }) => [question, ...(history ?? [])].join())).size).toBe(all.length);
});

test('the README counts right', () => {
  const counted = new Map(FILES.map(({ name, questions }) => [name, count(questions)]));
  expect(readCounts(/all|s\d[^ ]*/)).toEqual(counted.set('all', count(ALL)));
  const countedLater = new Map(LATER.map(({ name, questions }) => [name, countKinds(questions)]));
  expect(
    readCounts(
      /all later|(?:blind|tuning|judging|fresh|structure|outline|further|asked|varied|unseen|peer|places|pairs)-[^ ]*/,
    ),
  ).toEqual(countedLater.set('all later', countKinds(ALL_LATER)));
});

test.each([...FILES, ...LATER])(
  'evidence of $name stands in one sentence of its canonical text',
  async ({ path, questions }) => {
    const { text, sentences } = await loadSpeech(path);
    const quotable = sentences.map(({ span }) => text.slice(span.start, span.end));
    const absent = questions.flatMap(({ id, evidence }) =>
      evidence
        .filter((words) => !quotable.some((sentence) => sentence.includes(words)))
        .map((words) => `${id}: ${words}`),
    );
    expect(absent).toEqual([]);
  },
);

test('evidence is missing where a question is unanswerable, and there alone', () => {
  const wrong = WRITTEN.filter(({ kind, evidence }) => (kind === 'unanswerable') !== (evidence.length === 0));
  expect(wrong).toEqual([]);
});

test('only a choice of evidence is marked as one, and only a follow-up has a history', () => {
  expect(WRITTEN.filter(({ any_of, evidence }) => any_of && evidence.length < 2)).toEqual([]);
  expect(WRITTEN.filter(({ kind, history }) => (kind === 'followup') !== (history !== undefined))).toEqual([]);
});

describe('questions marked "no shared word"', () => {
  const fold = createCharacterFold();

  test('are at least half of those that have an answer, each in the language of its speech', () => {
    const marked = ALL.filter(isMarked);
    expect(marked.length * 2).toBeGreaterThanOrEqual(ALL.filter(({ kind }) => kind !== 'unanswerable').length);
    expect(marked.filter(({ kind }) => kind === 'english' || kind === 'unanswerable')).toEqual([]);
  });

  test('share none with their evidence', () => {
    const shared = ALL.filter(isMarked).flatMap(({ id, question, evidence }) => {
      const asked = contentOf(foldText(question, fold));
      const quoted = contentOf(foldText(evidence.join('\n'), fold));
      return [...asked].filter((piece) => quoted.has(piece)).map((piece) => `${id}: ${piece}`);
    });
    expect(shared).toEqual([]);
  });
});
