import { computed, effect, signal } from '@preact/signals';
import { href } from '../../app/route.ts';
import { go, path } from '../../app/router.ts';
import { now } from '../../local/clock.ts';

/**
 * The phone is in the person's hands: nothing but their own pages may open. It is known in
 * this tab's memory alone: whatever begins the page anew begins it locked.
 */
export interface Held {
  /** The record's id; its scope is `person:<id>`. */
  person: string;
  /** Milliseconds since 1970, by the server's clock, as records are stamped. */
  since: number;
  /** Which page of the sitting is open. */
  page: number;
}

const state = signal<Held | null>(null);

/** What is known of the hand-over; null while the phone is its coach's. */
export const held = computed(() => state.value);

/** From now on only this person's pages open. */
export function handOver(person: string): void {
  state.value = { person, since: now(), page: 0 };
}

/** Remembers the page, so that Back and a typed address come back to it. */
export function turnTo(page: number): void {
  const it = state.value;
  if (it) state.value = { ...it, page };
}

/** Keeps every way out (Back, a typed address) inside the mode. */
export function stayInside(): void {
  effect(() => {
    const it = state.value;
    if (it && path.value !== `hand/${it.person}`) go(href('hand', it.person));
  });
}
