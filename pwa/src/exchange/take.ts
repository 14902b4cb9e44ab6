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
import { keyOf, type Memory } from '../model/memory.ts';
import { type CursorRow, keepMs, type OwnChange } from '../model/own.ts';
import { isErased } from '../model/wipe.ts';
import { type Fold, finish, keysOf, noDigest, recordFor, restart, type Taken } from './fold.ts';
import { pieceOf } from './pieces.ts';
import { differed } from './repair.ts';
import { takePage } from './snapshot.ts';

/**
 * What a reply to a round of the known epoch means for this phone. `sentTo` is the highest
 * number in the request. Pure: `memory` is read and not altered.
 */
export function take(
  memory: Memory,
  device: string,
  reply: Reply,
  now: number,
  sentTo = Number.MAX_SAFE_INTEGER,
): Taken {
  const t = begin(memory, reply, now, sentTo);
  const parked = new Set(reply.parked.map(p => p.n));
  const fold: Fold = { memory, t, now, placed: new Map(), parked };
  for (const part of reply.scopes) takePart(fold, part, device);
  // Until a restored server has got back what this phone holds, it may know of too few grants.
  if (memory.sync.heal !== 'relay') for (const scope of reply.dropped) drop(memory, t, scope);
  for (const scope of t.erased) {
    for (const key of [...keysOf(memory, t, scope)]) t.entries.set(key, null);
    t.cursors.delete(scope);
    t.progress = true;
  }
  outcomes(memory, t, reply, now);
  t.sync.have = heard(memory, reply, t.sentTo, new Set(t.over));
  for (const scope of reply.granted) {
    for (const row of memory.parked.values()) {
      if (row.code === 'scope_denied' && row.change.scope === scope) t.offer.push(row.change.at);
    }
  }
  t.progress ||= t.over.length > 0 || t.offer.length > 0 || t.sync.have > memory.sync.have;
  return t;
}

function begin(memory: Memory, reply: Reply, now: number, sent: number): Taken {
  const { sync } = memory;
  const { stable, epoch } = reply;
  const sentTo = Math.max(sent, sync.have);
  const have = heard(memory, reply, sentTo, new Set());
  const backed = sync.backed || stable < reply.have;
  return {
    entries: new Map(),
    cursors: new Map(),
    over: [],
    restamped: [],
    parked: [],
    kept: [],
    offer: [],
    pieces: new Map(),
    sentTo,
    sync: { ...sync, epoch, stable, have, lastSent: now, ...(backed && { backed }) },
    seen: '',
    progress: false,
    erased: new Set(reply.erased),
    mismatched: [],
  };
}

/** `have` after a reply. Of an own change that came back the server has spoken, sent now or before. */
function heard(memory: Memory, reply: Reply, sentTo: number, over: ReadonlySet<number>): number {
  const left = [...memory.outbox.keys()].filter(n => !over.has(n));
  return Math.max(acknowledged(left, reply.have, sentTo), memory.sync.have);
}

/**
 * How far the server's `have` speaks of this phone's own changes. It says nothing of a
 * number that this phone has given out and not sent: if the server has that, another
 * installation wrote it, and sending ours brings it to light.
 */
export function acknowledged(numbers: Iterable<number>, have: number, sentTo: number): number {
  let upTo = have;
  for (const n of numbers) if (n > sentTo) upTo = Math.min(upTo, n - 1);
  return upTo;
}

function takePart(fold: Fold, part: ScopePart, device: string): void {
  const { memory, t, now } = fold;
  const had = t.cursors.get(part.scope) ?? memory.cursors.get(part.scope);
  let cursor: CursorRow =
    had && !had.lost
      ? { ...had }
      : { scope: part.scope, at: 0, head: 0, digest: noDigest, generation: had?.generation ?? 0 };
  if (part.snapshot) {
    cursor = takePage(fold, part.snapshot, cursor);
    t.progress = true;
  } else {
    delete cursor.pages;
    // The server begins anew, because it knows less than this phone: so does the phone.
    if (part.from === 1 && cursor.at > 0) cursor = restart(cursor, 'epoch', now);
  }
  cursor.head = Math.max(part.head, cursor.at);
  if (!cursor.pages) cursor = takeEntries(fold, part, cursor, device);
  if (!had || had.lost) t.progress = true;
  t.cursors.set(part.scope, cursor);
}

