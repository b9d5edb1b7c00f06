/** `npm run faults [-- ROW…]`: the bot under faults, as a table. Exits with 1 where a figure is missed. */
import { ROWS } from './rows.js';
import type { Outcome, Row } from './row.js';

const WIDTH = 34;

function printOutcome({ number, title, target }: Row, { runs, figures }: Outcome, seconds: number): void {
  const isReached = figures.every((figure) => figure.isReached);
  console.log(`${String(number).padStart(2)}  ${title.padEnd(WIDTH)} ${isReached ? 'ok' : 'MISSED'}`);
  console.log(`      target   ${target}`);
  const reached = figures.map((figure) => `${figure.name} ${figure.reached}${figure.isReached ? '' : ' (!)'}`);
  console.log(`      reached  ${reached.join(' · ')}`);
  console.log(`      runs     ${runs} (${seconds.toFixed(0)} s)`);
}

async function runRow(row: Row): Promise<boolean> {
  const startedMs = performance.now();
  try {
    const outcome = await row.run('full');
    printOutcome(row, outcome, (performance.now() - startedMs) / 1000);
    return outcome.figures.every((figure) => figure.isReached);
  } catch (error) {
    console.log(`${String(row.number).padStart(2)}  ${row.title.padEnd(WIDTH)} MISSED`);
    console.log(`      failed   ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return false;
  }
}

const wanted = new Set(process.argv.slice(2).map(Number));
const chosen = ROWS.filter(({ number }) => wanted.size === 0 || wanted.has(number));
if (chosen.length < wanted.size) {
  console.error(`rows are 1 to ${ROWS.length}`);
  process.exit(2);
}
const reached: boolean[] = [];
for (const row of chosen) reached.push(await runRow(row));
const missed = reached.filter((isReached) => !isReached).length;
console.log(`${chosen.length} rows, ${missed} missed`);
process.exit(missed === 0 ? 0 : 1);
