import { type Signal, signal } from '@preact/signals';
import { after } from '../local/clock.ts';
import { database, store } from './phone.ts';
import type { Draft } from './types.ts';
import { type Erased, isDraftOf } from './wipe.ts';

export type { Draft };

/** A pause in typing. */
const pause = 400;

const drafts = new Map<string, Signal<unknown>>();
const kept = new Map<string, unknown>();
const unwritten = new Map<string, () => void>();

let listening = false;

/** Reads all drafts; there are few. Called when the phone is opened. */
export async function loadDrafts(): Promise<void> {
  store().onErased = forgetDrafts;
  await database().read(['drafts'], async tx => {
    for (const [key, value] of await tx.entries('drafts')) kept.set(String(key), value);
  });
  if (listening) return;
  listening = true;
  const flush = () => {
    if (document.visibilityState === 'hidden') void flushDrafts();
  };
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', flush);
  if (typeof window !== 'undefined') addEventListener('pagehide', () => void flushDrafts());
}

/**
 * What a form holds, by a key such as `visit/<person>/<visit id>`. The same key gives the
 * same draft; it is written to the phone at each pause in typing and when the page hides.
 */
export function draft<T>(key: string, initial: T): Draft<T> {
  let value = drafts.get(key) as Signal<T> | undefined;
  if (!value) {
    value = signal(kept.has(key) ? (kept.get(key) as T) : initial);
    drafts.set(key, value as Signal<unknown>);
  }
  const held = value;
  return {
    value: held,
    set(next) {
      held.value = next;
      unwritten.get(key)?.();
      unwritten.set(
        key,
        after(pause, () => void write(key)),
      );
    },
    async clear() {
      held.value = initial;
      unwritten.get(key)?.();
      unwritten.delete(key);
      drafts.delete(key);
      kept.delete(key);
      await database().write(['drafts'], tx => tx.delete('drafts', key));
    },
  };
}

/** Keys of the drafts that hold something. */
export function draftKeys(): string[] {
  return [...new Set([...kept.keys(), ...drafts.keys()])].filter(key => kept.has(key));
}

/** Writes a draft down at once; rejects with StorageError where it cannot be kept. */
export async function keepDraft(key: string, value: unknown): Promise<void> {
  await database().write(['drafts'], tx => tx.put('drafts', key, value));
  kept.set(key, value);
  drafts.delete(key);
}

/** Lets go of what forms hold about scopes that were erased; the disk has let go already. */
export function forgetDrafts(erased: Erased): void {
  for (const key of new Set([...kept.keys(), ...drafts.keys()])) {
    if (!isDraftOf(erased, key, drafts.get(key)?.peek() ?? kept.get(key))) continue;
    unwritten.get(key)?.();
    unwritten.delete(key);
    drafts.delete(key);
    kept.delete(key);
  }
}

/** Writes what typing has left unwritten. */
export async function flushDrafts(): Promise<void> {
  await Promise.all([...unwritten.keys()].map(write));
}

async function write(key: string): Promise<void> {
  unwritten.get(key)?.();
  unwritten.delete(key);
  const value = drafts.get(key)?.peek();
  if (value === undefined) return;
  kept.set(key, value);
  // A full phone is told at Save; the words stay in the form.
  await database()
    .write(['drafts'], tx => tx.put('drafts', key, value))
    .catch(() => {});
}
