import { type Kind, rules } from '../../../schema/schema.gen.ts';
import type { Reply } from '../../../sync/wire/wire.ts';
import type { Tx } from '../local/db.ts';
import type {
  Counter,
  CursorRow,
  HeldRow,
  KeptRow,
  OutboxRow,
  OwnChange,
  PieceRow,
  SyncMeta,
} from '../model/own.ts';
import { noCounter, noSync } from '../model/own.ts';
import { Pen, rename } from '../model/pen.ts';
import type { Store } from '../model/store.ts';
import { type Identity, type StoredIdentity, stored } from '../session/identity.ts';
import { restart } from './fold.ts';
import { entriesOf, readable } from './pieces.ts';
import { acknowledged } from './take.ts';

/** All that a device has written that may have to get another number. */
const ownStores = ['meta', 'outbox', 'held', 'parked', 'kept', 'recent'] as const;

/** An own change and when it was saved. */
type Mine = { change: OwnChange; since: number };

/**
 * Goes on as a new device after another one used this one's numbers (a restored backup, a
 * cloned profile). Changes from n on were not taken: they, and any that nobody has
 * acknowledged, get numbers and stamps of the new device, and so do references to them.
 * What came before n is on the server already and comes back with the next pull.
 */
export async function becomeDevice(store: Store, to: Identity, n: number): Promise<void> {
  await store.db.write(ownStores, async tx => {
    const { have } = (await tx.get<SyncMeta>('meta', 'sync')) ?? noSync;
    const rows = await tx.all<OutboxRow>('outbox');
    const mine = rows.filter(row => row.n >= n || row.n > have);
    await goOnAs(tx, to, store.times.now(), mine.filter(hasChange));
  });
  await store.load();
}

/**
 * Goes on as a new device at a server that knows nothing of the old one: it was set back
 * to before this phone joined. All own changes are written anew, but for those that can be
 * given back as they were. Without `relays` none can: the server goes on under the same
 * epoch, or knows the member of that name as another one.
 */
export async function joinAgain(store: Store, to: Identity, relays: boolean): Promise<void> {
  await store.db.write(ownStores, async tx => {
    if (!relays) await tx.clear('recent');
    const old = await tx.get<StoredIdentity>('meta', 'identity');
    const safe = new Set<number>();
    for (const piece of (await tx.all<PieceRow>('recent')).filter(readable)) {
      for (const entry of entriesOf(piece)) if (entry.device === old?.device) safe.add(entry.n);
    }
    const kept = (await tx.all<KeptRow>('kept')).filter(row => !safe.has(row.n));
    const rows = [...kept, ...(await tx.all<OutboxRow>('outbox'))];
    rows.sort((a, b) => a.n - b.n);
    await goOnAs(tx, to, store.times.now(), rows.filter(hasChange).map(inPlace));
    await tx.delete('meta', 'joining');
  });
  await store.load();
}

/** The words take the place of themselves, where the base or another phone still has them. */
function inPlace({ change, since }: Mine): Mine {
  const known = rules[change.kind as Kind] as Record<string, string> | undefined;
  const over = { ...change.over };
  for (const field of Object.keys(change.set ?? {})) {
    if (known?.[field] === 'versions') over[field] = [...(over[field] ?? []), change.at];
  }
  return { since, change: Object.keys(over).length > 0 ? { ...change, over } : change };
}

function hasChange<T extends { change?: OwnChange }>(row: T): row is T & { change: OwnChange } {
  return row.change !== undefined;
}

/** Numbers and stamps from 1 on for what the new device has to send. */
async function goOnAs(tx: Tx, to: Identity, now: number, rows: readonly Mine[]): Promise<void> {
  const counter = (await tx.get<Counter>('meta', 'counter')) ?? noCounter;
  const sync = (await tx.get<SyncMeta>('meta', 'sync')) ?? noSync;
  const held = await tx.all<HeldRow>('held');
  await tx.clear('outbox');
  await tx.clear('held');
  await tx.clear('kept');
  await tx.put('meta', 'counter', { n: 0, seen: counter.seen } satisfies Counter);
  const pen = await Pen.open(tx, to.device, now);
  const renamed = new Map<string, string>();
  for (const row of rows) {
    const change = rename({ ...row.change, at: pen.stamp() }, renamed);
    renamed.set(row.change.at, change.at);
    pen.put({ change, since: row.since });
  }
  for (const row of held) {
    const change = rename({ ...row.change, at: pen.stamp() }, renamed);
    await tx.put('held', row.key, { ...row, change } satisfies HeldRow);
  }
  pen.close();
  await tx.put('meta', 'identity', stored(to));
  const next: SyncMeta = { ...sync, have: 0, stable: 0, turn: sync.turn + 1 };
  await tx.put('meta', 'sync', next);
}

/**
 * The server goes on from an older backup, or from nothing: what was pulled of late is
 * relayed, all scopes come from the start, records stay in sight, and own changes that the
 * server no longer has are sent again.
 */
export async function enterEpoch(store: Store, reply: Reply): Promise<void> {
  const now = store.times.now();
  await store.db.write(['meta', 'outbox', 'kept', 'cursors'], async tx => {
    const sync = (await tx.get<SyncMeta>('meta', 'sync')) ?? noSync;
    const counter = (await tx.get<Counter>('meta', 'counter')) ?? noCounter;
    const numbers = (await tx.keys('outbox')) as number[];
    const have = Math.min(acknowledged(numbers, reply.have, sync.have), counter.n);
    for (const row of await tx.all<CursorRow>('cursors')) {
      if (row.lost && !row.called) await tx.delete('cursors', row.scope);
      else if (!row.lost) await tx.put('cursors', row.scope, restart(row, 'epoch', now));
    }
    for (const row of await tx.all<KeptRow>('kept')) {
      if (row.n <= have) continue;
      const { at: _, ...again } = row;
      await tx.put('outbox', row.n, again satisfies OutboxRow);
      await tx.delete('kept', row.n);
    }
    for (const row of await tx.all<OutboxRow>('outbox')) {
      if (row.n <= have || !row.effective) continue;
      const { effective: _, ...again } = row;
      await tx.put('outbox', row.n, again satisfies OutboxRow);
    }
    const { epoch, stable } = reply;
    const { backed: _, ...rest } = sync;
    const next: SyncMeta = { ...rest, epoch, have, stable, heal: 'relay', turn: sync.turn + 1 };
    await tx.put('meta', 'sync', next);
  });
  await store.load();
}

/**
 * The first number that another installation has given out under this identity, seen from
 * the server counting further than this phone; null if it does not. While something of
 * this phone's own was not sent yet, sending that tells more exactly.
 */
export async function overtaken(store: Store, have: number): Promise<number | null> {
  const counter = await store.db.read(['meta'], tx => tx.get<Counter>('meta', 'counter'));
  const n = counter?.n ?? 0;
  return have > n && store.memory.sync.have >= n ? n + 1 : null;
}

/** What people were called whose scope was lost, once no own words about them are left here. */
export async function forgetNames(store: Store): Promise<void> {
  const { cursors, outbox, held, parked } = store.memory;
  const rows = [...outbox.values(), ...held.values(), ...parked.values()];
  const about = new Set(rows.map(row => row.change?.scope));
  const over = [...cursors.values()].filter(row => row.called && !about.has(row.scope));
  if (over.length > 0) await store.putCursors(over.map(({ called: _, ...row }) => row));
}
