import { expect, test } from 'vitest';
import { current, settle } from './settled.ts';

const fact = (id: string, madeAt: number, corrects?: string) => ({ id, madeAt, corrects });

test('the newest correction counts, in whatever order they came', () => {
  const facts = [fact('c2', 30, 'a'), fact('b', 15), fact('c1', 20, 'a'), fact('a', 10)];
  const settled = settle(facts);
  expect(settled).toHaveLength(2);
  const a = settled.find(s => s.root.id === 'a');
  expect(a?.now.id).toBe('c2');
  expect(a?.all.map(f => f.id)).toEqual(['a', 'c1', 'c2']);
});

test('a correction from a slow clock still counts over its root', () => {
  const [only] = settle([fact('a', 10), fact('c', 5, 'a')]);
  expect(only?.now.id).toBe('c');
  expect(only?.all.map(f => f.id)).toEqual(['a', 'c']);
});

test('a correction whose root is not here yet stands for itself', () => {
  expect(current([fact('c', 20, 'missing')]).map(f => f.id)).toEqual(['c']);
});
