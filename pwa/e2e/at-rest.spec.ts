import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { linkOf } from './device.ts';
import { openProfile } from './killable.ts';
import { foundIn, keepPlainly, token } from './marks.ts';
import { handsOff, passphrase, unlock } from './passphrase.ts';
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
  statusOf,
  tell,
  test,
} from './phone.ts';

test('nothing that was written stands anywhere in the browser’s folder', async ({ place }) => {
  test.setTimeout(180_000);
  const marks = {
    control: token(),
    parked: token(),
    drafted: token(),
    'not sent': token(),
    pulled: token(),
    saved: token(),
  };
  const names = { person: token() };
  const mine = await place.joined();
  await open(mine.page, '#/people/new');
  await mine.page.getByLabel('What they like to be called').fill(names.person);
  await mine.page.locator('label.chip').filter({ hasText: 'Everyone in Harbour team' }).click();
  await mine.page.getByLabel('Other coaches').fill('Marcus Bell');
  await mine.page.getByRole('button', { name: 'Add them' }).click();
  await expect(mine.page.getByRole('heading', { level: 1, name: names.person })).toBeVisible();
  const id = idOf(mine.page);
  await tell(mine.page, id, `Told by another: ${marks.pulled}`);
  await arrived(mine.page);

  const profile = mkdtempSync(path(tmpdir(), 'alongside-profile-'));
  const phone = await openProfile(profile);
  try {
    const { page } = phone;
    await join(page, linkOf(place.server, 'coach', 1).url, 'Old phone');
    await arrived(page);
    await openPerson(page, names.person);
    await expect(page.getByText(marks.pulled)).toBeVisible();
    const own = await addPerson(page, 'Olwen');
    await tell(page, own, `Said and sent: ${marks.saved}`);
    await arrived(page);

    await offline(phone);
    await open(mine.page, `#/p/${id}/circle`);
    await mine.page.getByRole('button', { name: 'Take out Marcus Bell' }).click();
    await expect(statusOf(mine.page)).toContainText('Saved on this phone');
    await arrived(mine.page);
    await tell(page, id, `They will not take it: ${marks.parked}`);
    await offline(phone, false);
    await expect(statusOf(page)).toHaveText('Needs you: 1 change');

    await offline(phone);
    await tell(page, own, `Nobody has it yet: ${marks['not sent']}`);
    await open(page, `#/p/${own}/visit`);
    await page.getByLabel('What happened?').fill(`Half a thought: ${marks.drafted}`);
    await expect.poll(() => keptDrafts(page)).toContain(marks.drafted);
    await keepPlainly(page, marks.control);
    await page.waitForTimeout(500);
  } finally {
    await phone.context.close();
  }
  try {
    expect(readdirSync(profile, { recursive: true }).length).toBeGreaterThan(50);
    expect(foundIn(profile, { ...marks, ...names, passphrase })).toEqual(['control']);
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

test('locked on demand and by itself, in every tab; unlocked without a signal', async ({
  place,
}) => {
  const phone = await place.joined();
  const { page } = phone;
  const id = await addPerson(page, 'Olwen');
  await arrived(page);
  await expect
    .poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)))
    .toBe(true);
  await open(page, `#/p/${id}/visit`);
  await page.getByLabel('What happened?').fill('We had got as far as the');
  const tab = await page.context().newPage();
  await tab.goto(place.server.base);
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('What I promised');
  for (const one of [page, tab]) await handsOff(one);
  await offline(phone);
  await place.server.kill();

  await open(tab, '#/settings');
  await tab.getByRole('button', { name: 'Lock it now' }).click();
  for (const one of [page, tab]) {
    await expect(one.getByRole('heading', { level: 1 })).toHaveText('This phone is locked');
    await expect(one.locator('body')).not.toContainText('Olwen');
  }
  await tab.close();
  await unlock(page, 'otter lamp seven harbor');
  await expect(page.getByRole('alert')).toContainText('That is not the passphrase.');
  await unlock(page);
  const story = page.getByLabel('What happened?');
  await expect(story).toHaveValue('We had got as far as the');

  await page.clock.install();
  await page.reload();
  await unlock(page);
  await story.fill('We had got as far as the gate');
  await page.clock.runFor('04:30');
  await story.press('End');
  await page.clock.runFor('04:30');
  await expect(story).toHaveValue('We had got as far as the gate');
  await page.clock.runFor('00:45');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This phone is locked');
  await unlock(page);
  await expect(story).toHaveValue('We had got as far as the gate');
});

test('two members of one phone: neither sees or clears the other’s, both arrive', async ({
  place,
}) => {
  const phone = await place.joined();
  const { page } = phone;
  await handsOff(page);
  await addPerson(page, 'Olwen');
  await arrived(page);
  const id = idOf(page);
  await offline(phone);
  await tell(page, id, 'Siân’s words, not sent.');
  await offline(phone, false);
  await page.route('**/v1/sync', route => route.abort());

  const { url } = linkOf(place.server, 'coach', 2);
  await page.goto(url);
  await page.getByRole('button', { name: 'Lock these, and join as somebody else' }).click();
  await page.getByLabel('A name for this phone').fill('The same phone');
  await page.getByLabel('Choose a passphrase').fill('quite another set of words');
  await page.unrouteAll({ behavior: 'wait' });
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await arrived(page);
  await expect(page.locator('body')).not.toContainText('Olwen');
  await open(page, '#/settings');
  await page.getByRole('button', { name: 'Leave this phone' }).click();
  await page.getByRole('button', { name: 'Yes, clear this phone' }).click();

  await unlock(page, 'quite another set of words');
  await expect(page.getByRole('alert')).toContainText('That is not the passphrase.');
  await unlock(page);
  await arrived(page);
  await open(page, `#/p/${id}`);
  await expect(page.getByText('Siân’s words, not sent.')).toBeVisible();
});
