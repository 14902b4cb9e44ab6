import { type Device, enrol, linkOf } from './device.ts';
import { expect } from './phone.ts';
import type { Link, Server } from './server.ts';

/** One change in the common record. */
export interface Entry {
  scope: string;
  device: string;
  n: number;
  kind: string;
  id: string;
  set?: Record<string, unknown>;
}

interface Reply {
  more: boolean;
  scopes: { scope: string; to: number; changes: Entry[] }[];
}

/** Reads what the server has, past every browser. */
export async function reader(server: Server, role: Link['role'], nth: number): Promise<Device> {
  return enrol(server, linkOf(server, role, nth).invite);
}

/** All that this device may read, in the order of each scope's log. */
export async function pullAll(device: Device): Promise<Entry[]> {
  const cursors: Record<string, number> = {};
  const entries: Entry[] = [];
  for (;;) {
    const { status, body } = await device.call<Reply>('POST', '/v1/sync', {
      protocol: 1,
      schema: 1,
      device: device.id,
      pull: { cursors, max_bytes: 4_000_000 },
    });
    if (status !== 200) throw new Error(`pulling: ${status}`);
    for (const { scope, to, changes } of body.scopes) {
      entries.push(...changes);
      cursors[scope] = to;
    }
    if (!body.more) return entries;
  }
}

/** The stories of a person's visits, in the order in which the server took them. */
export const stories = (entries: Entry[], person: string): unknown[] =>
  entries.filter(e => e.kind === 'visit' && e.scope === `person:${person}`).map(e => e.set?.story);

/** What one device wrote into these scopes came once, and no number is left out or doubled. */
export function wholeNumbers(entries: Entry[], device: string, from = 1): void {
  const ns = entries.filter(e => e.device === device).map(e => e.n);
  ns.sort((a, b) => a - b);
  expect(ns).toEqual(ns.map((_, i) => from + i));
}

/** The link of a new invite for a member, from their steward. */
export async function newInvite(server: Server, member: string): Promise<string> {
  const steward = await stewardOf(server);
  const made = await steward.call<{ url: string }>('POST', '/v1/admin/invites', { member });
  if (made.status !== 201) throw new Error(`inviting: ${made.status}`);
  return made.body.url;
}

const stewards = new WeakMap<Server, Promise<Device>>();

/** A steward's link works once: one device makes all invites of a place. */
function stewardOf(server: Server): Promise<Device> {
  let steward = stewards.get(server);
  if (!steward) {
    steward = enrol(server, linkOf(server, 'steward').invite);
    stewards.set(server, steward);
  }
  return steward;
}
