import { parseArgs } from 'node:util';
import { quotesShown, type Answer, type AnswerNote } from '../answering/quoting/answer.js';
import { IndexError, UsageError } from '../errors.js';
import { createLogger } from '../logger.js';
import { loadSpeech } from '../speech/speech-file.js';
import { createCharacterFold } from '../text/fold.js';
import { readConfig, type Command } from './command.js';
import { buildAndSave, loadSaved, makeAnswerer, startEmbedder } from './compose.js';
import { toResult } from './evaluate-speech.js';
import { createProgress } from './progress.js';

const REASONS = {
  absent: '讲话里没有回答这个问题。The speech does not answer this question.',
  blank: '讲话里有这句话，但所问的数字或名称在原文中是空白（*）。The number or name is blanked out in the source.',
  missing_part: '讲话说要讲这一部分，但文本里没有。The part is announced, but the text lacks it.',
  off_topic: '这个问题和这篇讲话无关。This question is not about the speech.',
} as const;

function noteWords({ key, values }: AnswerNote): string {
  const value = (name: string) => String(values[name] ?? '');
  switch (key) {
    case 'announced':
      return `（讲话说要讲 ${value('announced')} 点，文本里有 ${value('found')} 点。Announced ${value('announced')}, found ${value('found')}.）`;
    case 'breaks_off':
      return '（文本没有完，到这里断了。The text breaks off.）';
    case 'count':
      return `（一共 ${value('count')} 个。${value('count')} in all.）`;
    case 'continued':
      return `（到第 ${value('last')} 句为止。It goes on to sentence ${value('last')}.）`;
    case 'nothing_more':
      return '（没有更多了。There is nothing more.）';
  }
}

function print(answer: Answer): void {
  if (answer.status === 'not_found') console.log(REASONS[answer.reason]);
  const quotes = quotesShown(answer);
  if (answer.status === 'not_found' && quotes.length > 0) console.log('最接近的原文 (nearest):');
  for (const quote of quotes) console.log(`│ ${quote.text.replace(/\n/g, '\n│ ')}\n${quote.citation}`);
  for (const note of answer.notes) console.log(noteWords(note));
}

/** Answers one question in the terminal. */
export const askCommand: Command = {
  help: 'npm run ask -- [--json] [--speech FILE] "问题"\nAnswers one question. Builds a missing index; refuses a stale one.',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, speech: { type: 'string' } },
      allowPositionals: true,
    });
    const question = positionals.join(' ').trim();
    if (question === '') throw new UsageError('QUESTION_MISSING', 'no question', { expected: 'npm run ask -- "问题"' });
    const config = readConfig(values);
    const speech = await loadSpeech(config.speechFile);
    const fold = createCharacterFold();
    const embedder = await startEmbedder(config.modelDir, createLogger(config.logLevel, config.logFormat));
    try {
      const index = await loadSaved(config, speech, embedder).catch(async (error: unknown) => {
        if (!(error instanceof IndexError) || error.code !== 'INDEX_MISSING') throw error;
        const built = await buildAndSave(config, speech, embedder, fold, createProgress(process.stderr.isTTY));
        return { graph: built.graph, ...built.contents };
      });
      const answerer = await makeAnswerer(speech, index.graph, index, embedder, fold);
      const startedMs = performance.now();
      const answer = await answerer.answer(question, [], 3);
      const { status, reason, quotes, nearest, ms } = toResult('', answer, performance.now() - startedMs);
      if (values.json === true) console.log(JSON.stringify({ question, status, reason, quotes, nearest, ms }));
      else print(answer);
      return 0;
    } finally {
      await embedder.close();
    }
  },
};
