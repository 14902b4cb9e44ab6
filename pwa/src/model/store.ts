import type { Taken } from '../exchange/fold.ts';
import { type Db, plain, type Tx } from '../local/db.ts';
import type { Glance } from '../local/glance.ts';
import { letGo, tellDamage } from './damage.ts';
import { sortedBy } from './early.ts';
import { keyOfChange, Memory } from './memory.ts';
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
import { sealPacks } from './packs.ts';
import { Pen } from './pen.ts';
import {
  glanceFirst,
  type Queue,
  queueStores,
  readBase,
  readEarly,
  readQueue,
  readRest,
} from './reading.ts';
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
  private reading: Promise<void> = Promise.resolve();
  /** Called with what other tabs must read again. */
  onMoved: (moved: Moved) => void = () => {};
  /** Called with scopes that were erased, here or in another tab. */
  onErased: (erased: ReadonlySet<string>) => void = () => {};

  constructor(db: Db, times: Times) {
    this.db = db;
    this.times = times;
  }

  /**
   * Reads what a home page shows, and after a pause goes on with the rest: `settled` resolves,
   * and `memory.whole` says so, once that is there too. `glance`: what `glanceFirst` has read.
   */
  open(glance = glanceFirst(this.db.under(plain)), pause = async () => {}): Promise<void> {
    const early = glance.then(sealed => this.readEarly(sealed));
    this.reading = early.then(async turn => {
      if (turn === null) return this.readAll();
      await pause();
      return this.readOn(turn);
    });
    // Where nothing can be shown before all has been read, that is waited for.
    return early.then(turn => (turn === null ? this.reading : undefined));
  }

  /** Resolves once all that is being read has been; rejects where it could not be. */
  settled(): Promise<void> {
    return this.reading;
  }

  /** Reads everything. */
  load(): Promise<void> {
    const again = () => this.readAll();
    this.reading = this.reading.then(again, again);
    return this.reading;
  }

  /** The turn of the base that what was read first is of; null where all has to be read. */
  private async readEarly(sealed: Glance): Promise<number | null> {
    const { cipher } = this.db;
    const early = await readEarly(sealed(cipher), cipher);
    if (!early) return null;
    const m = this.memory;
    m.sync = early.sync;
    this.setCursors(early.cursors);
    for (const [id, rows] of early.packs) m.loadPack(id, rows);
    m.setQueue(...early.queue);
    m.damaged.value = early.damaged;
    m.announceAll();
    return early.sync.turn;
  }

  private async readOn(turn: number): Promise<void> {
    const m = this.memory;
    const rest = await readRest(this.db, turn);
    if (!rest) return this.readAll();
    this.showQueue(rest.queue, false);
    for await (const [id, rows] of rest.packs) {
      if (!rows) return this.readAll();
      m.loadPack(id, rows);
    }
    m.whole.value = true;
    m.announceAll();
  }

  private async readAll(): Promise<void> {
    const have = await this.db.read(['meta'], tx => tx.get<SyncMeta>('meta', 'sync'));
    const lost = await letGo(this.db, have?.have ?? 0);
    const { packs, beside } = await readBase(this.db);
    const m = this.memory;
    m.setEntries(new Map([...m.entries.keys()].map(key => [key, null])));
    m.sync = beside.sync;
    this.setCursors(beside.cursors);
    for (const [id, rows] of packs) m.loadPack(id, rows ?? []);
    const broken = packs.filter(([, rows]) => !rows).map(([id]) => id);
    if (broken.length > 0) await this.beginAnew(broken);
    m.setQueue(...beside.queue);
    m.whole.value = true;
    m.announceAll();
    const again = lost.again || broken.length > 0;
    m.damaged.value = await tellDamage(this.db, { ...lost, again });
    if (m.sync.sorted !== sortedBy) await this.sort();
  }

  /** Moves records that lie in packs of the other sort, as an older version left them. */
  private async sort(): Promise<void> {
    const m = this.memory;
    const moved = m.misplaced();
    const packs = await sealPacks(this.db.cipher, m, moved);
    const sync = { ...m.sync, turn: m.sync.turn + 1, sorted: sortedBy };
    const write = async (tx: Tx) => {
      const had = (await tx.get<SyncMeta>('meta', 'sync')) ?? noSync;
      if (had.turn + 1 !== sync.turn) return false;
      for (const [pack, sealed] of packs) void tx.put('packs', pack, sealed);
      void tx.put('meta', 'sync', sync);
      return true;
    };
    // Without room for it they lie as they did until the next start.
    if (!(await this.db.write(['meta', 'packs'], write).catch(() => false))) return;
    m.sync = sync;
    m.setEntries(moved);
    this.onMoved({ packs: [...packs.keys()], scopes: false });
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

  /** Reads what another tab has written. */
  async reload(moved: Moved): Promise<void> {
    await this.settled();
    const { packs, beside } = await readBase(this.db, moved.packs);
    const m = this.memory;
    m.sync = beside.sync;
    this.setCursors(beside.cursors);
    const touched = new Set<string>();
    for (const [id, rows] of packs) {
      for (const key of m.loadPack(id, rows ?? [])) touched.add(key);
    }
    for (const key of m.setQueue(...beside.queue)) touched.add(key);
    m.announce(touched, moved.scopes);
    if (moved.erased) this.onErased(new Set(moved.erased));
  }

  /** Reads everything again if another tab has written the base; else only the queue. */
  async catchUp(): Promise<void> {
    await this.settled();
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
      const [pen, numbers] = await Promise.all([
        Pen.open(tx, device, since),
        tx.keys('outbox') as Promise<number[]>,
      ]);
      const about = new Set(changes.map(c => keyOfChange(c as OwnChange)));
      pen.release(row => about.has(keyOfChange(row.change)));
      for (const change of changes) {
        const stamped = pen.stamped(change);
        if (until === undefined) pen.put({ change: stamped, since });
        else keys.push(pen.hold(stamped, since, until));
      }
      pen.close();
      return this.queueAfter(tx, pen, numbers);
    });
    this.showQueue(queue);
    return keys;
  }

  /**
   * The queue as a pen leaves it. Rows that are in memory need not be unsealed once more, unless
   * another tab has added or taken away some: then they are read.
   */
  private async queueAfter(tx: Tx, pen: Pen, numbers: readonly number[]): Promise<Queue> {
    const { outbox } = this.memory;
    const known = numbers.length === outbox.size && numbers.every(n => outbox.has(n));
    if (!known) return readQueue(tx);
    return [[...outbox.values(), ...pen.rows], pen.held, pen.parkedRows];
  }

  /** Lets go of held changes whose time is over. Says when the next one is due. */
  async release(device: string, all = false): Promise<number | null> {
    const now = this.times.deviceNow();
    const isDue = ({ until }: HeldRow) => all || until <= now || until > now + holdMost;
    const due = [...this.memory.held.values()].filter(isDue);
    if (due.length > 0) {
      const queue = await this.db.write(['meta', ...queueStores], async tx => {
        const pen = await Pen.open(tx, device, this.times.now());
        pen.release(isDue);
        pen.close();
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
      pen.close();
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
    const packs = await sealPacks(this.db.cipher, m, t.entries);
    const sync = { ...t.sync, turn: turn + 1 };
    const queue = await this.db.write(answered, async tx => {
      const lost = new Set([...t.cursors.values()].filter(c => c.lost).map(c => c.scope));
      const [had, given, numbers, recent] = await Promise.all([
        tx.get<SyncMeta>('meta', 'sync'),
        tx.get<Counter>('meta', 'counter'),
        tx.keys('outbox') as Promise<number[]>,
        lost.size > 0 ? tx.keys('recent') : [],
      ]);
      if ((had ?? noSync).turn !== turn) return null;
      // Another tab, or a hand quicker than the answer, may have given out more numbers.
      sync.have = Math.min(sync.have, (given ?? noCounter).n);
      const over = new Set(t.over);
      for (const n of numbers)
        if (n > t.sentTo && !over.has(n)) sync.have = Math.min(sync.have, n - 1);
      for (const key of recent) {
        if (lost.has(String(key).split('\n')[3] ?? '')) void tx.delete('recent', key);
      }
      for (const [pack, sealed] of packs) void tx.put('packs', pack, sealed);
      putTaken(tx, t);
      if (t.erased.size > 0) await wipe(tx, t.erased, sync.have);
      const pen = await Pen.open(tx, device, this.times.now());
      pen.see(t.seen);
      await pen.offer(t.offer);
      pen.close();
      void tx.put('meta', 'sync', sync);
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

  /** Writes how far scopes were pulled, apart from any answer. */
  async putCursors(rows: CursorRow[]): Promise<void> {
    await this.db.write(['cursors'], async tx => {
      for (const row of rows) void tx.put('cursors', row.scope, row);
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
  showQueue(queue: Queue, tell = true): void {
    this.memory.announce(this.memory.setQueue(...queue), false);
    if (tell) this.onMoved({ packs: [], scopes: false });
  }
}

/** Writes down what an answer brought, beside the packs. */
function putTaken(tx: Tx, t: Taken): void {
  for (const [scope, row] of t.cursors) void tx.put('cursors', scope, row);
  for (const [key, row] of t.pieces) void tx.put('recent', key, row);
  for (const row of t.restamped) void tx.put('outbox', row.n, row);
  for (const n of t.over) void tx.delete('outbox', n);
  for (const row of t.kept) void tx.put('kept', row.n, row);
  for (const row of t.parked) void tx.put('parked', row.change.at, row);
}
