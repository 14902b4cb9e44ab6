import * as engine from '../model/engine.ts';
import { type Entry, keyOf, type Memory } from '../model/memory.ts';
import type { CursorRow, KeptRow, OutboxRow, ParkedRow, PieceRow, SyncMeta } from '../model/own.ts';

/** All that one answer changes on this phone; written in one transaction, then shown. */
export interface Taken {
  /** New states of records; null takes one out. */
  entries: Map<string, Entry | null>;
  cursors: Map<string, CursorRow>;
  /** Rows of the outbox that are over: pulled back, filled in, or parked. */
  over: number[];
  /** Rows of the outbox whose effective stamp became known. */
  restamped: OutboxRow[];
  parked: ParkedRow[];
  kept: KeptRow[];
  /** Parked rows that a new grant lets this phone offer again. */
  offer: string[];
  /** Stretches of the log as they came, for a server that may lose them. */
  pieces: Map<string, PieceRow>;
  /** The highest number that the request carried, or that was acknowledged before. */
  sentTo: number;
  sync: SyncMeta;
  /** The highest effective stamp that came. */
  seen: string;
  progress: boolean;
  /** Scopes that were erased: nothing of them stays. */
  erased: ReadonlySet<string>;
  /** Scopes whose digest was not ours, which come again from the start. */
  mismatched: string[];
}

export const noDigest = '0'.repeat(16);

/** One answer on its way into the base. */
export interface Fold {
  readonly memory: Memory;
  readonly t: Taken;
  readonly now: number;
  /** How many new records each pack has got. */
  readonly placed: Map<number, number>;
  /** Own numbers that the answer parks. */
  readonly parked: ReadonlySet<number>;
}

/**
 * The scope from the start, its records shown as they were until it has come again. What
 * a restored server may still get from others is not given up for a lesser reason.
 */
export function restart(
  cursor: CursorRow,
  why: 'epoch' | 'digest' | 'snapshot',
  now: number,
): CursorRow {
  const { scope, head } = cursor;
  const healing = why !== 'epoch' && cursor.rebuild?.why === 'epoch';
  const rebuild = healing && cursor.rebuild ? cursor.rebuild : { why, since: now };
  return { scope, at: 0, head, digest: noDigest, generation: cursor.generation + 1, rebuild };
}

/** The record of the base that a change or a page goes into, ready to be altered. */
export function recordFor(
  { memory, t, placed }: Fold,
  cursor: CursorRow,
  kind: string,
  id: string,
): engine.Record {
  const { scope, generation } = cursor;
  const key = keyOf(scope, kind, id);
  let entry = t.entries.get(key);
  // One answer may bring the end of a scope and then its new beginning.
  if (!entry || entry.generation < generation) {
    const base = entry ?? memory.entries.get(key);
    const pack = base?.pack ?? memory.placeFor(kind, placed);
    if (!base || base.generation < generation) {
      entry = { scope, record: engine.blank(kind, id), generation, pack };
      if (base) entry.old = base.old ? engine.merge(base.record, base.old) : base.record;
    } else {
      entry = { ...base, record: engine.clone(base.record) };
    }
    t.entries.set(key, entry);
  }
  return entry.record;
}

/** An own change is in the base, or stands for none: it is kept a while. */
export function finish({ t, now }: Pick<Fold, 't' | 'now'>, row: OutboxRow): void {
  t.over.push(row.n);
  const kept: KeptRow = { n: row.n, since: row.since, at: now };
  if (row.change) kept.change = row.change;
  if (row.skip) kept.skip = row.skip;
  t.kept.push(kept);
}

/** Keys of all records of a scope, as they will be. */
export function* keysOf(memory: Memory, t: Taken, scope: string): Iterable<string> {
  for (const [key, entry] of memory.entries) if (entry.scope === scope) yield key;
  for (const [key, entry] of t.entries) {
    if (entry?.scope === scope && !memory.entries.has(key)) yield key;
  }
}
