import { cpSync, rmSync } from 'node:fs';
import { linkOf } from './device.ts';
import { faultsHere } from './faults.ts';
import { newInvite, pullAll, reader, stories } from './log.ts';
import {
  addPerson,
  arrived,
  expect,
  identityOn,
  join,
  offline,
  open,
  openWaiting,
  shot,
  statusOf,
  tell,
  test,
} from './phone.ts';

test('a phone that a server set back does not know joins again and loses nothing', async ({
  place,
}) => {
  const { server } = place;
  const log = await reader(server, 'coach', 1);
  const marcus = log.member;
  // The steward's own phone, made before the copy: it will write the new invites.
  await newInvite(server, marcus);
  await server.stop();
  cpSync(server.dir, `${server.dir}.then`, { recursive: true });
  await server.start();

  const phone = await place.phone();
  const { page } = phone;
  phone.allow(/status of (401|503)/);
  const link = linkOf(server, 'coach');
  await join(page, link.url, 'Blue phone');
  await arrived(page);
  const id = await addPerson(page, 'Olwen');
  await tell(page, id, 'Sent before the server was set back.');
  await arrived(page);
  const { member = '' } = (await identityOn(page)) ?? {};

  await offline(phone);
  await tell(page, id, 'Not sent by then.');
  await server.stop();
  rmSync(server.dir, { recursive: true });
  cpSync(`${server.dir}.then`, server.dir, { recursive: true });
  await server.start();
  expect(stories(await pullAll(log), id)).toEqual([]);
  await offline(phone, false);

  await expect(statusOf(page)).toHaveText('Needs you', { timeout: 30_000 });
  await openWaiting(page);
  await expect(page.locator('main .notice')).toContainText('The server no longer knows this phone');
  await shot(page, 'unknown-phone');
  expect(await faultsHere(page, 'unknown-phone')).toEqual([]);

  // Somebody else's invite does not send these words in their name.
  await page.getByRole('link', { name: 'Join again with an invite' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Join again on this phone');
  await shot(page, 'join-again');
  expect(await faultsHere(page, 'join-again')).toEqual([]);
  await page.getByLabel('Invite code').fill(await newInvite(server, marcus));
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('This invite is for somebody else');

  await page.getByLabel('Invite code').fill(await newInvite(server, member));
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await arrived(page);
  const told = ['Sent before the server was set back.', 'Not sent by then.'];
  await open(page, `#/p/${id}`);
  for (const words of told) await expect(page.getByText(words)).toHaveCount(1);
  expect(stories(await pullAll(log), id)).toEqual(told);
  await page.reload();
  await arrived(page);
  for (const words of told) await expect(page.getByText(words)).toHaveCount(1);
});
