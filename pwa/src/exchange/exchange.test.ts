import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDb } from '../local/db.ts';
import { ulid } from '../local/ids.ts';
import * as engine from '../model/engine.ts';
import { keyOf } from '../model/memory.ts';
import type { OwnChange } from '../model/own.ts';
import { makeKey } from '../session/keys.ts';
import type { Identity } from '../session/token.ts';
import { openPeer, type Phone } from './testpeer.ts';
import { TestServer, type Weather } from './testserver.ts';

const key = await makeKey();
const scopes = ['team:01hzzzzzzzzzzzzzzzzzzzzzz1', 'team:01hzzzzzzzzzzzzzzzzzzzzzz2'];
const ids = ['01hzzzzzzzzzzzzzzzzzzzzzza', '01hzzzzzzzzzzzzzzzzzzzzzzb'];

let made = 0;

/** A phone that can be killed and opened again over the same database. */
class Rig {
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
    const net = this.server.net(() => this.phone.identity.device);
    const now = () => this.server.now + this.skew;
    this.phone = await openPeer(this.name, net, this.identity, { now, deviceNow: now });
    return this;
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

const [one = '', two = ''] = scopes;
const [idA = '', idB = ''] = ids;

async function rigs(server: TestServer, count: number): Promise<Rig[]> {
  const out: Rig[] = [];
  for (let i = 0; i < count; i++) out.push(await new Rig(server).open());
  return out;
}

/** The state of every record that the logs fold to. */
function folded(server: TestServer): Record<string, engine.Record> {
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

function base(rig: Rig): Record<string, engine.Record> {
  const out: Record<string, engine.Record> = {};
  for (const [name, entry] of rig.memory.entries) out[name] = entry.record;
  return out;
}

describe('one phone and a server', () => {
  test('an own change stays in the outbox until it comes back', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    server.weather = () => 'lost reply';
    await a.write(one, idA, 'first');
    await a.phone.sync();
    expect(a.memory.outbox.size).toBe(1);
    expect(a.memory.sync.have).toBe(0);
    expect(a.words(one, idA)).toEqual(['first']);
    server.weather = () => 'fine';
    await a.drain();
    expect(a.memory.outbox.size).toBe(0);
    expect(server.logs.get(one)?.length).toBe(1);
  });

  test('what it cannot send is set aside with its words, and the rest goes on', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    for (const text of ['one', 'poison', 'three']) await a.write(one, idA, text);
    await a.drain();
    expect([...a.memory.parked.values()].map(p => p.change.set)).toEqual([{ name: 'poison' }]);
    expect(a.memory.outbox.size).toBe(0);
    expect(a.words(one, idA)).toContain('three');
  });

  test('413 for whatever is pushed halves down to skips, and nothing is stuck', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    for (const text of ['one', 'two', 'three']) await a.write(one, idA, text);
    let refusals = 0;
    server.weather = () => (refusals++ < 4 ? 'too large' : 'fine');
    await a.drain();
    const kept = [...a.memory.parked.values()].map(p => p.change.set?.name);
    const logged = (server.logs.get(one) ?? []).map(l => (l.set as { name: string }).name);
    expect([...kept, ...logged].sort()).toEqual(['one', 'three', 'two']);
    expect(a.memory.outbox.size).toBe(0);
  });

  test('words written into a lost scope stay, and go once it is granted again', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    await a.write(one, idA, 'before');
    await a.drain();
    server.denied.set(a.phone.identity.device, new Set([one]));
    await a.write(one, idB, 'after');
    await a.drain();
    expect(a.memory.entries.size).toBe(0);
    expect([...a.memory.parked.values()].map(p => [p.code, p.change.set])).toEqual([
      ['scope_denied', { name: 'after' }],
    ]);
    server.denied.clear();
    await a.drain();
    await a.drain();
    expect(a.memory.parked.size).toBe(0);
    expect(a.words(one, idB)).toEqual(['after']);
    expect(a.words(one, idA)).toEqual(['before']);
  });

  test('a held change is sent only when its time is over, and undo leaves no trace', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    const { store, identity } = a.phone;
    const change = { scope: one, kind: 'pot', id: idA, set: { name: 'held' } };
    const keys = await store.add(identity.device, [change], server.now + 10_000);
    await a.write(two, idB, 'at once');
    await a.drain();
    expect(server.logs.has(one)).toBe(false);
    expect(server.logs.get(two)?.length).toBe(1);
    expect(await store.undo(keys)).toBe(true);
    expect(a.words(one, idA)).toEqual([]);
    await store.add(identity.device, [change], server.now + 10_000);
    await a.kill();
    server.now += 11_000;
    await a.drain();
    expect(server.logs.get(one)?.length).toBe(1);
  });

  test('writing on top of a held change lets it go first', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    const { store, identity } = a.phone;
    const change = { scope: one, kind: 'pot', id: idA, set: { name: 'held' } };
    const keys = await store.add(identity.device, [change], server.now + 10_000);
    await a.write(one, idA, 'on top');
    expect(await store.undo(keys)).toBe(false);
    await a.drain();
    expect(a.words(one, idA)).toEqual(['on top']);
  });

  test('a clock years ahead binds nobody once the server has judged', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    a.skew = 3 * 365 * 86_400_000;
    await a.write(one, idA, 'future');
    await a.drain();
    a.skew = 0;
    await a.write(one, idA, 'now');
    await a.drain();
    expect(a.words(one, idA)).toEqual(['now']);
    const last = server.logs.get(one)?.at(-1);
    expect(last?.was).toBeUndefined();
  });

  test('a revoked device stops and keeps what it had not sent', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    server.revoked.add(a.phone.identity.device);
    await a.write(one, idA, 'too late');
    await a.drain();
    expect(a.phone.ended).toEqual(['device_revoked']);
    expect(a.memory.outbox.size).toBe(1);
  });
});

