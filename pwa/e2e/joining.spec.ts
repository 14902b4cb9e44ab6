import { linkOf } from './device.ts';
import { passphrase } from './passphrase.ts';
import { addPerson, arrived, expect, join, offline, shot, statusOf, test } from './phone.ts';

const joinButton = { name: 'Join', exact: true } as const;

test('a link lets one phone in, and opening it spends nothing', async ({ place }) => {
  const { url, name } = linkOf(place.server, 'coach');
  const first = await place.phone();
  await first.page.goto(url);
  await expect(first.page.getByRole('button', joinButton)).toBeVisible();
  expect(first.page.url()).not.toContain('invite');
  await shot(first.page, 'join');

  const second = await place.phone();
  await join(second.page, url, 'Blue phone');
  await arrived(second.page);
  expect(await second.page.evaluate(() => location.href)).not.toContain('invite');
  await second.page.getByRole('link', { name: 'Settings' }).click();
  await expect(second.page.getByText(`${name},`)).toBeVisible();
  await expect(second.page.getByText('Blue phone')).toBeVisible();
});

test('a used invite is told kindly and keeps what was typed', async ({ place }) => {
  const { url } = linkOf(place.server, 'coach');
  const first = await place.phone();
  await join(first.page, url, 'First');
  await arrived(first.page);

  const late = await place.phone();
  late.allow(/status of 4\d\d/);
  await join(late.page, url, 'Second');
  await expect(late.page.getByRole('alert').or(late.page.locator('.error-summary'))).toContainText(
    'This invite was used already. Ask for a new one.',
  );
  await expect(late.page.getByLabel('A name for this phone')).toHaveValue('Second');
  await shot(late.page, 'join-used');
});

test('a typed code works however it is written', async ({ place }) => {
  const { invite } = linkOf(place.server, 'coach', 1);
  const typed = ` ${invite.replaceAll('-', '').toUpperCase().match(/.{4}/g)?.join(' - ')} `;
  const { page } = await place.phone();
  await page.goto(place.server.base);
  await page.getByRole('button', joinButton).click();
  await expect(page.getByRole('link', { name: 'Type the invite code' })).toBeVisible();
  await page.getByLabel('Invite code').fill(typed);
  await page.getByLabel('Choose a passphrase').fill(passphrase);
  await page.getByRole('button', joinButton).click();
  await arrived(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What I promised');
});

test('the app is kept on the phone and starts without the network', async ({ place }) => {
  const phone = await place.joined();
  const { page } = phone;
  const manifest = await page.locator('link[rel=manifest]').getAttribute('href');
  const told = await page.request.get(new URL(manifest ?? '', place.server.base).href);
  expect((await told.json()) as object).toMatchObject({ display: 'standalone' });
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? ''))
    .toContain('/sw.js');

  await offline(phone);
  await place.server.kill();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What I promised');
  await expect(statusOf(page)).toHaveText('No signal. You can go on working.');
  await shot(page, 'home-offline');

  await addPerson(page, 'Meirion');
  await expect(statusOf(page)).toContainText('Saved on this phone');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Meirion');
});
