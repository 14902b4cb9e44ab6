import {
  digestAdd,
  digestHex,
  EMPTY_DIGEST,
  type Entry as LogChange,
  parseDigest,
  type Reply,
  type ScopePart,
} from '../../../sync/wire/wire.ts';
import * as engine from '../model/engine.ts';
import { type Entry, keyOf, type Memory } from '../model/memory.ts';
import {
  type CursorRow,
  type KeptRow,
  keepMs,
  type OutboxRow,
  type ParkedRow,
  type SyncMeta,
} from '../model/own.ts';

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
  sync: SyncMeta;
  /** The highest effective stamp that came. */
  seen: string;
  progress: boolean;
  /** A scope's digest was not ours: it comes again from the start. */
  mismatched: string[];
}

const noDigest = '0'.repeat(16);

/**
 * What a reply to a round of the known epoch means for this phone. Pure: `memory` is
 * read and not altered.
 */
export function take(memory: Memory, device: string, reply: Reply, now: number): Taken {
  const t = begin(memory, reply, now);
  const placed = new Map<number, number>();
  for (const part of reply.scopes) takePart(memory, t, part, device, now, placed);
  for (const scope of reply.dropped) drop(memory, t, scope);
  outcomes(memory, t, reply, now);
  for (const scope of reply.granted) {
    for (const row of memory.parked.values()) {
      if (row.code === 'scope_denied' && row.change.scope === scope) t.offer.push(row.change.at);
    }
  }
  t.progress ||= t.over.length > 0 || t.offer.length > 0 || t.sync.have > memory.sync.have;
  return t;
}

function begin(memory: Memory, reply: Reply, now: number): Taken {
  const { have, stable, epoch } = reply;
  return {
    entries: new Map(),
    cursors: new Map(),
    over: [],
    restamped: [],
    parked: [],
    kept: [],
    offer: [],
    sync: { ...memory.sync, epoch, stable, have: Math.max(have, memory.sync.have), lastSent: now },
    seen: '',
    progress: false,
    mismatched: [],
  };
}

function takePart(
  memory: Memory,
  t: Taken,
  part: ScopePart,
  device: string,
  now: number,
  placed: Map<number, number>,
): void {
  const had = t.cursors.get(part.scope) ?? memory.cursors.get(part.scope);
  let cursor: CursorRow =
    had && !had.lost
      ? { ...had }
      : { scope: part.scope, at: 0, head: 0, digest: noDigest, generation: had?.generation ?? 0 };
  // The server begins anew, because it knows less than this phone: so does the phone.
  if (part.from === 1 && cursor.at > 0) cursor = restart(cursor, 'epoch', now);
  if (part.from > cursor.at + 1) return;
  let digest = parseDigest(cursor.digest) ?? EMPTY_DIGEST;
  for (const change of part.changes) {
    if (change.seq <= cursor.at) continue;
    fold(memory, t, change, cursor, placed);
    digest = digestAdd(digest, change.device, change.n, change.at);
    cursor.at = change.seq;
    if (change.at > t.seen) t.seen = change.at;
    if (change.device === device) finish(memory, t, change.n, now);
    t.progress = true;
  }
  if (!had || had.lost) t.progress = true;
  cursor.digest = digestHex(digest);
  cursor.head = Math.max(part.head, cursor.at);
  if (part.to === cursor.at && cursor.digest !== part.digest) {
    t.mismatched.push(part.scope);
    if (cursor.rebuild?.why !== 'digest' || now - cursor.rebuild.since > 3_600_000) {
      cursor = restart(cursor, 'digest', now);
      t.progress = true;
    }
  } else if (cursor.rebuild && cursor.at >= cursor.head) {
    cursor = healed(memory, t, cursor, now);
  }
  t.cursors.set(part.scope, cursor);
}

/** The scope from the start, its records shown as they were until it has come again. */
export function restart(cursor: CursorRow, why: 'epoch' | 'digest', now: number): CursorRow {
  return {
    ...cursor,
    at: 0,
    digest: noDigest,
    generation: cursor.generation + 1,
    rebuild: { why, since: now },
  };
}

