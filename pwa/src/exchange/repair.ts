import type { CursorRow } from '../model/own.ts';
import type { Store } from '../model/store.ts';
import { restart } from './fold.ts';

const hour = 3_600_000;

/** How long to wait before a scope that differed still is fetched once more: an hour, then longer. */
const waitFor = (times: number) => Math.min(hour * 2 ** (times - 1), 24 * hour);

/**
 * The cursor of a scope whose digest is not the server's: begun anew, or, where that was
 * tried not long ago and did not help, marked so that a person is told.
 */
export function differed(cursor: CursorRow, now: number): CursorRow {
  const had = cursor.differs;
  if (had && now - had.at < waitFor(had.times)) {
    return { ...cursor, differs: { ...had, stands: true } };
  }
  return again(cursor, now);
}

function again(cursor: CursorRow, now: number): CursorRow {
  const times = (cursor.differs?.times ?? 0) + 1;
  const stands = cursor.differs?.stands ?? false;
  return { ...restart(cursor, 'digest', now), differs: { at: now, times, stands } };
}

/**
 * Begins those scopes anew that differed still after they had come again, once their wait
 * is over: no news need come for that.
 */
export async function retryRepairs(store: Store): Promise<void> {
  const now = store.times.now();
  const due = [...store.memory.cursors.values()].filter(
    ({ at, head, lost, differs }) =>
      differs?.stands && !lost && at >= head && now - differs.at >= waitFor(differs.times),
  );
  if (due.length === 0) return;
  await store.putCursors(due.map(row => again(row, now)));
}
