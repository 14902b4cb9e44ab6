// A server on an invented place of its own, and browsers that join it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const passphrase = 'otter lamp seven harbour';

/** Starts ./alongside --demo on a folder that goes away with `end`. `people` 0: the ordinary place. */
export async function startPlace(people = 0) {
  const dir = mkdtempSync(join(tmpdir(), 'alongside-look-'));
  const addr = `127.0.0.1:${19000 + (process.pid % 900)}`;
  const links = join(dir, 'links.json');
  const args = ['--demo', '--demo-people', `${people}`, '--addr', addr];
  const server = spawn('./alongside', [...args, '--data', join(dir, 'store'), '--links', links], {
    stdio: 'ignore',
  });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
  });
  const ready = async () => (await fetch(`http://${addr}/readyz`).catch(() => null))?.ok;
  for (let i = 0; i < 1200 && !(await ready()); i++) {
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return {
    /** A page that has joined by the nth link of a role. */
    async joined(role, options = {}, nth = 0) {
      const link = JSON.parse(readFileSync(links, 'utf8')).filter(l => l.role === role)[nth];
      const context = await browser.newContext({
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        ...options,
      });
      const page = await context.newPage();
      await page.goto(link.url);
      await page.getByLabel(/name for this phone/i).fill('Blue Nokia');
      await page.getByLabel('Choose a passphrase').fill(passphrase);
      await page.getByRole('button', { name: 'Join' }).click();
      await page.locator('.topbar').getByText('Sent').first().waitFor({ timeout: 60_000 });
      return page;
    },
    async end() {
      await browser.close();
      server.kill('SIGKILL');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
