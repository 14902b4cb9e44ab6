import type { Page } from '@playwright/test';
import { Sealed, type StoreName, stores } from '../src/local/db.ts';
import type { Vault } from '../src/local/vaults.ts';
import { unlock } from '../src/lock/vault.ts';
import type { Opened } from '../src/model/phone.ts';
import { passphrase } from './passphrase.ts';

// What a phone has on its disk, read as whoever knows the passphrase could.

interface Raw {
  key: string | number;
  value: unknown;
}

/** All rows of a store as they lie there; bytes as lists of numbers. Empty where it is not there. */
export function rawRows(page: Page, database: string, store: string): Promise<Raw[]> {
  return page.evaluate(
    async ([database, store]) => {
      const all = await indexedDB.databases();
      if (!all.some(it => it.name === database)) return [];
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opened = indexedDB.open(database);
        opened.onerror = () => reject(opened.error);
        opened.onsuccess = () => resolve(opened.result);
      });
      const from = db.transaction(store).objectStore(store);
      const [keys, values] = [from.getAllKeys(), from.getAll()];
      await new Promise(resolve => {
        from.transaction.oncomplete = resolve;
      });
      db.close();
      const bytes = (value: unknown): unknown => (value instanceof Uint8Array ? [...value] : value);
      const told = (value: unknown): unknown =>
        value && Object.getPrototypeOf(value) === Object.prototype
          ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, told(part)]))
          : bytes(value);
      return keys.result.map((key, i) => ({
        key: key as string | number,
        value: told(values.result[i]),
      }));
    },
    [database, store] as const,
  );
}

const opened = new Map<string, Opened>();

/** The vaults on a phone. */
export async function vaultsOn(page: Page): Promise<Vault[]> {
  const rows = await rawRows(page, 'alongside.vaults', 'vaults');
  return rows.map(row => {
    const vault = row.value as Vault;
    const { stretching } = vault;
    const salt = Uint8Array.from(stretching.salt);
    const wrapped = Uint8Array.from(vault.wrapped);
    return { ...vault, wrapped, stretching: { ...stretching, salt } };
  });
}

async function openedOf(vault: Vault): Promise<Opened> {
  const known = opened.get(vault.id) ?? (await unlock(vault, passphrase));
  if (!known) throw new Error('the passphrase of the tests does not open it');
  opened.set(vault.id, known);
  return known;
}

/** Every row of some stores: store, key, and the bytes in base64, which come over quickly. */
function sealedRows(page: Page, database: string): Promise<[StoreName, string | number, string][]> {
  return page.evaluate(
    async ([database, stores]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opened = indexedDB.open(database);
        opened.onerror = () => reject(opened.error);
        opened.onsuccess = () => resolve(opened.result);
      });
      const tx = db.transaction([...stores]);
      const asked = stores.map(name => {
        const store = tx.objectStore(name);
        return [name, store.getAllKeys(), store.getAll()] as const;
      });
      await new Promise(resolve => {
        tx.oncomplete = resolve;
      });
      db.close();
      const text = (bytes: Uint8Array) => {
        let out = '';
        for (let i = 0; i < bytes.length; i += 8192)
          out += String.fromCharCode(...bytes.subarray(i, i + 8192));
        return btoa(out);
      };
      return asked.flatMap(([name, keys, values]) =>
        keys.result.map(
          (key, i) => [name, key, text(values.result[i])] as [StoreName, string | number, string],
        ),
      );
    },
    [database, stores] as const,
  );
}

/** All that the phone's first member has on its disk, in every store, in the clear. */
export async function everythingOn(page: Page): Promise<string> {
  const vault = (await vaultsOn(page)).find(it => it.state === 'ready');
  if (!vault) return '';
  const { cipher, name } = await openedOf(vault);
  const out: unknown[] = [];
  for (const [store, key, bytes] of await sealedRows(page, name)) {
    const shown = cipher.reveal(store, key) ?? '';
    const found = cipher.open(store, shown, Uint8Array.from(Buffer.from(bytes, 'base64')));
    const text = found instanceof Sealed ? await cipher.openAfter(store, shown, found) : found;
    out.push(shown, text);
  }
  return JSON.stringify(out);
}

/** The rows of a store of the phone's first member, in the clear. */
export async function rowsOn(page: Page, store: 'meta' | 'drafts' | 'outbox') {
  const vault = (await vaultsOn(page)).find(it => it.state === 'ready');
  if (!vault) return [];
  const { cipher, name } = await openedOf(vault);
  const rows = await rawRows(page, name, store);
  return rows.map(({ key, value }) => {
    const shown = cipher.reveal(store, key) ?? '';
    return { key: shown, value: cipher.open(store, shown, Uint8Array.from(value as number[])) };
  });
}
