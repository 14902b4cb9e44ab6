import { ulid } from '../local/ids.ts';
import type { Net } from '../local/net.ts';
import { testSigning } from '../lock/testring.ts';
import * as engine from '../model/engine.ts';
import { keyOf } from '../model/memory.ts';
import type { OwnChange } from '../model/own.ts';
import type { Identity } from '../session/identity.ts';
import { makeKey } from '../session/keys.ts';
import { openPeer, type Phone } from './testpeer.ts';
import type { TestServer } from './testserver.ts';

const key = await makeKey(testSigning);
export const scopes = ['team:01hzzzzzzzzzzzzzzzzzzzzzz1', 'team:01hzzzzzzzzzzzzzzzzzzzzzz2'];
export const ids = ['01hzzzzzzzzzzzzzzzzzzzzzza', '01hzzzzzzzzzzzzzzzzzzzzzzb'];

let made = 0;

/** A phone that can be killed and opened again over the same database. */
export class Rig {
  readonly name = `rig-${made++}`;
  readonly server: TestServer;
  skew = 0;
  phone!: Phone;
  identity: Identity;

  constructor(server: TestServer) {
    this.server = server;
    const device = ulid(server.now + made);
    this.identity = { device, member: ids[0] ?? '', issuer: 'x', deviceName: 'rig', key };
  }

  async open(): Promise<this> {
    const now = () => this.server.now + this.skew;
    this.phone = await openPeer(this.name, this.net(), this.identity, { now, deviceNow: now });
    return this;
  }

  protected net(): Net {
    return this.server.net(() => this.phone.identity.device);
  }

  async kill(): Promise<void> {
    this.phone.exchange.yield();
    this.phone.store.db.close();
    await this.open();
  }

  get memory() {
    return this.phone.store.memory;
  }

  words(scope: string, id: string, field = 'name'): string[] {
    const record = this.memory.record(keyOf(scope, 'pot', id));
    return record ? engine.versions(record, field).map(v => v.value) : [];
  }

  async write(scope: string, id: string, text: string, field = 'name'): Promise<void> {
    const record = this.memory.record(keyOf(scope, 'pot', id));
    const seen = record ? engine.versions(record, field).map(v => v.id) : [];
    const change: Omit<OwnChange, 'at'> = { scope, kind: 'pot', id, set: { [field]: text } };
    if (seen.length > 0) change.over = { [field]: seen };
    await this.phone.write(change);
  }

  /** Rounds until nothing moves any more. */
  async drain(): Promise<void> {
    for (let i = 0; i < 30; i++) {
      await this.phone.sync();
      const { phase } = this.phone.exchange.state.peek();
      if (phase === 'stopped' || (phase === 'resting' && this.memory.outbox.size === 0)) return;
    }
  }
}

export const [one = '', two = ''] = scopes;
export const [idA = '', idB = ''] = ids;

/** So many phones on one server. */
export async function rigs(server: TestServer, count: number): Promise<Rig[]> {
  const out: Rig[] = [];
  for (let i = 0; i < count; i++) out.push(await new Rig(server).open());
  return out;
}

/** The state of every record that the logs fold to. */
export function folded(server: TestServer): Record<string, engine.Record> {
  const out: Record<string, engine.Record> = {};
  for (const [scope, log] of server.logs) {
    for (const change of log) {
      const name = keyOf(scope, String(change.kind), String(change.id));
      out[name] ??= engine.blank(String(change.kind), String(change.id));
      engine.apply(out[name], change as unknown as engine.Change);
    }
  }
  return out;
}

/** What a phone has of it. */
export function base(rig: Rig): Record<string, engine.Record> {
  const out: Record<string, engine.Record> = {};
  for (const [name, entry] of rig.memory.entries) out[name] = entry.record;
  return out;
}
