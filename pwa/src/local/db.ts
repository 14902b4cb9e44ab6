import { deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';

/**
 * The only file that knows IndexedDB. What each store of a member holds, by key; all of it
 * sealed (docs/decisions/0013), names of rows too where they are text:
 *
 *   meta     name            = who this phone is, its counters, the epoch; the name is in the clear
 *   packs    number          = about 100 merged records in one value
 *   outbox   n               = own change or skip that was not pulled back yet
 *   held     ULID            = own change that can still be undone; has no n
 *   parked   identity        = own change that the server will not take, and why
 *   kept     n               = own change that was pulled back, for a restored server
 *   cursors  scope           = how far that scope was pulled
 *   recent   time, ...       = entries as they were pulled, under the server's seals
 *   drafts   key             = what a form holds
 *   cache    path            = the last good answer of a GET
 *   seen     id              = that a page was opened here, until the server has heard of it
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
  'seen',
] as const;

/** Raised whenever `stores` gets longer. */
const version = 3;

/** `vaults` is in a database of its own: whose databases there are, and how they are locked. */
export type StoreName = (typeof stores)[number] | 'vaults';

export type Key = string | number;

/** A value that was sealed ahead of its transaction, because sealing it has to be waited for. */
export class Sealed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
  }
}

/**
 * How rows are written down. What happens inside a transaction is synchronous: a promise
 * that is not the transaction's own would end it early.
 */
export interface Cipher {
  seal(store: StoreName, key: Key, value: unknown): unknown;
  /** Undefined for what cannot be read; a `Sealed` for what was sealed ahead. */
  open(store: StoreName, key: Key, stored: unknown): unknown;
  /** The name under which a row is stored. */
  hide(store: StoreName, key: Key): Key;
  reveal(store: StoreName, key: Key): Key | undefined;
  sealAhead(store: StoreName, key: Key, text: string): Promise<Sealed>;
  openAfter(store: StoreName, key: Key, sealed: unknown): Promise<string | undefined>;
}

/** Rows as they are. For what is in the clear, and for what an older version has left. */
export const plain: Cipher = {
  seal: (_store, _key, value) => value,
  open: (_store, _key, stored) => stored,
  hide: (_store, key) => key,
  reveal: (_store, key) => key,
  sealAhead: () => Promise.reject(new Error('nothing is sealed here')),
  openAfter: () => Promise.reject(new Error('nothing is sealed here')),
};

/** Codes: `full` no room left; `closed` another version or the browser closed it; `storage` the rest. */
export class StorageError extends Error {
  readonly code: 'full' | 'closed' | 'storage';
  constructor(code: StorageError['code'], cause: unknown) {
    super(`storage: ${code}`, { cause });
    this.code = code;
  }
}

/**
 * What may be awaited inside a transaction; anything else would end it early. Each wait is a
 * way to the browser's own process and back: what does not depend on each other is asked for at once, and what
 * is written need not be waited for, since a write that fails ends the transaction.
 */
export interface Tx {
  get<T>(store: StoreName, key: Key): Promise<T | undefined>;
  /** All that can be read, in the order of their keys. */
  all<T>(store: StoreName): Promise<T[]>;
  entries<T>(store: StoreName): Promise<[key: Key, value: T][]>;
  /** The same with rows whose value cannot be read, which is undefined then. */
  rows<T>(store: StoreName): Promise<[key: Key, value: T | undefined][]>;
  keys(store: StoreName): Promise<Key[]>;
  /** The entry with the highest number, in a store whose keys are numbers. */
  last<T>(store: StoreName): Promise<{ key: Key; value: T | undefined } | undefined>;
  put(store: StoreName, key: Key, value: unknown): Promise<void>;
  delete(store: StoreName, key: Key): Promise<void>;
  clear(store: StoreName): Promise<void>;
}

/** An open database. */
export interface Db {
  /** Runs `work` and resolves with its answer once all of it is on disk; else nothing of it is. */
  write<T>(names: readonly StoreName[], work: (tx: Tx) => Promise<T>): Promise<T>;
  read<T>(names: readonly StoreName[], work: (tx: Tx) => Promise<T>): Promise<T>;
  readonly cipher: Cipher;
  /** The same database under another cipher. */
  under(cipher: Cipher): Db;
  /** Resolves once nothing is being written any more. */
  settled(): Promise<void>;
  close(): void;
}

/** Which database: the stores of a member unless said otherwise. */
export interface Which {
  name: string;
  cipher: Cipher;
  stores?: readonly StoreName[];
  version?: number;
}

