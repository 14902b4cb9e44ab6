import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openedFor } from '../lock/testring.ts';
import { database, ended, openPhone, stop } from './phone.ts';

test('a phone that cannot write it down stops all the same', async () => {
  await openPhone(openedFor('stop-test'));
  database().close();
  await expect(database().write(['meta'], tx => tx.put('meta', 'x', 1))).rejects.toThrow();
  await stop('device_revoked');
  expect(ended.peek()).toBe('device_revoked');
});
