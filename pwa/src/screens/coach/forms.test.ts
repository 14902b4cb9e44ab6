import { expect, test } from 'vitest';
import { table } from '../../../../schema/schema.gen.ts';
import { fields as enFields, kinds } from '../../words/en/life-labels.ts';
import { forms, shownFields, writeChanged, writeCorrection, writeNew } from './forms.ts';
import type { AnyView } from './lives.ts';

const view = (fields: Record<string, unknown>) =>
  ({ scope: 'person:x', kind: 'goal', id: 'g', ...fields }) as unknown as AnyView;

const words = (...texts: string[]) => ({
  text: texts[0] ?? '',
  versions: texts.map((text, i) => ({ identity: `v${i}`, at: i, by: null, text })),
});

test('forms ask only for fields that the schema has, and each has a name', () => {
  for (const [kind, spec] of Object.entries(forms)) {
    for (const field of [...spec.first, ...spec.more]) {
      expect(table.get(kind)?.fields.has(field), `${kind}.${field}`).toBe(true);
    }
  }
  for (const kind of Object.keys(forms) as (keyof typeof kinds)[]) {
    expect(kinds[kind]).toBeTruthy();
    for (const field of shownFields(kind)) expect(Object.keys(enFields)).toContain(field);
  }
});

test('a form that was not touched writes nothing', () => {
  const goal = view({ words: words('Swim'), because: words() });
  expect(writeChanged(goal, 'goal', { words: 'Swim', because: '', whose: null })).toBeNull();
});

test('words that came while somebody typed are left standing', () => {
  const goal = view({ words: words('Swim in the sea', 'Swim') });
  const write = writeChanged(goal, 'goal', { words: 'Swim well' }, { words: ['v1'] });
  expect(write).toMatchObject({ set: { words: 'Swim well' }, keep: { words: ['v0'] } });
});

test('sets are written as what came and what went', () => {
  const visit = view({ goals: ['a', 'b'] });
  expect(writeChanged(visit, 'visit', { goals: ['b', 'c'] })).toMatchObject({
    add: { goals: ['c'] },
    drop: { goals: ['a'] },
  });
});

test('a correction names the root and keeps what the form does not ask', () => {
  const root = view({ kind: 'decision', visit: 'v', currency: 'EUR', came_of_it: words('Warm') });
  const write = writeCorrection(root, 'decision', { minor_units: 520, came_of_it: 'x' }, 'GBP');
  expect(write.set).toEqual({ minor_units: 520, visit: 'v', currency: 'EUR', corrects: 'g' });
});

test('only sums carry a currency', () => {
  expect(writeNew('person:x', 'gain', { words: 'A coat' }, 'GBP').set).toEqual({ words: 'A coat' });
});
