import type { Snapshot } from '../../../sync/wire/wire.ts';
import * as engine from '../model/engine.ts';
import type { CursorRow } from '../model/own.ts';
import { type Fold, recordFor, restart } from './fold.ts';

/**
 * Takes one page of a snapshot: its records are merged into a base that was begun anew for
 * it. With the last page the cursor stands at the end of the snapshot and takes over its
 * digest. Pages of another snapshot than before (the server went on folding) begin again.
 */
export function takePage(fold: Fold, page: Snapshot, cursor: CursorRow): CursorRow {
  const goesOn = cursor.pages?.to === page.to;
  const empty = cursor.at === 0 && !cursor.pages;
  const { pages: _, ...next } =
    goesOn || empty ? { ...cursor } : restart(cursor, 'snapshot', fold.now);
  for (const record of page.records) takeRecord(fold, next, record);
  if (page.next !== '') return { ...next, pages: { to: page.to, next: page.next } };
  if (page.seal) next.seal = page.seal;
  return { ...next, at: page.to, digest: page.digest, folded: true };
}

function takeRecord(fold: Fold, cursor: CursorRow, state: engine.Record): void {
  const record = recordFor(fold, cursor, state.kind, state.id);
  Object.assign(record, engine.merge(record, engine.learn(state)));
  if (state.last > fold.t.seen) fold.t.seen = state.last;
}
