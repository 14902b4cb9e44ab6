import { version as schemaVersion } from '../../../schema/schema.gen.ts';
import { batchSize, encodeRequest, type Pushed, type Skip } from '../../../sync/wire/wire.ts';
import type { Memory } from '../model/memory.ts';
import type { Sent } from './machine.ts';

/** Bytes of changes in one push; the server takes 1 MiB of body. */
const maxPushBytes = 900_000;
/** Bytes of changes asked for in one answer. */
const maxPullBytes = 512 * 1024;

/** One request, and what it carries. */
export interface Round {
  text: string;
  sent: Sent;
}

/** Writes the next request: what the server has not acknowledged, and how far each scope came. */
export function writeRound(memory: Memory, device: string, limit: number): Round {
  const waiting = pushable(memory);
  const fits = batchSize(waiting.slice(0, limit), maxPushBytes);
  const push = waiting.slice(0, Math.min(fits, limit));
  const cursors: Record<string, number> = {};
  for (const row of memory.cursors.values()) if (!row.lost) cursors[row.scope] = row.at;
  const text = encodeRequest({
    schema: schemaVersion,
    device,
    epoch: memory.sync.epoch,
    push,
    pull: { cursors, maxBytes: maxPullBytes },
  });
  return { text, sent: { count: push.length, first: push[0]?.n ?? 0 } };
}

/**
 * What was not acknowledged, by number. Numbers that are missing, because the change was
 * not kept, are filled in: the server takes no change behind a gap.
 */
export function pushable(memory: Memory): (Pushed | Skip)[] {
  const rows = [...memory.outbox.values()].filter(row => row.n > memory.sync.have);
  rows.sort((a, b) => a.n - b.n);
  const out: (Pushed | Skip)[] = [];
  let next = memory.sync.have + 1;
  for (const row of rows) {
    if (row.n > next) out.push({ n: next, skip: 'not_kept', through: row.n - 1 });
    if (row.skip) out.push({ n: row.n, ...row.skip });
    else if (row.change) out.push({ n: row.n, ...row.change });
    next = row.n + 1;
  }
  return out;
}
