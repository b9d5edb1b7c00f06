/**
 * Weights of the signals that tell whether a quote answers only together with the sentence beside it:
 * `npm run calibrate-quotes`. They are fitted to all sets that are not blind; the table is of weights that are fitted to
 * other speeches than those they are tried on. With `--write` the weights are put into
 * `src/answering/widening/widening-weights.ts`.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Answerer } from '../src/answering/answerer.js';
import { ANSWERING_STEPS } from '../src/answering/answering-steps.js';
import type { Answer } from '../src/answering/quoting/answer.js';
import { LONGEST_QUOTE } from '../src/answering/quoting/spans.js';
import type { Widening, WideningLikelihood } from '../src/answering/widening/widened-quote.js';
import type { WideningSignals } from '../src/answering/widening/widening-signals.js';
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
const PENALTY = 20;
/** Shares of the speeches, each of which is tried with the weights of the others. */
const SHARES = 8;

const WEIGHTS_FILE: WeightsFile = {
  path: 'src/answering/widening/widening-weights.ts',
  typeFrom: './widening-signals.js',
  typeName: 'WideningWeights',
  constantName: 'WIDENING_WEIGHTS',
  command: 'calibrate-quotes',
};

/** An answerable question with its answer, and the sentences by which its best quote might have been widened. */
interface Asked {
  readonly question: SpeechQuestion;
  readonly answer: Answer;
  readonly widenings: readonly { readonly signals: WideningSignals; readonly isNeeded: boolean }[];
}

const namesOf = (signals: WideningSignals) => Object.keys(signals) as (keyof WideningSignals)[];
const rowOf = (signals: WideningSignals) => namesOf(signals).map((name) => signals[name]);

/** Whether evidence that the quote does not hold stands on the side to which it is widened, near enough for one quote. */
function isNeeded({ evidence, any_of }: SpeechQuestion, text: string, { quote, widened }: Widening): boolean {
  const holds = (words: string) => text.slice(quote.start, quote.end).includes(words);
  const choices = any_of ? evidence.map((words) => [words]) : [evidence];
  if (choices.some((all) => all.every(holds))) return false;
  return choices.some((all) => {
    const starts = all.map((words) => text.indexOf(words));
    const start = Math.min(quote.start, ...starts);
    const end = Math.max(quote.end, ...all.map((words, index) => (starts[index] ?? 0) + words.length));
    const isOnSide = widened.start < quote.start ? start < quote.start : end > quote.end;
    return isOnSide && end - start <= LONGEST_QUOTE && !text.slice(start, end).includes('\n');
  });
}

async function ask({ parts, questions }: PreparedSpeech, likelihoodOf: WideningLikelihood): Promise<Asked[]> {
  let widenings: Widening[] = [];
  const answerer = new Answerer(parts, {
    ...ANSWERING_STEPS,
    wideningLikelihood: (widening) => {
      widenings.push(widening);
      return likelihoodOf(widening);
    },
  });
  const asked: Asked[] = [];
  for (const question of questions.filter(({ evidence }) => evidence.length > 0)) {
    widenings = [];
    const answer = await answerer.answer(question.question, turnsBefore(question), 3);
    const judged = widenings.map((widening) => ({
      signals: widening.signals,
      isNeeded: isNeeded(question, parts.speech.text, widening),
    }));
    asked.push({ question, answer, widenings: judged });
  }
  return asked;
}

async function askAll(
  speeches: readonly PreparedSpeech[],
  likelihoodOf: (index: number) => WideningLikelihood,
): Promise<Asked[][]> {
  const asked: Asked[][] = [];
  for (const [index, speech] of speeches.entries()) asked.push(await ask(speech, likelihoodOf(index)));
  return asked;
}

function fit(asked: readonly Asked[]): LogisticModel {
  const widenings = asked.flatMap((one) => one.widenings);
  return fitLogisticModel(
    widenings.map(({ signals }) => rowOf(signals)),
    widenings.map((widening) => widening.isNeeded),
    PENALTY,
  );
}

const byModel =
  (model: LogisticModel): WideningLikelihood =>
  ({ signals }) =>
    likelihoodBy(model, rowOf(signals));

const quoteLength = ({ answer }: Asked) =>
  answer.status === 'answered' ? (answer.quotes[0]?.end ?? 0) - (answer.quotes[0]?.start ?? 0) : 0;

/** Questions by kind: how many, how many of them right first with the quote as it is and widened, how many widened, and lengths. */
function report(narrow: readonly Asked[], wide: readonly Asked[]): string[] {
  const pairs = narrow.flatMap((one, index) => {
    const other = wide[index];
    return one.widenings.length === 0 || other === undefined ? [] : { narrow: one, wide: other };
  });
  const kinds = [...new Set(pairs.map((pair) => pair.narrow.question.kind))];
  const rows = [...kinds, 'all'].map((kind) => {
    const some = pairs.filter((pair) => kind === 'all' || pair.narrow.question.kind === kind);
    const right = (of: (pair: (typeof pairs)[number]) => Asked) =>
      percent(some.filter((pair) => isRightFirst(of(pair).question, of(pair).answer)).length, some.length);
    const meanLength = (of: (pair: (typeof pairs)[number]) => Asked) =>
      (some.reduce((sum, pair) => sum + quoteLength(of(pair)), 0) / some.length).toFixed(1);
    const isWidened = (pair: (typeof pairs)[number]) => quoteLength(pair.wide) !== quoteLength(pair.narrow);
    return [
      kind,
      String(some.length),
      right((pair) => pair.narrow),
      right((pair) => pair.wide),
      percent(some.filter(isWidened).length, some.length),
      meanLength((pair) => pair.narrow),
      meanLength((pair) => pair.wide),
    ];
  });
  const heads = ['kind', 'questions', 'as it is', 'widened', 'of them wider', 'mean length', 'widened'];
  return formatTable([heads, ...rows]);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
  const modelDir = join(projectRoot(), 'models', 'bge-small-zh-v1.5');
  const embedder = new RememberingEmbedder(await startEmbedder(modelDir, silentLogger));
  try {
    const speeches = await prepareSpeeches(embedder);
    const narrow = await askAll(speeches, () => () => 0);
    // A quote that is widened already is judged too: such are met by widening as the first weights say.
    const seen = byModel(fit(narrow.flat()));
    const met = await askAll(speeches, () => seen);
    const models = Array.from({ length: SHARES }, (_, share) =>
      fit(met.filter((__, index) => index % SHARES !== share).flat()),
    );
    const wide = await askAll(speeches, (index) => byModel(models[index % SHARES] ?? fit(met.flat())));
    console.log(
      `right first of the questions whose best quote may be widened, ${SHARES} shares of ${speeches.length} speeches\n`,
    );
    console.log(report(narrow.flat(), wide.flat()).join('\n'));
    const [first] = met.flatMap((asked) => asked.flatMap(({ widenings }) => widenings));
    await putWeights(WEIGHTS_FILE, first === undefined ? [] : namesOf(first.signals), fit(met.flat()), values.write);
  } finally {
    await embedder.close();
  }
}

await main();
