import { Hono } from 'hono';
import { z } from 'zod';
import { faultRule, type Faults } from './faults.js';
import type { State } from './state.js';
import type { UpdateType } from './update-queue.js';

const rawUpdate = z.object({ type: z.string(), fields: z.record(z.string(), z.unknown()) });

/** For tests and for developers of bots: faults on purpose, raw updates, the log of calls. */
export function controlApi(state: State, faults: Faults): Hono {
  const app = new Hono();
  app.onError((error, context) => context.json({ error: { code: 'CONTROL_INVALID', message: error.message } }, 400));
  app.post('/faults', async (context) => {
    faults.add(faultRule.parse(await context.req.json()));
    return context.json({ done: true });
  });
  app.delete('/faults', (context) => {
    faults.clear();
    return context.json({ done: true });
  });
  app.post('/updates', async (context) => {
    const { type, fields } = rawUpdate.parse(await context.req.json());
    return context.json({ updateId: state.updates.addRaw(type as UpdateType, fields) });
  });
  app.get('/pending', (context) => context.json({ count: state.updates.size }));
  return app;
}
