import type { Db, Tx } from '../local/db.ts';
import type { Damage } from './damage.ts';
import { isEarlyPack, sortedBy } from './early.ts';
import type { Packed } from './memory.ts';
import type { CursorRow, HeldRow, OutboxRow, ParkedRow, SyncMeta } from './own.ts';
import { noSync } from './own.ts';
import { openPack } from './packs.ts';

/** The queue is small: it is written row by row and read as a whole. */
export const queueStores = ['outbox', 'held', 'parked'] as const;

export type Queue = [outbox: OutboxRow[], held: HeldRow[], parked: ParkedRow[]];

export function readQueue(tx: Tx): Promise<Queue> {
  return Promise.all([
    tx.all<OutboxRow>('outbox'),
    tx.all<HeldRow>('held'),
    tx.all<ParkedRow>('parked'),
  ]);
}

/** What is on disk beside the packs. */
export interface Beside {
  sync: SyncMeta;
  cursors: CursorRow[];
  queue: Queue;
}

/** A pack, opened; null where it cannot be read. */
type Open = readonly [pack: number, rows: Packed[] | null];

const packsIn = (tx: Tx, ids: readonly number[]) =>
  Promise.all(ids.map(async id => [id, await tx.get('packs', id)] as const));

/**
 * What is on disk; of the packs only some, if asked. Packs are opened after their
 * transaction: where the base was written meanwhile, all is read once more.
 */
export async function readBase(
  db: Db,
  some?: readonly number[],
): Promise<{ packs: Open[]; beside: Beside }> {
  for (;;) {
    const sealed = await db.read(['meta', 'packs'], async tx => {
      const [sync, ids] = await Promise.all([
        tx.get<SyncMeta>('meta', 'sync'),
        some ?? tx.keys('packs'),
      ]);
      return { turn: sync?.turn ?? 0, packs: await packsIn(tx, ids.map(Number)) };
    });
    const packs = await Promise.all(
      sealed.packs.map(async ([id, pack]) => {
        const rows = pack === undefined ? [] : await openPack(db.cipher, id, pack);
        return [id, rows] as const;
      }),
    );
    const beside = await db.read(['meta', 'cursors', ...queueStores], async tx => {
      const [sync, cursors, queue] = await Promise.all([
        tx.get<SyncMeta>('meta', 'sync'),
        tx.all<CursorRow>('cursors'),
        readQueue(tx),
      ]);
      return { sync: sync ?? noSync, cursors, queue };
    });
    if (beside.sync.turn === sealed.turn) return { packs, beside };
  }
}

/** What is read first. */
export interface Early extends Beside {
  packs: [pack: number, rows: Packed[]][];
  damaged: Damage | null;
}

/**
 * What a home page shows, and what waits to be sent. Null where any of that cannot be read, or
 * an older version has written it: then all is to be read before anything is shown.
 */
export async function readEarly(db: Db): Promise<Early | null> {
  const from = ['meta', 'packs', 'cursors', 'drafts', ...queueStores] as const;
  const got = await db.read(from, async tx => {
    const [sync, damaged, ids, cursors, outbox, held, parked, drafts] = await Promise.all([
      tx.get<SyncMeta>('meta', 'sync'),
      tx.get<Damage>('meta', 'damaged'),
      tx.keys('packs'),
      tx.rows<CursorRow>('cursors'),
      tx.rows<OutboxRow>('outbox'),
      tx.rows<HeldRow>('held'),
      tx.rows<ParkedRow>('parked'),
      tx.rows('drafts'),
    ]);
    const whole = [cursors, outbox, held, parked, drafts].every(isWhole);
    if (!whole || (sync ?? noSync).sorted !== sortedBy) return null;
    const queue: Queue = [values(outbox), values(held), values(parked)];
    const sealed = await packsIn(tx, ids.map(Number).filter(isEarlyPack));
    const beside = { sync: sync ?? noSync, cursors: values(cursors), queue };
    return { ...beside, damaged: damaged ?? null, sealed };
  });
  if (!got) return null;
  const { sealed, ...rest } = got;
  const packs: Early['packs'] = [];
  for (const [id, pack] of sealed) {
    const rows = await openPack(db.cipher, id, pack);
    if (!rows) return null;
    packs.push([id, rows]);
  }
  return { ...rest, packs };
}

type Row<T> = [key: unknown, value: T | undefined];

const isWhole = (rows: Row<unknown>[]) => rows.every(([, value]) => value !== undefined);

const values = <T>(rows: Row<T>[]): T[] => rows.flatMap(([, value]) => value ?? []);

/**
 * Reads what `readEarly` has left, pack by pack, so that the page can be used meanwhile. False
 * where a pack cannot be read or the base was written since `turn`.
 */
export async function readRest(
  db: Db,
  turn: number,
  take: (pack: number, rows: Packed[]) => void,
): Promise<boolean> {
  const sealed = await db.read(['meta', 'packs'], async tx => {
    const [sync, ids] = await Promise.all([tx.get<SyncMeta>('meta', 'sync'), tx.keys('packs')]);
    if ((sync?.turn ?? 0) !== turn) return null;
    return packsIn(
      tx,
      ids.map(Number).filter(id => !isEarlyPack(id)),
    );
  });
  if (!sealed) return false;
  // The next is unsealed while one is taken over; waiting for that lets the page have its turn.
  const open = (i: number) => {
    const [id, pack] = sealed[i] ?? [];
    return id === undefined ? null : openPack(db.cipher, id, pack);
  };
  let next = open(0);
  for (const [i, [id]] of sealed.entries()) {
    const rows = await next;
    next = open(i + 1);
    if (!rows) return false;
    take(id, rows);
  }
  return true;
}
