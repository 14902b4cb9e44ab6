import type { Cipher, Sealed } from '../local/db.ts';
import type { Entry, Memory, Packed } from './memory.ts';

/** The records of a pack as it is stored; null where it cannot be read. */
export async function openPack(
  cipher: Cipher,
  pack: number,
  sealed: unknown,
): Promise<Packed[] | null> {
  try {
    const text = await cipher.openAfter('packs', pack, sealed);
    const rows: Packed[] = JSON.parse(text ?? '');
    for (const [, record] of rows) Object.keys(record.fields);
    return rows;
  } catch {
    return null;
  }
}

/** The packs that have to be written for `entries` to stand in them, sealed. */
export async function sealPacks(
  cipher: Cipher,
  m: Memory,
  entries: Map<string, Entry | null>,
): Promise<Map<number, Sealed>> {
  const ids = new Set<number>();
  for (const [key, entry] of entries) {
    const before = m.entries.get(key);
    if (entry) ids.add(entry.pack);
    if (before) ids.add(before.pack);
  }
  const each = [...ids].map(async id => {
    const text = JSON.stringify(m.packWith(id, entries));
    return [id, await cipher.sealAhead('packs', id, text)] as const;
  });
  return new Map(await Promise.all(each));
}
