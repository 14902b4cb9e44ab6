import { readdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import type { Page } from '@playwright/test';

/** Letters that do not get shorter by packing, and stand nowhere else. */
export const token = () =>
  [...crypto.getRandomValues(new Uint8Array(24))].map(b => (b % 36).toString(36)).join('');

/** Which of these stand in any file of a folder, as UTF-8 or as UTF-16. */
export function foundIn(folder: string, wanted: Record<string, string>): string[] {
  const left = new Map(Object.entries(wanted));
  const found: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(path(entry.parentPath, entry.name));
    for (const [what, text] of left) {
      if (!bytes.includes(text, 0, 'utf8') && !bytes.includes(text, 0, 'utf16le')) continue;
      if (process.env.ALONGSIDE_TELL) console.log(what, entry.parentPath, entry.name);
      found.push(what);
      left.delete(what);
    }
  }
  return found.sort();
}

/** Puts words into a store of the app's own origin, as they are. */
export const keepPlainly = (page: Page, words: string): Promise<void> =>
  page.evaluate(async text => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opened = indexedDB.open('control');
      opened.onupgradeneeded = () => opened.result.createObjectStore('rows');
      opened.onsuccess = () => resolve(opened.result);
      opened.onerror = () => reject(opened.error);
    });
    const tx = db.transaction('rows', 'readwrite', { durability: 'strict' });
    tx.objectStore('rows').put({ story: `What happened: ${text}` }, 1);
    await new Promise(resolve => {
      tx.oncomplete = resolve;
    });
    db.close();
  }, words);
