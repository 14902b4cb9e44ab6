import { type Entry, encodeEntry, type Mark, type ScopePart } from '../../../sync/wire/wire.ts';
import * as engine from '../model/engine.ts';
import type { PieceRow, SyncMeta } from '../model/own.ts';
import type { Store } from '../model/store.ts';

// What was pulled of late is kept as it came, between the server's seals, so that a server
// that goes on from an older backup can be given back what it lost, whoever wrote it.

/** For how long entries are kept as they came. */
const keepFor = 14 * 86_400_000;
/** Bytes that they may take; the oldest go first. */
const keepBytes = 4 * 2 ** 20;
/** What a row costs beside its entries. */
const rowBytes = 300;

/**
 * The row and its key for a part that was folded whole, or null for what need not be
 * kept: the server sealed nothing, or all of it is old.
 */
export function pieceOf(
  part: ScopePart,
  before: Mark,
  epoch: string,
  now: number,
): [key: string, row: PieceRow] | null {
  const { scope, to, digest, seal, changes } = part;
  const [first] = changes;
  if (!first || seal === '' || (first.seq > 1 && before.seal === '')) return null;
  if (!changes.some(change => engine.msOf(change.at) > now - keepFor)) return null;
  const entries = changes.map(encodeEntry).join(',');
  const row = { scope, epoch, from: first.seq, to, before, digest, seal, entries };
  return [keyOf(row, now), row];
}

/** Begins with the time, so that the oldest come first, and has the size, so that keys are enough. */
function keyOf(row: PieceRow, now: number): string {
  const time = String(Math.max(0, now)).padStart(16, '0');
  return [time, row.entries.length + rowBytes, row.epoch, row.scope, row.from].join('\n');
}

/** Bytes that a row takes, by its key. */
export const bytesOf = (key: string): number => Number(key.split('\n')[1]);

const timeOf = (key: string) => Number(key.slice(0, 16));

/** Keys of what is too old or too much, given all keys in their order. */
export function surplus(keys: readonly string[], now: number): string[] {
  const out: string[] = [];
  let bytes = keys.reduce((sum, key) => sum + bytesOf(key), 0);
  for (const key of keys) {
    if (bytes <= keepBytes && timeOf(key) >= now - keepFor) break;
    bytes -= bytesOf(key);
    out.push(key);
  }
  return out;
}

/** Throws away what is too old or too much; nothing while a restored server may still want it. */
export async function prunePieces(store: Store): Promise<void> {
  const now = store.times.now();
  await store.db.write(['meta', 'recent'], async tx => {
    if ((await tx.get<SyncMeta>('meta', 'sync'))?.heal) return;
    const keys = (await tx.keys('recent')) as string[];
    for (const key of surplus(keys, now)) await tx.delete('recent', key);
  });
}

/** The entries of a row that can be read, as the server sent them. */
export function entriesOf(row: PieceRow): Entry[] {
  return (JSON.parse(`[${row.entries}]`) as Entry[]).map(e => ({ ...e, scope: row.scope }));
}

/** Whether a row is whole enough to be relayed; whether it is true the server sees by the seals. */
export function readable(row: PieceRow | undefined): boolean {
  try {
    const { scope, epoch, from, to, before, digest, seal } = row as PieceRow;
    const texts = [scope, epoch, digest, seal, before.digest, before.seal];
    const entries: unknown[] = entriesOf(row as PieceRow);
    return (
      texts.every(text => typeof text === 'string') &&
      Number.isSafeInteger(from) &&
      to === from + entries.length - 1
    );
  } catch {
    return false;
  }
}
