import { compareText, compareValues, type Value } from './canonical.ts';
import { order, orderMembers, type Stamped, search } from './fold.ts';
import type { Change, DropState, KeptWrite, RecordState, Rule } from './state.ts';

/** Stores the parts of a change whose fields have no rule. */
export function keep(
  known: Readonly<Record<string, Rule>>,
  record: RecordState,
  change: Change,
  by: Stamped,
): void {
  let names: Set<string> | undefined;
  for (const part of [change.set, change.over, change.add, change.drop]) {
    for (const name in part) {
      if (Object.hasOwn(known, name)) continue;
      names ??= new Set();
      names.add(name);
    }
  }
  if (names) for (const name of names) keepWrite(record, writeOf(change, by, name));
}

/** What a change wrote to one field, the same however it was sent: sorted, nothing twice. */
function writeOf(change: Change, by: Stamped, name: string): KeptWrite {
  const write: KeptWrite = { field: name, ...by };
  const value = own(change.set, name);
  if (value !== undefined) write.set = value;
  const over = sorted([...(own(change.over, name) ?? [])], order);
  if (over.length > 0) write.over = over;
  const add = sorted([...(own(change.add, name) ?? [])], compareText);
  if (add.length > 0) write.add = add;
  const drops = Object.entries(own(change.drop, name) ?? {}).flatMap(([member, ids]) =>
    ids.map((id): DropState => [member, id]),
  );
  if (drops.length > 0) write.drop = sorted(drops, orderMembers);
  return write;
}

/** A member that the object itself has; a field may be called constructor. */
function own<T>(part: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return part && Object.hasOwn(part, name) ? part[name] : undefined;
}

function sorted<T>(list: T[], compare: (a: T, b: T) => number): T[] {
  return list.sort(compare).filter((item, i) => i === 0 || compare(list[i - 1] as T, item) !== 0);
}

/** Stores one write, unless it is stored. */
export function keepWrite(record: RecordState, write: KeptWrite): void {
  if (!record.kept) record.kept = [];
  const { at, found } = search(record.kept, write, orderWrites);
  if (!found) record.kept.splice(at, 0, write);
}

/**
 * Orders by field, stamps and content. A write that came under two effective
 * stamps is kept under both: which counts is for the rule to say once it is known.
 */
function orderWrites(a: KeptWrite, b: KeptWrite): number {
  return (
    compareText(a.field, b.field) ||
    order(a.id, b.id) ||
    order(a.at ?? '', b.at ?? '') ||
    compareValues(content(a), content(b))
  );
}

function content(write: KeptWrite): Value {
  const { set, over, add, drop } = write;
  const out: { [name: string]: Value } = {};
  if (set !== undefined) out.set = set;
  if (over) out.over = over;
  if (add) out.add = add;
  if (drop) out.drop = drop;
  return out;
}
