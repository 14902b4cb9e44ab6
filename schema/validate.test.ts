import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { table } from './schema.gen.ts';
import { choicesOf, limitOf } from './table.ts';
import { type Checked, codePoints, validate } from './validate.ts';

interface Vector {
  name: string;
  scope: string;
  newer?: boolean;
  change: unknown;
  problems: [path: string, code: string][];
}

const folder = new URL('./vectors/', import.meta.url);

function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack);
  if (typeof value !== 'object' || value === null) return value;
  const { repeat } = value as { repeat?: [unknown, number] };
  if (Array.isArray(repeat)) {
    const [what, times] = repeat;
    if (typeof what === 'string') return what.repeat(times);
    return Array.from({ length: times }, () => unpack((what as unknown[])[0]));
  }
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, unpack(v)]));
}

const written = (problems: [string, string][]) => problems.map(p => p.join(' ')).sort();

for (const file of readdirSync(folder)) {
  const vectors: Vector[] = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  describe(file, () => {
    test.each(vectors)('$name', ({ scope, change, newer, problems }) => {
      const found = validate(scope, unpack(change) as Checked, newer);
      expect(written(found.map(p => [p.path, p.code]))).toEqual(written(problems));
    });
  });
}

describe('on the phone', () => {
  const id = '01hzy3k8m4q2r6s8t0v2w4x6y8';
  const sums: [unknown, string][] = [
    [1.5, 'wrong_type'],
    [Number.NaN, 'wrong_type'],
    [undefined, 'wrong_type'],
  ];
  test.each(sums)('%s is no sum', (minor_units, code) => {
    const found = validate('team', { kind: 'pot_entry', id, set: { minor_units } });
    expect(found).toEqual([{ path: '/set/minor_units', code }]);
  });
  test('a lone surrogate is no text', () => {
    const found = validate('person', { kind: 'visit', id, set: { story: 'a\ud800b' } });
    expect(found).toEqual([{ path: '/set/story', code: 'not_text' }]);
  });
  test('a problem tells the limit', () => {
    const found = validate('person', { kind: 'person', id, set: { called: 'x'.repeat(201) } });
    expect(found).toEqual([{ path: '/set/called', code: 'too_long', limit: 200 }]);
  });
  test('limits and choices can be asked for', () => {
    expect(limitOf(table, 'person', 'called')).toBe(200);
    expect(limitOf(table, 'person', 'joined_on')).toBe(0);
    expect(choicesOf(table, 'goal', 'whose')).toEqual(['mine', 'ours', 'worker']);
    expect(choicesOf(table, 'goal', 'words')).toEqual([]);
  });
  test('emoji count once', () => {
    expect(codePoints('a😀é')).toBe(3);
  });
});
