import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openPeer } from './testpeer.ts';
import { base, folded, idA, ids, one, type Rig, rigs, scopes } from './testrig.ts';
import { TestServer, type Weather } from './testserver.ts';

describe('several of everything', () => {
  test('a tab that sends knows what another has saved, before that has told it', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    const net = server.net(() => a.phone.identity.device);
    const times = { now: () => server.now, deviceNow: () => server.now };
    const tab = await openPeer(a.name, net, a.identity, times);
    await a.write(one, idA, 'one');
    await tab.write({ scope: one, kind: 'pot', id: idA, set: { name: 'two' } });
    await a.write(one, idA, 'three');
    expect([...a.memory.outbox.keys()]).toEqual([1, 2, 3]);
    await a.drain();
    const names = (server.logs.get(one) ?? []).map(l => (l.set as { name: string }).name);
    expect(names).toEqual(['one', 'two', 'three']);
  });

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
