import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';
import { type Device, enrol, linkOf } from './device.ts';
import { rawRows } from './disk.ts';
import { killProfile, openProfile } from './killable.ts';
import { pullAll, reader, stories } from './log.ts';
import { foundIn, token } from './marks.ts';
import { handsOff, unlock } from './passphrase.ts';
import {
  addPerson,
  arrived,
  expect,
  idOf,
  join,
  open,
  type Phone,
  shot,
  tell,
  test,
} from './phone.ts';
import type { Server } from './server.ts';

/** A steward without a browser. */
const stewardOf = (server: Server): Promise<Device> =>
  enrol(server, linkOf(server, 'steward').invite);

/** A steward takes the device of that name off the list. */
async function revoke(steward: Device, name: string): Promise<void> {
  type Devices = { items: { id: string; name: string }[] };
  const { body } = await steward.call<Devices>('GET', '/v1/admin/devices');
  const id = body.items.find(device => device.name === name)?.id;
  expect(id).toBeDefined();
  const { status } = await steward.call('POST', `/v1/admin/devices/${id}/revoke`, {});
  expect(status).toBe(200);
}

interface Lying {
  /** Of each vault: its id, and whether there is a key in it. */
  vaults: { id: string; state: string; wrapped: number }[];
  databases: string[];
}

/** What lies on the phone, seen from a page of its origin that is not the app. */
async function lying(page: Page): Promise<Lying> {
  const rows = await rawRows(page, 'alongside.vaults', 'vaults');
  const vaults = rows.map(({ value }) => {
    const { id, state, wrapped } = value as { id: string; state: string; wrapped: number[] };
    return { id, state, wrapped: wrapped.length };
  });
  const all = await page.evaluate(() => indexedDB.databases());
  const names = all.map(it => it.name ?? '').filter(name => name !== 'alongside.vaults');
  return { vaults, databases: names.sort() };
}

const members = (found: Lying) => found.vaults.map(it => `alongside.${it.id}`).sort();

