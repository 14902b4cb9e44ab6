import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { linkOf } from './device.ts';
import { faultsHere } from './faults.ts';
import { killProfile, openProfile } from './killable.ts';
import { newInvite, pullAll, reader, stories } from './log.ts';
import {
  addPerson,
  arrived,
  expect,
  identityOn,
  join,
  offline,
  open,
  openPerson,
  openWaiting,
  type Phone,
  shot,
  statusOf,
  tell,
  test,
} from './phone.ts';

const deviceIn = async (page: Page) => (await identityOn(page))?.device;

test('an emptied database is noticed, told, and filled again', async ({ place }) => {
  const phone = await place.joined();
  const { page } = phone;
  const log = await reader(place.server, 'coach', 1);
  const id = await addPerson(page, 'Olwen');
  await tell(page, id, 'Walked to the shop.');
  await arrived(page);
  await offline(phone);
  await tell(page, id, 'Said in the rain, and never sent.');
  await expect(statusOf(page)).toContainText('1 change to send later');
  const { member = '' } = (await identityOn(page)) ?? {};

  // As a browser does that needs room: the database goes, what lies beside it stays.
  await page.route('**/v1/**', route => route.abort());
  await offline(phone, false);
  await page.goto(`${place.server.base}/healthz`);
  await page.evaluate(async () => {
    for (const { name = '' } of await indexedDB.databases()) {
      await new Promise<void>((resolve, reject) => {
        const gone = indexedDB.deleteDatabase(name);
        gone.onsuccess = () => resolve();
        gone.onerror = () => reject(gone.error);
      });
    }
  });
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  await page.unrouteAll({ behavior: 'wait' });

  await page.goto(place.server.base);
  const notice = page.locator('main .notice').first();
  await expect(notice).toContainText('This browser has emptied what was kept here');
  await expect(notice).toContainText('1 change may not have been sent');
  await shot(page, 'emptied');
  expect(await faultsHere(page, 'emptied')).toEqual([]);
  expect(await deviceIn(page)).toBeUndefined();

  await join(page, await newInvite(place.server, member), 'The same phone');
  await arrived(page);
  await openPerson(page, 'Olwen');
  await expect(page.getByText('Walked to the shop.')).toBeVisible();
  await expect(page.locator('main .notice')).toHaveCount(0);
  expect(stories(await pullAll(log), id)).toEqual(['Walked to the shop.']);
});

/** Overwrites what a stopped browser's database is made of; answers how many files. */
function spoil(profile: string): number {
  const home = path(profile, 'Default', 'IndexedDB');
  let spoiled = 0;
  for (const folder of readdirSync(home).filter(name => name.endsWith('.leveldb'))) {
    for (const file of readdirSync(path(home, folder))) {
      if (!/\.(ldb|log)$|^MANIFEST/.test(file)) continue;
      const full = path(home, folder, file);
      const bytes = statSync(full).size;
      if (bytes === 0) continue;
      writeFileSync(full, Buffer.alloc(bytes, 0x5a));
      spoiled++;
    }
  }
  return spoiled;
}

test('a damaged database is noticed, told, and filled again', async ({ place }) => {
  const profile = mkdtempSync(path(tmpdir(), 'alongside-profile-'));
  let phone: Phone | undefined;
  try {
    phone = await openProfile(profile);
    await join(phone.page, linkOf(place.server, 'coach').url, 'Old phone');
    await arrived(phone.page);
    const id = await addPerson(phone.page, 'Olwen');
    await tell(phone.page, id, 'Walked to the shop.');
    await arrived(phone.page);
    const { member = '' } = (await identityOn(phone.page)) ?? {};
    expect(member).not.toBe('');
    await phone.context.close();
    expect(spoil(profile)).toBeGreaterThan(1);

    phone = await openProfile(profile);
    phone.allow(/IndexedDB|Failed to load resource/);
    await phone.page.goto(place.server.base);
    const notice = phone.page.locator('main .notice').first();
    await expect(notice).toContainText('This browser has emptied what was kept here');
    await expect(notice).toContainText('nothing is lost');
    expect(await deviceIn(phone.page)).toBeUndefined();
    await shot(phone.page, 'damaged');

    await join(phone.page, await newInvite(place.server, member), 'The same phone');
    await arrived(phone.page);
    await openPerson(phone.page, 'Olwen');
    await expect(phone.page.getByText('Walked to the shop.')).toBeVisible();
    expect(phone.noise).toEqual([]);
  } finally {
    await phone?.context.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true });
  }
});

