import { computed, effect, signal } from '@preact/signals';
import { href } from '../../app/route.ts';
import { go, path } from '../../app/router.ts';
import { deviceNow, now } from '../../local/clock.ts';
import { note, setNote } from '../../local/small.ts';

/** The phone is in the person's hands: nothing but their own pages may open. */
export interface Held {
  /** The record's id; its scope is `person:<id>`. */
  person: string;
  /** Four digits. They keep out whoever holds the phone, not whoever can debug it. */
  code: string;
  /** Milliseconds since 1970, by the server's clock, as records are stamped. */
  since: number;
  /** When the phone opens by itself, by the device's own clock. */
  until: number;
  /** Wrong codes since the last pause. */
  tries: number;
  /** No code is looked at before this time. */
  waitUntil: number;
  /** Which page of the sitting is open; survives a reload. */
  page: number;
}

/** A code that was forgotten must not cost the words on the phone. */
const lapse = 12 * 3_600_000;
const triesBeforeWait = 5;
const wait = 30_000;

const state = signal<Held | null>(read());

/** What is known of the hand-over; null while the phone is its coach's. */
export const held = computed(() => state.value);

/** When a hand-over that begins now would end by itself. */
export function lapsesAt(): number {
  return deviceNow() + lapse;
}

/** From now on only this person's pages open, after a reload and in other tabs too. */
export function handOver(person: string, code: string): void {
  keep({ person, code, since: now(), until: lapsesAt(), tries: 0, waitUntil: 0, page: 0 });
}

/** Remembers the page, so that a reload comes back to it. */
export function turnTo(page: number): void {
  const it = state.value;
  if (it) keep({ ...it, page });
}

/** Whole seconds until a code is looked at again; 0 when it is now. */
export function secondsToWait(): number {
  return Math.max(0, Math.ceil(((state.value?.waitUntil ?? 0) - deviceNow()) / 1_000));
}

/** Tries a code: the right one gives the phone back. */
export function giveBack(code: string): 'open' | 'wrong' | 'wait' {
  const it = state.value;
  if (!it) return 'open';
  if (secondsToWait() > 0) return 'wait';
  if (code === it.code) {
    keep(null);
    return 'open';
  }
  const tries = it.tries + 1;
  const stop = tries >= triesBeforeWait;
  keep({ ...it, tries: stop ? 0 : tries, waitUntil: stop ? deviceNow() + wait : 0 });
  return stop ? 'wait' : 'wrong';
}

/** Ends it without a code: the phone is no longer that coach's. */
export function letGo(): void {
  if (state.peek()) keep(null);
}

/** Keeps every way out (Back, a typed address, another tab) inside the mode. */
export function stayInside(): void {
  if (typeof window === 'undefined') return;
  addEventListener('storage', () => {
    state.value = read();
  });
  addEventListener('visibilitychange', () => {
    if (state.value && deviceNow() >= state.value.until) keep(null);
  });
  effect(() => {
    const it = state.value;
    if (it && path.value !== `hand/${it.person}`) go(href('hand', it.person));
  });
}

function keep(next: Held | null): void {
  setNote('hand', next && JSON.stringify(next));
  state.value = next;
}

function read(): Held | null {
  try {
    const kept = JSON.parse(note('hand') ?? 'null') as Held | null;
    return kept && deviceNow() < kept.until ? kept : null;
  } catch {
    return null;
  }
}
