/**
 * Weights of the signals that tell which list, or which sentence alone, answers a question for several things:
 * `npm run calibrate-lists`. They are fitted to all sets that are not blind, each candidate by itself; the table is of
 * weights that are fitted to other speeches than those they are tried on. With `--write` the weights are put into
 * `src/answering/lists/list-weights.ts`.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Answerer } from '../src/answering/answerer.js';
import { ANSWERING_STEPS, type AnswererParts } from '../src/answering/answering-steps.js';
import type { ListCandidate } from '../src/answering/lists/list-likelihood.js';
import type { ListSignals } from '../src/answering/lists/list-signals.js';
import { listAnswer, quotesAnswer } from '../src/answering/outline/division-answers.js';
import { makeQuote } from '../src/answering/quoting/citation.js';
import { quoteSpan, wholeStatement } from '../src/answering/quoting/spans.js';
import { projectRoot, startEmbedder } from '../src/cli/compose.js';
import { isRightFirst, turnsBefore } from '../src/cli/evaluate-speech.js';
import { formatTable, percent } from '../src/cli/evaluation-summary.js';
import type { SpeechQuestion } from '../src/cli/evaluation-sets.js';
import { silentLogger } from '../src/logger.js';
import { fitLogisticModel, likelihoodBy, type LogisticModel } from './quality/logistic-model.js';
import { prepareSpeeches, type PreparedSpeech } from './quality/prepared-speeches.js';
import { RememberingEmbedder } from './quality/remembering-embedder.js';
import { putWeights, type WeightsFile } from './quality/weights-file.js';

/** Holds weights down where few questions speak for them. */
const PENALTY = 10;
/** Shares of the speeches, each of which is tried with the weights of the others. */
const SHARES = 8;

const WEIGHTS_FILE: WeightsFile = {
  path: 'src/answering/lists/list-weights.ts',
  typeFrom: './list-signals.js',
  typeName: 'ListWeights',
  constantName: 'LIST_WEIGHTS',
  command: 'calibrate-lists',
};

interface Choice {
  readonly kind: string;
  readonly candidates: readonly {
    readonly row: readonly number[];
    readonly isRight: boolean;
    readonly isChosen: boolean;
  }[];
}

const namesOf = (signals: ListSignals) => Object.keys(signals) as (keyof ListSignals)[];

/** Whether a candidate shown alone answers. */
function isRight(question: SpeechQuestion, { speech }: AnswererParts, { list }: ListCandidate, label: number): boolean {
  const answer =
    list === null
      ? quotesAnswer([makeQuote(speech, wholeStatement(speech, quoteSpan(speech, label)), 1)])
      : listAnswer(speech, list);
  return isRightFirst(question, answer);
}

/** Asks every answerable question and keeps the candidates of those for several things; `names` takes the signals' names. */
async function collect({ parts, questions }: PreparedSpeech, names: Set<keyof ListSignals>): Promise<Choice[]> {
  let seen: readonly ListCandidate[] = [];
  const answerer = new Answerer(parts, {
    ...ANSWERING_STEPS,
    chooseList: (candidates) => {
      seen = candidates;
      return candidates.find(({ isChosen }) => isChosen);
    },
  });
  const choices: Choice[] = [];
  for (const question of questions.filter(({ evidence }) => evidence.length > 0)) {
    seen = [];
    await answerer.answer(question.question, turnsBefore(question), 3);
    if (seen.length === 0) continue;
    for (const { signals } of seen.slice(0, 1)) for (const name of namesOf(signals)) names.add(name);
    choices.push({
      kind: question.kind,
      candidates: seen.map((candidate) => ({
        row: [...names].map((name) => candidate.signals[name]),
        isRight: isRight(question, parts, candidate, candidate.sentence ?? -1),
        isChosen: candidate.isChosen,
      })),
    });
  }
  return choices;
}

function fit(choices: readonly Choice[]): LogisticModel {
  const candidates = choices.flatMap((choice) => choice.candidates);
  return fitLogisticModel(
    candidates.map(({ row }) => row),
    candidates.map((candidate) => candidate.isRight),
    PENALTY,
  );
}

/** Questions by kind: how many, how many whose answer the rules choose rightly, the likeliest candidate, any at all. */
function report(tried: readonly { choice: Choice; model: LogisticModel }[]): string[] {
  const kinds = [...new Set(tried.map(({ choice }) => choice.kind))];
  const rows = [...kinds, 'all'].map((kind) => {
    const some = tried.filter(({ choice }) => kind === 'all' || choice.kind === kind);
    const share = (isCounted: (one: (typeof tried)[number]) => boolean) =>
      percent(some.filter(isCounted).length, some.length);
    return [
      kind,
      String(some.length),
      share(({ choice }) => choice.candidates.some((one) => one.isChosen && one.isRight)),
      share(({ choice, model }) => {
        const likelihoods = choice.candidates.map(({ row }) => likelihoodBy(model, row));
        return choice.candidates[likelihoods.indexOf(Math.max(...likelihoods))]?.isRight === true;
      }),
      share(({ choice }) => choice.candidates.some((one) => one.isRight)),
    ];
  });
  return formatTable([['kind', 'questions', 'by the rules', 'the likeliest', 'any candidate'], ...rows]);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
  const modelDir = join(projectRoot(), 'models', 'bge-small-zh-v1.5');
  const embedder = new RememberingEmbedder(await startEmbedder(modelDir, silentLogger));
  try {
    const names = new Set<keyof ListSignals>();
    const speeches: Choice[][] = [];
    for (const speech of await prepareSpeeches(embedder)) speeches.push(await collect(speech, names));
    const shares = Array.from({ length: SHARES }, (_, share) =>
      speeches.filter((__, index) => index % SHARES === share),
    );
    const tried = shares.flatMap((share) => {
      const model = fit(speeches.filter((speech) => !share.includes(speech)).flat());
      return share.flat().map((choice) => ({ choice, model }));
    });
    console.log(`${tried.length} questions for several things, ${SHARES} shares of ${speeches.length} speeches\n`);
    console.log(report(tried).join('\n'));
    await putWeights(WEIGHTS_FILE, [...names], fit(speeches.flat()), values.write);
  } finally {
    await embedder.close();
  }
}

await main();
