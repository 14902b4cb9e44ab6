import { effect } from '@preact/signals';
import { note, setNote } from '../local/small.ts';
import { identity, opened, store } from './phone.ts';
import { vaults } from './vaults.ts';

// Browsers throw databases away: to make room, or because the files were damaged, and then
// they open a new empty one without a word. So a small note of what each database held lies
// in two other places. It has no words and no names.

/** What is known of a database that is gone, or locked. */
export interface Canary {
  device: string;
  /** Own changes that the server had not confirmed. */
  unsent: number;
  /** When the newest of them was saved; 0 without any. */
  since: number;
}

/** By the vault's id; '' for what a version without vaults has noted. */
type Canaries = Record<string, Canary>;

export const canaryCache = 'alongside.canary';
const address = '/canary';

/** Keeps the note up to date from now on, in the local storage and in the cache storage. */
export function keepCanary(): void {
  let cached = '';
  const { id } = opened();
  effect(() => {
    const who = identity.value;
    if (!who) return;
    const { memory } = store();
    void memory.queue.value;
    const now: Canary = { device: who.device, ...unsent() };
    const all = read(note('canary'));
    // What was emptied has been told by now.
    const here = new Set(vaults.peek().map(vault => vault.id));
    for (const other of Object.keys(all)) if (!here.has(other)) delete all[other];
    const text = JSON.stringify({ ...all, [id]: now });
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

/**
 * What the notes say of the vaults that are asked for, in whichever place they can still be
 * read; of several the one with most unsent. Null where no device ever lived.
 */
export async function readCanary(of: (id: string) => boolean): Promise<Canary | null> {
  const kept = pick(read(note('canary')), of);
  return kept ?? pick(read(await cachedNote()), of);
}

function pick(all: Canaries, of: (id: string) => boolean): Canary | null {
  const found = Object.keys(all).filter(of);
  const told = found.map(id => all[id] as Canary).sort((a, b) => b.unsent - a.unsent);
  return told[0] ?? null;
}

/** Nothing is to be told of this vault any more. */
export async function forgetCanary(id: string): Promise<void> {
  const all = read(note('canary') ?? (await cachedNote()));
  delete all[id];
  const left = Object.keys(all).length > 0 ? JSON.stringify(all) : null;
  setNote('canary', left);
  await inCache(async cache => {
    if (left) await cache.put(address, new Response(left));
    else await cache.delete(address);
  });
}

function read(text: string | null | undefined): Canaries {
  try {
    const all = JSON.parse(text ?? '') as Canaries | Canary;
    const named = 'device' in all ? { '': all as Canary } : (all as Canaries);
    const out: Canaries = {};
    for (const [id, one] of Object.entries(named)) {
      const { device, unsent, since } = one;
      const whole = typeof device === 'string' && unsent >= 0 && since >= 0;
      if (whole) out[id] = { device, unsent: Number(unsent), since: Number(since) };
    }
    return out;
  } catch {
    return {};
  }
}

const cachedNote = () => inCache(async cache => (await cache.match(address))?.text());

async function inCache<T>(work: (cache: Cache) => Promise<T>): Promise<T | undefined> {
  try {
    return await work(await caches.open(canaryCache));
  } catch {
    // Private windows may refuse; the other place has to do.
    return undefined;
  }
}
