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

/** All that was written on this phone is in a backup, as far as it knows. */
async function backedUp(page: Page): Promise<void> {
  await expect(page.getByText('has reached the server and is backed up')).toBeVisible({
    timeout: 30_000,
  });
}

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
  await tell(page, id, inBackup);
  await arrived(page);
  await openPerson(theirs.page, 'Olwen');
  await openWaiting(page);
  await backedUp(page);

  // No backup can be made any more; the server goes on, and both write.
  renameSync(backups, `${backups}.aside`);
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
  renameSync(`${backups}.aside`, backups);
  const said = execFileSync('./alongside', ['restore', '--from', backups, '--data', server.dir]);
  expect(said.toString()).toContain('Restored and checked');
  expect(readdirSync(backups).length).toBeGreaterThan(1);
  expect(statSync(`${server.dir}.backup.key`).mode & 0o777).toBe(0o600);
  await server.start();

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
  await openWaiting(page);
  await backedUp(page);
});
