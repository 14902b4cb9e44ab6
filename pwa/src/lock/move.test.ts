import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { isThere, type Key, openDb, plain, type StoreName, stores } from '../local/db.ts';
import { databaseOf, plainName, putVault, readVaults } from '../local/vaults.ts';
import { identity, me, opening, store } from '../model/phone.ts';
import { lookAround } from '../model/vaults.ts';
import { signJwt } from '../session/keys.ts';
import { move } from './move.ts';
import { newVault } from './vault.ts';

const right = 'otter lamp seven harbour';
const device = '01hzzzzzzzzzzzzzzzzzzzzzza';
const scope = 'person:01hzzzzzzzzzzzzzzzzzzzzzzb';

/** A phone as the version before vaults left it. */
async function leaveInTheClear(): Promise<void> {
  const pair = (await crypto.subtle.generateKey('Ed25519', false, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: 'x' };
  const key = { alg: 'EdDSA', privateKey: pair.privateKey, publicJwk };
  const who = { device, member: 'm', issuer: 'i', deviceName: 'Old', key };
  const change = { scope, kind: 'visit', id: 'v', at: '0', set: { story: 'Not sent yet.' } };
  const record = { kind: 'visit', id: 'w', first: '0', last: '0', fields: {} };
  const rows: [StoreName, Key, unknown][] = [
    ['meta', 'identity', who],
    ['meta', 'me', { member: 'm', name: 'Siân Parry', role: 'coach', teams: [] }],
    ['meta', 'counter', { n: 1, seen: '' }],
    ['packs', 1, JSON.stringify([[scope, record, 0]])],
    ['outbox', 1, { n: 1, since: 5, change }],
    ['cursors', scope, { scope, at: 3, head: 3, digest: '0', generation: 0 }],
    ['drafts', 'visit/x', { story: 'Half a sen' }],
  ];
  const db = await openDb({ name: plainName, cipher: plain });
  await db.write(stores, async tx => {
    for (const [name, row, value] of rows) await tx.put(name, row, value);
  });
  db.close();
}

test('what an older version kept in the clear is sealed; a kill on the way loses nothing', async () => {
  await leaveInTheClear();
  // Killed after the vault was begun and half of it written.
  const { vault, opened } = await newVault('another try entirely', 'moving');
  await putVault(vault);
  const half = await openDb(opened);
  await half.write(['drafts'], tx => tx.put('drafts', 'visit/x', 'half'));
  half.close();

  expect(await lookAround()).toBe('plain');
  expect(await readVaults()).toEqual([]);
  expect(await isThere(databaseOf(vault.id))).toBe(false);
  expect(await isThere(plainName)).toBe(true);

  await move(right);
  expect(opening.peek()).toBe('open');
  expect(await isThere(plainName)).toBe(false);
  expect(identity.peek()?.device).toBe(device);
  expect(me.peek()?.name).toBe('Siân Parry');
  await store().settled();
  const { memory, db } = store();
  expect(memory.outbox.get(1)?.change?.set).toEqual({ story: 'Not sent yet.' });
  expect(memory.record(`${scope}\nvisit\nw`)?.id).toBe('w');
  expect(await db.read(['drafts'], tx => tx.get('drafts', 'visit/x'))).toEqual({
    story: 'Half a sen',
  });
  const key = identity.peek()?.key;
  if (key) expect(await signJwt(key, {})).toContain('.');
  const [ready] = await readVaults();
  expect(ready).toMatchObject({ state: 'ready', label: 'SP' });

  // Killed before the plain copy was taken away: it goes at the next start.
  await leaveInTheClear();
  expect(await lookAround()).toBe('locked');
  await expect.poll(() => isThere(plainName)).toBe(false);
}, 60_000);
