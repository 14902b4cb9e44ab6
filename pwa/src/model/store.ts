import type { Taken } from '../exchange/fold.ts';
import type { Db, Sealed, Tx } from '../local/db.ts';
import { letGo, tellDamage } from './damage.ts';
import { type Entry, keyOfChange, Memory, type Packed } from './memory.ts';
import type {
  Counter,
  CursorRow,
  HeldRow,
  KeptRow,
  OutboxRow,
  OwnChange,
  ParkedRow,
  SyncMeta,
} from './own.ts';
import { holdMost, keepMs, noCounter, noSync } from './own.ts';
import { Pen } from './pen.ts';
import { wipe } from './wipe.ts';

/** Where the time comes from; tests give their own. */
export interface Times {
  now(): number;
  deviceNow(): number;
}

/** What another tab has to read again. */
export interface Moved {
  packs: number[];
  scopes: boolean;
  /** Scopes that were erased, if any were. */
  erased?: string[];
}

/** The queue is small: it is written row by row and read as a whole. */
const queueStores = ['outbox', 'held', 'parked'] as const;

/** What an answer may change. */
const base = ['meta', 'packs', 'cursors', 'recent', 'kept', 'drafts', 'cache'] as const;
const answered = [...base, ...queueStores] as const;

/**
 * The phone's own store: what is on disk, mirrored in memory. Every method that writes
 * does so in one transaction and alters the memory only once that is on disk.
 */
export class Store {
  readonly db: Db;
  readonly memory = new Memory();
  readonly times: Times;
  /** Called with what other tabs must read again. */
  onMoved: (moved: Moved) => void = () => {};
  /** Called with scopes that were erased, here or in another tab. */
  onErased: (erased: ReadonlySet<string>) => void = () => {};

  constructor(db: Db, times: Times) {
    this.db = db;
    this.times = times;
  }

  /** Reads everything. */
  async load(): Promise<void> {
    const have = await this.db.read(['meta'], tx => tx.get<SyncMeta>('meta', 'sync'));
    const lost = await letGo(this.db, have?.have ?? 0);
    const { packs, rest } = await this.readBase();
    const m = this.memory;
    const touched = new Set<string>(m.entries.keys());
    m.setEntries(new Map([...touched].map(key => [key, null])));
    m.sync = rest.sync;
    this.setCursors(rest.cursors);
    for (const [id, rows] of packs) {
      for (const key of m.loadPack(id, rows ?? [])) touched.add(key);
    }
    const broken = packs.filter(([, rows]) => !rows).map(([id]) => id);
    if (broken.length > 0) await this.beginAnew(broken);
    for (const key of m.setQueue(...rest.queue)) touched.add(key);
    m.announce(touched, true);
    const again = lost.again || broken.length > 0;
    m.damaged.value = await tellDamage(this.db, { ...lost, again });
  }

  /** Some of the base cannot be read: nobody knows whose, so every scope is fetched again. */
  private async beginAnew(broken: readonly number[]): Promise<void> {
    const m = this.memory;
    const rebuild = { why: 'digest', since: this.times.now() } as const;
    const rows: CursorRow[] = [...m.cursors.values()].map(({ scope, head, generation, lost }) => {
      const row = { scope, at: 0, head, digest: '0'.repeat(16), generation: generation + 1 };
      return lost ? { ...row, lost } : { ...row, rebuild };
    });
    m.sync = { ...m.sync, turn: m.sync.turn + 1 };
    await this.db.write(['meta', 'packs', 'cursors'], async tx => {
      for (const row of rows) await tx.put('cursors', row.scope, row);
      for (const id of broken) await tx.delete('packs', id);
      await tx.put('meta', 'sync', m.sync);
    });
    this.setCursors(rows);
  }

  /**
   * What is on disk; of the packs only some, if asked. Packs are opened after their
   * transaction: where the base was written meanwhile, all is read once more.
   */
  private async readBase(some?: readonly number[]) {
    for (;;) {
      const sealed = await this.db.read(['meta', 'packs'], async tx => {
        const turn = (await tx.get<SyncMeta>('meta', 'sync'))?.turn ?? 0;
        if (!some) return { turn, packs: await tx.entries('packs') };
        const packs: [key: string | number, value: unknown][] = [];
        for (const id of some) packs.push([id, await tx.get('packs', id)]);
        return { turn, packs };
      });
      const packs = await Promise.all(
        sealed.packs.map(async ([id, pack]) => {
          const text =
            pack === undefined ? '[]' : await this.db.cipher.openAfter('packs', id, pack);
          return [Number(id), unpack(text)] as const;
        }),
      );
      const rest = await this.db.read(['meta', 'cursors', ...queueStores], async tx => ({
        sync: (await tx.get<SyncMeta>('meta', 'sync')) ?? noSync,
        cursors: await tx.all<CursorRow>('cursors'),
        queue: await readQueue(tx),
      }));
      if (rest.sync.turn === sealed.turn) return { packs, rest };
    }
  }

