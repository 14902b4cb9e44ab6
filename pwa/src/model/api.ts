import { signal } from '@preact/signals';
import type { Answer, Cached } from './types.ts';

/**
 * An authenticated call of the server for administration and figures, which do not
 * work offline. Throws ApiError; without a network its code is `offline`.
 */
export function api<T = unknown>(_method: string, _path: string, _body?: unknown): Promise<T> {
  throw new Error('not yet');
}

/** A GET whose last good answer stays on the phone; asking again is `refresh()`. */
export function cached<T = unknown>(_path: string): Cached<T> {
  const value = signal<Answer<T>>({ data: null, at: null, error: null, loading: true });
  return { value, refresh: async () => {} };
}
