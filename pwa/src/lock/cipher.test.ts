import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Key, openDb, plain, type StoreName, stores } from '../local/db.ts';
import { openedFor, testCipher } from './testring.ts';

const secret = 'Kx7-qZp3vTn9-the-otter-came-back';

/** What lies in a database, as whoever reads the disk finds it. */
async function lying(name: string): Promise<string> {
  const db = await openDb({ name, cipher: plain });
  const all = await db.read(stores, async tx => {
    const rows: [Key, unknown][] = [];
    for (const store of stores) rows.push(...(await tx.entries(store)));
    return rows;
  });
  db.close();
  const text = (value: unknown) =>
    ArrayBuffer.isView(value) ? Buffer.from(value as Uint8Array).toString('latin1') : '';
  return all.map(([key, value]) => `${key}${JSON.stringify(value)}${text(value)}`).join('\n');
}

test('nothing of what is written lies there: no words, and no names of rows', async () => {
  const name = 'cipher-lies';
  const db = await openDb(openedFor(name));
  const pack = await db.cipher.sealAhead('packs', 1, secret);
  await db.write(stores, async tx => {
    for (const store of stores) {
      if (store === 'packs') await tx.put(store, 1, pack);
      else if (store === 'meta') await tx.put(store, 'me', { secret });
      else await tx.put(store, `person:${secret}`, { secret, list: [1, null, true] });
    }
  });
  const [row] = await db.read(['drafts'], tx => tx.entries('drafts'));
  expect(row).toEqual([`person:${secret}`, { secret, list: [1, null, true] }]);
  db.close();
  const found = await lying(name);
  expect(found.length).toBeGreaterThan(500);
  expect(found).not.toContain(secret);
  expect(found).not.toContain('person:');
});

test('without sealing the same rows would be found', async () => {
  const db = await openDb({ name: 'cipher-plain', cipher: plain });
  await db.write(['drafts'], tx => tx.put('drafts', `person:${secret}`, { secret }));
  db.close();
  expect(await lying('cipher-plain')).toContain(secret);
});

test('a value opens under its own store and key, and nowhere else', async () => {
  const { seal, open, sealAhead, openAfter } = testCipher;
  const place = fc.tuple(
    fc.constantFrom<StoreName>('outbox', 'held', 'parked', 'kept', 'drafts', 'cache'),
    fc.oneof(fc.nat(99), fc.constantFrom('1', 'a', 'b')),
  );
  fc.assert(
    fc.property(place, place, fc.jsonValue(), ([store, key], [other, at], value) => {
      const sealed = seal(store, key, value);
      const back = JSON.parse(JSON.stringify(value));
      expect(open(store, key, sealed)).toEqual(back);
      if (store !== other || key !== at) expect(open(other, at, sealed)).toBeUndefined();
    }),
  );
  const pack = await sealAhead('packs', 1, 'text');
  expect(await openAfter('packs', 1, pack)).toBe('text');
  expect(await openAfter('packs', 2, pack)).toBeUndefined();
});

test('a row with a flipped bit, or cut short, cannot be read and stops nothing', async () => {
  const name = 'cipher-flipped';
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(7), fc.boolean(), async (where, bit, cut) => {
      const db = await openDb(openedFor(name));
      await db.write(['outbox'], async tx => {
        await tx.clear('outbox');
        for (const n of [1, 2]) await tx.put('outbox', n, { n, since: 5 });
      });
      db.close();
      const raw = await openDb({ name, cipher: plain });
      await raw.write(['outbox'], async tx => {
        const bytes = Uint8Array.from((await tx.get<Uint8Array>('outbox', 2)) ?? []);
        const at = where % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        await tx.put('outbox', 2, cut ? bytes.slice(0, at) : bytes);
      });
      raw.close();
      const again = await openDb(openedFor(name));
      const rows = await again.read(['outbox'], tx => tx.all('outbox'));
      again.close();
      expect(rows).toEqual([{ n: 1, since: 5 }]);
    }),
    { numRuns: 60 },
  );
});

test('rows keep the order of their names, however they are hidden', async () => {
  const db = await openDb(openedFor('cipher-order'));
  const names = ['0002\nb', '0001\nz', '0010\na', '0001\na'];
  await db.write(['recent'], async tx => {
    for (const key of names) await tx.put('recent', key, key);
  });
  const [keys, all] = await db.read(['recent'], async tx => [
    await tx.keys('recent'),
    await tx.all('recent'),
  ]);
  expect(keys).toEqual([...names].sort());
  expect(all).toEqual([...names].sort());
  await db.write(['recent'], tx => tx.delete('recent', '0001\nz'));
  expect(await db.read(['recent'], tx => tx.get('recent', '0001\nz'))).toBeUndefined();
  db.close();
});
