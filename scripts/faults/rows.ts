import type { Row } from './row.js';
import { stopInMidBatch } from './rows/01-stop-in-mid-batch.js';
import { kill } from './rows/02-kill.js';
import { rateLimited } from './rows/03-rate-limited.js';
import { outages } from './rows/04-outage.js';
import { oneChatHangs } from './rows/05-one-chat-hangs.js';
import { indexingWhileServing } from './rows/06-indexing-while-serving.js';
import { indexDurability } from './rows/07-index-durability.js';
import { damagedFiles } from './rows/08-damaged-files.js';
import { embedderFaults } from './rows/09-embedder-faults.js';
import { load } from './rows/10-load.js';
import { soak } from './rows/11-soak.js';
import { nothingLeaks } from './rows/12-nothing-leaks.js';
import { hostileText } from './rows/13-hostile-text.js';
import { linearTextSteps } from './rows/14-linear-text-steps.js';
import { supplyAndSockets } from './rows/15-supply-and-sockets.js';

/** All rows, in order. */
export const ROWS: readonly Row[] = [
  stopInMidBatch,
  kill,
  rateLimited,
  outages,
  oneChatHangs,
  indexingWhileServing,
  indexDurability,
  damagedFiles,
  embedderFaults,
  load,
  soak,
  nothingLeaks,
  hostileText,
  linearTextSteps,
  supplyAndSockets,
];
