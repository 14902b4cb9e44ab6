import type { Stamp } from '../hlc/hlc.ts';
import type {
  AddState,
  DropState,
  FieldState,
  KeptWrite,
  RecordState,
  Value,
  VersionState,
} from '../merge/merge.ts';
import {
  fail,
  fieldName,
  fields,
  id,
  list,
  object,
  plain,
  stamp,
  stamps,
  string,
  strings,
} from './members.ts';

/** Reads the state of a record, with every list that an engine relies on. */
export function record(value: unknown, path: string): RecordState {
  const o = object(value, path);
  const out: RecordState = {
    kind: fieldName(o.kind, `${path}.kind`),
    id: id(o.id, `${path}.id`),
    first: stampOrNone(o.first, `${path}.first`),
    last: stampOrNone(o.last, `${path}.last`),
    fields: fields(o.fields, `${path}.fields`, field),
  };
  if (o.kept !== undefined) out.kept = list(o.kept, `${path}.kept`, keptWrite);
  return out;
}

function field(value: unknown, path: string): FieldState {
  const o = object(value, path);
  if ('latest' in o) return { latest: last(o.latest, path) };
  if ('once' in o) return { once: last(o.once, path) };
  if ('versions' in o) {
    const versions = list(o.versions, path, versionState);
    return o.over === undefined ? { versions } : { versions, over: stamps(o.over, path) };
  }
  if (!('set' in o)) fail(path, 'follows no rule');
  const set = list(o.set, path, addState);
  return o.dropped === undefined ? { set } : { set, dropped: list(o.dropped, path, dropState) };
}

function last(value: unknown, path: string): [Stamp, Value] {
  const [at, written] = parts(value, path, 2, 2);
  return [stampOrNone(at, path), plain(written, path)];
}

function versionState(value: unknown, path: string): VersionState {
  const [by, written, at] = parts(value, path, 2, 3);
  const version = [stamp(by, path), plain(written, path)] as const;
  return at === undefined ? [...version] : [...version, stamp(at, path)];
}

function addState(value: unknown, path: string): AddState {
  const [member, by, at] = parts(value, path, 2, 3);
  const add = [string(member, path), stamp(by, path)] as const;
  return at === undefined ? [...add] : [...add, stamp(at, path)];
}

function dropState(value: unknown, path: string): DropState {
  const [member, by] = parts(value, path, 2, 2);
  return [string(member, path), stamp(by, path)];
}

function keptWrite(value: unknown, path: string): KeptWrite {
  const o = object(value, path);
  const out: KeptWrite = { field: fieldName(o.field, path), id: stamp(o.id, path) };
  if (o.at !== undefined) out.at = stamp(o.at, path);
  if (o.set !== undefined) out.set = plain(o.set, path);
  if (o.over !== undefined) out.over = stamps(o.over, path);
  if (o.add !== undefined) out.add = strings(o.add, path);
  if (o.drop !== undefined) out.drop = list(o.drop, path, dropState);
  return out;
}

function stampOrNone(value: unknown, path: string): Stamp {
  return value === '' ? '' : stamp(value, path);
}

/** A list of at least and at most so many. */
function parts(value: unknown, path: string, least: number, most: number): unknown[] {
  const all = list(value, path, v => v);
  return all.length >= least && all.length <= most ? all : fail(path, 'has too many or few parts');
}
