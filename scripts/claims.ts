/** Quotation checking on claims made by known edits: `npm run claims -- [--misses] [--no-growth] [--count N] [--seed N]`. */
import { parseArgs } from 'node:util';
import { projectRoot } from '../src/cli/compose.js';
import { createCharacterFold } from '../src/text/fold.js';
import { makeClaims } from './claims/edits.js';
import { growthTable, measureGrowth } from './claims/growth.js';
import { createRandom } from './claims/random.js';
import { confusionTable, editTable, judgeClaims, missLines } from './claims/report.js';
import { readSources } from './claims/source.js';

const { values } = parseArgs({
  allowNegative: true,
  options: {
    growth: { type: 'boolean', default: true },
    misses: { type: 'boolean', default: false },
    count: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
});
const sources = readSources(projectRoot(), createCharacterFold());
const claims = makeClaims(sources, createRandom(Number(values.seed)), Number(values.count));
const judged = judgeClaims(claims);
console.log(`${judged.length} claims from ${sources.length} speeches, seed ${values.seed}\n`);
console.log([...confusionTable(judged), '', ...editTable(judged)].join('\n'));
if (values.misses) console.log(['', ...missLines(judged)].join('\n'));
if (values.growth)
  for (const source of sources.filter(({ name }) => name === 'sp' || name === 's1')) {
    console.log(`\ngrowth on ${source.name} (${source.speech.text.length} characters)`);
    console.log(growthTable(measureGrowth(source)).join('\n'));
  }
