import type { Stamp } from '../hlc/hlc.ts';
import type { Value } from './canonical.ts';
import { fieldOf, type RecordState } from './state.ts';

/** One of the values that stand side by side in a versions field. */
export interface Version {
  /** The identity, by which `over` names it. */
  id: Stamp;
  /** The effective stamp. */
  at: Stamp;
  value: string;
}

/** The value of a latest or once field; undefined if none was written, null if it was cleared. */
export function value(record: RecordState, name: string): Value | undefined {
  const field = fieldOf(record, name);
  if (!field) return undefined;
  const state = 'latest' in field ? field.latest : 'once' in field ? field.once : undefined;
  return state && state[0] !== '' ? state[1] : undefined;
}

/** The values that stand side by side, newest first; those that are no text are passed over. */
export function versions(record: RecordState, name: string): Version[] {
  const field = fieldOf(record, name);
  if (!field || !('versions' in field)) return [];
  const out: Version[] = [];
  for (const [id, text, at] of field.versions) {
    if (typeof text === 'string') out.push({ id, at: at ?? id, value: text });
  }
  return out.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** The members of a set in the order of their bytes, each once. */
export function members(record: RecordState, name: string): string[] {
  const field = fieldOf(record, name);
  if (!field || !('set' in field)) return [];
  const out: string[] = [];
  for (const [member] of field.set) if (out[out.length - 1] !== member) out.push(member);
  return out;
}

/** The living adds of one member of a set: what a drop of the member has to name. */
export function adds(record: RecordState, name: string, member: string): Stamp[] {
  const field = fieldOf(record, name);
  if (!field || !('set' in field)) return [];
  return field.set.filter(add => add[0] === member).map(add => add[1]);
}

/**
 * The effective stamp of the value of a latest or once field, and of the newest
 * version of a versions field; '' where there is none.
 */
export function fieldStamp(record: RecordState, name: string): Stamp {
  const field = fieldOf(record, name);
  if (!field) return '';
  if ('latest' in field) return field.latest[0];
  if ('once' in field) return field.once[0];
  if (!('versions' in field)) return '';
  let newest: Stamp = '';
  for (const [id, , at] of field.versions) {
    const effective = at ?? id;
    if (effective > newest) newest = effective;
  }
  return newest;
}
