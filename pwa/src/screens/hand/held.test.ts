import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const kept = new Map<string, string>();

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23, 12) });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

afterEach(() => {
  kept.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a reload does not end it, and comes back to the same page', async () => {
  const before = await import('./held.ts');
  before.handOver('p1', '4711');
  before.turnTo(3);
  vi.resetModules();
  const after = await import('./held.ts');
  expect(after.held.value).toMatchObject({ person: 'p1', page: 3 });
});

test('only the right digits give it back', async () => {
  const { giveBack, handOver, held } = await import('./held.ts');
  handOver('p1', '4711');
  expect(giveBack('0000')).toBe('wrong');
  expect(held.value?.person).toBe('p1');
  expect(giveBack('4711')).toBe('open');
  expect(held.value).toBeNull();
  expect(kept.size).toBe(0);
});

test('after five wrong tries even the right digits have to wait', async () => {
  const { giveBack, handOver, secondsToWait } = await import('./held.ts');
  handOver('p1', '4711');
  for (let i = 0; i < 4; i++) expect(giveBack('0000')).toBe('wrong');
  expect(giveBack('0000')).toBe('wait');
  expect(giveBack('4711')).toBe('wait');
  expect(secondsToWait()).toBe(30);
  vi.advanceTimersByTime(31_000);
  expect(giveBack('4711')).toBe('open');
});

test('digits that were forgotten do not keep the phone for ever', async () => {
  const before = await import('./held.ts');
  before.handOver('p1', '4711');
  vi.advanceTimersByTime(12 * 3_600_000);
  vi.resetModules();
  const after = await import('./held.ts');
  expect(after.held.value).toBeNull();
});
