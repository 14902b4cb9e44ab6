import { batch, type Signal, signal } from '@preact/signals';
import type { Damage } from './damage.ts';
import { earlyFrom, isEarly, isEarlyPack } from './early.ts';
import * as engine from './engine.ts';
import type { CursorRow, HeldRow, OutboxRow, OwnChange, ParkedRow, SyncMeta } from './own.ts';
import { noSync } from './own.ts';

/** One record of the base: what the server's log folds to, as far as it was pulled. */
export interface Entry {
  scope: string;
  record: engine.Record;
  /** Its state before the scope was begun anew; shown too until it is healed. */
  old?: engine.Record;
  generation: number;
  pack: number;
}

/** How a pack is written: a list of these as JSON. */
export type Packed = [
  scope: string,
  record: engine.Record,
  generation: number,
  old?: engine.Record,
];

/** Where a record lives in memory. */
export const keyOf = (scope: string, kind: string, id: string) => `${scope}\n${kind}\n${id}`;

function apart(key: string): [scope: string, kind: string] {
  const [scope = '', kind = ''] = key.split('\n');
  return [scope, kind];
}

const listOf = (scope: string, kind: string) => `${scope}\n${kind}`;

/** Records in one pack, which is written and sealed as a whole. */
const packSize = 100;

/** All that the phone holds, in memory, with a signal for each list that a screen may show. */
export class Memory {
  readonly entries = new Map<string, Entry>();
  readonly cursors = new Map<string, CursorRow>();
  outbox = new Map<number, OutboxRow>();
  held = new Map<string, HeldRow>();
  /** By the identity of the change: numbers start again after a fork. */
  parked = new Map<string, ParkedRow>();
  sync: SyncMeta = noSync;
  /** Whether all that is on disk has been read; before that only what is read first. */
  readonly whole = signal(false);

  /** Bumped when outbox, held, parked or sync changed. */
  readonly queue = signal(0);
  /** Bumped when a scope came or went. */
  readonly scopes = signal(0);
  /** What could not be read any more, until its member has read of that. */
  readonly damaged = signal<Damage | null>(null);

  private readonly packs = new Map<number, Set<string>>();
  private readonly own = new Map<string, (OutboxRow | HeldRow)[]>();
  private readonly lists = new Map<string, Set<string>>();
  private readonly moved = new Map<string, Signal<number>>();
  private readonly shown = new Map<string, engine.Record>();
  /** The packs that new records go into: of what is read first, and of the rest. */
  private readonly open = { early: earlyFrom, rest: 1 };
  /** A list came or went since screens were last told, and so perhaps a scope. */
  private listsMoved = false;

  /** Read it in a component to render again when the list changes. `scope` '' is all scopes. */
  watch(scope: string, kind: string): number {
    return this.signalOf(listOf(scope, kind)).value;
  }

  private signalOf(list: string): Signal<number> {
    let s = this.moved.get(list);
    if (!s) {
      s = signal(0);
      this.moved.set(list, s);
    }
    return s;
  }

  /** Keys of the records of a kind in a scope, base and own alike. */
  keysIn(scope: string, kind: string): Iterable<string> {
    return this.lists.get(listOf(scope, kind)) ?? [];
  }

  /** Scope and kind of every list that is not empty. */
  *listNames(): Iterable<[scope: string, kind: string]> {
    for (const [name, keys] of this.lists) {
      if (keys.size > 0) yield name.split('\n') as [string, string];
    }
  }

  hasOwn(key: string): boolean {
    return this.own.has(key);
  }

  /** What is to be shown: base and what went before a rebuild, with own changes on top. */
  record(key: string): engine.Record | undefined {
    const entry = this.entries.get(key);
    const own = this.own.get(key);
    if (!own && !entry?.old) return entry?.record;
    const cached = this.shown.get(key);
    if (cached) return cached;
    const record = this.compose(key, entry, own);
    this.shown.set(key, record);
    return record;
  }

  private compose(key: string, entry: Entry | undefined, own: (OutboxRow | HeldRow)[] | undefined) {
    const [, kind = '', id = ''] = key.split('\n');
    let record = entry ? entry.record : engine.blank(kind, id);
    if (entry?.old) record = engine.merge(record, entry.old);
    if (!own) return record;
    record = engine.clone(record);
    for (const row of own) {
      if (row.change) engine.apply(record, effective(row.change, row));
    }
    return record;
  }

  /** Which pack a new record of a kind goes into; `more` counts those already placed in this step. */
  placeFor(kind: string, more: Map<number, number>): number {
    const sort = isEarly(kind) ? 'early' : 'rest';
    for (;;) {
      const pack = this.open[sort];
      const size = (this.packs.get(pack)?.size ?? 0) + (more.get(pack) ?? 0);
      if (size < packSize) {
        more.set(pack, (more.get(pack) ?? 0) + 1);
        return pack;
      }
      this.open[sort]++;
    }
  }

