import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { test as base } from '@playwright/test';
import { linkOf } from './device.ts';
import { faultsHere } from './faults.ts';
import { arrived, expect, join, open, watched } from './phone.ts';
import { type Server, startServer } from './server.ts';

/** A place of forty people: as small as a first prototype, so that much is withheld. */
const test = base.extend<{ forty: Server }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture asks for here
  forty: async ({}, use) => {
    const dir = mkdtempSync(path(tmpdir(), 'alongside-e2e-'));
    const server = await startServer(path(dir, 'store'), '--demo-people', '40');
    await use(server);
    await server.kill();
    rmSync(dir, { recursive: true, force: true });
  },
});

test('a letter of forty people says whom it counts, what it cannot say, and why', async ({
  browser,
  forty,
}) => {
  const context = await browser.newContext({ viewport: { width: 320, height: 700 } });
  const { noise } = watched(context);
  const page = await context.newPage();
  await join(page, linkOf(forty, 'commissioner').url, 'Desk');
  await arrived(page);
  await open(page, '#/figures/2026-Q3');
  await expect(page.getByText(/They count everybody whom a team stood alongside/)).toBeVisible();
  const short = page.locator('section', { has: page.getByRole('heading', { name: 'In short' }) });
  await expect(short.getByText(/ of the \d+ people /).first()).toBeVisible();
  await expect(short.getByText(/figures say nothing this quarter/)).toBeVisible();

  await short.getByRole('link', { name: 'How the coaches themselves were' }).press('Enter');
  const silent = page.locator('#fig-morale');
  await expect(silent.getByRole('heading')).toBeFocused();
  await expect(silent.getByText(/however the answers are put together/)).toBeInViewport();
  expect(await faultsHere(page, 'the letter of forty')).toEqual([]);

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(/^The same people, but a goal is reached here/)).toBeVisible();
  await expect(page.getByText(/^The same people count, but only those/)).toBeVisible();
  await expect(page.getByRole('combobox')).toHaveCount(0);
  await context.close();
  expect(noise).toEqual([]);
});
