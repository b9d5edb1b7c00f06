/**
 * Refusal limits by grid search, leaving one speech out at a time: `npm run calibrate`. For each left-out speech the
 * limits with the best F1 on the others, of equals those nearest today's, are tried on it.
 */
import { join } from 'node:path';
import { Answerer } from '../src/answering/answerer.js';
import { ANSWERING_STEPS } from '../src/answering/answering-steps.js';
import { refuse, REFUSAL_LIMITS, type RefusalLimits, type RefusalSigns } from '../src/answering/refusal.js';
import { projectRoot, startEmbedder } from '../src/cli/compose.js';
import { formatTable, refusalScore } from '../src/cli/evaluation-summary.js';
import { silentLogger } from '../src/logger.js';
import { prepareSpeeches, type PreparedSpeech } from './quality/prepared-speeches.js';
import { RememberingEmbedder } from './quality/remembering-embedder.js';

/** A question as refusing sees it; `judged` is null where the outline or a list decides. */
interface Case {
  readonly isUnanswerable: boolean;
  readonly judged: RefusalSigns | null;
  readonly isRefusedAnyway: boolean;
}

/** Outcomes over questions: how many to refuse, how many refused, how many of them rightly. */
interface Tally {
  readonly unanswerable: number;
  readonly refused: number;
  readonly right: number;
}

const steps = (from: number, to: number, step: number) =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => Number((from + index * step).toFixed(2)));
const GRID = {
  offTopicDense: steps(0.4, 0.48, 0.04),
  offTopicLate: steps(0.46, 0.54, 0.04),
  offTopicCompanion: steps(0.52, 0.64, 0.04),
  offTopicKnown: steps(0.5, 0.9, 0.2),
  leastCompanion: steps(0.47, 0.61, 0.02),
  sureCompanion: steps(0.62, 0.8, 0.03),
  leastRelativeCoverage: steps(0.5, 1, 0.25),
};

/** Every combination of the values to try. */
function everyLimits(): RefusalLimits[] {
  const keys = Object.keys(GRID) as (keyof RefusalLimits)[];
  return keys.reduce<RefusalLimits[]>(
    (limits, key) => limits.flatMap((some) => GRID[key].map((value) => ({ ...some, [key]: value }))),
    [REFUSAL_LIMITS],
  );
}

/** How far limits lie from today's: the sum of the differences, each as a share of its range. */
function distance(limits: RefusalLimits): number {
  return (Object.keys(GRID) as (keyof RefusalLimits)[]).reduce((sum, key) => {
    const values = GRID[key];
    return sum + Math.abs(limits[key] - REFUSAL_LIMITS[key]) / ((values.at(-1) ?? 1) - (values[0] ?? 0));
  }, 0);
}

/** Answers every question once, refusing all that is judged by limits, and keeps what they are judged by. */
async function collect({ parts, questions }: PreparedSpeech): Promise<Case[]> {
  let judged: Case['judged'] = null;
  const answerer = new Answerer(parts, {
    ...ANSWERING_STEPS,
    refuse: (signs) => {
      judged = signs;
      return 'off_topic';
    },
  });
  const cases: Case[] = [];
  for (const { question, history, evidence } of questions) {
    judged = null;
    const turns = (history ?? []).map((before) => ({ question: before, answer: null }));
    const answer = await answerer.answer(question, turns, 3);
    const isJudged = answer.status === 'not_found' && answer.reason === 'off_topic';
    cases.push({
      isUnanswerable: evidence.length === 0,
      judged: isJudged ? judged : null,
      isRefusedAnyway: answer.status === 'not_found' && !isJudged,
    });
  }
  return cases;
}

function tally(cases: readonly Case[], isRefused: (one: Case) => boolean): Tally {
  const refused = cases.filter(isRefused);
  const right = refused.filter(({ isUnanswerable }) => isUnanswerable).length;
  return { unanswerable: cases.filter(({ isUnanswerable }) => isUnanswerable).length, refused: refused.length, right };
}

