/**
 * Weights of the signals that tell answered questions from others: `npm run calibrate`. They are fitted to all sets that
 * are not blind; for each speech they are also fitted to the others alone and tried on it. With `--write` the weights are
 * put into `src/answering/answer-weights.ts`.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Answerer } from '../src/answering/answerer.js';
import { ANSWERING_STEPS } from '../src/answering/answering-steps.js';
import { LEAST_LIKELIHOOD } from '../src/answering/answer-likelihood.js';
import { answerSignals, type AnswerSignals } from '../src/answering/answer-signals.js';
import { resolveFollowUp } from '../src/answering/follow-up.js';
import { refuseOutright, lacksAsked } from '../src/answering/refusal.js';
import { projectRoot, startEmbedder } from '../src/cli/compose.js';
import { turnsBefore } from '../src/cli/evaluate-speech.js';
import { formatTable, percent, refusalScore } from '../src/cli/evaluation-summary.js';
import { silentLogger } from '../src/logger.js';
import { foldText } from '../src/text/fold.js';
import { fitLogisticModel, likelihoodBy, type LogisticModel } from './quality/logistic-model.js';
import { prepareSpeeches, type PreparedSpeech } from './quality/prepared-speeches.js';
import { RememberingEmbedder } from './quality/remembering-embedder.js';
import { putWeights, type WeightsFile } from './quality/weights-file.js';

/** Holds weights down where few questions speak for them. */
const PENALTY = 20;
const BINS = 10;

/** A question as refusing sees it. */
interface Case {
  readonly isAnswered: boolean;
  /** Signals and what the rules say; null where the outline, a list or an outright refusal decides. */
  readonly judged: { readonly signals: AnswerSignals; readonly isAbsentByRules: boolean } | null;
  readonly isRefusedAnyway: boolean;
}

interface SpeechCases {
  readonly name: string;
  readonly cases: readonly Case[];
}

/** Asks every question once and keeps what its refusal is judged by. */
async function collect({ name, parts, questions }: PreparedSpeech): Promise<SpeechCases> {
  let judged: Case['judged'] = null;
  const answerer = new Answerer(parts, {
    ...ANSWERING_STEPS,
    refuse: (question, evidence, fold) => {
      const outright = refuseOutright(question, evidence, fold);
      const signals = outright === null ? answerSignals(question, evidence, fold) : null;
      judged = signals === null ? null : { signals, isAbsentByRules: lacksAsked(question, evidence) };
      return outright;
    },
  });
  const cases: Case[] = [];
  for (const { question, history, evidence } of questions) {
    judged = null;
    const turns = turnsBefore({ history });
    const answer = await answerer.answer(question, turns, 3);
    const folded = turns.map((turn) => ({ ...turn, question: foldText(turn.question, parts.fold) }));
    // What goes on from the answer before is not judged: the question before was.
    const goesOn = resolveFollowUp(foldText(question, parts.fold), folded).wants !== null;
    cases.push({
      isAnswered: evidence.length > 0,
      judged: goesOn ? null : judged,
      isRefusedAnyway: answer.status === 'not_found',
    });
  }
  return { name, cases };
}

const names = (cases: readonly Case[]) =>
  Object.keys(cases.find(({ judged }) => judged !== null)?.judged?.signals ?? {}) as (keyof AnswerSignals)[];
const rowOf = (signals: AnswerSignals, of: readonly (keyof AnswerSignals)[]) => of.map((name) => signals[name]);

function fit(cases: readonly Case[]): LogisticModel {
  const of = names(cases);
  const judged = cases.flatMap((one) => (one.judged === null ? [] : [{ ...one, judged: one.judged }]));
  return fitLogisticModel(
    judged.map((one) => rowOf(one.judged.signals, of)),
    judged.map(({ isAnswered }) => isAnswered),
    PENALTY,
  );
}

type IsRefused = (one: Case) => boolean;
const byRules: IsRefused = ({ judged, isRefusedAnyway }) => judged?.isAbsentByRules ?? isRefusedAnyway;
const always: IsRefused = () => true;
const likelihoodOf = (model: LogisticModel, { judged }: Case) =>
  judged === null
    ? null
    : likelihoodBy(model, rowOf(judged.signals, Object.keys(judged.signals) as (keyof AnswerSignals)[]));
