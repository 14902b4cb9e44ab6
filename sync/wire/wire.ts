/**
 * The text form of one round between a phone and a server, from the phone's
 * side: writes requests, reads replies, sums digests. The twin of the Go package
 * wire; PROTOCOL.md describes the exchange.
 */
import type { Stamp } from '../hlc/hlc.ts';
import type { Change, Value } from '../merge/merge.ts';
import type { Entry } from './reply.ts';

export { type Digest, digestAdd, digestHex, EMPTY_DIGEST, parseDigest } from './digest.ts';
export * from './reply.ts';

/** The version of the protocol spoken here. */
export const PROTOCOL = 1;
/** How many bytes a request may have, before it is compressed. */
export const MAX_BODY = 2 ** 20;
/** How many changes a push may bring. */
export const MAX_CHANGES = 500;
/** How many bytes of JSON one change may have. */
export const MAX_CHANGE = 64 * 1024;

/** One change on its way to the server; `at` is the stamp that this device wrote. */
export interface Pushed {
  n: number;
  scope: string;
  kind: string;
  id: string;
  at: Stamp;
  set?: Readonly<Record<string, Value>>;
  over?: Readonly<Record<string, readonly Stamp[]>>;
  add?: Readonly<Record<string, readonly string[]>>;
  drop?: Readonly<Record<string, Readonly<Record<string, readonly Stamp[]>>>>;
}

/** Why a number carries no change. */
export type SkipReason = 'undone' | 'too_large' | 'not_kept';

/** Fills the numbers from n to `through` (n alone if left out); enters no log. */
export interface Skip {
  n: number;
  skip: SkipReason;
  through?: number;
}

/** A scope's log summed up to some place, and the server's seal on that; '' before the first entry. */
export interface Mark {
  digest: string;
  seal: string;
}

/**
 * Entries from..to of a scope's log in a former epoch, as this member once got them. Two
 * seals of the server vouch for them: one on what came before and one on where they end.
 */
export interface Relay extends Mark {
  scope: string;
  epoch: string;
  from: number;
  to: number;
  before: Mark;
  changes: readonly Entry[];
}

/** How far the pages of one scope's snapshot were taken. */
export interface SnapshotMark {
  /** The place in the log that the snapshot stands for. */
  to: number;
  /** What the last page named as the next; the server's own words. */
  next: string;
}

/** One round as a device asks for it. */
export interface Request {
  schema: number;
  device: string;
  /** The server's epoch; '' while the device knows none. */
  epoch: string;
  push: readonly (Pushed | Skip)[];
  /** What a restored server may have lost; see Relay. */
  relay?: readonly Relay[];
  /** What the device has, by scope; left out where nothing is asked for. */
  pull?: Pull;
}

/** What the device has, by scope, and what it is in the middle of. */
export interface Pull {
  cursors: Readonly<Record<string, number>>;
  maxBytes: number;
  /** Scopes that are not pulled any more, of which something of one's own is still kept. */
  holds?: readonly string[];
  /** Snapshots of which not all pages have come; their cursors are 0. */
  snapshots?: Readonly<Record<string, SnapshotMark>>;
}

/** Writes a request as JSON, from changes and entries that were written by the functions below. */
export function encodeRequest(request: Request): string {
  const { schema, device, epoch, relay = [] } = request;
  const head = JSON.stringify({ protocol: PROTOCOL, schema, device, epoch });
  const changes = request.push.map(encodeChange).join(',');
  const relays = relay.length > 0 ? `,"relay":[${relay.map(encodeRelay).join(',')}]` : '';
  const tail = request.pull ? `,"pull":${encodePull(request.pull)}` : '';
  return `${head.slice(0, -1)},"push":{"changes":[${changes}]${relays}}${tail}}`;
}

function encodePull({ cursors, maxBytes, snapshots = {}, holds = [] }: Pull): string {
  const pull = { cursors, max_bytes: maxBytes, ...(holds.length > 0 && { holds }) };
  return JSON.stringify(Object.keys(snapshots).length > 0 ? { ...pull, snapshots } : pull);
}

/** Writes a stretch of a former log as JSON. */
export function encodeRelay(relay: Relay): string {
  const { scope, epoch, from, to, before, digest, seal } = relay;
  const head = JSON.stringify({ scope, epoch, from, to, before, digest, seal });
  return `${head.slice(0, -1)},"changes":[${relay.changes.map(encodeEntry).join(',')}]}`;
}

/** Writes an entry as the server did, but for its scope, which stands outside. */
export function encodeEntry(entry: Entry): string {
  const { seq, device, n, at, was, kind, id } = entry;
  return JSON.stringify({ seq, device, n, at, was, kind, id, ...partsOf(entry) });
}

/** Writes one change or skip as JSON, members in a fixed order, empty ones left out. */
export function encodeChange(change: Pushed | Skip): string {
  if ('skip' in change) {
    const { n, skip, through } = change;
    return JSON.stringify(through === undefined ? { n, skip } : { n, skip, through });
  }
  const { n, scope, kind, id, at } = change;
  return JSON.stringify({ n, scope, kind, id, at, ...partsOf(change) });
}

function partsOf(change: Pushed | Entry): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const part of ['set', 'over', 'add', 'drop'] as const) {
    const value = change[part];
    if (value && Object.keys(value).length > 0) out[part] = value;
  }
  return out;
}

/** How many bytes text has in UTF-8. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** How many of the changes from the front fit into one request. At least one if there is any. */
export function batchSize(changes: readonly (Pushed | Skip)[], maxBytes: number): number {
  let bytes = 0;
  let count = 0;
  for (const change of changes) {
    bytes += byteLength(encodeChange(change)) + 1;
    if (count > 0 && (bytes > maxBytes || count === MAX_CHANGES)) break;
    count++;
  }
  return count;
}

/** A pushed change for the merge engine, with the effective stamp if the server gave one. */
export function changeOf(pushed: Pushed, effective: Stamp = pushed.at): Change {
  const { kind, id, at: was, set, over, add, drop } = pushed;
  return {
    kind,
    id,
    at: effective,
    ...(effective === was ? {} : { was }),
    ...(set && { set }),
    ...(over && { over }),
    ...(add && { add }),
    ...(drop && { drop }),
  };
}
