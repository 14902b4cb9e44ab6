import {
  type Db,
  deleteDb,
  openDb,
  plain,
  type Sealed,
  type StoreName,
  stores,
} from '../local/db.ts';
import { setNote } from '../local/small.ts';
import { initials, plainName, putVault } from '../local/vaults.ts';
import type { Me } from '../model/phone.ts';
import { destroy, readAgain, vaults } from '../model/vaults.ts';
import type { Identity, StoredIdentity } from '../session/identity.ts';
import { open } from './enter.ts';
import { newVault } from './vault.ts';

// What versions before this one kept in the clear, under lock and key. Killed at any point,
// it begins anew at the next start: until the vault is ready nothing in the clear is touched.

/** Above what those versions open: their tabs let go of the database, and cannot open it again. */
const cutOff = 3;

const openPlain = (): Promise<Db> => openDb({ name: plainName, cipher: plain, version: cutOff });

/** Whether a member is on this phone in the clear. Takes away what was left of an earlier try. */
export async function beginMove(): Promise<boolean> {
  const tries = vaults.peek().filter(vault => vault.state === 'moving');
  for (const { id } of tries) await destroy(id);
  if (tries.length > 0) await readAgain();
  const db = await openPlain();
  const who = await db.read(['meta'], tx => tx.get('meta', 'identity'));
  db.close();
  if (!who) await deleteDb(plainName);
  return who !== undefined;
}

/** Seals all that lies in the clear under the passphrase, takes the plain copies away, and opens it. */
export async function move(passphrase: string): Promise<void> {
  const { vault, opened } = await newVault(passphrase, 'moving');
  await putVault(vault);
  const from = await openPlain();
  const rows = await from.read(stores, async tx => {
    const all: [StoreName, [string | number, unknown][]][] = [];
    for (const store of stores) all.push([store, await tx.entries(store)]);
    return new Map(all);
  });
  from.close();
  const meta = new Map(rows.get('meta'));
  const { key, ...who } = meta.get('identity') as Identity;
  const { privateKey: bareKey, alg, publicJwk } = key;
  const identity: StoredIdentity = { ...who, key: { alg, publicJwk, wrapped: '' } };
  meta.set('identity', identity);
  for (const name of ['joining', 'ended']) meta.delete(name);
  rows.set('meta', [...meta]);
  rows.set('packs', await sealed(opened.cipher, rows.get('packs') ?? []));
  const to = await openDb(opened);
  await to.write(stores, async tx => {
    for (const [store, entries] of rows) {
      for (const [name, value] of entries) await tx.put(store, name, value);
    }
  });
  to.close();
  const name = (meta.get('me') as Me | undefined)?.name ?? '';
  const ready = { ...vault, state: 'ready', label: initials(name), bareKey } as const;
  await putVault(ready);
  await deleteDb(plainName);
  setNote('hand', null);
  await readAgain();
  await open(ready, opened);
}

async function sealed(
  { sealAhead }: Db['cipher'],
  packs: [string | number, unknown][],
): Promise<[string | number, Sealed][]> {
  return Promise.all(
    packs.map(async ([id, text]) => [id, await sealAhead('packs', id, String(text))] as const),
  ) as Promise<[string | number, Sealed][]>;
}
