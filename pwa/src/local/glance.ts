import { type Cipher, type Db, type Key, rowsUnder, type StoreName, type Tx } from './db.ts';

/** What can be asked of rows that were read before. */
export type Reads = Pick<Tx, 'get' | 'rows' | 'keys'>;

/** Rows as they lay in a locked database at one moment: the key to them may still be on its way. */
export type Glance = (cipher: Cipher) => Reads;

/**
 * Reads stores as a whole, and of others the rows with wanted numbers, all in one transaction.
 * `db` was opened without its cipher.
 */
export async function glanceAt(
  db: Db,
  whole: readonly StoreName[],
  some: readonly [store: StoreName, wanted: (key: Key) => boolean][],
): Promise<Glance> {
  const found = new Map<StoreName, Map<Key, unknown>>();
  await db.read([...whole, ...some.map(([name]) => name)], tx =>
    Promise.all([
      ...whole.map(async name => found.set(name, new Map(await tx.entries(name)))),
      ...some.map(async ([name, wanted]) => {
        const keys = (await tx.keys(name)).filter(wanted);
        const values = await Promise.all(keys.map(key => tx.get(name, key)));
        found.set(name, new Map(keys.map((key, i) => [key, values[i]])));
      }),
    ]),
  );
  const stored = (name: StoreName) => found.get(name) ?? new Map<Key, unknown>();
  return cipher => {
    const rows = <T>(name: StoreName) =>
      rowsUnder(cipher, name, [...stored(name).keys()], [...stored(name).values()]) as [
        Key,
        T | undefined,
      ][];
    return {
      get: async <T>(name: StoreName, key: Key) =>
        cipher.open(name, key, stored(name).get(cipher.hide(name, key))) as T | undefined,
      rows: async <T>(name: StoreName) => rows<T>(name),
      keys: async name => rows(name).map(([key]) => key),
    };
  };
}
