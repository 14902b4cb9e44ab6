import { computed, signal } from '@preact/signals';
import { now } from '../local/clock.ts';
import { identity, opening, store } from './phone.ts';

/** Days without the server after which nothing that is stored is shown. */
export const leaseDays = 14;

/** Bumped now and then: that time passes moves no signal by itself. */
export const passing = signal(0);

/** The phone has been out of touch for too long: it takes new words and shows no old ones. */
export const withheld = computed(() => {
  void passing.value;
  if (opening.value !== 'open' || !identity.value) return false;
  const { memory } = store();
  void memory.queue.value;
  const { lastSent } = memory.sync;
  return lastSent !== null && now() - lastSent > leaseDays * 86_400_000;
});
