import type { Cipher, Db, Tx } from '../local/db.ts';
import { type Glance, glanceAt, type Reads } from '../local/glance.ts';
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

/** What a home page shows, and what waits to be sent, all sealed: it is read while the key is made. */
export const glanceFirst = (db: Db): Promise<Glance> =>
  glanceAt(
    db,
    ['meta', 'cursors', 'drafts', ...queueStores],
    [['packs', id => isEarlyPack(Number(id))]],
  );

/** What is read first. */
export interface Early extends Beside {
  packs: [pack: number, rows: Packed[]][];
  damaged: Damage | null;
}

/**
 * What was read first, unsealed. Null where any of that cannot be read, or an older version
 * has written it: then all is to be read before anything is shown.
 */
export async function readEarly(tx: Reads, cipher: Cipher): Promise<Early | null> {
  const sync = (await tx.get<SyncMeta>('meta', 'sync')) ?? noSync;
  if (sync.sorted !== sortedBy) return null;
  const cursors = await tx.rows<CursorRow>('cursors');
  const outbox = await tx.rows<OutboxRow>('outbox');
  const held = await tx.rows<HeldRow>('held');
  const parked = await tx.rows<ParkedRow>('parked');
  const whole = [cursors, outbox, held, parked, await tx.rows('drafts')].every(isWhole);
  if (!whole) return null;
  const packs: Early['packs'] = [];
  for (const [id, pack] of await tx.rows('packs')) {
    const rows = await openPack(cipher, Number(id), pack);
    if (!rows) return null;
    packs.push([Number(id), rows]);
  }
  const damaged = (await tx.get<Damage>('meta', 'damaged')) ?? null;
  const queue: Queue = [values(outbox), values(held), values(parked)];
  return { sync, cursors: values(cursors), queue, packs, damaged };
}

type Row<T> = [key: unknown, value: T | undefined];

const isWhole = (rows: Row<unknown>[]) => rows.every(([, value]) => value !== undefined);

const values = <T>(rows: Row<T>[]): T[] => rows.flatMap(([, value]) => value ?? []);

/** What `readEarly` has left, and the queue as it is by now. */
export interface Rest {
  queue: Queue;
  /** Null in the place of the rows of a pack that cannot be read. */
  packs: AsyncIterable<Open>;
}

/** Reads the rest; null where the base was written since `turn`. */
export async function readRest(db: Db, turn: number): Promise<Rest | null> {
  const found = await db.read(['meta', 'packs', ...queueStores], async tx => {
    const [sync, ids, queue] = await Promise.all([
      tx.get<SyncMeta>('meta', 'sync'),
      tx.keys('packs'),
      readQueue(tx),
    ]);
    if ((sync?.turn ?? 0) !== turn) return null;
    const rest = ids.map(Number).filter(id => !isEarlyPack(id));
    return { queue, sealed: await packsIn(tx, rest) };
  });
  return found && { queue: found.queue, packs: oneByOne(db.cipher, found.sealed) };
}

/** Each pack is unsealed while the one before is taken over: waiting for it lets the page have its turn. */
async function* oneByOne(
  cipher: Cipher,
  sealed: (readonly [pack: number, sealed: unknown])[],
): AsyncIterable<Open> {
  const open = (at: number) => {
    const [id, pack] = sealed[at] ?? [];
    return id === undefined ? null : openPack(cipher, id, pack);
  };
  let next = open(0);
  for (const [i, [id]] of sealed.entries()) {
    const rows = await next;
    next = open(i + 1);
    yield [id, rows];
  }
}
