import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Answerer } from '../answering/answerer.js';
import { ClaimChecker } from '../answering/checking/claim-checker.js';
import { WordFinder } from '../answering/counting.js';
import type { Embedder } from '../embedding/embedder.js';
import { UsageError } from '../errors.js';
import { createLogger } from '../logger.js';
import { loadSpeech } from '../speech/speech-file.js';
import { createCharacterFold } from '../text/fold.js';
import { claimLine } from './claim-line.js';
import { fromCaller, readConfig, type Command } from './command.js';
import { indexSpeech, makeAnswerer, projectRoot, startEmbedder } from './compose.js';
import { evaluatePassages, externalTable, passageLine, type PassageScores } from './evaluate-passages.js';
import { askAll, toResult, type AnsweredQuestion } from './evaluate-speech.js';
import { claimSchema, readLines, readSetList, speechQuestionSchema } from './evaluation-sets.js';
import { kindTable, setsTable } from './evaluation-summary.js';
import { createProgress } from './progress.js';

const HELP = `npm run evaluate -- [--sets SETS.json] [--external DIR]
npm run evaluate -- --speech FILE --questions Q.jsonl [--out O.jsonl]
npm run evaluate -- --claims C.jsonl [--speech FILE] [--out O.jsonl]
npm run evaluate -- --passages P.jsonl --questions R.jsonl [--out O.jsonl]
Runs a question, claim or passage set; without one, all of eval/sets.json (--sets: of another list), and with
--external each NAME.passages.jsonl + NAME.retrieval.jsonl of a folder. Works in memory: INDEX_DIR is never touched.`;

