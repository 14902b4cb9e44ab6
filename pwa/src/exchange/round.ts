import { version as schemaVersion } from '../../../schema/schema.gen.ts';
import {
  batchSize,
  encodeRequest,
  type Pull,
  type Pushed,
  type Skip,
  type SnapshotMark,
} from '../../../sync/wire/wire.ts';
import type { Memory } from '../model/memory.ts';
import { sourceOf } from '../model/wipe.ts';
import { mostRoom, type Sent } from './machine.ts';
import type { Stretch } from './relay.ts';

/** Bytes of changes in one push; the server takes 1 MiB of body. */
const maxPushBytes = 900_000;

/** One request, and what it carries. */
export interface Round {
  text: string;
  sent: Sent;
  /** The numbers in the push, in their order. */
  numbers: number[];
}

/**
 * Writes the next request: what the server has not acknowledged, at most `limit` changes of
 * it and as many bytes as `room` lets through, and how far each scope came. While a restored server has to get back what this phone
 * had pulled, that goes first and alone: what is judged after it finds it in its place.
 */
export function writeRound(
  memory: Memory,
  device: string,
  limit: number,
  room: number,
  relays: readonly Stretch[] = [],
): Round {
  const head = { schema: schemaVersion, device, epoch: memory.sync.epoch };
  const { have } = memory.sync;
  if (relays.length > 0) {
    const text = encodeRequest({ ...head, push: [], relay: relays.map(s => s.relay) });
    return { text, sent: { count: relays.length, first: 0, last: have }, numbers: [] };
  }
  const waiting = limit > 0 ? pushable(memory).slice(0, limit) : [];
  const push = waiting.slice(0, batchSize(waiting, Math.round((maxPushBytes * room) / mostRoom)));
  const text = encodeRequest({ ...head, push, pull: pullOf(memory, room) });
  const end = push.at(-1);
  const last = end ? ('through' in end && end.through) || end.n : have;
  const sent = { count: push.length, first: push[0]?.n ?? 0, last };
  return { text, sent, numbers: push.map(p => p.n) };
}

function pullOf(memory: Memory, maxBytes: number): Pull {
  const cursors: Record<string, number> = {};
  const snapshots: Record<string, SnapshotMark> = {};
  const holds = wordsOf(memory);
  for (const row of memory.cursors.values()) {
    if (row.lost) holds.add(row.scope);
    else cursors[row.scope] = row.at;
    if (!row.lost && row.pages) snapshots[row.scope] = row.pages;
  }
  const beside = [...holds].filter(scope => !Object.hasOwn(cursors, scope));
  return { cursors, maxBytes, snapshots, holds: beside };
}

/** Where words belong that wait, are held or were set aside, perhaps in a scope that never was this phone's. */
function wordsOf(memory: Memory): Set<string> {
  const scopes = new Set<string>();
  for (const queue of [memory.outbox, memory.held, memory.parked]) {
    for (const { change } of queue.values()) {
      if (!change) continue;
      scopes.add(change.scope);
      const source = sourceOf(change);
      if (source) scopes.add(source);
    }
  }
  return scopes;
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
    if (row.n > next) {
      // Numbers behind one that waits may have come back already: the answer to it tells.
      if (out.length > 0) break;
      out.push({ n: next, skip: 'not_kept', through: row.n - 1 });
    }
    if (row.skip) out.push({ n: row.n, ...row.skip });
    else if (row.change) out.push({ n: row.n, ...row.change });
    next = row.n + 1;
  }
  return out;
}