const add = (tallies: readonly Tally[]): Tally =>
  tallies.reduce((a, b) => ({
    unanswerable: a.unanswerable + b.unanswerable,
    refused: a.refused + b.refused,
    right: a.right + b.right,
  }));
const f1 = ({ unanswerable, refused, right }: Tally) => refusalScore(right, refused, unanswerable).f1;

const describe = (limits: RefusalLimits): string[] =>
  (Object.keys(GRID) as (keyof RefusalLimits)[]).map((key) => String(limits[key]));

interface Trial {
  readonly limits: RefusalLimits;
  /** One entry a speech. */
  readonly tallies: readonly Tally[];
  /** All of them together. */
  readonly all: Tally;
}

const without = (all: Tally, one: Tally | undefined): Tally =>
  one === undefined
    ? all
    : {
        unanswerable: all.unanswerable - one.unanswerable,
        refused: all.refused - one.refused,
        right: all.right - one.right,
      };

/** The trial with the best F1 over all speeches but one (all of them where `left` is null). */
function best(trials: readonly Trial[], left: number | null): Trial {
  const scoreOf = ({ tallies, all }: Trial) => f1(without(all, left === null ? undefined : tallies[left]));
  return trials.reduce((a, b) => {
    const lead = scoreOf(b) - scoreOf(a);
    return lead > 1e-9 || (lead > -1e-9 && distance(b.limits) < distance(a.limits)) ? b : a;
  });
}

function report(
  names: readonly string[],
  cases: readonly (readonly Case[])[],
  trials: readonly Trial[],
  now: Trial,
): string[] {
  const chosen = names.map((_, index) => best(trials, index));
  const score = (value: Tally | undefined) => (value === undefined ? '–' : f1(value).toFixed(2));
  const always = cases.map((some) => tally(some, () => true));
  const rows = names.map((name, index) => {
    const { limits, tallies } = chosen[index] ?? now;
    return [name, ...describe(limits), score(tallies[index]), score(now.tallies[index]), score(always[index]), '0.00'];
  });
  const pooled = add(chosen.flatMap(({ tallies }, index) => tallies[index] ?? []));
  const overall = best(trials, null);
  return [
    ...formatTable([
      [
        'left out',
        'dense',
        'late',
        'companion',
        'known',
        'least',
        'sure',
        'coverage',
        'F1 there',
        'today',
        'refusing always',
        'answering always',
      ],
      ...rows,
      ['all, pooled', ...Object.keys(GRID).map(() => ''), score(pooled), score(now.all), score(add(always)), '0.00'],
    ]),
    '',
    `pooled: ${pooled.right} of ${pooled.unanswerable} refused rightly and ${pooled.refused - pooled.right} wrongly; with today's limits ${now.all.right} and ${now.all.refused - now.all.right}`,
    `best on all speeches together (seen): ${describe(overall.limits).join(' ')}, F1 ${score(overall.all)}; today's limits: ${describe(now.limits).join(' ')}`,
  ];
}

async function main(): Promise<void> {
  const modelDir = join(projectRoot(), 'models', 'bge-small-zh-v1.5');
  const embedder = new RememberingEmbedder(await startEmbedder(modelDir, silentLogger));
  try {
    const speeches = await prepareSpeeches(embedder);
    const cases: Case[][] = [];
    for (const speech of speeches) cases.push(await collect(speech));
    const tryOut = (limits: RefusalLimits): Trial => {
      const isRefused = ({ judged, isRefusedAnyway }: Case) =>
        isRefusedAnyway || (judged !== null && refuse(judged, limits) !== null);
      const tallies = cases.map((some) => tally(some, isRefused));
      return { limits, tallies, all: add(tallies) };
    };
    const trials = everyLimits().map(tryOut);
    const names = speeches.map(({ name }) => name);
    console.log(`${trials.length} limits on ${cases.flat().length} questions\n`);
    console.log(report(names, cases, trials, tryOut(REFUSAL_LIMITS)).join('\n'));
  } finally {
    await embedder.close();
  }
}

await main();
