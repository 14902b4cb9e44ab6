import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Request } from '@playwright/test';
import { linkOf } from './device.ts';
import { killProfile, openProfile } from './killable.ts';
import { pullAll, reader, stories, wholeNumbers } from './log.ts';
import {
  addPerson,
  arrived,
  expect,
  idOf,
  join,
  keptDrafts,
  offline,
  open,
  openPerson,
  openWaiting,
  shot,
  statusOf,
  tell,
  test,
} from './phone.ts';

const isSync = (request: Request) => request.url().endsWith('/v1/sync');
const pushes = (request: Request) => isSync(request) && /"n":\d/.test(request.postData() ?? '');

test('the status says what is saved, on its way and sent', async ({ place }) => {
  const phone = await place.joined();
  const { page } = phone;
  const id = await addPerson(page, 'Olwen');
  await arrived(page);

  await offline(phone);
  await tell(page, id, 'Sat in the sun.');
  await expect(statusOf(page)).toHaveText(/Saved on this phone, 1 change/);
  await openWaiting(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Waiting to send');
  const item = page.locator('main .card').filter({ hasText: 'Sat in the sun.' });
  await expect(item).toContainText('About Olwen');
  await expect(item).toContainText('Waiting to be sent');
  await expect(page.getByText('There is no signal.')).toBeVisible();
  await shot(page, 'waiting-offline');

  await offline(phone, false);
  await expect(page.getByRole('heading', { name: 'Everything is sent' })).toBeVisible();
  await shot(page, 'waiting-none');

  let go = () => {};
  const held = new Promise<void>(resolve => {
    go = resolve;
  });
  await page.route('**/v1/sync', async route => {
    await held;
    await route.continue();
  });
  await tell(page, id, 'Then it rained.');
  await expect(statusOf(page)).toHaveText('Sending 1 change');
  await openWaiting(page);
  await expect(page.locator('main .card').filter({ hasText: 'Then it rained.' })).toContainText(
    'On its way',
  );
  go();
  await arrived(page);
  await page.unrouteAll({ behavior: 'wait' });
});

test('with the server gone all is saved, and is sent when it is back', async ({ place }) => {
  const phone = await place.joined();
  const { page } = phone;
  phone.allow(/status of 503/);
  const log = await reader(place.server, 'coach', 1);
  const id = await addPerson(page, 'Olwen');
  await arrived(page);
  await page.evaluate(() => {
    (globalThis as { mark?: number }).mark = 1;
  });

  await place.server.stop();
  await tell(page, id, 'Nobody was listening.');
  await expect(statusOf(page)).toContainText('Saved on this phone');
  await openWaiting(page);
  await expect(page.locator('main .card').filter({ hasText: 'Nobody was' })).toBeVisible();

  await place.server.start();
  await expect(statusOf(page)).toHaveText('Sent', { timeout: 30_000 });
  expect(await page.evaluate(() => (globalThis as { mark?: number }).mark)).toBe(1);
  expect(stories(await pullAll(log), id)).toEqual(['Nobody was listening.']);
});

test('a change that the server will not take needs its author', async ({ place }) => {
  const mine = await place.joined();
  const theirs = await place.joined('coach', 1);
  await open(mine.page, '#/people/new');
  await mine.page.getByLabel('What they like to be called').fill('Olwen');
  await mine.page.locator('label.chip').filter({ hasText: 'Everyone in Harbour team' }).click();
  await mine.page.getByLabel('Other coaches').fill('Marcus Bell');
  await mine.page.getByRole('button', { name: 'Add them' }).click();
  await arrived(mine.page);

  await openPerson(theirs.page, 'Olwen');
  const id = idOf(theirs.page);
  await offline(theirs);
  await open(mine.page, `#/p/${id}/circle`);
  await mine.page.getByRole('button', { name: 'Take out Marcus Bell' }).click();
  await expect(mine.page.getByRole('button', { name: 'Take out Marcus Bell' })).toHaveCount(0);
  await expect(statusOf(mine.page)).toContainText('Saved on this phone');
  await arrived(mine.page);

  await tell(theirs.page, id, 'Carried the shopping up for her, slowly.');
  await offline(theirs, false);
  await expect(statusOf(theirs.page)).toHaveText('Needs you: 1 change');
  await openWaiting(theirs.page);
  const item = theirs.page.locator('main .card').filter({ hasText: 'Carried the shopping' });
  await expect(item).toContainText('About Olwen');
  await expect(item).toContainText('You can no longer write here.');
  await item.locator('summary').click();
  await expect(item.locator('.words')).toHaveText('Carried the shopping up for her, slowly.');
  await shot(theirs.page, 'needs-you');
  await theirs.page.reload();
  await expect(item).toBeVisible();
  await item.getByRole('button', { name: 'Throw these words away' }).click();
  await arrived(theirs.page);
});

test('a draft outlives a killed browser', async ({ place }) => {
  const profile = mkdtempSync(path(tmpdir(), 'alongside-profile-'));
  let phone = await openProfile(profile);
  try {
    await join(phone.page, linkOf(place.server, 'coach').url, 'Old phone');
    await arrived(phone.page);
    const id = await addPerson(phone.page, 'Olwen');
    await arrived(phone.page);
    await open(phone.page, `#/p/${id}/visit`);
    await phone.page.getByLabel('What happened?').fill('We had got as far as the');
    await expect.poll(() => keptDrafts(phone.page)).toContain('We had got as far as the');
    await killProfile(phone, profile);
    phone = await openProfile(profile);
    await phone.page.goto(`${place.server.base}/#/p/${id}/visit`);
    await expect(phone.page.getByLabel('What happened?')).toHaveValue('We had got as far as the');
    expect(phone.noise).toEqual([]);
  } finally {
    await phone.context.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true });
  }
});

test('the server killed during pushes loses and doubles nothing', async ({ place }) => {
  const phone = await place.joined();
  const { page } = phone;
  phone.allow(/status of 503/);
  const log = await reader(place.server, 'coach', 1);
  const id = await addPerson(page, 'Olwen');
  await arrived(page);
  const told: string[] = [];
  let cut = 0;
  page.on('requestfailed', request => {
    if (pushes(request)) cut++;
  });
  for (let round = 0; round < 12 && cut < 4; round++) {
    const killed = page.waitForEvent('request', pushes).then(() => place.server.kill());
    told.push(`Visit ${round}, while the server fell over.`);
    await tell(page, id, told.at(-1) ?? '');
    await killed;
    await place.server.start();
    await expect(statusOf(page)).toHaveText('Sent', { timeout: 30_000 });
  }
  expect(cut).toBeGreaterThanOrEqual(4);
  const entries = await pullAll(log);
  expect(stories(entries, id)).toEqual(told);
  const mine = entries.filter(e => e.scope === `person:${id}`);
  wholeNumbers(mine, mine[0]?.device ?? '');
});
