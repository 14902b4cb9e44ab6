// Takes the README's pictures of the demo place into docs/pictures. After scripts/build.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const dir = mkdtempSync(join(tmpdir(), 'alongside-pictures-'));
const addr = `127.0.0.1:${19000 + (process.pid % 900)}`;
const base = `http://${addr}`;
const out = new URL('../docs/pictures/', import.meta.url).pathname;
const args = [
  '--demo',
  '--data',
  join(dir, 'store'),
  '--addr',
  addr,
  '--links',
  join(dir, 'links.json'),
];
const server = spawn('./alongside', args, { stdio: 'ignore' });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
});
try {
  mkdirSync(out, { recursive: true });
  for (let i = 0; i < 600 && !(await fetch(`${base}/readyz`).catch(() => null))?.ok; i++) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  await coach();
  await commissioner();
} finally {
  await browser.close();
  server.kill('SIGKILL');
  rmSync(dir, { recursive: true, force: true });
}

async function joined(role, viewport) {
  const link = JSON.parse(readFileSync(join(dir, 'links.json'), 'utf8')).find(l => l.role === role);
  const context = await browser.newContext({ viewport, deviceScaleFactor: 2, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(link.url);
  await page.getByLabel(/name for this phone/i).fill('Blue Nokia');
  await page.getByLabel('Choose a passphrase').fill('otter lamp seven harbour');
  await page.getByRole('button', { name: 'Join' }).click();
  return page;
}

async function coach() {
  const page = await joined('coach', { width: 360, height: 740 });
  await page.getByRole('link', { name: /^Rhys/ }).last().waitFor();
  await page.getByRole('link', { name: /^Sent/ }).first().waitFor();
  await page.screenshot({ path: join(out, 'home.png') });
  await page.getByRole('link', { name: /^Rhys/ }).last().click();
  await page.getByRole('heading', { name: 'Rhys' }).waitFor();
  await page.screenshot({ path: join(out, 'person.png') });
  await page.getByRole('link', { name: /Hand over the phone/ }).click();
  await page
    .getByLabel(/digits|code/i)
    .first()
    .fill('2468');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button').first().waitFor();
  await page
    .getByRole('button', { name: /begin|start/i })
    .first()
    .click();
  await page
    .getByRole('button', { name: /done this/i })
    .first()
    .waitFor();
  await page.screenshot({ path: join(out, 'hand-over.png') });
}

async function commissioner() {
  const page = await joined('commissioner', { width: 820, height: 1000 });
  const chart = page.getByRole('img').first();
  await chart.waitFor();
  await page
    .locator('.card', { has: chart })
    .first()
    .screenshot({ path: join(out, 'curve.png') });
}
