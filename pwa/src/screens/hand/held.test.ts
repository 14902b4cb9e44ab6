import { expect, test, vi } from 'vitest';

test('the mode remembers its page, and is kept nowhere but in this page', async () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  const { handOver, held, turnTo } = await import('./held.ts');
  expect(held.value).toBeNull();
  handOver('p1');
  turnTo(3);
  expect(held.value).toMatchObject({ person: 'p1', page: 3 });
  expect(kept.size).toBe(0);
  vi.resetModules();
  expect((await import('./held.ts')).held.value).toBeNull();
  vi.unstubAllGlobals();
});
