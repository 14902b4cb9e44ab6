import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { asWrite, firstWords, type OwnChange } from './own.ts';
import { exchangeState, identity, nudge, opening, roundNow, store } from './phone.ts';
import type { OutboxItem, Status } from './types.ts';

/** What the browser believes about the network; screens say it calmly. */
export const networked = signal(typeof navigator === 'undefined' || navigator.onLine !== false);

/** Own changes that the server has not given back yet, oldest first, and parked ones. */
export const outbox: ReadonlySignal<OutboxItem[]> = computed(() => {
  if (opening.value !== 'open') return [];
  const { memory } = store();
  void memory.queue.value;
  const busy = exchangeState.value.phase === 'asking' || exchangeState.value.phase === 'taking';
  const items: OutboxItem[] = [];
  for (const row of memory.parked.values()) {
    const { code, detail, errors, n } = row;
    items.push({ ...item(row.change, row.since), n, state: 'parked', code, detail, errors });
  }
  for (const row of memory.outbox.values()) {
    if (!row.change) continue;
    const state = row.n <= memory.sync.have ? 'sent' : busy ? 'sending' : 'waiting';
    items.push({ ...item(row.change, row.since), n: row.n, state });
  }
  for (const row of memory.held.values()) {
    items.push({ ...item(row.change, row.since), n: 0, state: 'held', undoUntil: row.until });
  }
  return items;
});

function item(change: OwnChange, since: number): Omit<OutboxItem, 'n' | 'state'> {
  const { scope, kind, id, at } = change;
  return { key: at, scope, kind, id, since, words: firstWords(change), change: asWrite(change) };
}

/** Refusals of the whole exchange that a person has to know of. */
const troubles = new Set(['forbidden', 'unsupported_protocol', 'unauthenticated', 'wrong_device']);

/** What the status line says. */
export const status: ReadonlySignal<Status> = computed(() => {
  const { phase, unreachable, trouble } = exchangeState.value;
  const needs = outbox.value.filter(i => i.state === 'parked').length;
  const waiting = outbox.value.filter(i => i.state !== 'parked' && i.state !== 'sent').length;
  const busy = phase === 'asking' || phase === 'taking' || phase === 'mending';
  const online = networked.value && !unreachable;
  const strange = trouble === 'unknown_device';
  const hurt = opening.value === 'open' && store().memory.damaged.value !== null;
  const troubled = strange || hurt || (troubles.has(trouble) && waiting > 0);
  return {
    phase:
      needs > 0 || troubled
        ? 'needs_you'
        : waiting === 0
          ? 'sent'
          : busy && online
            ? 'sending'
            : 'saved',
    waiting,
    needs,
    online,
    full: trouble === 'read_only',
    lastSent: opening.value === 'open' ? store().memory.sync.lastSent : null,
    firstSync: opening.value === 'open' ? fetching() : null,
  };
});

/** Less than this many changes behind is not worth a word. */
const worthTelling = 400;

function fetching(): Status['firstSync'] {
  const { memory } = store();
  void memory.queue.value;
  if (identity.value && memory.sync.epoch === '') return { done: 0, total: null };
  let done = 0;
  let total = 0;
  for (const row of memory.cursors.values()) {
    done += row.at;
    total += row.head;
  }
  return total - done > worthTelling ? { done, total } : null;
}

/** The items of `outbox` that will not be taken as they are. */
export function parked(): OutboxItem[] {
  return outbox.value.filter(i => i.state === 'parked');
}

/** Sends a parked change once more, as a new one. */
export async function offerAgain(it: OutboxItem): Promise<void> {
  const who = identity.peek();
  if (!who) return;
  await store().offer(who.device, it.key);
  nudge();
}

/** Throws a parked change's words away, on this phone, for good. */
export async function discardParked(it: OutboxItem): Promise<void> {
  await store().discard(it.key);
}

/** Asks for a round now; resolves when it has ended, well or not: `status` says which. */
export function syncNow(): Promise<void> {
  return roundNow();
}
