import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Answer } from '../answering/answer.js';
import { ClaimChecker } from '../answering/checking/claim-checker.js';
import { WordFinder } from '../answering/counting.js';
import { UsageError } from '../errors.js';
import { createLogger } from '../logger.js';
import { loadSpeech } from '../speech/speech-file.js';
import { createCharacterFold } from '../text/fold.js';
import { claimLine } from './check.js';
import { fromCaller, readConfig, type Command } from './command.js';
import { indexSpeech, makeAnswerer, startEmbedder } from './compose.js';
import { evaluatePassages } from './evaluate-passages.js';
import { summarise, toResult } from './evaluate-speech.js';
import { claimSchema, readLines, speechQuestionSchema } from './evaluation-sets.js';
import { createProgress } from './progress.js';

const HELP = `npm run evaluate -- --speech FILE --questions Q.jsonl [--out O.jsonl]
npm run evaluate -- --claims C.jsonl [--speech FILE] [--out O.jsonl]
npm run evaluate -- --passages P.jsonl --questions R.jsonl [--out O.jsonl]
Runs a question, claim or passage set. Works in memory: INDEX_DIR is never touched.`;

async function write(out: string | undefined, lines: readonly object[]): Promise<void> {
  if (out !== undefined) await writeFile(fromCaller(out), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

async function evaluateQuestions(
  questionsFile: string,
  speechFile: string | undefined,
  out: string | undefined,
): Promise<void> {
  const questions = await readLines(fromCaller(questionsFile), speechQuestionSchema);
  const config = readConfig({ speech: speechFile });
  const speech = await loadSpeech(config.speechFile);
  const fold = createCharacterFold();
  const embedder = await startEmbedder(config.modelDir, createLogger(config.logLevel, config.logFormat));
  try {
    const built = await indexSpeech(speech, embedder, fold, createProgress(process.stderr.isTTY));
    const answerer = makeAnswerer(speech, built.graph, built.contents, embedder, fold);
    const answers: Answer[] = [];
    const timesMs: number[] = [];
    for (const { question, history } of questions) {
      const startedMs = performance.now();
      const turns = (history ?? []).map((before) => ({ question: before, answer: null }));
      answers.push(await answerer.answer(question, turns, 3));
      timesMs.push(performance.now() - startedMs);
    }
    await write(
      out,
      questions.map(({ id }, index) =>
        toResult(
          id,
          answers[index] ?? { status: 'not_found', reason: 'absent', nearest: [], notes: [] },
          timesMs[index] ?? 0,
        ),
      ),
    );
    console.log(summarise(questions, answers, timesMs).join('\n'));
  } finally {
    await embedder.close();
  }
}

async function evaluateClaims(
  claimsFile: string,
  speechFile: string | undefined,
  out: string | undefined,
): Promise<void> {
  const claims = await readLines(fromCaller(claimsFile), claimSchema);
  const speech = await loadSpeech(readConfig({ speech: speechFile }).speechFile);
  const fold = createCharacterFold();
  const checker = new ClaimChecker(speech, fold, new WordFinder(speech, fold));
  const lines = claims.flatMap(({ id, claim }) => {
    const startedMs = performance.now();
    const [check] = checker.check(claim);
    return check === undefined ? [] : [{ id, ...claimLine(check, performance.now() - startedMs) }];
  });
  await write(out, lines);
  const expected = claims.filter(({ verdict }) => verdict !== undefined);
  const wrong = expected.flatMap(({ id, verdict }) => {
    const got = lines.find((line) => line.id === id)?.verdict;
    return got === verdict ? [] : [`${id}: expected ${verdict ?? ''}, got ${got ?? 'nothing'}`];
  });
  console.log(`claims: ${expected.length - wrong.length} of ${expected.length} verdicts right`);
  for (const line of wrong) console.log(line);
}

/** Runs an evaluation set and prints its table. */
export const evaluateCommand: Command = {
  help: HELP,
  async run(args) {
    const option = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: { speech: option, questions: option, claims: option, passages: option, out: option },
    });
    const { speech, questions, claims, passages, out } = values;
    if (claims !== undefined) await evaluateClaims(claims, speech, out);
    else if (passages !== undefined && questions !== undefined) {
      const config = readConfig();
      const embedder = await startEmbedder(config.modelDir, createLogger(config.logLevel, config.logFormat));
      try {
        const { lines, table } = await evaluatePassages(
          fromCaller(passages),
          fromCaller(questions),
          embedder,
          createProgress(process.stderr.isTTY),
        );
        await write(out, lines);
        console.log(table.join('\n'));
      } finally {
        await embedder.close();
      }
    } else if (questions !== undefined) await evaluateQuestions(questions, speech, out);
    else throw new UsageError('SET_MISSING', 'no set to evaluate', { expected: HELP });
    return 0;
  },
};
