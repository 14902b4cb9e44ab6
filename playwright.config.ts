import { defineConfig } from '@playwright/test';

// The browser is the one that scripts/test found (CHROMIUM) or Debian's.
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: 'pwa/e2e',
  globalSetup: './pwa/e2e/demo-place.ts',
  fullyParallel: false,
  // On two processors: while one waits for a clock or the network, another works.
  workers: 3,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  outputDir: 'test-results',
  use: {
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    launchOptions: {
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    },
  },
});
