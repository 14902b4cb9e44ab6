import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  apply,
  type Change,
  canonical,
  clone,
  compareText,
  emptyRecord,
  members,
  merge,
  type RecordState,
  type Rules,
  type Value,
  value,
  versions,
} from './merge.ts';

interface Case {
  name: string;
  changes: Change[];
  state: RecordState;
  expect: {
    value?: Record<string, Value>;
    versions?: Record<string, [string, string][]>;
    members?: Record<string, string[]>;
    kept?: number;
  };
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8'));
}

const { rules, cases } = read<{ rules: Rules; cases: Case[] }>('merges.json');

function fold(changes: readonly Change[], like: RecordState): RecordState {
  const record = emptyRecord(like.kind, like.id);
  for (const change of changes) apply(rules, record, change);
  return record;
}

function* orders<T>(list: readonly T[]): Generator<T[]> {
  if (list.length === 0) yield [];
  for (let i = 0; i < list.length; i++) {
    const rest = [...list.slice(0, i), ...list.slice(i + 1)];
    for (const order of orders(rest)) yield [list[i] as T, ...order];
  }
}

test.each(cases)('$name', c => {
  for (const order of orders(c.changes)) expect(fold(order, c.state)).toEqual(c.state);
  for (let i = 0; i <= c.changes.length; i++) {
    const [a, b] = [fold(c.changes.slice(0, i), c.state), fold(c.changes.slice(i), c.state)];
    const before = [clone(a), clone(b)];
    expect(merge(rules, a, b)).toEqual(c.state);
    expect([a, b]).toEqual(before);
  }
});

test.each(cases)('what is shown: $name', c => {
  const record = c.state;
  for (const [name, want] of Object.entries(c.expect.value ?? {})) {
    expect(value(record, name)).toEqual(want);
  }
  for (const [name, want] of Object.entries(c.expect.versions ?? {})) {
    expect(versions(record, name).map(v => [v.id, v.value])).toEqual(want);
  }
  for (const [name, want] of Object.entries(c.expect.members ?? {})) {
    expect(members(record, name)).toEqual(want);
  }
  expect(record.kept?.length ?? 0).toBe(c.expect.kept ?? 0);
});

const canon = read<{
  values: { value: Value; hex: string }[];
  ascending_texts: string[];
  ascending_numbers: number[];
}>('canonical.json');

test.each(canon.values)('canonical form of %j', c => {
  expect(Buffer.from(canonical(c.value)).toString('hex')).toBe(c.hex);
});

test('canonical bytes sort as text and numbers do', () => {
  for (const list of [canon.ascending_texts, canon.ascending_numbers]) {
    const bytes = list.map(v => Buffer.from(canonical(v)));
    for (let i = 1; i < bytes.length; i++) {
      expect(Buffer.compare(bytes[i - 1] as Buffer, bytes[i] as Buffer)).toBe(-1);
    }
  }
  const texts = canon.ascending_texts;
  expect([...texts].reverse().sort(compareText)).toEqual(texts);
});

test('numbers that are not whole have no canonical form', () => {
  for (const n of [1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => canonical(n)).toThrow(TypeError);
  }
});

test('inherited names are no fields, kinds or rules', () => {
  const record = emptyRecord('constructor', 'x');
  expect(value(record, 'toString')).toBeUndefined();
  apply(rules, record, { kind: 'constructor', id: 'x', at: '1', set: { toString: 'a' } });
  expect(record.kept).toEqual([{ field: 'toString', id: '1', set: 'a' }]);
  const named = { constructor: { toString: 'latest' } } as unknown as Rules;
  apply(named, record, { kind: 'constructor', id: 'x', at: '2', set: { toString: 'b' } });
  expect(value(record, 'toString')).toBe('b');
  expect(record.kept).toBeUndefined();
});