test('one of two members of a phone is signed out: theirs goes, all of the other’s stays', async ({
  place,
}) => {
  const phone = await place.joined();
  const { page } = phone;
  phone.allow(/status of 401/);
  const log = await reader(place.server, 'coach', 1);
  await handsOff(page);
  await addPerson(page, 'Olwen');
  await arrived(page);
  const id = idOf(page);
  await page.route('**/v1/sync', route => route.abort());
  await tell(page, id, 'Siân’s words, not sent.');
  await page.goto(linkOf(place.server, 'coach', 2).url);
  await page.getByRole('button', { name: 'Lock these, and join as somebody else' }).click();
  await page.getByLabel('A name for this phone').fill('The same phone');
  await page.getByLabel('Choose a passphrase').fill('quite another set of words');
  await page.unrouteAll({ behavior: 'wait' });
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await arrived(page);
  await addPerson(page, 'Menna');
  await arrived(page);
  const both = await lying(page);
  expect(both.databases).toEqual(members(both));
  expect(both.vaults.length).toBe(2);

  await revoke(await stewardOf(place.server), 'The same phone');
  await expect(page.getByRole('heading', { name: 'This phone was signed out' })).toBeVisible();
  await expect(page.locator('body')).not.toContainText('Menna');
  await shot(page, 'one-of-two-signed-out');
  await expect.poll(async () => (await lying(page)).databases.length).toBe(1);
  const left = await lying(page);
  expect(left.databases).toEqual(members(left));
  expect(left.vaults.map(it => it.state)).toEqual(['ready']);

  await page.getByRole('button', { name: 'Open somebody else’s pages' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This phone is locked');
  await unlock(page, 'quite another set of words');
  await expect(page.getByRole('alert')).toContainText('That is not the passphrase.');
  await unlock(page);
  await arrived(page);
  await open(page, `#/p/${id}`);
  await expect(page.getByText('Siân’s words, not sent.')).toBeVisible();
  expect(stories(await pullAll(log), id)).toEqual(['Siân’s words, not sent.']);
});

/** Keeps a database open, as a tab does that hangs: it cannot be deleted while that lasts. */
async function holdOpen(page: Page, name: string): Promise<void> {
  await page.evaluate(
    name =>
      new Promise<void>((resolve, reject) => {
        const opened = indexedDB.open(name);
        opened.onerror = () => reject(opened.error);
        opened.onsuccess = () => {
          Object.assign(window, { heldOpen: opened.result });
          resolve();
        };
      }),
    name,
  );
}

test('a wipe that the browser’s end cuts short is finished at the next start', async ({
  place,
}) => {
  const profile = mkdtempSync(path(tmpdir(), 'alongside-profile-'));
  const marks = { name: token(), story: token() };
  let phone: Phone | undefined;
  try {
    phone = await openProfile(profile);
    phone.allow(/status of 401/);
    await join(phone.page, linkOf(place.server, 'coach').url, 'Old phone');
    await arrived(phone.page);
    const id = await addPerson(phone.page, marks.name);
    await tell(phone.page, id, marks.story);
    await arrived(phone.page);
    const beside = await phone.context.newPage();
    await beside.goto(`${place.server.base}/healthz`);
    const [name = ''] = (await lying(beside)).databases;
    await holdOpen(beside, name);
    await revoke(await stewardOf(place.server), 'Old phone');

    // The keys are gone, and what they sealed is still there: this is midway.
    await expect.poll(async () => (await lying(beside)).vaults[0]?.state).toBe('gone');
    const midway = await lying(beside);
    expect(midway.vaults[0]?.wrapped).toBe(0);
    expect(midway.databases).toEqual([name]);
    await killProfile(phone, profile);

    phone = await openProfile(profile);
    await phone.page.goto(`${place.server.base}/healthz`);
    expect(await lying(phone.page)).toEqual(midway); // and it was when the browser ended
    await phone.page.goto(place.server.base);
    await expect(phone.page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect.poll(() => lying(phone?.page as Page)).toEqual({ vaults: [], databases: [] });
    await expect(phone.page.locator('body')).not.toContainText(marks.name);
    expect(phone.noise).toEqual([]);
    await phone.context.close();
    expect(foundIn(profile, marks)).toEqual([]);
  } finally {
    await phone?.context.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true });
  }
});

/** Puts the page into the background, or back in front, as the browser tells it. */
const shown = (page: Page, state: 'hidden' | 'visible'): Promise<void> =>
  page.evaluate(state => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

test('it locks in the background: by itself, and where the browser had stopped it', async ({
  place,
}) => {
  const phone = await place.joined();
  const { page } = phone;
  const id = await addPerson(page, 'Olwen');
  await arrived(page);
  await handsOff(page);
  const locked = page.getByRole('heading', { level: 1, name: 'This phone is locked' });
  for (const stopped of [false, true]) {
    await page.clock.install();
    await page.reload();
    await unlock(page);
    await open(page, `#/p/${id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'Olwen' })).toBeVisible();
    await shown(page, 'hidden');
    if (stopped) {
      // No timer of the page runs while it lies there; it looks when it is shown again.
      const now = await page.evaluate(() => Date.now());
      await page.clock.pauseAt(now + 1_000);
      await page.clock.setSystemTime(now + 6 * 60_000);
      await expect(page.getByRole('heading', { level: 1, name: 'Olwen' })).toBeVisible();
      await shown(page, 'visible');
    } else {
      await page.clock.runFor('04:30');
      await expect(page.getByRole('heading', { level: 1, name: 'Olwen' })).toBeVisible();
      await page.clock.runFor('01:00');
    }
    await expect(page.locator('body')).not.toContainText('Olwen'); // it has begun anew
    await page.clock.resume();
    await expect(locked).toBeVisible();
    await expect(page.locator('body')).not.toContainText('Olwen');
  }
});
