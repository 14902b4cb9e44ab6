import { deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';

/**
 * The only file that knows IndexedDB. What each store holds, by key:
 *
 *   meta     name            = who this phone is, its counters, the epoch
 *   packs    number          = about 100 merged records in one value
 *   outbox   n               = own change or skip that was not pulled back yet
 *   held     ULID            = own change that can still be undone; has no n
 *   parked   identity        = own change that the server will not take, and why
 *   kept     n               = own change that was pulled back, for a restored server
 *   cursors  scope           = how far that scope was pulled
 *   recent   time, ...       = entries as they were pulled, under the server's seals
 *   drafts   key             = what a form holds
 *   cache    path            = the last good answer of a GET
 */
export const stores = [
  'meta',
  'packs',
  'outbox',
  'held',
  'parked',
  'kept',
  'cursors',
  'recent',
  'drafts',
  'cache',
] as const;

export type StoreName = (typeof stores)[number];

type Key = string | number;

/** Codes: `full` no room left; `closed` another version or the browser closed it; `storage` the rest. */
export class StorageError extends Error {
  readonly code: 'full' | 'closed' | 'storage';
  constructor(code: StorageError['code'], cause: unknown) {
    super(`storage: ${code}`, { cause });
    this.code = code;
  }
}

/** What may be awaited inside a transaction; anything else would end it early. */
export interface Tx {
  get<T>(store: StoreName, key: Key): Promise<T | undefined>;
  all<T>(store: StoreName): Promise<T[]>;
  keys(store: StoreName): Promise<Key[]>;
  /** The entry with the highest key. */
  last<T>(store: StoreName): Promise<{ key: Key; value: T } | undefined>;
  put(store: StoreName, key: Key, value: unknown): Promise<void>;
  delete(store: StoreName, key: Key): Promise<void>;
  clear(store: StoreName): Promise<void>;
}

/** An open database. */
export interface Db {
  /** Runs `work` and resolves with its answer once all of it is on disk; else nothing of it is. */
  write<T>(names: readonly StoreName[], work: (tx: Tx) => Promise<T>): Promise<T>;
  read<T>(names: readonly StoreName[], work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): void;
}

/** Opens the database, making it when it is not there. `onClosed`: the browser took it away. */
export async function openDb(name: string, onClosed: () => void = () => {}): Promise<Db> {
  const db = await openDB(name, 2, {
    upgrade(made) {
      for (const store of stores) {
        if (!made.objectStoreNames.contains(store)) made.createObjectStore(store);
      }
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    terminated: onClosed,
  }).catch(e => {
    throw named(e);
  });
  return {
    write: (names, work) => run(db, names, 'readwrite', work),
    read: (names, work) => run(db, names, 'readonly', work),
    close: () => db.close(),
  };
}

/** Takes the database and all that is in it off this phone. */
export async function deleteDb(name: string): Promise<void> {
  await deleteDB(name).catch(e => {
    throw named(e);
  });
}

async function run<T>(
  db: IDBPDatabase,
  names: readonly StoreName[],
  mode: 'readonly' | 'readwrite',
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  let t: IDBPTransaction<unknown, string[], typeof mode>;
  try {
    t = db.transaction([...names], mode, { durability: 'strict' });
  } catch (e) {
    throw named(e);
  }
  const done = t.done.then(
    () => null,
    e => t.error ?? e,
  );
  let answer: T;
  try {
    answer = await work(wrap(t));
  } catch (e) {
    abort(t);
    const failed = await done;
    if (!isDomError(e)) throw e;
    // Requests of a transaction that the browser ended say so; the transaction knows why.
    throw named((e as Error).name === 'AbortError' ? (failed ?? e) : e);
  }
  const failed = await done;
  if (failed) throw named(failed);
  return answer;
}

function wrap(t: IDBPTransaction<unknown, string[], 'readonly' | 'readwrite'>): Tx {
  const at = (name: StoreName) =>
    (t as IDBPTransaction<unknown, string[], 'readwrite'>).objectStore(name);
  return {
    get: (name, key) => at(name).get(key),
    all: name => at(name).getAll(),
    keys: name => at(name).getAllKeys() as Promise<Key[]>,
    async last(name) {
      const cursor = await at(name).openCursor(null, 'prev');
      return cursor ? { key: cursor.key as Key, value: cursor.value } : undefined;
    },
    async put(name, key, value) {
      await at(name).put(value, key);
    },
    delete: (name, key) => at(name).delete(key),
    clear: name => at(name).clear(),
  };
}

function abort(t: IDBPTransaction<unknown, string[], 'readonly' | 'readwrite'>): void {
  try {
    t.abort();
  } catch {
    // It had ended by itself.
  }
}

function isDomError(e: unknown): boolean {
  return e instanceof DOMException || (e instanceof Error && e.name === 'DataCloneError');
}

function named(e: unknown): StorageError {
  if (e instanceof StorageError) return e;
  const name = e instanceof Error || e instanceof DOMException ? e.name : '';
  if (name === 'QuotaExceededError') return new StorageError('full', e);
  if (name === 'InvalidStateError' || name === 'AbortError') return new StorageError('closed', e);
  return new StorageError('storage', e);
}
