import { linkOf } from './device.ts';
import { faultsHere } from './faults.ts';
import { newInvite, pullAll, reader, stories } from './log.ts';
import { handsOff, passphrase, unlock } from './passphrase.ts';
import {
  addPerson,
  arrived,
  expect,
  identityOn,
  join,
  offline,
  open,
  shot,
  statusOf,
  tell,
  test,
} from './phone.ts';

test('after two weeks out of touch nothing stored is shown, and a visit is still taken', async ({
  place,
}) => {
  const log = await reader(place.server, 'coach', 1);
  const phone = await place.joined();
  const { page } = phone;
  phone.allow(/status of 401/);
  const id = await addPerson(page, 'Meirion');
  await tell(page, id, 'Before the silence.');
  await arrived(page);
  await expect
    .poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)))
    .toBe(true);
  await offline(phone);
  await page.clock.install({ time: Date.now() + 15 * 86_400_000 });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This phone has been out of touch for long',
  );
  await open(page, `#/p/${id}`);
  for (const kept of ['Meirion', 'Before the silence.', 'Gwen']) {
    await expect(page.locator('body')).not.toContainText(kept);
  }
  await shot(page, 'lease');
  await page.getByLabel('Who was it with?').fill(' meirion ');
  await page.getByLabel('What happened?').fill('Said in the silence.');
  await page.getByRole('button', { name: 'Save the visit' }).click();
  await expect(page.getByText('1 thing is saved here')).toBeVisible();
  await page.getByLabel('Who was it with?').fill('Somebody new');
  await page.getByLabel('What happened?').fill('Met on the stairs.');
  await page.getByRole('button', { name: 'Save the visit' }).click();
  await expect(page.getByText('You can say whom it was with')).toBeVisible();

  await offline(phone, false);
  await page.clock.runFor(20_000);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Visits that wait for a name');
  await page.locator('label').filter({ hasText: 'Meirion' }).click();
  await page.getByRole('button', { name: 'Save the visit' }).click();
  await expect(page.getByText('Nothing waits for a name')).toBeVisible();
  await page.clock.runFor(20_000);
  await expect
    .poll(async () => stories(await pullAll(log), id))
    .toEqual(['Before the silence.', 'Said in the silence.', 'Met on the stairs.']);
});

test('a forgotten passphrase: what was not sent is told, and what was sent comes back', async ({
  place,
}) => {
  const phone = await place.joined();
  const { page } = phone;
  await handsOff(page);
  const id = await addPerson(page, 'Meirion');
  await tell(page, id, 'Sent before.');
  await arrived(page);
  const { member = '' } = (await identityOn(page)) ?? {};
  await page.route('**/v1/sync', route => route.abort());
  await tell(page, id, 'Never sent.');
  await expect(statusOf(page)).toContainText('1 change');
  await page.reload();
  await unlock(page, 'whatever it was again');
  await expect(page.getByRole('alert')).toContainText('That is not the passphrase.');
  await shot(page, 'lock');
  expect(await faultsHere(page, 'lock')).toEqual([]);
  await page.getByRole('button', { name: 'I have forgotten it' }).click();
  await expect(page.locator('main .notice')).toContainText(
    '1 thing that was saved here has not been sent',
  );
  await shot(page, 'forgot');
  expect(await faultsHere(page, 'forgot')).toEqual([]);
  await page.getByRole('button', { name: 'Give these pages up and join again' }).click();
  await page.getByRole('button', { name: 'Try the passphrase again' }).click();
  await unlock(page);
  await expect(page.getByText('Never sent.')).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: 'I have forgotten it' }).click();
  await page.getByRole('button', { name: 'Give these pages up and join again' }).click();
  await page.getByRole('button', { name: 'Yes, 1 unsent thing is lost for ever' }).click();
  await page.unrouteAll({ behavior: 'wait' });
  await join(page, await newInvite(place.server, member), 'The same phone');
  await arrived(page);
  await open(page, `#/p/${id}`);
  await expect(page.getByText('Sent before.')).toBeVisible();
  await expect(page.getByText('Never sent.')).toHaveCount(0);
});

