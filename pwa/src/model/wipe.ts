import type { Tx } from '../local/db.ts';
import type { CursorRow, HeldRow, KeptRow, OutboxRow, OwnChange, ParkedRow } from './own.ts';

/** Scopes that were erased for good. */
export type Erased = ReadonlySet<string>;

/** Whether a change belongs to what was erased, or is a copy of something there. */
export function isErased(erased: Erased, change: OwnChange): boolean {
  return erased.has(change.scope) || erased.has(sourceOf(change));
}

/** The scope that a change copies something from; '' where it copies nothing. */
export function sourceOf({ set }: OwnChange): string {
  return typeof set?.source === 'string' ? (set.source.split('/', 1)[0] ?? '') : '';
}

/** Whether a draft is about somebody who was erased: its key or what it holds names them. */
export function isDraftOf(erased: Erased, key: string, value: unknown): boolean {
  const text = key + JSON.stringify(value);
  return [...erased].some(scope => text.includes(scope.slice(scope.indexOf(':') + 1)));
}

/**
 * Removes all that this phone keeps beside the base of scopes that were erased: words that
 * waited, were kept or set aside, what was pulled, how far, and drafts. Numbers above
 * `have` stand for nothing from then on, so that nothing waits behind them.
 */
export async function wipe(tx: Tx, erased: Erased, have: number): Promise<void> {
  for (const { n, since, change } of await tx.all<OutboxRow>('outbox')) {
    if (!change || !isErased(erased, change)) continue;
    if (n <= have) await tx.delete('outbox', n);
    else await tx.put('outbox', n, { n, since, skip: { skip: 'not_kept' } } satisfies OutboxRow);
  }
  for (const { key, change } of await tx.all<HeldRow>('held')) {
    if (isErased(erased, change)) await tx.delete('held', key);
  }
  for (const { change } of await tx.all<ParkedRow>('parked')) {
    if (isErased(erased, change)) await tx.delete('parked', change.at);
  }
  for (const { n, change } of await tx.all<KeptRow>('kept')) {
    if (change && isErased(erased, change)) await tx.delete('kept', n);
  }
  for (const { scope } of await tx.all<CursorRow>('cursors')) {
    if (erased.has(scope)) await tx.delete('cursors', scope);
  }
  for (const key of await tx.keys('recent')) {
    if (erased.has(String(key).split('\n')[3] ?? '')) await tx.delete('recent', key);
  }
  for (const key of await tx.keys('cache')) await tx.delete('cache', key);
  const drafts = await tx.all<unknown>('drafts');
  for (const [i, key] of (await tx.keys('drafts')).entries()) {
    if (isDraftOf(erased, String(key), drafts[i])) await tx.delete('drafts', key);
  }
}