const byModel =
  (model: LogisticModel): IsRefused =>
  (one) => {
    const likelihood = likelihoodOf(model, one);
    return likelihood === null ? one.isRefusedAnyway : likelihood < LEAST_LIKELIHOOD;
  };

/** Of some decisions on questions: how many to refuse, how many refused, how many of them rightly. */
function tally(decisions: readonly { one: Case; isRefused: boolean }[]) {
  const refused = decisions.filter(({ isRefused }) => isRefused);
  const right = refused.filter(({ one }) => !one.isAnswered).length;
  const wanted = decisions.filter(({ one }) => !one.isAnswered).length;
  return { wanted, right, wrong: refused.length - right, f1: refusalScore(right, refused.length, wanted).f1 };
}
const decide = (cases: readonly Case[], isRefused: IsRefused) =>
  cases.map((one) => ({ one, isRefused: isRefused(one) }));

/** How often questions of a likelihood were answered, in tenths of it. */
function binRows(judged: readonly { likelihood: number; isAnswered: boolean }[]): string[][] {
  return Array.from({ length: BINS }, (_, bin) => {
    const inBin = judged.filter(({ likelihood }) => Math.min(BINS - 1, Math.floor(likelihood * BINS)) === bin);
    const answered = inBin.filter(({ isAnswered }) => isAnswered).length;
    return [`${bin / BINS} to ${(bin + 1) / BINS}`, String(inBin.length), percent(answered, inBin.length)];
  });
}

function report(speeches: readonly SpeechCases[]): string[] {
  const models = speeches.map((left) => fit(speeches.filter((one) => one !== left).flatMap(({ cases }) => cases)));
  const trials = speeches.map(({ cases }, index) => ({ cases, model: models[index] ?? fit(cases) }));
  const rows = trials.map(({ cases, model }, index) => [
    speeches[index]?.name ?? '',
    ...[byModel(model), byRules, always].map((isRefused) => tally(decide(cases, isRefused)).f1.toFixed(2)),
    '0.00',
  ]);
  const pooled = tally(trials.flatMap(({ cases, model }) => decide(cases, byModel(model))));
  const all = speeches.flatMap(({ cases }) => cases);
  const rules = tally(decide(all, byRules));
  const judged = trials.flatMap(({ cases, model }) =>
    cases.flatMap((one) => {
      const likelihood = likelihoodOf(model, one);
      return likelihood === null ? [] : [{ likelihood, isAnswered: one.isAnswered }];
    }),
  );
  return [
    ...formatTable([
      ['left out', 'F1 there', 'rules alone', 'refusing always', 'answering always'],
      ...rows,
      ['all, pooled', ...[pooled, rules, tally(decide(all, always))].map(({ f1 }) => f1.toFixed(2)), '0.00'],
    ]),
    '',
    `pooled: ${pooled.right} of ${pooled.wanted} refused rightly and ${pooled.wrong} wrongly; by the rules alone ${rules.right} and ${rules.wrong}`,
    '',
    ...formatTable([['likelihood, the speech left out', 'questions', 'answered there'], ...binRows(judged)]),
  ];
}

const WEIGHTS_FILE: WeightsFile = {
  path: 'src/answering/answer-weights.ts',
  typeFrom: './answer-signals.js',
  typeName: 'AnswerWeights',
  constantName: 'ANSWER_WEIGHTS',
  command: 'calibrate',
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
  const modelDir = join(projectRoot(), 'models', 'bge-small-zh-v1.5');
  const embedder = new RememberingEmbedder(await startEmbedder(modelDir, silentLogger));
  try {
    const speeches: SpeechCases[] = [];
    for (const speech of await prepareSpeeches(embedder)) speeches.push(await collect(speech));
    const all = speeches.flatMap(({ cases }) => cases);
    const judgedCount = all.filter(({ judged }) => judged !== null).length;
    console.log(`${all.length} questions, ${judgedCount} of them judged by their signals\n`);
    console.log(report(speeches).join('\n'));
    await putWeights(WEIGHTS_FILE, names(all), fit(all), values.write);
  } finally {
    await embedder.close();
  }
}

await main();
