import { type Stamp, valid, validId } from '../hlc/hlc.ts';
import type { Value } from '../merge/merge.ts';

/** How deep a value may nest; the server takes nothing deeper. */
const MAX_DEPTH = 32;

/** A reply that is not what the protocol says; nothing of it may be taken. */
export class WireError extends Error {
  override name = 'WireError';
}

export function fail(path: string, wants: string): never {
  throw new WireError(`reply: ${path} ${wants}`);
}

export function object(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    fail(path, 'wants an object');
  }
  return value as Record<string, unknown>;
}

export function string(value: unknown, path: string): string {
  return typeof value === 'string' ? value : fail(path, 'wants text');
}

/** Text that is not empty, as what tells things apart must be. */
export function name(value: unknown, path: string): string {
  return string(value, path) || fail(path, 'wants a name');
}

export function boolean(value: unknown, path: string): boolean {
  return typeof value === 'boolean' ? value : fail(path, 'wants true or false');
}

export function count(value: unknown, path: string): number {
  return Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : fail(path, 'wants a whole number from 0');
}

export function stamp(value: unknown, path: string): Stamp {
  return typeof value === 'string' && valid(value) ? value : fail(path, 'wants a stamp');
}

export function id(value: unknown, path: string): string {
  return typeof value === 'string' && validId(value) ? value : fail(path, 'wants an id');
}

export function fieldName(value: unknown, path: string): string {
  return typeof value === 'string' && /^[a-z][a-z0-9_]{0,63}$/.test(value)
    ? value
    : fail(path, 'wants a name');
}

export function list<T>(value: unknown, path: string, one: (v: unknown, path: string) => T): T[] {
  if (!Array.isArray(value)) fail(path, 'wants a list');
  return (value as unknown[]).map((item, i) => one(item, `${path}[${i}]`));
}

export function strings(value: unknown, path: string): string[] {
  return list(value, path, string);
}

export function stamps(value: unknown, path: string): Stamp[] {
  return list(value, path, stamp);
}

export function fields<T>(
  value: unknown,
  path: string,
  one: (v: unknown, path: string) => T,
): Record<string, T> {
  const o = object(value, path);
  const out: Record<string, T> = {};
  for (const name of Object.keys(o)) {
    out[fieldName(name, path)] = one(o[name], `${path}.${name}`);
  }
  return out;
}

/** Accepts what JSON can hold as long as its numbers are whole and safe, and it ends somewhere. */
export function plain(value: unknown, path: string, depth = MAX_DEPTH): Value {
  if (depth === 0) fail(path, 'nests too deeply');
  if (typeof value === 'number' && !Number.isSafeInteger(value)) fail(path, 'wants a whole number');
  if (typeof value === 'object' && value !== null) {
    for (const element of Object.values(value)) plain(element, path, depth - 1);
  }
  return value as Value;
}