async function write(out: string | undefined, lines: readonly object[]): Promise<void> {
  if (out !== undefined) await writeFile(fromCaller(out), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** Gives work the embedding process of the configured model, and ends it. */
async function withEmbedder<Result>(work: (embedder: Embedder) => Promise<Result>): Promise<Result> {
  const config = readConfig();
  const embedder = await startEmbedder(config.modelDir, createLogger(config.logLevel, config.logFormat));
  try {
    return await work(embedder);
  } finally {
    await embedder.close();
  }
}

/** A speech indexed in memory, ready to be asked. */
interface AskableSpeech {
  readonly text: string;
  readonly answerer: Answerer;
}

async function makeAskable(speechFile: string, embedder: Embedder): Promise<AskableSpeech> {
  const speech = await loadSpeech(speechFile);
  const fold = createCharacterFold();
  const built = await indexSpeech(speech, embedder, fold, createProgress(process.stderr.isTTY));
  return { text: speech.text, answerer: await makeAnswerer(speech, built.graph, built.contents, embedder, fold) };
}

/** Asks the questions of a file. */
async function runQuestions(questionsFile: string, { text, answerer }: AskableSpeech): Promise<AnsweredQuestion[]> {
  return askAll(await readLines(questionsFile, speechQuestionSchema), answerer, text);
}

async function evaluateQuestions(
  questionsFile: string,
  speechFile: string | undefined,
  out: string | undefined,
): Promise<void> {
  const { speechFile: speech } = readConfig({ speech: speechFile });
  const rows = await withEmbedder(async (embedder) =>
    runQuestions(fromCaller(questionsFile), await makeAskable(speech, embedder)),
  );
  await write(
    out,
    rows.map(({ question, answer, ms }) => toResult(question.id, answer, ms)),
  );
  console.log(kindTable(rows).join('\n'));
}

async function evaluateClaims(claimsFile: string, speechFile: string, out: string | undefined): Promise<void> {
  const claims = await readLines(claimsFile, claimSchema);
  const speech = await loadSpeech(speechFile);
  const fold = createCharacterFold();
  const checker = new ClaimChecker(speech, fold, new WordFinder(speech, fold));
  const lines = claims.map(({ id, claim }) => {
    const startedMs = performance.now();
    const checks = checker.check(claim);
    return { id, ...claimLine(checks, performance.now() - startedMs) };
  });
  await write(out, lines);
  const expected = claims.filter(({ verdict }) => verdict !== undefined);
  const wrong = claims.flatMap(({ id, verdict }, index) => {
    const got = lines[index]?.verdict;
    return verdict === undefined || got === verdict ? [] : [`${id}: expected ${verdict}, got ${got ?? 'nothing'}`];
  });
  console.log(`claims: ${expected.length - wrong.length} of ${expected.length} verdicts right`);
  for (const line of wrong) console.log(line);
}

async function evaluatePassageSet(passagesFile: string, questionsFile: string, out: string | undefined): Promise<void> {
  const progress = createProgress(process.stderr.isTTY);
  const { lines, scores } = await withEmbedder((embedder) =>
    evaluatePassages(fromCaller(passagesFile), fromCaller(questionsFile), embedder, progress),
  );
  await write(out, lines);
  console.log(passageLine(scores));
}

/** Every set of a list, each with its table, and all together. */
async function evaluateSets(setsFile: string, embedder: Embedder): Promise<void> {
  const sets = await readSetList(setsFile);
  const runs: { name: string; isBlind: boolean; rows: AnsweredQuestion[] }[] = [];
  const askable = new Map<string, AskableSpeech>();
  for (const { name, path, speech, isBlind } of sets.questions) {
    const asked = askable.get(speech) ?? (await makeAskable(speech, embedder));
    askable.set(speech, asked);
    const rows = await runQuestions(path, asked);
    runs.push({ name, isBlind, rows });
    console.log([`${name}${isBlind ? ' (blind)' : ''}: ${rows.length} questions`, ...kindTable(rows), ''].join('\n'));
  }
  const blind = runs.filter(({ isBlind }) => isBlind).flatMap(({ rows }) => rows);
  if (blind.length > 0) console.log([`blind sets: ${blind.length} questions`, ...kindTable(blind), ''].join('\n'));
  const all = runs.flatMap(({ rows }) => rows);
  console.log([`all sets: ${all.length} questions`, ...kindTable(all), '', ...setsTable(runs), ''].join('\n'));
  for (const { name, path, speech } of sets.claims) {
    console.log(`${name}:`);
    await evaluateClaims(path, speech, undefined);
  }
}

const PASSAGES = '.passages.jsonl';

/** Every pair of passages and questions in a folder, in one table. */
async function evaluateExternal(folder: string, embedder: Embedder): Promise<void> {
  const files = await readdir(folder).catch((cause: unknown) => {
    throw new UsageError('SET_UNREADABLE', `cannot read ${folder}`, { expected: 'a folder', cause });
  });
  const names = files.flatMap((file) => (file.endsWith(PASSAGES) ? [file.slice(0, -PASSAGES.length)] : [])).sort();
  if (names.length === 0)
    throw new UsageError('SET_MISSING', `no set in ${folder}`, { expected: `NAME${PASSAGES}, NAME.retrieval.jsonl` });
  const sets: { name: string; scores: PassageScores }[] = [];
  for (const name of names) {
    const progress = createProgress(process.stderr.isTTY);
    const questionsFile = join(folder, `${name}.retrieval.jsonl`);
    const { scores } = await evaluatePassages(join(folder, `${name}${PASSAGES}`), questionsFile, embedder, progress);
    sets.push({ name, scores });
  }
  console.log(['', ...externalTable(sets)].join('\n'));
}

/** Runs an evaluation set, or all of them, and prints the tables. */
export const evaluateCommand: Command = {
  help: HELP,
  async run(args) {
    const option = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: {
        speech: option,
        questions: option,
        claims: option,
        passages: option,
        out: option,
        sets: option,
        external: option,
      },
    });
    const { speech, questions, claims, passages, out, sets, external } = values;
    if (claims !== undefined) await evaluateClaims(fromCaller(claims), readConfig({ speech }).speechFile, out);
    else if (passages !== undefined && questions !== undefined) await evaluatePassageSet(passages, questions, out);
    else if (questions !== undefined) await evaluateQuestions(questions, speech, out);
    else if (speech !== undefined || passages !== undefined || out !== undefined)
      throw new UsageError('SET_MISSING', 'no set to evaluate', { expected: HELP });
    else
      await withEmbedder(async (embedder) => {
        const setsFile = sets === undefined ? join(projectRoot(), 'eval', 'sets.json') : fromCaller(sets);
        await evaluateSets(setsFile, embedder);
        if (external !== undefined) await evaluateExternal(fromCaller(external), embedder);
      });
    return 0;
  },
};
