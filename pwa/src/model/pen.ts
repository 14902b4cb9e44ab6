import type { Tx } from '../local/db.ts';
import * as engine from './engine.ts';
import type { Counter, HeldRow, OutboxRow, OwnChange, ParkedRow } from './own.ts';
import { noCounter } from './own.ts';

/** Hands out numbers and stamps inside one transaction. */
export class Pen {
  private readonly tx: Tx;
  private readonly device: string;
  private readonly now: number;
  private counter: Counter;
  private last: string;
  /** Identities of parked changes, which come back with no log. */
  private readonly parked: ReadonlySet<string>;

  private constructor(
    tx: Tx,
    device: string,
    now: number,
    counter: Counter,
    last: string,
    parked: ReadonlySet<string>,
  ) {
    this.tx = tx;
    this.device = device;
    this.now = now;
    this.counter = { ...counter };
    this.last = last;
    this.parked = parked;
  }

  /**
   * Stamps go on above what was pulled and above what still waits here. A stamp of a
   * wrong clock, years ahead, binds only until its change has come back with another.
   * One that was parked binds nothing and is not given out again: where the clock stands
   * still or was set back, two changes would have one name, and one set of words would go.
   */
  static async open(tx: Tx, device: string, now: number): Promise<Pen> {
    const counter = (await tx.get<Counter>('meta', 'counter')) ?? noCounter;
    let last = counter.seen;
    const waiting = (await tx.last<OutboxRow>('outbox'))?.value;
    const at = waiting?.change?.at ?? '';
    if (at > last) last = at;
    for (const row of await tx.all<HeldRow>('held')) if (row.change.at > last) last = row.change.at;
    const parked = new Set((await tx.all<ParkedRow>('parked')).map(row => row.change.at));
    return new Pen(tx, device, now, counter, last, parked);
  }

  stamp(): string {
    do this.last = engine.nextStamp(this.last, this.now, this.device);
    while (this.parked.has(this.last));
    return this.last;
  }

  see(stamp: string): void {
    if (stamp > this.counter.seen) this.counter.seen = stamp;
    if (stamp > this.last) this.last = stamp;
  }

  async put(row: { change: OwnChange; since: number }): Promise<void> {
    const n = ++this.counter.n;
    await this.tx.put('outbox', n, { n, ...row } satisfies OutboxRow);
  }

  /** Numbers held changes, in the order in which they were written; old -> new identities. */
  async release(which: (row: HeldRow) => boolean): Promise<Map<string, string>> {
    const renamed = new Map<string, string>();
    const rows = (await this.tx.all<HeldRow>('held')).filter(which);
    rows.sort((a, b) => (a.change.at < b.change.at ? -1 : 1));
    for (const row of rows) {
      const change = rename({ ...row.change, at: this.stamp() }, renamed);
      renamed.set(row.change.at, change.at);
      await this.tx.delete('held', row.key);
      await this.put({ change, since: row.since });
    }
    return renamed;
  }

  /** Numbers parked changes anew, in the order in which they were written. */
  async offer(keys: readonly string[]): Promise<void> {
    const renamed = new Map<string, string>();
    for (const key of [...keys].sort()) {
      const row = await this.tx.get<ParkedRow>('parked', key);
      if (!row) continue;
      await this.tx.delete('parked', key);
      const change = rename({ ...row.change, at: this.stamp() }, renamed);
      renamed.set(row.change.at, change.at);
      await this.put({ change, since: row.since });
    }
  }

  async close(): Promise<void> {
    await this.tx.put('meta', 'counter', this.counter);
  }
}

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
