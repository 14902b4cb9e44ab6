import * as engine from './engine.ts';
import { keyOf, type Memory } from './memory.ts';
import { directory, store } from './phone.ts';
import type { Kind, View } from './view.ts';
import { viewOf } from './views.ts';

interface Remembered {
  moved: number;
  names: unknown;
  all: View[];
}

const lists = new Map<string, Remembered>();

/** Records of a kind in a scope, in the order in which they were made; `gone` ones only when asked for. */
export function records<K extends Kind>(
  scope: string,
  kind: K,
  options: { gone?: boolean } = {},
): View<K>[] {
  const { memory } = store();
  const moved = memory.watch(scope, kind);
  const name = `${scope}\n${kind}\n${options.gone ? 'gone' : ''}`;
  return remembered(name, moved, () => {
    const views: View[] = [];
    for (const key of memory.keysIn(scope, kind)) {
      const view = viewOf(memory, key);
      if (view && (options.gone === true) === isGone(view)) views.push(view);
    }
    return views;
  }) as View<K>[];
}

/** One record, gone or not. */
export function record<K extends Kind>(scope: string, kind: K, id: string): View<K> | undefined {
  const { memory } = store();
  memory.watch(scope, kind);
  void directory.value;
  return viewOf(memory, keyOf(scope, kind, id)) as View<K> | undefined;
}

/** All records of a kind in every scope that this phone holds, that are not gone. */
export function allOf<K extends Kind>(kind: K): View<K>[] {
  const { memory } = store();
  const moved = memory.watch('', kind);
  return remembered(`\n${kind}\n`, moved, () => {
    const views: View[] = [];
    for (const [scope, k] of memory.listNames()) {
      if (k !== kind) continue;
      for (const key of memory.keysIn(scope, kind)) {
        const view = viewOf(memory, key);
        if (view && !isGone(view)) views.push(view);
      }
    }
    return views;
  }) as View<K>[];
}

/** By scope: what was found in it, and when. */
const newest = new Map<string, { moved: number; day: string }>();

/**
 * The last of the days of a kind's records in a scope that are not gone; '' where there are
 * none. `day` makes one of the field and of when the record was made. It makes no views: there may be
 * thousands that nobody looks at.
 */
export function lastDay(
  scope: string,
  kind: Kind,
  field: string,
  day: (value: string, madeAt: number) => string,
): string {
  const { memory } = store();
  const moved = memory.watch(scope, kind);
  const name = `${scope}\n${kind}\n${field}`;
  const had = newest.get(name);
  if (had?.moved === moved) return had.day;
  let last = '';
  for (const key of memory.keysIn(scope, kind)) {
    const record = memory.record(key);
    if (!record || engine.value(record, 'gone') === true) continue;
    const found = day(String(engine.value(record, field) ?? ''), engine.msOf(record.first));
    if (found > last) last = found;
  }
  newest.set(name, { moved, day: last });
  return last;
}

/** Scopes of a sort that this phone holds, as `person:<id>`. */
export function scopesOf(sort: 'person' | 'between' | 'team'): string[] {
  const { memory } = store();
  const moved = memory.scopes.value;
  const had = scopes.get(sort);
  if (had?.moved === moved && had.memory === memory) return had.found;
  const found = new Set<string>();
  for (const row of memory.cursors.values()) {
    if (!row.lost && row.scope.startsWith(`${sort}:`)) found.add(row.scope);
  }
  for (const [scope] of memory.listNames()) {
    if (scope.startsWith(`${sort}:`)) found.add(scope);
  }
  const all = [...found].sort();
  scopes.set(sort, { memory, moved, found: all });
  return all;
}

const scopes = new Map<string, { memory: Memory; moved: number; found: string[] }>();

function remembered(name: string, moved: number, make: () => View[]): View[] {
  const names = directory.value;
  const had = lists.get(name);
  if (had && had.moved === moved && had.names === names) return had.all;
  const all = make().sort(byMade);
  lists.set(name, { moved, names, all });
  return all;
}

function byMade(a: View, b: View): number {
  return a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1);
}

function isGone(view: View): boolean {
  return 'gone' in view && view.gone === true;
}
