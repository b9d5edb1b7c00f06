import { LexicalIndex } from '../../../src/retrieval/lexical-index.js';
import { ClaimChecker } from '../../../src/answering/checking/claim-checker.js';
import { WordFinder } from '../../../src/answering/counting.js';
import { readQuestion } from '../../../src/answering/reading/question.js';
import { readSpeech } from '../../../src/speech/read-speech.js';
import { createCharacterFold, foldText } from '../../../src/text/fold.js';
import { countAtMost, timeAtMost, type Outcome, type Row, type Scale } from '../row.js';

const SHAPES: Readonly<Record<string, string>> = {
  'no stops': '人民代表大会制度是根本政治制度',
  spaces: '人　 　  \t民   ',
  'one line': '要坚持党的领导，依法履职。',
  emoji: '😀👨‍👩‍👧‍👦🇨🇳民',
  brackets: '（【“《(',
  'repeated headings': '一、加强监督\n',
};

const fold = createCharacterFold();
const bytesOf = (text: string) => new TextEncoder().encode(text);
const take = (shape: string, length: number) =>
  `讲话\n${shape.repeat(Math.ceil(length / shape.length))}`.slice(0, length);

/** Steps whose input is a whole text; each returns a function that is timed, after what it is given is made. */
const STEPS: Readonly<Record<string, (text: string) => () => unknown>> = {
  read: (text) => {
    const bytes = bytesOf(text);
    return () => readSpeech(bytes, 'shape.txt');
  },
  fold: (text) => () => foldText(text, fold),
  question: (text) => () => readQuestion(text),
  'lexical index': (text) => {
    const speech = readSpeech(bytesOf(text), 'shape.txt');
    const texts = speech.sentences.map(({ span }) => speech.text.slice(span.start, span.end));
    return () => new LexicalIndex(texts, fold).search('人民民主');
  },
  count: (text) => {
    const speech = readSpeech(bytesOf(text), 'shape.txt');
    return () => new WordFinder(speech, fold).count('人民', 0);
  },
  check: (text) => {
    const speech = readSpeech(bytesOf(text), 'shape.txt');
    return () => new ClaimChecker(speech, fold, new WordFinder(speech, fold)).check('人民代表大会制度是好制度');
  },
};

/** A measured piece of work lasts at least so long; shorter ones say more about the clock. */
const LEAST_MS = 10;
/** Time for one pair of texts. */
const PATIENCE_MS = 1_500;

function timeMs(step: () => unknown, times: number): number {
  const startedMs = performance.now();
  for (let time = 0; time < times; time += 1) step();
  return performance.now() - startedMs;
}

/** How much longer a text of twice the length takes: the least of several rounds, which other work disturbs least. */
function ratioOf(make: (text: string) => () => unknown, shape: string, rounds: number): number {
  const half = make(take(shape, 50_000));
  const whole = make(take(shape, 100_000));
  whole();
  const times = Math.ceil(LEAST_MS / Math.max(timeMs(half, 1), 0.01));
  const best = { half: Infinity, whole: Infinity };
  const startedMs = performance.now();
  for (let round = 0; round < rounds || (rounds > 1 && performance.now() - startedMs < PATIENCE_MS); round += 1) {
    best.half = Math.min(best.half, timeMs(half, times));
    best.whole = Math.min(best.whole, timeMs(whole, times));
  }
  return best.whole / best.half;
}

async function run(scale: Scale): Promise<Outcome> {
  const rounds = scale === 'full' ? 7 : 1;
  let failures = 0;
  let worst = { ratio: 0, name: '' };
  const steep: string[] = [];
  for (const [stepName, make] of Object.entries(STEPS)) {
    for (const [shapeName, shape] of Object.entries(SHAPES)) {
      try {
        const ratio = ratioOf(make, shape, rounds);
        if (ratio > worst.ratio) worst = { ratio, name: `${stepName}, ${shapeName}` };
        if (ratio > 2.5) steep.push(`${stepName}, ${shapeName}: ${ratio.toFixed(2)}`);
      } catch {
        failures += 1;
        steep.push(`${stepName}, ${shapeName}: failed`);
      }
    }
  }
  const cases = Object.keys(STEPS).length * Object.keys(SHAPES).length;
  return {
    runs: `${cases} pairs of 50,000 and 100,000 characters, least of at least ${rounds} rounds${steep.map((name) => `; ${name}`).join('')}`,
    figures: [countAtMost('failures', failures, 0), timeAtMost(`worst ratio (${worst.name})`, worst.ratio, 2.5)],
  };
}

/** Time of the text steps against the length of the text. */
export const linearTextSteps: Row = {
  number: 14,
  title: 'text steps, 50,000 → 100,000 chars',
  target: 'time ratio at most 2.5',
  run,
};
