import { type Signal, signal } from '@preact/signals';
import { now } from '../local/clock.ts';
import { database, identity } from './phone.ts';
import { ApiError, line } from './session.ts';
import type { Answer, Cached } from './types.ts';

/**
 * An authenticated call of the server for administration and figures, which do not
 * work offline. Throws ApiError; without a network its code is `offline`.
 */
export async function api<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
  const who = identity.peek();
  if (!who) throw new ApiError('unauthenticated', 401, '');
  const { asDevice } = await line();
  return asDevice<T>(who, method, path, body);
}

const asked = new Map<string, { value: Signal<Answer<unknown>>; refresh(): Promise<void> }>();

/**
 * A GET whose last good answer stays on the phone. The first call for a path reads that
 * and asks again; later ones give the same, and `refresh()` asks once more.
 */
export function cached<T = unknown>(path: string): Cached<T> {
  let it = asked.get(path);
  if (!it) {
    const value = signal<Answer<unknown>>({ data: null, at: null, error: null, loading: true });
    it = { value, refresh: () => refresh(path, value) };
    asked.set(path, it);
    void firstTime(path, value);
  }
  return it as Cached<T>;
}

interface Kept {
  data: unknown;
  at: number;
}

async function firstTime(path: string, value: Signal<Answer<unknown>>): Promise<void> {
  const kept = await database()
    .read(['cache'], tx => tx.get<Kept>('cache', path))
    .catch(() => undefined);
  if (kept) value.value = { ...value.peek(), data: kept.data, at: kept.at };
  await refresh(path, value);
}

async function refresh(path: string, value: Signal<Answer<unknown>>): Promise<void> {
  value.value = { ...value.peek(), loading: true };
  try {
    const kept: Kept = { data: await api('GET', path), at: now() };
    value.value = { ...kept, error: null, loading: false };
    await database()
      .write(['cache'], tx => tx.put('cache', path, kept))
      .catch(() => {});
  } catch (e) {
    const error =
      e instanceof ApiError ? { code: e.code, detail: e.detail } : { code: 'storage', detail: '' };
    value.value = { ...value.peek(), error, loading: false };
  }
}
