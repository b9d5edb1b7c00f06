/** Entry of the embedding process: `node embedding-process.js MODEL_FOLDER`, started by the supervised embedder only. */
import { checkModelFolder } from './model-folder.js';
import type { EmbedRequest, EmbedResponse } from './process-protocol.js';
import { loadModel } from './transformers-model.js';

async function serve(modelDir: string): Promise<void> {
  const send = (response: EmbedResponse) => process.send?.(response);
  // The parent is gone, however it went: nobody is left to answer to.
  process.once('disconnect', () => process.exit(0));
  // Signals to the whole group (Ctrl+C, systemd, a closed terminal) are for the parent: it may still need answers.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const model = await loadModel(await checkModelFolder(modelDir));
  await model.embed('。', true);
  let work = Promise.resolve();
  process.on('message', ({ id, text, isQuestion, before }: EmbedRequest) => {
    work = work.then(async () => {
      try {
        send({ kind: 'embedding', id, embedding: await model.embed(text, isQuestion, before) });
      } catch (error) {
        send({ kind: 'failed', id, errorName: error instanceof Error ? error.name : 'unknown' });
      }
    });
  });
  send({ kind: 'ready' });
}

const modelDir = process.argv[2];
if (modelDir === undefined || process.send === undefined) process.exit(2);
serve(modelDir).catch(() => process.exit(1));
