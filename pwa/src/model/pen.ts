import type { Tx } from '../local/db.ts';
import * as engine from './engine.ts';
import type { Counter, HeldRow, OutboxRow, OwnChange, ParkedRow } from './own.ts';
import { noCounter } from './own.ts';

/** How many former names are remembered. */
const namesKept = 100;

interface Found {
  last: string;
  held: HeldRow[];
  parked: ParkedRow[];
  renamed: Map<string, string>;
}

/**
 * Hands out numbers and stamps inside one transaction. Only opening it and offering have to
 * be waited for.
 */
export class Pen {
  /** What this pen has put into the outbox. */
  readonly rows: OutboxRow[] = [];
  /** What is held, as it stands now. */
  held: HeldRow[];
  /** What was set aside when the pen was opened. */
  readonly parkedRows: ParkedRow[];
  private readonly tx: Tx;
  private readonly device: string;
  private readonly now: number;
  private counter: Counter;
  private last: string;
  /** Identities of parked changes, which come back with no log. */
  private readonly parked: ReadonlySet<string>;
  /**
   * What changes were called before they got their final stamps. Whoever saves at the same
   * moment, or in another tab, has seen them under those names.
   */
  private readonly renamed: Map<string, string>;
  private renames = false;

  private constructor(tx: Tx, device: string, now: number, counter: Counter, found: Found) {
    this.tx = tx;
    this.device = device;
    this.now = now;
    this.counter = { ...counter };
    this.last = found.last;
    this.held = found.held;
    this.parkedRows = found.parked;
    this.parked = new Set(found.parked.map(row => row.change.at));
    this.renamed = found.renamed;
  }

  /**
   * Stamps go on above what was pulled and above what still waits here. A stamp of a
   * wrong clock, years ahead, binds only until its change has come back with another.
   * One that was parked, or given out last, binds nothing and is not given out again: where
   * the clock stands still or was set back, or a held change lies ahead of it, two changes
   * would have one name, and one set of words would go.
   */
  static async open(tx: Tx, device: string, now: number): Promise<Pen> {
    const [count, waiting, held, parked, names] = await Promise.all([
      tx.get<Counter>('meta', 'counter'),
      tx.last<OutboxRow>('outbox'),
      tx.all<HeldRow>('held'),
      tx.all<ParkedRow>('parked'),
      tx.get<[string, string][]>('meta', 'renamed'),
    ]);
    const counter = count ?? noCounter;
    const { effective, change } = waiting?.value ?? {};
    let last = counter.seen;
    for (const at of [effective ?? change?.at ?? '', ...held.map(row => row.change.at)]) {
      if (at > last) last = at;
    }
    return new Pen(tx, device, now, counter, { last, held, parked, renamed: new Map(names ?? []) });
  }

  stamp(): string {
    const { given = '' } = this.counter;
    do {
      this.last = engine.nextStamp(this.last, this.now, this.device);
      if (sameMoment(this.last, given) && this.last <= given) this.last = given;
    } while (this.last === given || this.parked.has(this.last));
    this.counter.given = this.last;
    return this.last;
  }

  see(stamp: string): void {
    if (stamp > this.counter.seen) this.counter.seen = stamp;
    if (stamp > this.last) this.last = stamp;
  }

  put(row: { change: OwnChange; since: number; effective?: string }): void {
    const n = ++this.counter.n;
    const numbered: OutboxRow = { n, ...row };
    this.rows.push(numbered);
    void this.tx.put('outbox', n, numbered);
  }

  /** Keeps a change that is neither numbered nor sent until then. Answers its key. */
  hold(change: OwnChange, since: number, until: number): string {
    const row: HeldRow = { key: change.at, change, since, until };
    this.held.push(row);
    void this.tx.put('held', row.key, row);
    return row.key;
  }

  /** The change with a stamp, and with what it refers to under the names of today. */
  stamped(change: Omit<OwnChange, 'at'>): OwnChange {
    return rename({ ...change, at: this.stamp() }, this.renamed);
  }

  /** Numbers held changes, in the order in which they were written. */
  release(which: (row: HeldRow) => boolean): void {
    const rows = this.held.filter(which);
    rows.sort((a, b) => (a.change.at < b.change.at ? -1 : 1));
    this.held = this.held.filter(row => !rows.includes(row));
    for (const row of rows) {
      void this.tx.delete('held', row.key);
      this.anew(row);
    }
  }

  /**
   * Numbers parked changes anew, in the order in which they were written. Each keeps its
   * identity: a server that was set back may have parked what others had read, and replaced by
   * that name. Its order among others is that of a change made now. Only one that this device
   * wrote under its former name, before a fork, gets another.
   */
  async offer(keys: readonly string[]): Promise<void> {
    for (const key of [...keys].sort()) {
      const row = await this.tx.get<ParkedRow>('parked', key);
      if (!row) continue;
      void this.tx.delete('parked', key);
      const { change, since } = row;
      if (!isOf(change.at, this.device)) this.anew(row);
      else {
        const effective = this.stamp();
        this.put({ change: rename(change, this.renamed), since, effective });
      }
    }
  }

  private anew({ change, since }: { change: OwnChange; since: number }): void {
    const stamped = this.stamped(change);
    this.renamed.set(change.at, stamped.at);
    this.renames = true;
    this.put({ change: stamped, since });
  }

  close(): void {
    void this.tx.put('meta', 'counter', this.counter);
    if (this.renames) void this.tx.put('meta', 'renamed', [...this.renamed].slice(-namesKept));
  }
}

/** Whether the stamp bears this device's id, which follows 12 and 4 hex digits with hyphens. */
const isOf = (stamp: string, device: string): boolean => stamp.slice(18) === device;

/** Whether two stamps have one millisecond: their first 12 hex digits. */
const sameMoment = (a: string, b: string): boolean => a.slice(0, 12) === b.slice(0, 12);

/** The change with the identities that it refers to under their new names. */
export function rename(change: OwnChange, names: Map<string, string>): OwnChange {
  if (names.size === 0) return change;
  const each = (ids: string[]) => ids.map(id => names.get(id) ?? id);
  const out = { ...change };
  if (change.over) out.over = mapValues(change.over, each);
  if (change.drop) out.drop = mapValues(change.drop, members => mapValues(members, each));
  return out;
}

function mapValues<A, B>(from: Record<string, A>, fn: (a: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(from).map(([k, v]) => [k, fn(v)]));
}
