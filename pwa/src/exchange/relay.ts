import { byteLength, encodeRelay, type Relay, type Relayed } from '../../../sync/wire/wire.ts';
import type { PieceRow, SyncMeta } from '../model/own.ts';
import type { Store } from '../model/store.ts';
import { entriesOf, readable } from './pieces.ts';

/** Bytes of relayed stretches in one request; the server takes 1 MiB of body. */
const maxRelayBytes = 900_000;

/** One stretch to relay, and the keys of the rows that it was made of. */
export interface Stretch {
  relay: Relay;
  keys: string[];
}

/**
 * What the next round relays: rows of former epochs that the server of this epoch has not
 * had yet, oldest epoch first, neighbours put together. `lone` are rows that were refused
 * together with others and go by themselves. Pure.
 */
export function planRelay(
  rows: readonly (readonly [key: string, row: PieceRow])[],
  epoch: string,
  limit: number,
  lone: ReadonlySet<string> = new Set(),
): Stretch[] {
  const out: Stretch[] = [];
  let bytes = 0;
  for (const [key, row] of inOrder(rows.filter(([, row]) => wanted(row, epoch)))) {
    const last = out.at(-1);
    const joins = last && !lone.has(key) && !last.keys.some(k => lone.has(k));
    const size = byteLength(row.entries);
    if (joins && follows(last.relay, row) && bytes + size <= maxRelayBytes) {
      last.relay = together(last.relay, row);
      last.keys.push(key);
      bytes += size;
      continue;
    }
    if (joins && covers(last.relay, row)) {
      last.keys.push(key);
      continue;
    }
    const relay = relayOf(row);
    const more = byteLength(encodeRelay(relay));
    if (out.length > 0 && (bytes + more > maxRelayBytes || out.length >= limit)) break;
    out.push({ relay, keys: [key] });
    bytes += more;
  }
  return out;
}

const wanted = (row: PieceRow, epoch: string) => row.epoch !== epoch && row.relayed !== epoch;

function inOrder(rows: (readonly [string, PieceRow])[]): (readonly [string, PieceRow])[] {
  const by = ({ epoch, scope }: PieceRow) => `${epoch}\n${scope}`;
  return rows.sort(([, a], [, b]) =>
    by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : a.from - b.from || b.to - a.to,
  );
}

const sameLog = (a: Relay, b: PieceRow) => a.epoch === b.epoch && a.scope === b.scope;

const follows = (a: Relay, b: PieceRow) =>
  sameLog(a, b) && b.from === a.to + 1 && b.before.digest === a.digest;

/** The scope came twice, after a repair. */
const covers = (a: Relay, b: PieceRow) => sameLog(a, b) && b.from >= a.from && b.to <= a.to;

function relayOf(row: PieceRow): Relay {
  const { entries: _, relayed: __, ...rest } = row;
  return { ...rest, changes: entriesOf(row) };
}

function together(a: Relay, b: PieceRow): Relay {
  const { to, digest, seal } = b;
  return { ...a, to, digest, seal, changes: [...a.changes, ...entriesOf(b)] };
}

/** What to relay next; null, and so noted, when nothing is left. */
export async function nextRelay(
  store: Store,
  limit: number,
  lone: ReadonlySet<string>,
): Promise<Stretch[] | null> {
  const { epoch } = store.memory.sync;
  const rows = await readRows(store);
  const plan = planRelay(rows, epoch, limit, lone);
  if (plan.length > 0) return plan;
  await note(store, sync => ({ ...sync, heal: 'pull' }));
  return null;
}

/** All rows with their keys. Those that cannot be read any more go: they must not hold up the rest. */
async function readRows(store: Store): Promise<[string, PieceRow][]> {
  return store.db.write(['recent'], async tx => {
    const keys = (await tx.keys('recent')) as string[];
    const rows = (await tx.entries<PieceRow>('recent')) as [string, PieceRow][];
    const whole = rows.filter(([, row]) => readable(row));
    const left = new Set(whole.map(([key]) => key));
    for (const key of keys) if (!left.has(key)) await tx.delete('recent', key);
    return whole;
  });
}

/**
 * Notes what became of each stretch. What was refused goes: its rows one by one the next
 * time, and a lone row for ever. What was taken stays until it came back under this epoch,
 * for the case that the server is restored once more before that.
 */
export async function settleRelay(
  store: Store,
  plan: readonly Stretch[],
  results: readonly Relayed[],
  epoch: string,
  lone: Set<string>,
): Promise<void> {
  await store.db.write(['meta', 'recent'], async tx => {
    if ((await tx.get<SyncMeta>('meta', 'sync'))?.epoch !== epoch) return;
    for (const [i, { keys }] of plan.entries()) {
      for (const key of keys) {
        const row = await tx.get<PieceRow>('recent', key);
        if (!row) continue;
        if (results[i]?.ok)
          await tx.put('recent', key, { ...row, relayed: epoch } satisfies PieceRow);
        else if (keys.length > 1) lone.add(key);
        else await tx.delete('recent', key);
      }
    }
  });
}

/** All has been pulled under this epoch: what was kept of former ones has done its work. */
export async function endHealing(store: Store): Promise<void> {
  await note(store, ({ heal: _, ...sync }) => sync, true);
}

/** Alters `meta` `sync` on disk and in memory, and throws away rows of former epochs if asked. */
async function note(store: Store, to: (sync: SyncMeta) => SyncMeta, drop = false): Promise<void> {
  const { sync } = store.memory;
  const next = to(sync);
  const done = await store.db.write(['meta', 'recent'], async tx => {
    if ((await tx.get<SyncMeta>('meta', 'sync'))?.turn !== sync.turn) return false;
    await tx.put('meta', 'sync', next);
    const keys = drop ? ((await tx.keys('recent')) as string[]) : [];
    for (const key of keys) if (key.split('\n')[2] !== next.epoch) await tx.delete('recent', key);
    return true;
  });
  if (done) store.memory.sync = next;
}