/** Folds the changes of a part; the cursor, altered, or another one if the scope begins anew. */
function takeEntries(fold: Fold, part: ScopePart, cursor: CursorRow, device: string): CursorRow {
  const { t, now } = fold;
  const first = part.changes[0]?.seq ?? part.to + 1;
  if (first > cursor.at + 1) return cursor;
  const before = { digest: cursor.digest, seal: cursor.seal ?? '' };
  const whole = first === cursor.at + 1;
  let digest = parseDigest(cursor.digest) ?? EMPTY_DIGEST;
  for (const change of part.changes) {
    if (change.seq <= cursor.at) continue;
    engine.apply(recordFor(fold, cursor, change.kind, change.id), change);
    digest = digestAdd(digest, change.device, change.n, change.at);
    cursor.at = change.seq;
    if (change.at > t.seen) t.seen = change.at;
    if (change.device === device) echoed(fold, change);
    t.progress = true;
  }
  cursor.digest = digestHex(digest);
  cursor.head = Math.max(part.head, cursor.at);
  if (part.to !== cursor.at) return cursor;
  delete cursor.seal;
  if (cursor.digest !== part.digest) {
    const next = differed(cursor, now);
    if (next.at === 0) t.mismatched.push(part.scope);
    return next;
  }
  if (part.seal) cursor.seal = part.seal;
  const piece = whole ? pieceOf(part, before, t.sync.epoch, now) : null;
  if (piece) t.pieces.set(...piece);
  return cursor.at >= cursor.head ? arrived(fold, cursor) : cursor;
}

/** The scope stands where the server does. */
function arrived(fold: Fold, cursor: CursorRow): CursorRow {
  const { memory, t, now, parked } = fold;
  delete cursor.differs;
  if (cursor.folded) {
    const over = new Set([...t.over, ...parked]);
    for (const row of memory.outbox.values()) {
      if (row.change?.scope !== cursor.scope || row.n > t.sync.have) continue;
      if (!over.has(row.n)) finish(fold, row);
    }
  }
  return cursor.rebuild ? healed(memory, t, cursor, now) : cursor;
}

/**
 * A rebuilt scope has reached its head. After a mismatch or a snapshot the old records go.
 * After a restore they stay until the new ones say all that they said, or for 35 days: what the
 * server lost comes back with the phones that wrote it.
 */
function healed(memory: Memory, t: Taken, cursor: CursorRow, now: number): CursorRow {
  const all = cursor.rebuild?.why !== 'epoch' || now - (cursor.rebuild?.since ?? 0) > keepMs;
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

/**
 * An own change came back: it leaves the outbox. One that bears our number and is not ours
 * was written by another installation of this device, and ends nothing here.
 */
function echoed(fold: Fold, change: LogChange): void {
  const row = fold.memory.outbox.get(change.n);
  if (row && (!row.change || isOurs(row.change, change))) finish(fold, row);
}

/** The server may have put the author into `add.circle`; nothing else of a change ever alters. */
function isOurs(own: OwnChange, logged: LogChange): boolean {
  const { scope, kind, id, at, set = {} } = own;
  const same = scope === logged.scope && kind === logged.kind && id === logged.id;
  return same && at === (logged.was ?? logged.at) && engine.sameValues(set, logged.set ?? {});
}

/** The scope may no longer be read: its records go; words not sent stay in the queue. */
function drop(memory: Memory, t: Taken, scope: string): void {
  for (const key of [...keysOf(memory, t, scope)]) t.entries.set(key, null);
  const had = memory.cursors.get(scope);
  const generation = had?.generation ?? 0;
  const row: CursorRow = { scope, at: 0, head: 0, digest: noDigest, generation, lost: true };
  const called = ownWordsIn(memory, scope) ? nameIn(memory, scope) : '';
  if (called) row.called = called;
  t.cursors.set(scope, row);
  t.progress = true;
}

function ownWordsIn({ outbox, held, parked }: Memory, scope: string): boolean {
  const rows = [...outbox.values(), ...held.values(), ...parked.values()];
  return rows.some(row => row.change?.scope === scope);
}

/** What the person of a scope is called; '' where it is no person's. */
function nameIn(memory: Memory, scope: string): string {
  const record = memory.record(keyOf(scope, 'person', scope.slice(scope.indexOf(':') + 1)));
  return (record && engine.versions(record, 'called')[0]?.value) ?? '';
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
    if (isErased(t.erased, row.change)) continue;
    const { code, detail, errors = [] } = p;
    t.parked.push({ n: p.n, change: row.change, since: row.since, code, detail, errors });
  }
  for (const row of memory.outbox.values()) {
    if (over.has(row.n) || row.n > t.sync.have) continue;
    if (!row.change || waitsForNothing(memory, t, reply, row.n, row.change.scope)) {
      finish({ t, now }, row);
    }
  }
}

/**
 * Whether an own change that the server has will not come back any more. Its scope was
 * lost, perhaps before it ever came: what may be read is under a cursor or in the answer.
 * Or the scope is here as far as it goes, though the change was known before: a copy of
 * this phone has sent it too, under another stamp.
 */
function waitsForNothing(memory: Memory, t: Taken, reply: Reply, n: number, scope: string) {
  if (memory.sync.heal === 'relay') return false;
  const cursor = t.cursors.get(scope) ?? memory.cursors.get(scope);
  if (!cursor || cursor.lost) return true;
  const whole = !reply.more && !cursor.pages && cursor.at >= cursor.head;
  return whole && n <= memory.sync.have;
}
