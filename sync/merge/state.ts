import type { Stamp } from '../hlc/hlc.ts';
import type { Value } from './canonical.ts';

/** How the writes of one field merge; PROTOCOL.md says what each does. */
export type Rule = 'latest' | 'versions' | 'set' | 'once';

/** The rules of each kind's fields: kind, field, rule. */
export type Rules = Readonly<Record<string, Readonly<Record<string, Rule>>>>;

/**
 * One save: some fields of one record.
 *
 * `at` is the effective stamp; `was` the stamp that the device wrote, left out
 * where it is the same. `over` names, by field, the identities that a versions
 * write replaces; `drop` names, by field and member, the adds that it ends.
 */
export interface Change {
  kind: string;
  id: string;
  at: Stamp;
  was?: Stamp;
  set?: Readonly<Record<string, Value>>;
  over?: Readonly<Record<string, readonly Stamp[]>>;
  add?: Readonly<Record<string, readonly string[]>>;
  drop?: Readonly<Record<string, Readonly<Record<string, readonly Stamp[]>>>>;
}

/** The stamp that the device wrote, by which others refer to the change. */
export function identity(change: Change): Stamp {
  return change.was ?? change.at;
}

/** Identity, value, and the effective stamp where that differs. */
export type VersionState = [id: Stamp, value: Value, at?: Stamp];
/** Member, identity of the add, and the effective stamp where that differs. */
export type AddState = [member: string, id: Stamp, at?: Stamp];
/** Member and identity of an add that was dropped. */
export type DropState = [member: string, id: Stamp];

export type LatestField = { latest: [at: Stamp, value: Value] };
export type OnceField = { once: [at: Stamp, value: Value] };
export type VersionsField = { versions: VersionState[]; over?: Stamp[] };
export type SetField = { set: AddState[]; dropped?: DropState[] };

/** The merged state of one field. Lists are sorted, by bytes, and without repetition. */
export type FieldState = LatestField | OnceField | VersionsField | SetField;

/** What one change wrote to one field that has no rule yet. */
export interface KeptWrite {
  field: string;
  id: Stamp;
  at?: Stamp;
  set?: Value;
  over?: Stamp[];
  add?: string[];
  drop?: DropState[];
}

/**
 * The merged state of one record: plain data, the same JSON as in Go. `first`
 * and `last` are the lowest and highest effective stamp folded in, '' at first.
 */
export interface RecordState {
  kind: string;
  id: string;
  first: Stamp;
  last: Stamp;
  fields: Record<string, FieldState>;
  kept?: KeptWrite[];
}

/** A record that nothing was written to. */
export function emptyRecord(kind: string, id: string): RecordState {
  return { kind, id, first: '', last: '', fields: {} };
}

/** The field's state if it has one; never what an object inherits. */
export function fieldOf(record: RecordState, name: string): FieldState | undefined {
  return Object.hasOwn(record.fields, name) ? record.fields[name] : undefined;
}

/** A copy that shares nothing that apply alters. */
export function clone(record: RecordState): RecordState {
  const fields: Record<string, FieldState> = {};
  for (const name of Object.keys(record.fields)) {
    fields[name] = cloneField(record.fields[name] as FieldState);
  }
  const copy: RecordState = { ...record, fields };
  if (record.kept) copy.kept = [...record.kept];
  return copy;
}

function cloneField(field: FieldState): FieldState {
  if ('latest' in field) return { latest: [...field.latest] };
  if ('once' in field) return { once: [...field.once] };
  if ('versions' in field) {
    const copy: VersionsField = { versions: field.versions.map(v => [...v] as VersionState) };
    if (field.over) copy.over = [...field.over];
    return copy;
  }
  const copy: SetField = { set: field.set.map(a => [...a] as AddState) };
  if (field.dropped) copy.dropped = field.dropped.map(d => [...d]);
  return copy;
}
