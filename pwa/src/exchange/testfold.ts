import { digestHex, type Snapshot, type SnapshotMark } from '../../../sync/wire/wire.ts';
import * as engine from '../model/engine.ts';
import { type Logged, sum } from './testserver.ts';

/** A page of what a log comes to up to a place; `next` is the number of records before it. */
export function snapshotOf(
  log: Logged[],
  to: number,
  mark: SnapshotMark | undefined,
  size: number,
): Omit<Snapshot, 'seal'> {
  const records = new Map<string, engine.Record>();
  for (const change of log.slice(0, to)) {
    const [kind, id] = [String(change.kind), String(change.id)];
    const record = records.get(`${kind}/${id}`) ?? engine.blank(kind, id);
    records.set(`${kind}/${id}`, record);
    engine.apply(record, change as unknown as engine.Change);
  }
  const from = mark?.to === to ? Number(mark.next) : 0;
  const page = [...records.values()].slice(from, from + size);
  const next = from + size < records.size ? String(from + size) : '';
  return { to, digest: digestHex(sum(log.slice(0, to))), records: page, next };
}
