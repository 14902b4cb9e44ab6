import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openedFor } from '../lock/testring.ts';
import { openDb, StorageError } from './db.ts';

test('a transaction that fails leaves nothing behind', async () => {
  const db = await openDb(openedFor('fails'));
  const failed = db.write(['meta', 'drafts'], async tx => {
    await tx.put('meta', 'a', 1);
    await tx.put('drafts', 'b', 2);
    throw new TypeError('mine');
  });
  await expect(failed).rejects.toThrow('mine');
  expect(await db.read(['meta'], tx => tx.keys('meta'))).toEqual([]);
});

test('a full phone is told by its name', async () => {
  const db = await openDb(openedFor('full'));
  const failed = db.write(['meta'], async () => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  await expect(failed).rejects.toMatchObject({ code: 'full' });
  expect(await failed.catch(e => e instanceof StorageError)).toBe(true);
});

test('what cannot be stored is refused as a whole', async () => {
  const db = await openDb(openedFor('clone'));
  const failed = db.write(['meta'], async tx => {
    await tx.put('meta', 'a', 1);
    await tx.put('meta', 'b', () => {});
  });
  await expect(failed).rejects.toBeInstanceOf(StorageError);
  expect(await db.read(['meta'], tx => tx.keys('meta'))).toEqual([]);
});
