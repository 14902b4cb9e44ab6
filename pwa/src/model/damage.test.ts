import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { type Db, openDb, plain, type StoreName } from '../local/db.ts';
import { openedFor } from '../lock/testring.ts';
import { damageRead, letGo, tellDamage } from './damage.ts';

/** Flips a bit of each row of a store, as it lies there; answers how many there were. */
async function flipped(name: string, store: StoreName): Promise<number> {
  const raw = await openDb({ name, cipher: plain });
  const rows = await raw.write([store], async tx => {
    const all = await tx.entries<Uint8Array>(store);
    for (const [key, bytes] of all) {
      const changed = Uint8Array.from(bytes);
      changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
      await tx.put(store, key, changed);
    }
    return all.length;
  });
  raw.close();
  return rows;
}

const keysIn = (db: Db, store: StoreName) => db.read([store], tx => tx.keys(store));

async function filled(name: string): Promise<Db> {
  const db = await openDb(openedFor(name));
  await db.write(['outbox', 'cursors', 'drafts', 'parked'], async tx => {
    for (const n of [3, 4, 5]) await tx.put('outbox', n, { n });
    await tx.put('cursors', 'person:a', { scope: 'person:a', at: 7 });
    await tx.put('drafts', 'visit', 'half a thought');
    await tx.put('parked', 'x', { code: 'invalid' });
  });
  return db;
}

test('whole rows are left alone, and nothing is told', async () => {
  const db = await filled('whole');
  expect(await letGo(db, 4)).toEqual({ own: 0, again: false });
  expect(await keysIn(db, 'outbox')).toEqual([3, 4, 5]);
  expect(await tellDamage(db, { own: 0, again: false })).toBeNull();
});

test('own words that nobody else has are counted lost; what the server has is not', async () => {
  const db = await filled('own');
  for (const store of ['outbox', 'drafts', 'cursors'] as const)
    expect(await flipped('own', store)).toBeGreaterThan(0);
  // 3 and 4 are with the server; 5 and the draft are nowhere else.
  expect(await letGo(db, 4)).toEqual({ own: 2, again: true });
  for (const store of ['outbox', 'drafts', 'cursors'] as const)
    expect(await keysIn(db, store)).toEqual([]);
  expect(await keysIn(db, 'parked')).toHaveLength(1);
  expect(await letGo(db, 4)).toEqual({ own: 0, again: false });
});

test('it is told until its member has read it, and adds up', async () => {
  const db = await openDb(openedFor('told'));
  expect(await tellDamage(db, { own: 2, again: true })).toEqual({ own: 2, again: true });
  expect(await tellDamage(db, { own: 0, again: false })).toEqual({ own: 2, again: true });
  expect(await tellDamage(db, { own: 1, again: false })).toEqual({ own: 3, again: true });
  await damageRead(db);
  expect(await tellDamage(db, { own: 0, again: false })).toBeNull();
});