test('a phone of an older version is sealed at its next start, and gets another key', async ({
  place,
}) => {
  const phone = await place.phone();
  const { page } = phone;
  phone.allow(/status of 401/);
  const { invite } = linkOf(place.server, 'coach');
  await page.goto(`${place.server.base}/healthz`);
  const key = await page.evaluate(async () => {
    const pair = (await crypto.subtle.generateKey('Ed25519', false, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    (globalThis as { pair?: CryptoKeyPair }).pair = pair;
    const { kty, crv, x } = await crypto.subtle.exportKey('jwk', pair.publicKey);
    return { kty, crv, x };
  });
  const asked = JSON.stringify({ invite, name: 'Old phone', key });
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${place.server.base}/v1/devices`, {
    method: 'POST',
    headers,
    body: asked,
  });
  const who = (await answer.json()) as { device: string; member: string; issuer: string };
  const old = await page.evaluate(
    async ({ device, member, issuer, publicJwk }) => {
      const { pair } = globalThis as unknown as { pair: CryptoKeyPair };
      const key = { alg: 'EdDSA', privateKey: pair.privateKey, publicJwk };
      const stores = 'meta packs outbox held parked kept cursors recent drafts cache'.split(' ');
      const db = await new Promise<IDBDatabase>(resolve => {
        const opened = indexedDB.open('alongside', 2);
        opened.onupgradeneeded = () => {
          for (const store of stores) opened.result.createObjectStore(store);
        };
        opened.onsuccess = () => resolve(opened.result);
      });
      const tx = db.transaction(stores, 'readwrite', { durability: 'strict' });
      const put = (store: string, row: string | number, value: unknown) =>
        tx.objectStore(store).put(value, row);
      put('meta', 'identity', { device, member, issuer, deviceName: 'Old phone', key });
      put('meta', 'me', { member, name: 'Sioned Parry', role: 'coach', teams: [], scopes: [] });
      put('meta', 'counter', { n: 2, seen: '' });
      const time = Date.now().toString(16).padStart(12, '0');
      const id = '01hzzzzzzzzzzzzzzzzzzzzzzq';
      const change = (n: number, kind: string, of: string, parts: object) =>
        put('outbox', n, {
          n,
          since: Date.now(),
          change: {
            scope: `person:${id}`,
            kind,
            id: of,
            at: `${time}-000${n}-${device}`,
            ...parts,
          },
        });
      const circle = [`member:${member}`];
      change(1, 'person', id, { set: { called: 'Olwen' }, add: { circle } });
      change(2, 'visit', '01hzzzzzzzzzzzzzzzzzzzzzzr', { set: { story: 'Kept in the clear.' } });
      await new Promise(resolve => {
        tx.oncomplete = resolve;
      });
      db.close();
      return { device, id };
    },
    { ...who, publicJwk: key },
  );

  await page.goto(place.server.base);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Lock what is kept on this phone',
  );
  await shot(page, 'move');
  expect(await faultsHere(page, 'move')).toEqual([]);
  await page.getByLabel('Choose a passphrase').fill(passphrase);
  await page.getByRole('button', { name: 'Lock it', exact: true }).click();
  await arrived(page);
  await open(page, `#/p/${old.id}`);
  await expect(page.getByText('Kept in the clear.')).toBeVisible();
  await expect.poll(async () => (await identityOn(page))?.device).not.toBe(old.device);
  expect(
    await page.evaluate(async () => (await indexedDB.databases()).map(d => d.name)),
  ).not.toContain('alongside');
  await open(page, '#/settings');
  await open(page, '#/phones');
  await expect(page.getByText('The one in your hand')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Rename: / })).toHaveCount(1);
});
