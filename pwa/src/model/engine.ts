import { rules } from '../../../schema/schema.gen.ts';
import * as m from '../../../sync/merge/merge.ts';

/** The merge engine with this app's rule table filled in. */
export { deviceOf, msOf, next as nextStamp } from '../../../sync/hlc/hlc.ts';
export {
  adds,
  type Change,
  clone,
  emptyRecord as blank,
  members,
  value,
  versions,
} from '../../../sync/merge/merge.ts';

/** Plain data: stored as it is. */
export type Record = m.RecordState;

/** Folds a change in; alters the record. */
export function apply(record: Record, change: m.Change): void {
  m.apply(rules, record, change);
}

/** Two states of one record as one; alters neither. */
export function merge(a: Record, b: Record): Record {
  return m.merge(rules, a, b);
}

/** Whether two states are the same, whatever they were folded from. */
export function same(a: Record, b: Record): boolean {
  return m.compareValues(a as unknown as m.Value, b as unknown as m.Value) === 0;
}

/** Folds what an older version of the app could not read. */
export function learn(record: Record): Record {
  if (record.kept) m.learn(rules, record);
  return record;
}

/** Whether two sets of fields hold the same values. */
export function sameValues(
  a: Readonly<globalThis.Record<string, m.Value>>,
  b: Readonly<globalThis.Record<string, m.Value>>,
): boolean {
  return m.compareValues(a, b) === 0;
}
