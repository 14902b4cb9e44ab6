import { effect } from '@preact/signals';
import { note, setNote } from '../local/small.ts';
import { identity, store } from './phone.ts';

// Browsers throw databases away: to make room, or because the files were damaged, and then
// they open a new empty one without a word. So a small note of what the database held lies
// in two other places. It has no words and no names.

/** What is known of a database that is gone. */
export interface Canary {
  device: string;
  /** Own changes that the server had not confirmed. */
  unsent: number;
  /** When the newest of them was saved; 0 without any. */
  since: number;
}

export const canaryCache = 'alongside.canary';
const address = '/canary';

/** Keeps the note up to date from now on, in the local storage and in the cache storage. */
export function keepCanary(): void {
  let cached = '';
  effect(() => {
    const who = identity.value;
    if (!who) return;
    const { memory } = store();
    void memory.queue.value;
    const now: Canary = { device: who.device, ...unsent() };
    const text = JSON.stringify(now);
    setNote('canary', text);
    // That one costs more: only what makes a difference to a person.
    const short = `${now.device} ${now.unsent}`;
    if (short === cached) return;
    cached = short;
    void inCache(cache => cache.put(address, new Response(text)));
  });
}

function unsent(): Omit<Canary, 'device'> {
  const { memory } = store();
  const outbox = [...memory.outbox.values()].filter(r => r.change && r.n > memory.sync.have);
  const rows = [...outbox, ...memory.held.values(), ...memory.parked.values()];
  return { unsent: rows.length, since: Math.max(0, ...rows.map(row => row.since)) };
}

/** What the note says, in whichever place it can still be read; null where no device ever lived. */
export async function readCanary(): Promise<Canary | null> {
  const kept = read(note('canary'));
  return kept ?? read(await inCache(async cache => (await cache.match(address))?.text()));
}

function read(text: string | null | undefined): Canary | null {
  try {
    const { device, unsent, since } = JSON.parse(text ?? '') as Canary;
    const whole = typeof device === 'string' && unsent >= 0 && since >= 0;
    return whole ? { device, unsent: Number(unsent), since: Number(since) } : null;
  } catch {
    return null;
  }
}

async function inCache<T>(work: (cache: Cache) => Promise<T>): Promise<T | undefined> {
  try {
    return await work(await caches.open(canaryCache));
  } catch {
    // Private windows may refuse; the other place has to do.
    return undefined;
  }
}
