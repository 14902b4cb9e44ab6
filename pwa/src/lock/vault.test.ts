import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { randomBytes } from '../local/clock.ts';
import { openDb } from '../local/db.ts';
import { makeKey, reviveKey, signJwt } from '../session/keys.ts';
import { isEnough, strengthOf } from './strength.ts';
import { asTyped } from './stretch.ts';
import { newVault, relock, unlock } from './vault.ts';

/** The real price is paid in the browser's tests. */
const cheap = () => ({ m: 64, t: 1, salt: randomBytes(16) });

const right = 'otter lamp seven harbour';

test('only its passphrase opens a vault, and what was sealed under it', async () => {
  const { vault, opened } = await newVault(right, 'joining', cheap());
  const sealed = opened.cipher.seal('drafts', 'a', 'words');
  for (const wrong of ['otter lamp seven harbou', 'Otter lamp seven harbour', '', ' ']) {
    expect(await unlock(vault, wrong)).toBeNull();
  }
  const again = await unlock(vault, right);
  expect(again?.cipher.open('drafts', 'a', sealed)).toBe('words');
  // As another keyboard writes it.
  expect(await unlock(vault, `  otter   lamp seven harbour `)).not.toBeNull();
});

test('another passphrase opens the same vault, and the old one no more', async () => {
  const { vault, opened } = await newVault(right, 'joining', cheap());
  const sealed = opened.cipher.seal('drafts', 'a', 'words');
  expect(await relock(vault, 'not this one at all', 'whatever comes next', cheap())).toBeNull();
  const part = await relock(vault, right, 'four other words here', cheap());
  expect(part?.stretching.salt).not.toEqual(vault.stretching.salt);
  const now = { ...vault, ...part };
  expect(await unlock(now, right)).toBeNull();
  const again = await unlock(now, 'four other words here');
  expect(again?.cipher.open('drafts', 'a', sealed)).toBe('words');
});

test('two members with the same passphrase cannot open each other’s', async () => {
  const [one, two] = [
    await newVault(right, 'joining', cheap()),
    await newVault(right, 'joining', cheap()),
  ];
  const sealed = one.opened.cipher.seal('drafts', 'a', 'words');
  expect(two.opened.cipher.open('drafts', 'a', sealed)).toBeUndefined();
  expect(two.opened.cipher.hide('drafts', 'a')).not.toBe(one.opened.cipher.hide('drafts', 'a'));
  expect(await unlock({ ...one.vault, wrapped: two.vault.wrapped }, right)).toBeNull();
});

test('the signing key that is used cannot be taken out, and lies under the wrapping key', async () => {
  const { opened } = await newVault(right, 'joining', cheap());
  const key = await makeKey(opened.signing);
  expect(key.privateKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('pkcs8', key.privateKey)).rejects.toThrow();
  const { privateKey: _, ...stored } = key;
  const other = await newVault(right, 'joining', cheap());
  await expect(reviveKey(stored, other.opened.signing)).rejects.toThrow();
  const again = await reviveKey(stored, opened.signing);
  expect(again.privateKey.extractable).toBe(false);
  expect(await signJwt(again, { a: 1 })).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
});

test('what a passphrase is told of itself', () => {
  expect(strengthOf('short')).toEqual({ is: 'short', missing: 7 });
  expect(strengthOf('            ')).toEqual({ is: 'short', missing: 12 });
  expect(strengthOf('121212121212')).toEqual({ is: 'same' });
  expect(strengthOf('dim otter yma')).toEqual({ is: 'fair' });
  expect(strengthOf(right)).toEqual({ is: 'good' });
  expect(isEnough('121212121212')).toBe(false);
  expect(asTyped(' e\u0301t\u00a0e ')).toBe('\u00e9t e');
});

test('a database is opened by the vault it belongs to alone', async () => {
  const { opened } = await newVault(right, 'joining', cheap());
  const db = await openDb(opened);
  await db.write(['meta'], tx => tx.put('meta', 'me', { name: 'Ann' }));
  db.close();
  const { opened: stranger } = await newVault(right, 'joining', cheap());
  const seen = await openDb({ ...stranger, name: opened.name });
  expect(await seen.read(['meta'], tx => tx.get('meta', 'me'))).toBeUndefined();
  seen.close();
});
