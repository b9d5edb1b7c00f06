import { parseArgs } from 'node:util';
import { UsageError } from '../errors.js';
import { ClaimChecker } from '../answering/checking/claim-checker.js';
import type { ClaimCheck, MeaningChange } from '../answering/checking/claim-check.js';
import { WordFinder } from '../answering/counting.js';
import { loadSpeech } from '../speech/speech-file.js';
import { createCharacterFold } from '../text/fold.js';
import { checkOutput } from './claim-line.js';
import { readConfig, type Command } from './command.js';

const VERDICT_WORDS: Readonly<Record<ClaimCheck['verdict'], string>> = {
  exact: '一字不差 (exact)',
  punctuation: '只有标点、字形或空格不同 (punctuation)',
  altered: '被改动过 (altered)',
  stitched: '拼接而成 (stitched)',
  absent: '讲话里没有 (absent)',
};

const CHANGE_WORDS: Readonly<Record<MeaningChange['kind'], string>> = {
  number: '数字 (number)',
  name: '名称 (name)',
  negation: '否定 (negation)',
  modal: '语气或程度 (modal)',
};

function print(check: ClaimCheck): void {
  console.log(`${VERDICT_WORDS[check.verdict]}：${check.claim}`);
  if (check.verdict === 'altered') {
    console.log(
      check.diff
        .map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`))
        .join(''),
    );
  }
  for (const { kind, original, claimed } of check.meaningChanges)
    console.log(`  ${CHANGE_WORDS[kind]}: ${original || '∅'} → ${claimed || '∅'}`);
  for (const { word, count } of check.wordCounts) console.log(`  “${word}” × ${count}`);
  for (const quote of check.quotes) console.log(`  │ ${quote.text}\n  ${quote.citation}`);
  if (check.leftOut.length > 0) console.log('中间略去的原文 (left out):');
  for (const quote of check.leftOut) console.log(`  │ ${quote.text}\n  ${quote.citation}`);
}

/** Checks a claimed quotation. */
export const checkCommand: Command = {
  help: 'npm run check -- [--json] [--speech FILE] "话"\nChecks whether the speech says these words. Needs no index and no model.',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, speech: { type: 'string' } },
      allowPositionals: true,
    });
    const claim = positionals.join(' ').trim();
    if (claim === '') throw new UsageError('CLAIM_MISSING', 'nothing to check', { expected: 'npm run check -- "话"' });
    const speech = await loadSpeech(readConfig(values).speechFile);
    const fold = createCharacterFold();
    const checker = new ClaimChecker(speech, fold, new WordFinder(speech, fold));
    const startedMs = performance.now();
    const checks = checker.check(claim);
    const ms = performance.now() - startedMs;
    if (values.json === true) console.log(JSON.stringify(checkOutput(checks, ms)));
    else for (const check of checks) print(check);
    return 0;
  },
};
