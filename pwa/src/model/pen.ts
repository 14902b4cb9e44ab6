import type { Tx } from '../local/db.ts';
import * as engine from './engine.ts';
import type { Counter, HeldRow, OutboxRow, OwnChange, ParkedRow } from './own.ts';
import { noCounter } from './own.ts';

/** How many former names are remembered. */
const namesKept = 100;

interface Found {
  last: string;
  parked: ReadonlySet<string>;
  renamed: Map<string, string>;
}

/** Hands out numbers and stamps inside one transaction. */
export class Pen {
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
    this.parked = found.parked;
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
    const counter = (await tx.get<Counter>('meta', 'counter')) ?? noCounter;
    let last = counter.seen;
    const waiting = (await tx.last<OutboxRow>('outbox'))?.value;
    const at = waiting?.effective ?? waiting?.change?.at ?? '';
    if (at > last) last = at;
    for (const row of await tx.all<HeldRow>('held')) if (row.change.at > last) last = row.change.at;
    const parked = new Set((await tx.all<ParkedRow>('parked')).map(row => row.change.at));
    const renamed = new Map((await tx.get<[string, string][]>('meta', 'renamed')) ?? []);
    return new Pen(tx, device, now, counter, { last, parked, renamed });
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

  async put(row: { change: OwnChange; since: number; effective?: string }): Promise<void> {
    const n = ++this.counter.n;
    await this.tx.put('outbox', n, { n, ...row } satisfies OutboxRow);
  }

  /** The change with a stamp, and with what it refers to under the names of today. */
  stamped(change: Omit<OwnChange, 'at'>): OwnChange {
    return rename({ ...change, at: this.stamp() }, this.renamed);
  }

  /** Numbers held changes, in the order in which they were written. */
  async release(which: (row: HeldRow) => boolean): Promise<void> {
    const rows = (await this.tx.all<HeldRow>('held')).filter(which);
    rows.sort((a, b) => (a.change.at < b.change.at ? -1 : 1));
    for (const row of rows) {
      await this.tx.delete('held', row.key);
      await this.anew(row);
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
      await this.tx.delete('parked', key);
      const { change, since } = row;
      if (!isOf(change.at, this.device)) await this.anew(row);
      else {
        const effective = this.stamp();
        await this.put({ change: rename(change, this.renamed), since, effective });
      }
    }
  }

  private async anew({ change, since }: { change: OwnChange; since: number }): Promise<void> {
    const stamped = this.stamped(change);
    this.renamed.set(change.at, stamped.at);
    this.renames = true;
    await this.put({ change: stamped, since });
  }

  async close(): Promise<void> {
    await this.tx.put('meta', 'counter', this.counter);
    if (this.renames) await this.tx.put('meta', 'renamed', [...this.renamed].slice(-namesKept));
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
