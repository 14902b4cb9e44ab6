import { signal } from '@preact/signals';
import { sleep } from '../local/clock.ts';
import { note, setNote } from '../local/small.ts';

/** What the browser answered when asked to keep this phone's data; null before that. */
export const persisted = signal<boolean | null>(readAnswer());

function readAnswer(): boolean | null {
  const kept = note('persist');
  return kept === null ? null : kept === 'yes';
}

/** Asks once, after the first save. Some browsers never answer: five seconds are a no. */
export async function askToKeep(): Promise<void> {
  if (persisted.peek() !== null || !navigator.storage?.persist) return;
  const answer = await Promise.race([
    navigator.storage.persist().catch(() => false),
    sleep(5_000).then(() => false),
  ]);
  persisted.value = answer;
  setNote('persist', answer ? 'yes' : 'no');
}

/** Bytes in use; null where the browser does not say. */
export async function bytesUsed(): Promise<number | null> {
  const estimate = await navigator.storage?.estimate?.().catch(() => null);
  return estimate?.usage ?? null;
}
