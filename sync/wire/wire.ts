/**
 * The text form of one round between a phone and a server, from the phone's
 * side: writes requests, reads replies, sums digests. The twin of the Go package
 * wire; PROTOCOL.md describes the exchange.
 */
import type { Stamp } from '../hlc/hlc.ts';
import type { Change, Value } from '../merge/merge.ts';

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

/** One round as a device asks for it. */
export interface Request {
  schema: number;
  device: string;
  /** The server's epoch; '' while the device knows none. */
  epoch: string;
  push: readonly (Pushed | Skip)[];
  /** What the device has, by scope; left out where nothing is asked for. */
  pull?: { cursors: Readonly<Record<string, number>>; maxBytes: number };
}

/** Writes a request as JSON, from changes that encodeChange wrote too. */
export function encodeRequest(request: Request): string {
  const { schema, device, epoch } = request;
  const head = JSON.stringify({ protocol: PROTOCOL, schema, device, epoch });
  const changes = request.push.map(encodeChange).join(',');
  const pull = request.pull && {
    cursors: request.pull.cursors,
    max_bytes: request.pull.maxBytes,
  };
  const tail = pull ? `,"pull":${JSON.stringify(pull)}` : '';
  return `${head.slice(0, -1)},"push":{"changes":[${changes}]}${tail}}`;
}

/** Writes one change or skip as JSON, members in a fixed order, empty ones left out. */
export function encodeChange(change: Pushed | Skip): string {
  if ('skip' in change) {
    const { n, skip, through } = change;
    return JSON.stringify(through === undefined ? { n, skip } : { n, skip, through });
  }
  const { n, scope, kind, id, at } = change;
  const out: Record<string, unknown> = { n, scope, kind, id, at };
  for (const part of ['set', 'over', 'add', 'drop'] as const) {
    const value = change[part];
    if (value && Object.keys(value).length > 0) out[part] = value;
  }
  return JSON.stringify(out);
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
