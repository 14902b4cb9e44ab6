import { type ReadonlySignal, signal } from '@preact/signals';
import type { OutboxItem, Status } from './types.ts';

/** Own changes that the server has not given back yet, oldest first, and parked ones. */
export const outbox: ReadonlySignal<OutboxItem[]> = signal<OutboxItem[]>([]);

/** What the status line says. */
export const status: ReadonlySignal<Status> = signal<Status>({
  phase: 'saved',
  waiting: 0,
  needs: 0,
  online: true,
  lastSent: null,
  firstSync: null,
});

/** The items of `outbox` that will not be taken as they are. */
export function parked(): OutboxItem[] {
  return outbox.value.filter(item => item.state === 'parked');
}

/** Sends a parked change once more, as a new one. */
export function offerAgain(_item: OutboxItem): Promise<void> {
  throw new Error('not yet');
}

/** Throws a parked change's words away, on this phone, for good. */
export function discardParked(_item: OutboxItem): Promise<void> {
  throw new Error('not yet');
}

/** Asks for a round now; resolves when it has ended, well or not. */
export function syncNow(): Promise<void> {
  throw new Error('not yet');
}
