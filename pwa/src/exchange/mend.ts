import type { Reply } from '../../../sync/wire/wire.ts';
import type { Counter, CursorRow, HeldRow, KeptRow, OutboxRow, SyncMeta } from '../model/own.ts';
import { noCounter, noSync } from '../model/own.ts';
import { Pen, rename } from '../model/pen.ts';
import type { Store } from '../model/store.ts';
import type { Identity } from '../session/token.ts';
import { restart } from './take.ts';

/**
 * Goes on as a new device after another one used this one's numbers (a restored backup, a
 * cloned profile). Changes from n on were not taken: they get numbers and stamps of the
 * new device, and so do references to them. What came before n is on the server already
 * and comes back with the next pull.
 */
export async function becomeDevice(store: Store, to: Identity, n: number): Promise<void> {
  const names = ['meta', 'outbox', 'held', 'kept'] as const;
  await store.db.write(names, async tx => {
    const counter = (await tx.get<Counter>('meta', 'counter')) ?? noCounter;
    const sync = (await tx.get<SyncMeta>('meta', 'sync')) ?? noSync;
    const rows = (await tx.all<OutboxRow>('outbox')).filter(row => row.n >= n);
    const held = await tx.all<HeldRow>('held');
    await tx.clear('outbox');
    await tx.clear('held');
    await tx.clear('kept');
    await tx.put('meta', 'counter', { n: 0, seen: counter.seen } satisfies Counter);
    const pen = await Pen.open(tx, to.device, store.times.now());
    const renamed = new Map<string, string>();
    for (const row of rows) {
      if (!row.change) continue;
      const change = rename({ ...row.change, at: pen.stamp() }, renamed);
      renamed.set(row.change.at, change.at);
      await pen.put({ change, since: row.since });
    }
    for (const row of held) {
      const change = rename({ ...row.change, at: pen.stamp() }, renamed);
      await tx.put('held', row.key, { ...row, change } satisfies HeldRow);
    }
    await pen.close();
    await tx.put('meta', 'identity', to);
    await tx.put('meta', 'sync', {
      ...sync,
      have: 0,
      stable: 0,
      turn: sync.turn + 1,
    } satisfies SyncMeta);
  });
  await store.load();
}

/**
 * The server goes on from an older backup, or from nothing: all scopes come from the
 * start, records stay in sight, and what the server no longer has is sent again.
 */
export async function enterEpoch(store: Store, reply: Reply): Promise<void> {
  const now = store.times.now();
  await store.db.write(['meta', 'outbox', 'kept', 'cursors'], async tx => {
    const sync = (await tx.get<SyncMeta>('meta', 'sync')) ?? noSync;
    for (const row of await tx.all<CursorRow>('cursors')) {
      if (row.lost) await tx.delete('cursors', row.scope);
      else await tx.put('cursors', row.scope, restart(row, 'epoch', now));
    }
    for (const row of await tx.all<KeptRow>('kept')) {
      if (row.n <= reply.have) continue;
      const { at: _, ...again } = row;
      await tx.put('outbox', row.n, again satisfies OutboxRow);
      await tx.delete('kept', row.n);
    }
    for (const row of await tx.all<OutboxRow>('outbox')) {
      if (row.n <= reply.have || !row.effective) continue;
      const { effective: _, ...again } = row;
      await tx.put('outbox', row.n, again satisfies OutboxRow);
    }
    const { epoch, have, stable } = reply;
    await tx.put('meta', 'sync', {
      ...sync,
      epoch,
      have,
      stable,
      turn: sync.turn + 1,
    } satisfies SyncMeta);
  });
  await store.load();
}

/** Whether the server counts numbers of this device that this phone never gave out. */
export async function overtaken(store: Store, have: number): Promise<number | null> {
  const counter = await store.db.read(['meta'], tx => tx.get<Counter>('meta', 'counter'));
  const n = counter?.n ?? 0;
  return have > n ? n + 1 : null;
}