function fold(
  memory: Memory,
  t: Taken,
  change: LogChange,
  cursor: CursorRow,
  placed: Map<number, number>,
): void {
  const key = keyOf(change.scope, change.kind, change.id);
  let entry = t.entries.get(key);
  if (!entry) {
    const base = memory.entries.get(key);
    const pack = base?.pack ?? memory.placeFor(placed);
    if (!base || base.generation < cursor.generation) {
      const record = engine.blank(change.kind, change.id);
      entry = { scope: change.scope, record, generation: cursor.generation, pack };
      if (base) entry.old = base.old ? engine.merge(base.record, base.old) : base.record;
    } else {
      entry = { ...base, record: engine.clone(base.record) };
    }
    t.entries.set(key, entry);
  }
  engine.apply(entry.record, change);
}

/** An own change came back (or stands for none): it leaves the outbox and is kept a while. */
function finish(memory: Memory, t: Taken, n: number, now: number): void {
  const row = memory.outbox.get(n);
  if (!row) return;
  t.over.push(n);
  const kept: KeptRow = { n, since: row.since, at: now };
  if (row.change) kept.change = row.change;
  if (row.skip) kept.skip = row.skip;
  t.kept.push(kept);
}

/**
 * A rebuilt scope has reached its head. After a mismatch the old records go. After a
 * restore they stay until the new ones say all that they said, or for 35 days: what the
 * server lost comes back with the phones that wrote it.
 */
function healed(memory: Memory, t: Taken, cursor: CursorRow, now: number): CursorRow {
  const all = cursor.rebuild?.why === 'digest' || now - (cursor.rebuild?.since ?? 0) > keepMs;
  let left = false;
  for (const key of keysOf(memory, t, cursor.scope)) {
    const entry = t.entries.get(key) ?? memory.entries.get(key);
    if (!entry) continue;
    if (entry.generation < cursor.generation) {
      if (all) t.entries.set(key, null);
      else left = true;
    } else if (entry.old) {
      const { old, ...rest } = entry;
      if (all || engine.same(engine.merge(rest.record, old), rest.record)) t.entries.set(key, rest);
      else left = true;
    }
  }
  if (left) return cursor;
  const { rebuild: _, ...done } = cursor;
  return done;
}

function* keysOf(memory: Memory, t: Taken, scope: string): Iterable<string> {
  for (const [key, entry] of memory.entries) if (entry.scope === scope) yield key;
  for (const [key, entry] of t.entries) {
    if (entry?.scope === scope && !memory.entries.has(key)) yield key;
  }
}

/** The scope may no longer be read: its records go; words not sent stay in the queue. */
function drop(memory: Memory, t: Taken, scope: string): void {
  for (const key of [...keysOf(memory, t, scope)]) t.entries.set(key, null);
  const had = memory.cursors.get(scope);
  const generation = had?.generation ?? 0;
  t.cursors.set(scope, { scope, at: 0, head: 0, digest: noDigest, generation, lost: true });
  t.progress = true;
}

function outcomes(memory: Memory, t: Taken, reply: Reply, now: number): void {
  const over = new Set(t.over);
  for (const { n, at } of reply.restamped) {
    const row = memory.outbox.get(n);
    if (row?.change && row.effective !== at) t.restamped.push({ ...row, effective: at });
  }
  for (const p of reply.parked) {
    const row = memory.outbox.get(p.n);
    if (!row?.change || over.has(p.n)) continue;
    over.add(p.n);
    t.over.push(p.n);
    const { code, detail, errors = [] } = p;
    t.parked.push({ n: p.n, change: row.change, since: row.since, code, detail, errors });
  }
  for (const row of memory.outbox.values()) {
    if (over.has(row.n) || row.n > t.sync.have) continue;
    const lost =
      row.change && (t.cursors.get(row.change.scope) ?? memory.cursors.get(row.change.scope))?.lost;
    if (row.skip || lost) finish(memory, t, row.n, now);
  }
}
