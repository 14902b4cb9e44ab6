import type { Clockwork, Owner } from './clockwork.ts';
import type { Random } from './random.ts';

type Key = string | number;

/**
 * One phone's database. A transaction happens in one event: all of it or nothing. Its
 * author hears of it in a later event, and may be killed before either.
 */
export class Disk {
  tables = new Map<string, Map<Key, unknown>>();
  version = 0;
  /** How many of the next transactions that write find no room. */
  full = 0;
  writes = 0;
  /** Something was written, and nobody has heard of it yet. */
  onWritten: () => void = () => {};
  private free = 0;
  private readonly clockwork: Clockwork;
  private readonly random: Random;

  constructor(clockwork: Clockwork, random: Random) {
    this.clockwork = clockwork;
    this.random = random;
  }

  begin(owner: Owner, writes: boolean): Transaction {
    const t = new Transaction(this, writes);
    // One after the other, as IndexedDB has it where stores overlap: the next one starts
    // when the author of the last has heard.
    const start = Math.max(this.free, this.clockwork.now) + this.random.fraction();
    const told = start + this.random.fraction();
    this.free = told;
    this.clockwork.after(start - this.clockwork.now, owner, () => {
      t.start();
      this.clockwork.whenAtRest(() => t.finish());
    });
    this.clockwork.after(told - this.clockwork.now, owner, () => t.tell());
    return t;
  }

  erase(): void {
    this.tables = new Map();
    this.version = 0;
  }

  /** What is on it now, for a phone that is cloned or put back. */
  copy(): Map<string, Map<Key, unknown>> {
    return new Map([...this.tables].map(([name, rows]) => [name, new Map(rows)]));
  }
}

type Undo = () => void;

/** One transaction, as much of IndexedDB's as the app uses (by way of the library idb). */
export class Transaction {
  readonly done: Promise<void>;
  error: Error | null = null;
  private state: 'waiting' | 'active' | 'over' = 'waiting';
  private readonly disk: Disk;
  private readonly writes: boolean;
  private readonly undo: Undo[] = [];
  private waiting: (() => void)[] = [];
  private settle!: { resolve: () => void; reject: (e: Error) => void };

  constructor(disk: Disk, writes: boolean) {
    this.disk = disk;
    this.writes = writes;
    this.done = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    this.done.catch(() => {});
  }

  objectStore(name: string) {
    const rows = () => {
      const found = this.disk.tables.get(name);
      if (!found) throw new DOMException(`no ${name}`, 'NotFoundError');
      return found;
    };
    return {
      get: (key: Key) => this.request(() => copied(rows().get(key))),
      getAll: () => this.request(() => sorted(rows()).map(key => copied(rows().get(key)))),
      getAllKeys: () => this.request(() => sorted(rows())),
      openCursor: (_range: null, _direction: 'prev') =>
        this.request(() => {
          const key = sorted(rows()).at(-1);
          return key === undefined ? null : { key, value: copied(rows().get(key)) };
        }),
      put: (value: unknown, key: Key) => this.request(() => this.set(rows(), key, copied(value))),
      delete: (key: Key) => this.request(() => this.set(rows(), key, undefined)),
      clear: () =>
        this.request(() => {
          for (const key of [...rows().keys()]) this.set(rows(), key, undefined);
        }),
    };
  }

  abort(): void {
    if (this.state === 'over') throw new DOMException('over', 'InvalidStateError');
    this.error ??= new DOMException('aborted', 'AbortError');
  }

  start(): void {
    this.state = 'active';
    for (const run of this.waiting.splice(0)) run();
  }

  finish(): void {
    this.state = 'over';
    if (!this.error && this.writes && this.undo.length > 0 && this.disk.full > 0) {
      this.disk.full--;
      this.error = new DOMException('no room', 'QuotaExceededError');
    }
    if (this.error) for (const back of this.undo.reverse()) back();
    else if (this.undo.length > 0) {
      this.disk.writes++;
      this.disk.onWritten();
    }
  }

  tell(): void {
    if (this.error) this.settle.reject(this.error);
    else this.settle.resolve();
  }

  private request<T>(run: () => T): Promise<T> {
    if (this.state === 'over') {
      return Promise.reject(new DOMException('over', 'TransactionInactiveError'));
    }
    if (this.state === 'active') return Promise.resolve(run());
    return new Promise(resolve => this.waiting.push(() => resolve(run())));
  }

  private set(rows: Map<Key, unknown>, key: Key, value: unknown): void {
    if (!this.writes) throw new DOMException('reads only', 'ReadOnlyError');
    const had = rows.has(key);
    const before = rows.get(key);
    this.undo.push(() => {
      if (had) rows.set(key, before);
      else rows.delete(key);
    });
    if (value === undefined) rows.delete(key);
    else rows.set(key, value);
  }
}

/** IndexedDB's order: numbers, then text. */
function sorted(rows: Map<Key, unknown>): Key[] {
  return [...rows.keys()].sort((a, b) => {
    if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
    return a < b ? -1 : a > b ? 1 : 0;
  });
}

/** A copy of plain data; keys of cryptography stay what they are. */
export function copied<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copied) as T;
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== null && proto !== Object.prototype) return value;
  const out: Record<string, unknown> = {};
  for (const [name, v] of Object.entries(value)) if (v !== undefined) out[name] = copied(v);
  return out as T;
}