test('a copied profile becomes a phone of its own; both sets of words arrive', async ({
  place,
}) => {
  const home = mkdtempSync(path(tmpdir(), 'alongside-profiles-'));
  const [first, second] = [path(home, 'first'), path(home, 'second')];
  const log = await reader(place.server, 'coach', 1);
  const phones: Phone[] = [];
  try {
    const before = await openProfile(first);
    phones.push(before);
    await join(before.page, linkOf(place.server, 'coach').url, 'Old phone');
    await arrived(before.page);
    const id = await addPerson(before.page, 'Olwen');
    await arrived(before.page);
    await before.context.close();
    cpSync(first, second, { recursive: true });

    const told = ['From the phone itself.', 'From its copy.'];
    for (const [i, profile] of [first, second].entries()) {
      const phone = await openProfile(profile);
      phones.push(phone);
      phone.allow(/status of 409/);
      await phone.context.route('**/v1/**', route => route.abort());
      await phone.page.goto(`${place.server.base}/#/p/${id}`);
      await tell(phone.page, id, told[i] ?? '');
    }
    const [, itself, copy] = phones as [Phone, Phone, Phone];
    expect(await deviceIn(copy.page)).toBe(await deviceIn(itself.page));
    for (const phone of [itself, copy]) {
      await phone.context.unrouteAll({ behavior: 'wait' });
      await phone.page.reload();
      await arrived(phone.page);
    }
    expect(await deviceIn(copy.page)).not.toBe(await deviceIn(itself.page));
    expect(stories(await pullAll(log), id).sort()).toEqual([...told].sort());
    for (const phone of [itself, copy]) {
      await open(phone.page, `#/p/${id}`);
      for (const words of told) await expect(phone.page.getByText(words)).toBeVisible();
    }

    await openWaiting(copy.page);
    const notice = copy.page.locator('main .notice').filter({ hasText: 'a copy of another one' });
    await expect(notice).toBeVisible();
    await shot(copy.page, 'copied-profile');
    expect(await faultsHere(copy.page, 'copied-profile')).toEqual([]);
    await notice.getByRole('button', { name: 'Understood' }).click();
    await expect(notice).toHaveCount(0);
    await openWaiting(itself.page);
    await expect(itself.page.getByText('a copy of another one')).toHaveCount(0);
    expect(phones.flatMap(p => p.noise)).toEqual([]);
  } finally {
    for (const phone of phones) await phone.context.close().catch(() => {});
    rmSync(home, { recursive: true, force: true });
  }
});

test('a phone restored from its own older backup loses nothing', async ({ place }) => {
  const home = mkdtempSync(path(tmpdir(), 'alongside-profiles-'));
  const [now, then] = [path(home, 'now'), path(home, 'then')];
  const log = await reader(place.server, 'coach', 1);
  let phone: Phone | undefined;
  try {
    phone = await openProfile(now);
    await join(phone.page, linkOf(place.server, 'coach').url, 'Old phone');
    await arrived(phone.page);
    const id = await addPerson(phone.page, 'Olwen');
    await tell(phone.page, id, 'In the backup.');
    await arrived(phone.page);
    await phone.context.close();
    cpSync(now, then, { recursive: true });

    phone = await openProfile(now);
    await phone.page.goto(`${place.server.base}/#/p/${id}`);
    await tell(phone.page, id, 'After the backup.');
    await arrived(phone.page);
    const device = await deviceIn(phone.page);
    await killProfile(phone, now);

    phone = await openProfile(then);
    phone.allow(/status of 409/);
    await phone.context.route('**/v1/**', route => route.abort());
    await phone.page.goto(`${place.server.base}/#/p/${id}`);
    await expect(phone.page.getByText('In the backup.')).toBeVisible();
    await expect(phone.page.getByText('After the backup.')).toHaveCount(0);
    await tell(phone.page, id, 'Since it was put back.');
    await phone.context.unrouteAll({ behavior: 'wait' });
    await phone.page.reload();
    await arrived(phone.page);
    expect(await deviceIn(phone.page)).not.toBe(device);
    const all = ['In the backup.', 'After the backup.', 'Since it was put back.'];
    expect(stories(await pullAll(log), id)).toEqual(all);
    await open(phone.page, `#/p/${id}`);
    for (const words of all) await expect(phone.page.getByText(words)).toBeVisible();
    expect(phone.noise).toEqual([]);
  } finally {
    await phone?.context.close().catch(() => {});
    rmSync(home, { recursive: true, force: true });
  }
});