/** Opens the database, making it when it is not there. `onClosed`: the browser took it away. */
export async function openDb(which: Which, onClosed: () => void = () => {}): Promise<Db> {
  const db = await openDB(which.name, which.version ?? version, {
    upgrade(made) {
      for (const store of which.stores ?? stores) {
        if (!made.objectStoreNames.contains(store)) made.createObjectStore(store);
      }
    },
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    terminated: onClosed,
  }).catch(e => {
    throw named(e);
  });
  return dbUnder(db, which.cipher, new Set());
}

function dbUnder(db: IDBPDatabase, cipher: Cipher, writing: Set<Promise<unknown>>): Db {
  return {
    cipher,
    under: other => dbUnder(db, other, writing),
    write(names, work) {
      const done = run(db, cipher, names, 'readwrite', work);
      const over = done.then(
        () => {},
        () => {},
      );
      writing.add(over);
      void over.then(() => writing.delete(over));
      return done;
    },
    read: (names, work) => run(db, cipher, names, 'readonly', work),
    async settled() {
      while (writing.size > 0) await Promise.all(writing);
    },
    close: () => db.close(),
  };
}

/** Whether a database of this name is here; makes none. */
export async function isThere(name: string): Promise<boolean> {
  const all = await globalThis.indexedDB?.databases?.().catch(() => null);
  if (all) return all.some(it => it.name === name);
  let there = true;
  const db = await openDB(name, undefined, {
    upgrade() {
      there = false;
    },
  });
  db.close();
  if (!there) await deleteDB(name);
  return there;
}

/** Takes the database and all that is in it off this phone. */
export async function deleteDb(name: string): Promise<void> {
  await deleteDB(name).catch(e => {
    throw named(e);
  });
}

async function run<T>(
  db: IDBPDatabase,
  cipher: Cipher,
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
    answer = await work(wrap(t, cipher));
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

function wrap(t: IDBPTransaction<unknown, string[], 'readonly' | 'readwrite'>, c: Cipher): Tx {
  const at = (name: StoreName) =>
    (t as IDBPTransaction<unknown, string[], 'readwrite'>).objectStore(name);
  const rows = async (name: StoreName) => {
    const [keys, values] = await Promise.all([at(name).getAllKeys(), at(name).getAll()]);
    return rowsUnder(c, name, keys as Key[], values);
  };
  const entries = async (name: StoreName) =>
    (await rows(name)).filter(([, value]) => value !== undefined);
  return {
    get: async <T>(name: StoreName, key: Key) =>
      c.open(name, key, await at(name).get(c.hide(name, key))) as T | undefined,
    all: async <T>(name: StoreName) => (await entries(name)).map(([, value]) => value as T),
    entries: async <T>(name: StoreName) => (await entries(name)) as [Key, T][],
    rows: async <T>(name: StoreName) => (await rows(name)) as [Key, T | undefined][],
    async keys(name) {
      const hidden = (await at(name).getAllKeys()) as Key[];
      const keys = hidden.map(key => c.reveal(name, key));
      return keys.filter(key => key !== undefined).sort(inOrder);
    },
    async last<T>(name: StoreName) {
      const cursor = await at(name).openCursor(null, 'prev');
      if (!cursor) return undefined;
      const key = cursor.key as Key;
      const value = c.open(name, key, cursor.value) as T | undefined;
      return { key, value };
    },
    put(name, key, value) {
      const stored = value instanceof Sealed ? value.bytes : c.seal(name, key, value);
      return written(at(name).put(stored, c.hide(name, key)));
    },
    delete: (name, key) => written(at(name).delete(c.hide(name, key))),
    clear: name => written(at(name).clear()),
  };
}

/** Stored rows with names that can be read, in the order of these; a value is undefined where it cannot be. */
export function rowsUnder(
  c: Cipher,
  name: StoreName,
  keys: readonly Key[],
  values: readonly unknown[],
): [Key, unknown][] {
  const out: [Key, unknown][] = [];
  for (const [i, hidden] of keys.entries()) {
    const key = c.reveal(name, hidden);
    if (key !== undefined) out.push([key, c.open(name, key, values[i])]);
  }
  return out.sort(([a], [b]) => inOrder(a, b));
}

/** May be left alone: where it fails, so does its transaction, which tells. */
function written(done: Promise<unknown>): Promise<void> {
  const over = done.then(() => {});
  over.catch(() => {});
  return over;
}

/** As IndexedDB has it: numbers, then text. */
function inOrder(a: Key, b: Key): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
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
