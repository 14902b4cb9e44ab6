import { execFileSync } from 'node:child_process';
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { type Entry, newInvite, pullAll, reader, stories, wholeNumbers } from './log.ts';
import {
  addPerson,
  arrived,
  expect,
  join,
  moments,
  open,
  openPerson,
  openWaiting,
  tell,
  test,
} from './phone.ts';

const inBackup = 'Told while backups were made.';
const lostByAbsent = 'Told by somebody who never came back.';
const lostByMe = 'Told after the last backup.';

/** What it says once all is sent. That there is a backup it knows from seeing `stable` lag. */
async function says(page: Page, text: string): Promise<void> {
  await expect(async () => {
    await open(page, '#/');
    await openWaiting(page);
    await expect(page.getByText(text, { exact: true })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
}

const sent = 'All that was written on this phone has reached the server.';
const backedUp = 'All that was written on this phone has reached the server and is backed up.';

test('a restored server is healed by one phone, for itself and for one that is gone', async ({
  place,
}) => {
  const { server } = place;
  const backups = `${server.dir}.backups`;
  await server.stop();
  await server.start('--backup', backups, '--backup-every', '100ms');
  const log = await reader(server, 'coach', 1);
  const mine = await place.joined();
  const theirs = await place.phone();
  await join(theirs.page, await newInvite(server, log.member), 'Phone of somebody who goes');
  await arrived(theirs.page);
  mine.allow(/status of (401|503)/);
  const { page } = mine;
  const id = await addPerson(page, 'Olwen');
  const aside = `${backups}.aside`;
  renameSync(backups, aside);
  await tell(page, id, inBackup);
  await arrived(page);
  await says(page, sent);
  renameSync(aside, backups);
  await says(page, backedUp);
  await openPerson(theirs.page, 'Olwen');

  // No backup can be made any more; the server goes on, and both write.
  renameSync(backups, aside);
  await tell(theirs.page, id, lostByAbsent);
  await arrived(theirs.page);
  await open(page, `#/p/${id}`);
  await expect(moments(page).filter({ hasText: lostByAbsent })).toBeVisible();
  await tell(page, id, lostByMe);
  await arrived(page);
  const before = await pullAll(log);
  await theirs.context.close();

  await server.kill();
  rmSync(server.dir, { recursive: true });
  renameSync(aside, backups);
  const said = execFileSync('./alongside', ['restore', '--from', backups, '--data', server.dir]);
  expect(said.toString()).toContain('Restored and checked');
  expect(readdirSync(backups).length).toBeGreaterThan(1);
  expect(statSync(`${server.dir}.backup.key`).mode & 0o777).toBe(0o600);
  await server.start('--backup-every', '1h');

  // Nobody does anything: the phone notices, sends again and brings what it has.
  const all = [inBackup, lostByAbsent, lostByMe];
  const now = async () => stories(await pullAll(log), id).sort();
  await expect.poll(now, { timeout: 45_000 }).toEqual(all.sort());
  const after = await pullAll(log);
  const author = (entries: Entry[]) => entries.find(e => e.set?.story === lostByAbsent)?.device;
  expect(author(before)).toBeDefined();
  expect(author(after)).toBe(author(before));
  const about = after.filter(e => e.scope === `person:${id}`);
  wholeNumbers(about, about.find(e => e.kind === 'person')?.device ?? '');

  await arrived(page);
  await open(page, `#/p/${id}`);
  for (const words of all) await expect(moments(page).filter({ hasText: words })).toHaveCount(1);
  await page.reload();
  for (const words of all) await expect(moments(page).filter({ hasText: words })).toHaveCount(1);
  await says(page, sent);
  await server.stop();
  await server.start('--backup-every', '100ms');
  await says(page, backedUp);
});
