import { cipherOf } from '../../pwa/src/lock/cipher.ts';
import { ringOf } from '../../pwa/src/lock/ring.ts';
import { dataKey } from './dataKey.ts';
import type { Disk } from './disk.ts';

/** Opens what simulated phones have on their disks: every one has the same data key. */
const cipher = cipherOf(await ringOf(dataKey()));

/** The rows of one store of a phone, opened. */
export function rowsOf(
  disk: Disk,
  name: 'outbox' | 'held' | 'parked' | 'kept' | 'recent' | 'meta',
) {
  const rows = new Map<string | number, unknown>();
  for (const [hidden, sealed] of disk.tables.get(name) ?? []) {
    const key = cipher.reveal(name, hidden);
    if (key === undefined) throw new Error(`a name in ${name} does not open`);
    const value = cipher.open(name, key, sealed);
    if (value === undefined) throw new Error(`${key} in ${name} does not open`);
    rows.set(key, value);
  }
  return rows;
}
