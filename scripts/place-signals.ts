/**
 * What the trees that weigh places are trained on: `npm run place-signals -- FILE`, for `scripts/place-model/train.py`. The
 * first line names the signals; each of the others is one question of a set that is not blind, with the signals of every
 * sentence of its speech, which of them are right, whether what the rules show is, and whether places are weighed at all: of
 * the others something is learned too.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { Answerer } from '../src/answering/answerer.js';
import { ANSWERING_STEPS } from '../src/answering/answering-steps.js';
import { quotesAnswer } from '../src/answering/outline/division-answers.js';
import { placeSpan } from '../src/answering/places/likely-places.js';
import type { PlaceSignals } from '../src/answering/places/place-signals.js';
import { makeQuote } from '../src/answering/quoting/citation.js';
import { quoteSpan } from '../src/answering/quoting/spans.js';
import { projectRoot, startEmbedder } from '../src/cli/compose.js';
import { isRightFirst, isRightInThree, turnsBefore } from '../src/cli/evaluate-speech.js';
import { silentLogger } from '../src/logger.js';
import { prepareSpeeches, type PreparedSpeech } from './quality/prepared-speeches.js';
import { RememberingEmbedder } from './quality/remembering-embedder.js';

const DIGITS = 4;

const namesOf = (signals: PlaceSignals) => Object.keys(signals) as (keyof PlaceSignals)[];

/** A question as a line, beside the names of its signals. */
interface NamedLine {
  readonly names: readonly string[];
  readonly line: Readonly<Record<string, unknown>>;
}

/** Asks every answerable question of a speech; yields those whose places can be weighed. */
async function* linesOf({ name, parts, questions }: PreparedSpeech): AsyncGenerator<NamedLine> {
  let candidates: readonly PlaceSignals[] = [];
  const weighPlaces = (_: unknown, all: readonly PlaceSignals[]) => {
    candidates = all;
    return [];
  };
  let isWeighed = false;
  const mayStandElsewhere: typeof ANSWERING_STEPS.mayStandElsewhere = (answer, question) => {
    isWeighed = ANSWERING_STEPS.mayStandElsewhere(answer, question);
    return true;
  };
  const answerer = new Answerer(parts, { ...ANSWERING_STEPS, weighPlaces, mayStandElsewhere });
  for (const question of questions.filter(({ evidence }) => evidence.length > 0)) {
    candidates = [];
    const answer = await answerer.answer(question.question, turnsBefore(question), 3);
    const [first] = candidates;
    if (first === undefined) continue;
    const names = namesOf(first);
    const { speech } = parts;
    const line = {
      speech: name,
      id: question.id,
      isWeighed,
      isRuledRight: isRightFirst(question, answer),
      isRuledRightInThree: isRightInThree(question, answer),
      right: candidates.flatMap((_, index) => {
        const quote = makeQuote(speech, placeSpan(speech, index, quoteSpan), 1);
        return isRightFirst(question, quotesAnswer([quote])) ? [index] : [];
      }),
      rows: candidates.map((signals) => names.map((each) => Number(signals[each].toFixed(DIGITS)))),
    };
    yield { names, line };
  }
}

async function main(): Promise<void> {
  const path = process.argv[2];
  if (path === undefined) throw new Error('usage: npm run place-signals -- FILE');
  const modelDir = join(projectRoot(), 'models', 'bge-small-zh-v1.5');
  const embedder = new RememberingEmbedder(await startEmbedder(modelDir, silentLogger));
  const file = createWriteStream(path);
  let isNamed = false;
  const write = async (line: unknown) => {
    if (!file.write(`${JSON.stringify(line)}\n`)) await once(file, 'drain');
  };
  try {
    for (const speech of await prepareSpeeches(embedder)) {
      for await (const { names, line } of linesOf(speech)) {
        if (!isNamed) await write({ signals: names });
        isNamed = true;
        await write(line);
      }
    }
  } finally {
    file.end();
    await embedder.close();
  }
}

await main();