describe('several of everything', () => {
  test('two tabs give out each number once', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    const net = server.net(() => a.phone.identity.device);
    const times = { now: () => server.now, deviceNow: () => server.now };
    const tab = await openPeer(a.name, net, a.identity, times);
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? tab : a.phone).write({
          scope: one,
          kind: 'pot',
          id: idA,
          set: { source: `${i}` },
        }),
      ),
    );
    await a.phone.store.load();
    await a.drain();
    const seen = (server.logs.get(one) ?? []).map(l => l.n);
    expect(seen.sort((x, y) => x - y)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test('a cloned profile goes on as a device of its own, and loses no words', async () => {
    const server = new TestServer();
    const [a, clone] = (await rigs(server, 2)) as [Rig, Rig];
    clone.identity = a.identity;
    clone.phone.identity = a.identity;
    await a.write(one, idA, 'from the first');
    await a.drain();
    await clone.write(one, idB, 'from the clone');
    await clone.write(one, idB, 'and more');
    await clone.drain();
    await a.drain();
    expect(clone.phone.identity.device).not.toBe(a.phone.identity.device);
    expect(a.words(one, idB)).toEqual(['and more']);
    expect(clone.words(one, idA)).toEqual(['from the first']);
  });

  test('a restored server is healed by the phones that return', async () => {
    const server = new TestServer();
    const [a, b] = (await rigs(server, 2)) as [Rig, Rig];
    for (let i = 0; i < 6; i++) {
      await a.write(one, idA, `a${i}`);
      await b.write(one, idB, `b${i}`);
    }
    for (const rig of [a, b, a]) await rig.drain();
    server.restore(0.4);
    await b.drain();
    expect(b.words(one, idA)).toEqual(['a5']);
    await a.drain();
    await b.drain();
    for (const rig of [a, b]) {
      expect(rig.words(one, idA)).toEqual(['a5']);
      expect(rig.words(one, idB)).toEqual(['b5']);
    }
    expect(server.logs.get(one)?.length).toBe(12);
  });

  test('a wrong digest brings the scope again from the start', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    for (let i = 0; i < 3; i++) await a.write(one, idA, `${i}`);
    await a.drain();
    const row = a.memory.cursors.get(one);
    if (row) a.memory.cursors.set(one, { ...row, digest: 'f'.repeat(16) });
    await a.write(one, idA, 'last');
    await a.drain();
    expect(a.memory.cursors.get(one)?.generation).toBe(1);
    expect(a.memory.cursors.get(one)?.rebuild).toBeUndefined();
    expect(base(a)).toEqual(folded(server));
  });
});

type Move =
  | { do: 'write'; who: number; scope: number; id: number; field: number }
  | { do: 'sync' | 'kill'; who: number; weather: Weather }
  | { do: 'time'; ms: number };

const who = fc.nat(2);
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      who,
      scope: fc.nat(1),
      id: fc.nat(1),
      field: fc.nat(1),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('sync' as const, 'kill' as const),
      who,
      weather: fc.constantFrom<Weather>(
        'fine',
        'fine',
        'lost request',
        'lost reply',
        'unknown token',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('time' as const), ms: fc.nat(600_000) }) },
);

describe('random days', () => {
  test('after quiet all queues are empty and all phones alike, with no words lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 40 }), async moves => {
        const server = new TestServer();
        const all = await rigs(server, 3);
        let written = 0;
        for (const m of moves) {
          server.now += 1;
          if (m.do === 'time') server.now += m.ms;
          else {
            const rig = all[m.who] as Rig;
            if (m.do === 'write') {
              const field = m.field ? 'source' : 'name';
              await rig.write(scopes[m.scope] ?? '', ids[m.id] ?? '', `w${written++}`, field);
            } else {
              server.weather = () => m.weather;
              const round = rig.phone.sync();
              if (m.do === 'kill') await rig.kill();
              await round;
              server.weather = () => 'fine';
            }
          }
        }
        for (let i = 0; i < 2; i++) for (const rig of all) await rig.drain();
        const truth = folded(server);
        for (const rig of all) {
          expect(rig.memory.outbox.size).toBe(0);
          expect(base(rig)).toEqual(truth);
        }
        const logged = [...server.logs.values()].reduce((n, log) => n + log.length, 0);
        expect(logged).toBe(written);
        for (const rig of all) rig.phone.store.db.close();
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

test('what stands on disk is what stands in memory', async () => {
  const server = new TestServer();
  const [a] = (await rigs(server, 1)) as [Rig];
  for (let i = 0; i < 150; i++) await a.write(one, ulid(server.now + i), `pot ${i}`);
  await a.drain();
  const before = base(a);
  await a.kill();
  expect(base(a)).toEqual(before);
  expect(Object.keys(before)).toHaveLength(150);
  const db = await openDb(a.name);
  const packs = await db.read(['packs'], tx => tx.keys('packs'));
  expect(packs.length).toBe(2);
});
