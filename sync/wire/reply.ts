import type { Stamp } from '../hlc/hlc.ts';
import type { Change, RecordState } from '../merge/merge.ts';
import {
  boolean,
  count,
  fail,
  fieldName,
  fields,
  id,
  list,
  name,
  object,
  plain,
  stamp,
  stamps,
  string,
  strings,
  WireError,
} from './members.ts';
import { record } from './record.ts';

export { WireError } from './members.ts';

/** One thing that is wrong with a change, and where in it. */
export interface Problem {
  path: string;
  code: string;
  detail: string;
}

/** A change that the server will never take. */
export interface Parked {
  n: number;
  code: string;
  detail: string;
  errors: Problem[];
}

/** One change as the log of its scope has it. */
export interface Entry extends Change {
  seq: number;
  device: string;
  n: number;
  scope: string;
}

/** One page of what a scope's log folds to up to a place below which the server keeps no entries. */
export interface Snapshot {
  /** The place in the log that all pages together stand for. */
  to: number;
  /** The digest of the log up to there; a device takes it for its own. */
  digest: string;
  /** The server's seal for it; '' from a server that made none. */
  seal: string;
  records: RecordState[];
  /** What to ask for next; '' on the last page. */
  next: string;
}

/** What became of a relayed stretch. */
export interface Relayed {
  scope: string;
  from: number;
  to: number;
  /** All of it is in the log now; else none of it, and `code` says why. */
  ok: boolean;
  code?: string;
  detail?: string;
}

/**
 * A stretch of one scope's log, from..to without gaps; from 1 and to 0 where there is
 * nothing. With a snapshot the changes are those that follow it, on its last page.
 */
export interface ScopePart {
  scope: string;
  from: number;
  to: number;
  head: number;
  /** The digest of the log up to `to`, 16 hex digits. */
  digest: string;
  seal: string;
  changes: Entry[];
  snapshot?: Snapshot;
}

/** The answer to one round. */
export interface Reply {
  epoch: string;
  schema: number;
  have: number;
  stable: number;
  restamped: { n: number; at: Stamp }[];
  parked: Parked[];
  scopes: ScopePart[];
  granted: string[];
  dropped: string[];
  /** Scopes that the request named and that were erased; absent where it named none. */
  erased?: string[];
  more: boolean;
  /** For each stretch that the request relayed, in that order; absent where it relayed none. */
  relayed?: Relayed[];
}

/**
 * Reads a whole reply. Members that are not named here are passed over.
 * @throws WireError if anything in it is malformed, with where and why.
 */
export function decodeReply(text: string): Reply {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new WireError('reply: not JSON');
  }
  const o = object(json, 'reply');
  return {
    epoch: name(o.epoch, 'epoch'),
    schema: count(o.schema, 'schema'),
    have: count(o.have, 'have'),
    stable: count(o.stable, 'stable'),
    restamped: list(o.restamped, 'restamped', (r, path) => {
      const item = object(r, path);
      return { n: count(item.n, `${path}.n`), at: stamp(item.at, `${path}.at`) };
    }),
    parked: list(o.parked, 'parked', parked),
    scopes: list(o.scopes, 'scopes', scopePart),
    granted: list(o.granted, 'granted', string),
    dropped: list(o.dropped, 'dropped', string),
    more: boolean(o.more, 'more'),
    ...(o.erased !== undefined && { erased: list(o.erased, 'erased', string) }),
    ...(o.relayed !== undefined && { relayed: list(o.relayed, 'relayed', relayed) }),
  };
}

function relayed(value: unknown, path: string): Relayed {
  const o = object(value, path);
  return {
    scope: string(o.scope, `${path}.scope`),
    from: count(o.from, `${path}.from`),
    to: count(o.to, `${path}.to`),
    ok: boolean(o.ok, `${path}.ok`),
    ...(o.code !== undefined && { code: string(o.code, `${path}.code`) }),
    ...(o.detail !== undefined && { detail: string(o.detail, `${path}.detail`) }),
  };
}

function parked(value: unknown, path: string): Parked {
  const o = object(value, path);
  return {
    n: count(o.n, `${path}.n`),
    code: string(o.code, `${path}.code`),
    detail: o.detail === undefined ? '' : string(o.detail, `${path}.detail`),
    errors: o.errors === undefined ? [] : list(o.errors, `${path}.errors`, problem),
  };
}

function problem(value: unknown, path: string): Problem {
  const o = object(value, path);
  return {
    path: string(o.path, `${path}.path`),
    code: string(o.code, `${path}.code`),
    detail: string(o.detail, `${path}.detail`),
  };
}

function scopePart(value: unknown, path: string): ScopePart {
  const o = object(value, path);
  const part: ScopePart = {
    scope: name(o.scope, `${path}.scope`),
    from: count(o.from, `${path}.from`),
    to: count(o.to, `${path}.to`),
    head: count(o.head, `${path}.head`),
    digest: string(o.digest, `${path}.digest`),
    seal: o.seal === undefined ? '' : string(o.seal, `${path}.seal`),
    changes: [],
  };
  checkDigest(part.digest, path);
  part.changes = list(o.changes, `${path}.changes`, (c, at) => entry(c, at, part.scope));
  if (o.snapshot !== undefined) part.snapshot = snapshot(o.snapshot, `${path}.snapshot`);
  const first = part.snapshot ? part.snapshot.to + 1 : part.from;
  const last = part.snapshot && part.snapshot.next !== '' ? 0 : first + part.changes.length - 1;
  if (first < 1 || part.from < 1 || part.to !== last || part.to > part.head) {
    fail(path, 'from, to, head and changes do not agree');
  }
  part.changes.forEach((change, i) => {
    if (change.seq !== first + i) fail(`${path}.changes[${i}].seq`, 'leaves a gap');
  });
  return part;
}

function checkDigest(digest: string, path: string): void {
  if (!/^[0-9a-f]{16}$/.test(digest)) fail(`${path}.digest`, 'wants 16 hex digits');
}

function snapshot(value: unknown, path: string): Snapshot {
  const o = object(value, path);
  const out: Snapshot = {
    to: count(o.to, `${path}.to`),
    digest: string(o.digest, `${path}.digest`),
    seal: o.seal === undefined ? '' : string(o.seal, `${path}.seal`),
    records: list(o.records, `${path}.records`, record),
    next: string(o.next, `${path}.next`),
  };
  checkDigest(out.digest, path);
  return out;
}

function entry(value: unknown, path: string, scope: string): Entry {
  const o = object(value, path);
  const out: Entry = {
    seq: count(o.seq, `${path}.seq`),
    device: id(o.device, `${path}.device`),
    n: count(o.n, `${path}.n`),
    scope,
    at: stamp(o.at, `${path}.at`),
    kind: fieldName(o.kind, `${path}.kind`),
    id: id(o.id, `${path}.id`),
  };
  if (o.scope !== undefined && o.scope !== scope) fail(`${path}.scope`, 'is another scope');
  if (o.was !== undefined) out.was = stamp(o.was, `${path}.was`);
  if (o.set !== undefined) out.set = fields(o.set, `${path}.set`, plain);
  if (o.over !== undefined) out.over = fields(o.over, `${path}.over`, stamps);
  if (o.add !== undefined) out.add = fields(o.add, `${path}.add`, strings);
  if (o.drop !== undefined) {
    out.drop = fields(o.drop, `${path}.drop`, (v, at) => {
      const members = object(v, at);
      for (const member of Object.keys(members)) stamps(members[member], at);
      return members as Record<string, Stamp[]>;
    });
  }
  return out;
}
