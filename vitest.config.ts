import { defineConfig } from 'vitest/config';

/** Unit tests: plain Node, no browser; IndexedDB comes from fake-indexeddb. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['{pwa/src,schema,sync,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 20_000,
  },
});
