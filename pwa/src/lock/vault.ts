import { joined, utf8 } from '../local/bytes.ts';
import { now, randomBytes } from '../local/clock.ts';
import { ulid } from '../local/ids.ts';
import { databaseOf, type Stretching, type Vault, type Wrapped } from '../local/vaults.ts';
import type { Opened } from '../model/phone.ts';
import { dataKeyBytes, ringOf } from './ring.ts';
import { newStretching, stretch } from './stretch.ts';

/** Minutes without a touch, until somebody chooses otherwise. */
export const usualLockAfter = 5;

/** A new vault with a random data key under the passphrase, open. Nothing of it is kept yet. */
export async function newVault(
  passphrase: string,
  state: 'joining' | 'moving',
  by = newStretching(),
): Promise<{ vault: Vault; opened: Opened }> {
  const id = ulid(now()).slice(10);
  const dataKey = randomBytes(dataKeyBytes);
  const vault: Vault = {
    id,
    state,
    label: '',
    lockAfter: usualLockAfter,
    ...(await locked(id, dataKey, passphrase, by)),
  };
  return { vault, opened: await opened(vault, dataKey) };
}

/** Opens a vault; null where this is not its passphrase. */
export async function unlock(vault: Vault, passphrase: string): Promise<Opened | null> {
  const dataKey = await dataKeyOf(vault, passphrase);
  return dataKey && opened(vault, dataKey);
}

/** What to keep of a vault under another passphrase; null where the old one is not right. */
export async function relock(
  vault: Vault,
  old: string,
  next: string,
  by = newStretching(),
): Promise<Pick<Vault, 'stretching' | 'wrapped'> | null> {
  const dataKey = await dataKeyOf(vault, old);
  return dataKey && locked(vault.id, dataKey, next, by);
}

async function dataKeyOf(vault: Vault, passphrase: string) {
  return unwrap(vault.wrapped, vault.id, await stretch(passphrase, vault.stretching));
}

async function locked(
  id: string,
  dataKey: Uint8Array<ArrayBuffer>,
  passphrase: string,
  stretching: Stretching,
) {
  return { stretching, wrapped: await wrap(dataKey, id, await stretch(passphrase, stretching)) };
}

async function opened(vault: Vault, dataKey: Uint8Array<ArrayBuffer>): Promise<Opened> {
  // Nobody needs the ciphers before there is a key.
  const ciphers = import('./cipher.ts');
  const ring = await ringOf(dataKey);
  dataKey.fill(0);
  const { cipherOf } = await ciphers;
  return {
    id: vault.id,
    name: databaseOf(vault.id),
    cipher: cipherOf(ring),
    signing: ring.signing,
  };
}

/** The data key under a key, bound to the vault that it opens. */
async function wrap(dataKey: Uint8Array<ArrayBuffer>, id: string, by: CryptoKey): Promise<Wrapped> {
  const iv = randomBytes(12);
  const how = { name: 'AES-GCM', iv, additionalData: utf8(`vault\n${id}`) };
  return joined(iv, new Uint8Array(await crypto.subtle.encrypt(how, by, dataKey)));
}

async function unwrap(wrapped: Wrapped, id: string, by: CryptoKey) {
  const how = {
    name: 'AES-GCM',
    iv: wrapped.subarray(0, 12),
    additionalData: utf8(`vault\n${id}`),
  };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, by, wrapped.subarray(12)));
  } catch {
    return null;
  }
}
