import { signal } from '@preact/signals';

/** The pages behind the lock; null while they have not come, `failed` where they did not. */
export const inside = signal<typeof import('./inside.tsx') | 'failed' | null>(null);

let coming: Promise<void> | undefined;

/** Fetches them; they begin to speak with the server once the phone is open. */
export function fetchInside(): Promise<void> {
  coming ??= import('./inside.tsx').then(
    pages => {
      pages.begin();
      inside.value = pages;
    },
    () => {
      inside.value = 'failed';
      coming = undefined;
    },
  );
  return coming;
}
