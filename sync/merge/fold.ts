import type { Stamp } from '../hlc/hlc.ts';
import { compareText, compareValues, type Value } from './canonical.ts';
import type {
  AddState,
  DropState,
  FieldState,
  KeptWrite,
  Rule,
  SetField,
  VersionState,
  VersionsField,
} from './state.ts';

/** An identity with its effective stamp, which is left out where both are the same. */
export interface Stamped {
  id: Stamp;
  at?: Stamp;
}

/** The state of a field that nothing was written to. */
export function emptyField(rule: Rule): FieldState {
  switch (rule) {
    case 'latest':
      return { latest: ['', null] };
    case 'once':
      return { once: ['', null] };
    case 'versions':
      return { versions: [] };
    case 'set':
      return { set: [] };
  }
}

/** Folds a written value by whichever rule the field has. */
export function foldValue(field: FieldState, by: Stamped, value: Value): void {
  if ('latest' in field) foldLatest(field.latest, by.at ?? by.id, value);
  else if ('once' in field) foldOnce(field.once, by.at ?? by.id, value);
  else if ('versions' in field) {
    putVersion(field, by.at === undefined ? [by.id, value] : [by.id, value, by.at]);
  }
}

function foldLatest(state: [Stamp, Value], at: Stamp, value: Value): void {
  if (at < state[0]) return;
  if (at > state[0] || compareValues(value, state[1]) > 0) {
    state[0] = at;
    state[1] = value;
  }
}

function foldOnce(state: [Stamp, Value], at: Stamp, value: Value): void {
  if (state[0] !== '' && at > state[0]) return;
  if (state[0] === '' || at < state[0] || compareValues(value, state[1]) < 0) {
    state[0] = at;
    state[1] = value;
  }
}

/** Puts a value beside the others, unless it is known to be replaced. */
function putVersion(field: VersionsField, version: VersionState): void {
  if (field.over && search(field.over, version[0], order).found) return;
  const { at, found } = search(field.versions, version, orderVersions);
  if (found) settle(field.versions[at] as VersionState, version);
  else field.versions.splice(at, 0, version);
}

/** Of two effective stamps for one identity believes the server's, then the higher. */
function settle(
  held: [unknown, unknown, Stamp?],
  other: readonly [unknown, unknown, Stamp?],
): void {
  if (other[2] !== undefined && (held[2] === undefined || other[2] > held[2])) held[2] = other[2];
}

/** Remembers an identity as replaced and takes its versions away. */
export function retire(field: VersionsField, id: Stamp): void {
  if (!field.over) field.over = [];
  const { at, found } = search(field.over, id, order);
  if (found) return;
  field.over.splice(at, 0, id);
  if (field.versions.some(v => v[0] === id)) {
    field.versions = field.versions.filter(v => v[0] !== id);
  }
}

/** Adds a member, unless that add is known to be dropped. */
export function putMember(field: SetField, add: AddState): void {
  if (field.dropped && search(field.dropped, add, orderMembers).found) return;
  const { at, found } = search(field.set, add, orderMembers);
  if (found) settle(field.set[at] as AddState, add);
  else field.set.splice(at, 0, add);
}

/** Remembers an add as dropped and takes it away. */
export function endMember(field: SetField, drop: DropState): void {
  if (!field.dropped) field.dropped = [];
  const { at, found } = search(field.dropped, drop, orderMembers);
  if (found) return;
  field.dropped.splice(at, 0, drop);
  const held = search(field.set, drop, orderMembers);
  if (held.found) field.set.splice(held.at, 1);
}

/** Folds the state of the same field of another record into this one. */
export function absorb(field: FieldState, other: FieldState): void {
  if ('latest' in field && 'latest' in other) foldLatest(field.latest, ...other.latest);
  else if ('once' in field && 'once' in other) foldOnce(field.once, ...other.once);
  else if ('versions' in field && 'versions' in other) {
    for (const id of other.over ?? []) retire(field, id);
    for (const version of other.versions) putVersion(field, [...version] as VersionState);
  } else if ('set' in field && 'set' in other) {
    for (const drop of other.dropped ?? []) endMember(field, [...drop]);
    for (const add of other.set) putMember(field, [...add] as AddState);
  }
}

/** Folds a write that was kept, once its field has a rule. */
export function foldKept(field: FieldState, write: KeptWrite): void {
  const by: Stamped = write.at === undefined ? { id: write.id } : { id: write.id, at: write.at };
  if (write.set !== undefined) foldValue(field, by, write.set);
  if ('versions' in field) {
    for (const id of write.over ?? []) if (id !== write.id) retire(field, id);
  } else if ('set' in field) {
    for (const member of write.add ?? []) putMember(field, addState(member, by));
    for (const drop of write.drop ?? []) if (drop[1] !== write.id) endMember(field, [...drop]);
  }
}

export function addState(member: string, by: Stamped): AddState {
  return by.at === undefined ? [member, by.id] : [member, by.id, by.at];
}

/** Finds where an item is, or would stand, in a sorted list. */
export function search<T, K>(
  list: readonly T[],
  item: K,
  compare: (a: T, b: K) => number,
): { at: number; found: boolean } {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const c = compare(list[middle] as T, item);
    if (c === 0) return { at: middle, found: true };
    if (c < 0) low = middle + 1;
    else high = middle;
  }
  return { at: low, found: false };
}

/** Orders stamps, which are ASCII. */
export function order(a: Stamp, b: Stamp): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function orderVersions(a: VersionState, b: VersionState): number {
  return order(a[0], b[0]) || compareValues(a[1], b[1]);
}

/** Orders adds and drops by member, then by identity. */
export function orderMembers(
  a: readonly [string, Stamp, Stamp?],
  b: readonly [string, Stamp, Stamp?],
): number {
  return compareText(a[0], b[0]) || order(a[1], b[1]);
}
