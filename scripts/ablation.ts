/** What is lost without each part of answering, over all sets of our own: `npm run ablation`. */
import { join } from 'node:path';
import { Answerer } from '../src/answering/answerer.js';
import { ANSWERING_STEPS, type AnswererParts, type AnsweringSteps } from '../src/answering/answering-steps.js';
import { projectRoot, startEmbedder } from '../src/cli/compose.js';
import { askAll, type AnsweredQuestion } from '../src/cli/evaluate-speech.js';
import { formatTable, kindsOf, percent, summariseRun } from '../src/cli/evaluation-summary.js';
import { resolveFollowUp } from '../src/answering/follow-up.js';
import { refuseOutright, lacksAsked } from '../src/answering/refusal.js';
import { silentLogger } from '../src/logger.js';
import { RETRIEVAL_WEIGHTS, type RetrievalWeights } from '../src/retrieval/retriever.js';
import { prepareSpeeches, type PreparedSpeech } from './quality/prepared-speeches.js';
import { RememberingEmbedder } from './quality/remembering-embedder.js';

/** Answering with one part changed. */
interface Variant {
  readonly name: string;
  readonly weights?: Partial<RetrievalWeights>;
  readonly parts?: (parts: AnswererParts) => Partial<AnswererParts>;
  readonly steps?: Partial<AnsweringSteps>;
}

const NO_LISTS = { list: () => null, nearest: () => null };

const VARIANTS: readonly Variant[] = [
  { name: 'everything' },
  { name: 'without dense', weights: { dense: 0 } },
  { name: 'without BM25', weights: { lexical: 0 } },
  { name: 'without late interaction', weights: { late: 0, lateSentence: 0 } },
  {
    name: 'without the companion',
    weights: { models: [1, 0], english: { dense: 1, models: [1, 0] } },
  },
  { name: 'without weights for English', weights: { english: { dense: 1, models: RETRIEVAL_WEIGHTS.models } } },
  { name: 'without related words', weights: { related: 0 } },
  { name: 'without translated groups', weights: { translated: 0 } },
  { name: 'without sound correction', parts: () => ({ soundAlikes: { correct: (question) => question } }) },
  {
    name: 'without English bridge',
    parts: ({ wordBridge }) => ({
      wordBridge: {
        toChinese: () => [],
        toEnglish: () => [],
        relatedWords: (question) => wordBridge.relatedWords(question),
      },
    }),
  },
  { name: 'without structure', steps: { readStructureQuestion: () => null } },
  {
    name: 'without enumerations',
    steps: { findEnumeration: () => null, findEnumerationAround: () => null, listsByMeaning: () => NO_LISTS },
  },
  { name: 'without lists by meaning', steps: { listsByMeaning: () => NO_LISTS } },
  {
    name: 'without follow-ups',
    steps: {
      resolveFollowUp: (question) => resolveFollowUp(question, []),
    },
  },
  { name: 'without likelier places', steps: { weighPlaces: () => [] } },
  { name: 'without likelier lists', steps: { chooseList: (all) => all.find(({ isChosen }) => isChosen) } },
  { name: 'without refusals', steps: { refuse: () => null } },
  {
    name: 'without likelihood of answers',
    steps: {
      refuse: (question, evidence, fold) =>
        refuseOutright(question, evidence, fold) ?? (lacksAsked(question, evidence) ? 'absent' : null),
    },
  },
  { name: 'without widened quotes', steps: { wideningLikelihood: () => 0 } },
  { name: 'without neighbours', steps: { quoteSpan: (speech, index) => sentenceSpan(speech, index) } },
];

function sentenceSpan(speech: AnswererParts['speech'], index: number): { start: number; end: number } {
  const sentence = speech.sentences[index];
  if (sentence === undefined) throw new RangeError(`no sentence ${index}`);
  return sentence.span;
}

async function run(variant: Variant, speeches: readonly PreparedSpeech[]): Promise<AnsweredQuestion[]> {
  const rows: AnsweredQuestion[] = [];
  for (const { parts, questions, retrieverWith } of speeches) {
    const retriever = retrieverWith({ ...RETRIEVAL_WEIGHTS, ...variant.weights });
    const changed = { ...parts, retriever, ...variant.parts?.(parts) };
    const answerer = new Answerer(changed, { ...ANSWERING_STEPS, ...variant.steps });
    rows.push(...(await askAll(questions, answerer, parts.speech.text)));
  }
  return rows;
}

function tableRow(name: string, rows: readonly AnsweredQuestion[], kinds: readonly string[]): string[] {
  const summary = summariseRun(rows);
  const byKind = kinds.map((kind) => {
    const { answerableCount, firstCount } = summariseRun(rows.filter(({ question }) => question.kind === kind));
    return percent(firstCount, answerableCount).replace(' %', '');
  });
  return [
    name,
    percent(summary.firstCount, summary.answerableCount).replace(' %', ''),
    percent(summary.inThreeCount, summary.answerableCount).replace(' %', ''),
    summary.refusal.f1.toFixed(2),
    ...byKind,
  ];
}

async function main(): Promise<void> {
  const modelDir = join(projectRoot(), 'models', 'bge-small-zh-v1.5');
  const embedder = new RememberingEmbedder(await startEmbedder(modelDir, silentLogger));
  try {
    const speeches = await prepareSpeeches(embedder);
    const runs: { name: string; rows: AnsweredQuestion[] }[] = [];
    for (const variant of VARIANTS) runs.push({ name: variant.name, rows: await run(variant, speeches) });
    const kinds = kindsOf(runs[0]?.rows ?? []);
    const lines = runs.map(({ name, rows }) => tableRow(name, rows, kinds));
    const questionCount = runs[0]?.rows.length ?? 0;
    console.log(`${questionCount} questions on ${speeches.length} speeches; right first by kind, in percent\n`);
    console.log(formatTable([['', 'right first', 'in three', 'refusal F1', ...kinds], ...lines]).join('\n'));
  } finally {
    await embedder.close();
  }
}

await main();
