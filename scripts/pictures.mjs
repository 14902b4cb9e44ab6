// Takes the README's pictures of the demo place into docs/pictures. After scripts/build.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startPlace } from './look/place.mjs';

const out = new URL('../docs/pictures/', import.meta.url).pathname;
mkdirSync(out, { recursive: true });
const place = await startPlace();
try {
  await coach();
  await commissioner();
} finally {
  await place.end();
}

function joined(role, viewport) {
  return place.joined(role, { viewport, deviceScaleFactor: 2 });
}

async function coach() {
  const page = await joined('coach', { width: 360, height: 740 });
  await page.getByRole('link', { name: /^Rhys/ }).last().waitFor();
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
