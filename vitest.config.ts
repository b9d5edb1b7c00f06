import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The native add-ons (onnxruntime, hnswlib, lmdb) are loaded by processes, never by worker threads.
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A page shows a value a moment after the event that leads to it: the tests of the chat page poll for it.
    expect: { poll: { timeout: 10_000 } },
  },
});
