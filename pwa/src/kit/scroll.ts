import { randomBytes } from '../local/clock.ts';

/** Where each step of the history stood, by the key that is put into its state. */
const stood = new Map<string, number>();
let here = '';

const keyNow = () => (history.state as { key?: string } | null)?.key;

/**
 * A page that is new starts at its top; one that is come back to stands where it stood.
 * Called when a page appears.
 */
export function arrive(): void {
  const key = keyNow();
  if (key !== undefined && key !== here) {
    here = key;
    scrollTo(0, stood.get(key) ?? 0);
  } else if (key === undefined) {
    here = randomBytes(6).join('-');
    history.replaceState({ key: here }, '');
    scrollTo(0, 0);
  }
}

if (typeof addEventListener === 'function' && typeof history !== 'undefined') {
  history.scrollRestoration = 'manual';
  addEventListener(
    'scroll',
    () => {
      if (keyNow() === here) stood.set(here, scrollY);
    },
    { passive: true },
  );
}