  /** Records that lie in a pack of the other sort, each with a pack of its own sort. */
  misplaced(): Map<string, Entry> {
    const more = new Map<number, number>();
    const out = new Map<string, Entry>();
    for (const [key, entry] of this.entries) {
      const { kind } = entry.record;
      if (isEarly(kind) === isEarlyPack(entry.pack)) continue;
      out.set(key, { ...entry, pack: this.placeFor(kind, more) });
    }
    return out;
  }

  /** What a pack holds once `changes` are in. */
  packWith(pack: number, changes: Map<string, Entry | null>): Packed[] {
    const out: Packed[] = [];
    for (const key of this.packs.get(pack) ?? []) {
      const entry = changes.has(key) ? changes.get(key) : this.entries.get(key);
      if (entry?.pack === pack) out.push(packed(entry));
    }
    for (const [key, entry] of changes) {
      if (entry?.pack === pack && !this.packs.get(pack)?.has(key)) out.push(packed(entry));
    }
    return out;
  }

  /** Replaces a pack by what stands on disk. Returns the keys that it touched. */
  loadPack(pack: number, rows: Packed[]): string[] {
    const before = [...(this.packs.get(pack) ?? [])];
    const changes = new Map<string, Entry | null>(before.map(key => [key, null]));
    for (const [scope, stored, generation, old] of rows) {
      const record = engine.learn(stored);
      const entry: Entry = { scope, record, generation, pack };
      if (old) entry.old = engine.learn(old);
      changes.set(keyOf(scope, record.kind, record.id), entry);
    }
    this.setEntries(changes);
    return [...changes.keys()];
  }

  /** Puts entries in or (null) takes them out, without telling the screens yet. */
  setEntries(changes: Map<string, Entry | null>): void {
    for (const [key, entry] of changes) {
      const before = this.entries.get(key);
      if (before && before.pack !== entry?.pack) this.packs.get(before.pack)?.delete(key);
      this.shown.delete(key);
      if (entry) {
        this.entries.set(key, entry);
        let pack = this.packs.get(entry.pack);
        if (!pack) {
          pack = new Set();
          this.packs.set(entry.pack, pack);
        }
        pack.add(key);
        const sort = isEarlyPack(entry.pack) ? 'early' : 'rest';
        this.open[sort] = Math.max(this.open[sort], entry.pack);
      } else {
        this.entries.delete(key);
      }
      const [scope, kind] = entry ? [entry.scope, entry.record.kind] : apart(key);
      this.index(key, scope, kind);
    }
  }

  /** Replaces the whole queue by what stands on disk or was just written. */
  setQueue(outbox: OutboxRow[], held: HeldRow[], parked: ParkedRow[]): Set<string> {
    const touched = new Set(this.own.keys());
    this.outbox = new Map(outbox.map(row => [row.n, row]));
    this.held = new Map(held.map(row => [row.key, row]));
    this.parked = new Map(parked.map(row => [row.change.at, row]));
    this.own.clear();
    for (const row of [...outbox, ...held]) {
      if (!row.change) continue;
      const key = keyOfChange(row.change);
      const rows = this.own.get(key);
      if (rows) rows.push(row);
      else this.own.set(key, [row]);
      touched.add(key);
    }
    for (const key of touched) {
      this.shown.delete(key);
      this.index(key, ...apart(key));
    }
    return touched;
  }

  private index(key: string, scope: string, kind: string): void {
    const name = listOf(scope, kind);
    const list = this.lists.get(name);
    const lost = this.cursors.get(scope)?.lost === true;
    if (this.entries.has(key) || (this.own.has(key) && !lost)) {
      if (list) list.add(key);
      else {
        this.lists.set(name, new Set([key]));
        this.listsMoved = true;
      }
    } else if (list?.delete(key) && list.size === 0) {
      this.lists.delete(name);
      this.listsMoved = true;
    }
  }

  /** Tells the screens which records have changed. */
  announce(keys: Iterable<string>, scopesMoved: boolean): void {
    const names = new Set<string>();
    for (const key of keys) {
      const [scope, kind] = apart(key);
      names.add(listOf(scope, kind));
      names.add(listOf('', kind));
    }
    this.tell(names, scopesMoved);
  }

  /** Tells the screens that all of it may have changed. */
  announceAll(): void {
    this.tell(this.moved.keys(), true);
  }

  private tell(names: Iterable<string>, scopesMoved: boolean): void {
    batch(() => {
      for (const name of names) {
        const s = this.moved.get(name);
        if (s) s.value++;
      }
      if (scopesMoved || this.listsMoved) this.scopes.value++;
      this.listsMoved = false;
      this.queue.value++;
    });
  }
}

function packed(entry: Entry): Packed {
  return entry.old
    ? [entry.scope, entry.record, entry.generation, entry.old]
    : [entry.scope, entry.record, entry.generation];
}

export function keyOfChange(change: OwnChange): string {
  return keyOf(change.scope, change.kind, change.id);
}

/** The change as the engine folds it: with the effective stamp, where that is known. */
function effective(change: OwnChange, row: OutboxRow | HeldRow): engine.Change {
  const made = 'effective' in row ? row.effective : undefined;
  return made ? { ...change, at: made, was: change.at } : change;
}
