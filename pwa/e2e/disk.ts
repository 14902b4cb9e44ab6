import type { Page } from '@playwright/test';
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
