import { type Db, openDb, plain } from './db.ts';

/** How a passphrase is stretched (RFC 9106): Argon2id with these, kept beside what they lock. */
export interface Stretching {
  /** KiB of memory. */
  m: number;
  /** Passes over it. */
  t: number;
  salt: Uint8Array<ArrayBuffer>;
}

/** A data key under another key: nonce and ciphertext of AES-256-GCM. */
export type Wrapped = Uint8Array<ArrayBuffer>;

/**
 * One member on this phone. Nothing of it tells who that is but the label, which they choose.
 * `joining`: no invite was spent yet. `moving`: what an older version kept is being sealed.
 * `gone`: the keys are destroyed, and what they sealed is to follow.
 */
export interface Vault {
  /** Names the database; random. */
  id: string;
  state: 'joining' | 'moving' | 'ready' | 'gone';
  label: string;
  stretching: Stretching;
  wrapped: Wrapped;
  /** Minutes without a touch after which it locks itself. */
  lockAfter: number;
  /** Of an older version, whose signing key cannot be wrapped: until it has another one. */
  bareKey?: CryptoKey | undefined;
}

export const vaultsName = 'alongside.vaults';
/** What versions before this one kept everything in, in the clear. */
export const plainName = 'alongside';
export const databaseOf = (id: string) => `alongside.${id}`;

/** Runs `work` on the list of vaults, which is opened for it alone. */
async function within<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDb({ name: vaultsName, cipher: plain, stores: ['vaults'], version: 1 });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

export const readVaults = (): Promise<Vault[]> =>
  within(db => db.read(['vaults'], tx => tx.all<Vault>('vaults')));

/** Writes a vault down, or in the place of what it was. */
export const putVault = (vault: Vault): Promise<void> =>
  within(db => db.write(['vaults'], tx => tx.put('vaults', vault.id, vault)));

/** Alters what is kept of a vault; does nothing where it is not there any more. */
export const alterVault = (id: string, part: Partial<Vault>): Promise<void> =>
  within(db =>
    db.write(['vaults'], async tx => {
      const vault = await tx.get<Vault>('vaults', id);
      if (vault) await tx.put('vaults', id, { ...vault, ...part });
    }),
  );

export const dropVault = (id: string): Promise<void> =>
  within(db => db.write(['vaults'], tx => tx.delete('vaults', id)));

/** As little of a name as tells two members of one phone apart. */
export function initials(name: string): string {
  const letters = name.split(/\s+/).map(part => [...part][0] ?? '');
  return letters.join('').toUpperCase().slice(0, 4);
}