  /** Reads what another tab has written. */
  async reload(moved: Moved): Promise<void> {
    const { packs, rest } = await this.readBase(moved.packs);
    const m = this.memory;
    m.sync = rest.sync;
    this.setCursors(rest.cursors);
    const touched = new Set<string>();
    for (const [id, rows] of packs) {
      for (const key of m.loadPack(id, rows ?? [])) touched.add(key);
    }
    for (const key of m.setQueue(...rest.queue)) touched.add(key);
    m.announce(touched, moved.scopes);
    if (moved.erased) this.onErased(new Set(moved.erased));
  }

  /** Reads everything again if another tab has written the base; else only the queue. */
  async catchUp(): Promise<void> {
    const now = await this.db.read(['meta'], tx => tx.get<SyncMeta>('meta', 'sync'));
    if ((now?.turn ?? 0) !== this.memory.sync.turn) await this.load();
    else await this.reload({ packs: [], scopes: false });
  }

  private setCursors(rows: CursorRow[]): void {
    this.memory.cursors.clear();
    for (const row of rows) this.memory.cursors.set(row.scope, row);
  }

  /**
   * Numbers the changes, stamps them and puts them into the outbox, or (with `until`)
   * among the held ones. Held changes of the same records are let go first, so that what
   * was written on top of them never overtakes them.
   */
  async add(device: string, changes: Omit<OwnChange, 'at'>[], until?: number): Promise<string[]> {
    const since = this.times.now();
    const keys: string[] = [];
    const queue = await this.db.write(['meta', ...queueStores], async tx => {
      const pen = await Pen.open(tx, device, since);
      const about = new Set(changes.map(c => keyOfChange(c as OwnChange)));
      await pen.release(row => about.has(keyOfChange(row.change)));
      for (const change of changes) {
        const stamped = pen.stamped(change);
        if (until === undefined) await pen.put({ change: stamped, since });
        else {
          const key = `${stamped.at}`;
          keys.push(key);
          await tx.put('held', key, { key, change: stamped, since, until } satisfies HeldRow);
        }
      }
      await pen.close();
      return readQueue(tx);
    });
    this.showQueue(queue);
    return keys;
  }

  /** Lets go of held changes whose time is over. Says when the next one is due. */
  async release(device: string, all = false): Promise<number | null> {
    const now = this.times.deviceNow();
    const isDue = ({ until }: HeldRow) => all || until <= now || until > now + holdMost;
    const due = [...this.memory.held.values()].filter(isDue);
    if (due.length > 0) {
      const queue = await this.db.write(['meta', ...queueStores], async tx => {
        const pen = await Pen.open(tx, device, this.times.now());
        await pen.release(isDue);
        await pen.close();
        return readQueue(tx);
      });
      this.showQueue(queue);
    }
    const left = [...this.memory.held.values()].map(row => row.until);
    return left.length > 0 ? Math.min(...left) : null;
  }

  /** Takes held changes back; false when one of them was let go already. */
  async undo(keys: string[]): Promise<boolean> {
    const { queue, whole } = await this.db.write([...queueStores], async tx => {
      let found = true;
      for (const key of keys) if (!(await tx.get('held', key))) found = false;
      if (found) for (const key of keys) await tx.delete('held', key);
      return { queue: await readQueue(tx), whole: found };
    });
    this.showQueue(queue);
    return whole;
  }

  /** A parked change as a new one, under a new number. */
  async offer(device: string, key: string): Promise<void> {
    const queue = await this.db.write(['meta', ...queueStores], async tx => {
      const pen = await Pen.open(tx, device, this.times.now());
      await pen.offer([key]);
      await pen.close();
      return readQueue(tx);
    });
    this.showQueue(queue);
  }

  async discard(key: string): Promise<void> {
    const queue = await this.db.write([...queueStores], async tx => {
      await tx.delete('parked', key);
      return readQueue(tx);
    });
    this.showQueue(queue);
  }

  /** A lone change that the server cannot read: its number stands for none, its words stay. */
  async setAside(n: number, code: string): Promise<void> {
    const queue = await this.db.write([...queueStores], async tx => {
      const row = await tx.get<OutboxRow>('outbox', n);
      if (row?.change) {
        const { change, since } = row;
        const parked: ParkedRow = { n, change, since, code, detail: '', errors: [] };
        await tx.put('parked', change.at, parked);
      }
      const skip = { skip: code === 'too_large' ? 'too_large' : 'not_kept' } as const;
      await tx.put('outbox', n, { n, since: row?.since ?? 0, skip } satisfies OutboxRow);
      return readQueue(tx);
    });
    this.showQueue(queue);
  }

  /**
   * Writes what an answer brought, data and cursors together. False when another tab has
   * written in between: then everything was read again and the answer is to be forgotten.
   */
  async commit(device: string, t: Taken): Promise<boolean> {
    const m = this.memory;
    const { turn } = m.sync;
    const packs = await this.seal(packsOf(m, t.entries));
    const sync = { ...t.sync, turn: turn + 1 };
    const queue = await this.db.write(answered, async tx => {
      const had = (await tx.get<SyncMeta>('meta', 'sync')) ?? noSync;
      if (had.turn !== turn) return null;
      // Another tab, or a hand quicker than the answer, may have given out more numbers.
      const given = (await tx.get<Counter>('meta', 'counter')) ?? noCounter;
      sync.have = Math.min(sync.have, given.n);
      const over = new Set(t.over);
      for (const n of await tx.keys('outbox')) {
        if (Number(n) > t.sentTo && !over.has(Number(n)))
          sync.have = Math.min(sync.have, Number(n) - 1);
      }
      for (const [pack, sealed] of packs) await tx.put('packs', pack, sealed);
      for (const [scope, row] of t.cursors) await tx.put('cursors', scope, row);
      const lost = new Set([...t.cursors.values()].filter(c => c.lost).map(c => c.scope));
      for (const key of lost.size > 0 ? await tx.keys('recent') : []) {
        if (lost.has(String(key).split('\n')[3] ?? '')) await tx.delete('recent', key);
      }
      for (const [key, row] of t.pieces) await tx.put('recent', key, row);
      for (const row of t.restamped) await tx.put('outbox', row.n, row);
      for (const n of t.over) await tx.delete('outbox', n);
      for (const row of t.kept) await tx.put('kept', row.n, row);
      for (const row of t.parked) await tx.put('parked', row.change.at, row);
      if (t.erased.size > 0) await wipe(tx, t.erased, sync.have);
      const pen = await Pen.open(tx, device, this.times.now());
      pen.see(t.seen);
      await pen.offer(t.offer);
      await pen.close();
      await tx.put('meta', 'sync', sync);
      return readQueue(tx);
    });
    if (!queue) {
      await this.load();
      return false;
    }
    m.sync = sync;
    for (const [scope, row] of t.cursors) m.cursors.set(scope, row);
    for (const scope of t.erased) m.cursors.delete(scope);
    m.setEntries(t.entries);
    const touched = new Set([...t.entries.keys(), ...m.setQueue(...queue)]);
    const scopes = t.cursors.size + t.erased.size > 0;
    m.announce(touched, scopes);
    const erased = [...t.erased];
    if (erased.length > 0) this.onErased(t.erased);
    this.onMoved({ packs: [...packs.keys()], scopes, ...(erased.length > 0 && { erased }) });
    return true;
  }

  private async seal(packs: Map<number, string>): Promise<Map<number, Sealed>> {
    const { cipher } = this.db;
    const each = [...packs].map(
      async ([id, text]) => [id, await cipher.sealAhead('packs', id, text)] as const,
    );
    return new Map(await Promise.all(each));
  }

  /** Writes how far scopes were pulled, apart from any answer. */
  async putCursors(rows: CursorRow[]): Promise<void> {
    await this.db.write(['cursors'], async tx => {
      for (const row of rows) await tx.put('cursors', row.scope, row);
    });
    for (const row of rows) this.memory.cursors.set(row.scope, row);
    this.memory.announce([], true);
  }

  /** What may be thrown away: own changes that a backup holds too, after 35 days. */
  async prune(): Promise<void> {
    const before = this.times.now() - keepMs;
    const { stable } = this.memory.sync;
    await this.db.write(['kept'], async tx => {
      for (const row of await tx.all<KeptRow>('kept')) {
        if (row.n <= stable && row.at < before) await tx.delete('kept', row.n);
      }
    });
  }

  /** Reads the queue again after a transaction of somebody else's making, here or in a tab. */
  showQueue(queue: [OutboxRow[], HeldRow[], ParkedRow[]], tell = true): void {
    this.memory.announce(this.memory.setQueue(...queue), false);
    if (tell) this.onMoved({ packs: [], scopes: false });
  }
}

export async function readQueue(tx: Tx): Promise<[OutboxRow[], HeldRow[], ParkedRow[]]> {
  return [
    await tx.all<OutboxRow>('outbox'),
    await tx.all<HeldRow>('held'),
    await tx.all<ParkedRow>('parked'),
  ];
}

function packsOf(m: Memory, entries: Map<string, Entry | null>): Map<number, string> {
  const ids = new Set<number>();
  for (const [key, entry] of entries) {
    const before = m.entries.get(key);
    if (entry) ids.add(entry.pack);
    if (before) ids.add(before.pack);
  }
  return new Map([...ids].map(id => [id, JSON.stringify(m.packWith(id, entries))]));
}

/** The records of a pack; null where it cannot be read. */
function unpack(text: string | undefined): Packed[] | null {
  try {
    const rows: Packed[] = JSON.parse(text ?? '');
    for (const [, record] of rows) Object.keys(record.fields);
    return rows;
  } catch {
    return null;
  }
}
