import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { openDb } from '../local/db.ts';
import { ulid } from '../local/ids.ts';
import { openedFor } from '../lock/testring.ts';
import { Pen } from '../model/pen.ts';
import { base, idA, idB, one, type Rig, rigs, two } from './testrig.ts';
import { TestServer } from './testserver.ts';

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

  test('words set aside while the clock stands still stay beside each other', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    for (const id of [idA, idB]) {
      await a.write(one, id, 'poison');
      await a.drain();
    }
    expect([...a.memory.parked.values()].map(p => p.change.id)).toEqual([idA, idB]);
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

  test('words that replaced others still do when both are offered again', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    await a.write(one, idA, 'before');
    await a.drain();
    server.denied.set(a.phone.identity.device, new Set([one]));
    await a.write(one, idB, 'first');
    await a.write(one, idB, 'second');
    await a.drain();
    expect(a.memory.parked.size).toBe(2);
    server.now += 1_000;
    server.denied.clear();
    await a.drain();
    await a.drain();
    expect(a.memory.parked.size).toBe(0);
    expect(a.words(one, idB)).toEqual(['second']);
  });

  test('words taken in a scope that was lost before it came do not wait for ever', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    await a.write(two, idA, 'taken');
    server.weather = () => 'lost reply';
    await a.phone.sync();
    expect(server.logs.get(two)?.length).toBe(1);
    server.weather = () => 'fine';
    server.denied.set(a.phone.identity.device, new Set([two]));
    await a.drain();
    expect(a.memory.sync.have).toBe(1);
    expect(a.memory.outbox.size).toBe(0);
    expect(a.words(two, idA)).toEqual([]);
  });

  test('a clock that is set back does not hold a change for longer than minutes', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    const { store, identity } = a.phone;
    const change = { scope: one, kind: 'pot', id: idA, set: { name: 'held' } };
    await store.add(identity.device, [change], server.now + 10_000);
    a.skew = -365 * 86_400_000;
    await a.drain();
    expect(a.memory.held.size).toBe(0);
    expect(server.logs.get(one)?.length).toBe(1);
  });

  test('two changes beside a held one that a wrong clock stamped have two stamps', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    const { store, identity } = a.phone;
    const hour = 3_600_000;
    await store.db.write(['meta', 'outbox', 'held', 'parked'], async tx => {
      const pen = await Pen.open(tx, identity.device, server.now + hour);
      const change = pen.stamped({ scope: one, kind: 'pot', id: idB, set: { name: 'held' } });
      const until = server.now + 10_000;
      await tx.put('held', change.at, { key: change.at, change, since: server.now, until });
      await pen.close();
    });
    await store.load();
    const stamps: (string | undefined)[] = [];
    for (const text of ['one', 'two']) {
      await a.write(two, idA, text);
      stamps.push([...a.memory.outbox.values()].at(-1)?.change?.at);
      await a.drain();
    }
    expect(new Set(stamps).size).toBe(2);
  });

  test('two saves at one moment on top of a held one: both know what it became', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    const { store, identity } = a.phone;
    const pot = { scope: one, kind: 'pot', id: idA };
    const held = [{ ...pot, set: { name: 'held' } }];
    const seen = await store.add(identity.device, held, server.now + 10_000);
    server.now += 3;
    await Promise.all([
      store.add(identity.device, [{ ...pot, set: { source: 'another field' } }]),
      store.add(identity.device, [{ ...pot, set: { name: 'instead' }, over: { name: seen } }]),
    ]);
    expect(a.words(one, idA)).toEqual(['instead']);
    await a.drain();
    expect(a.words(one, idA)).toEqual(['instead']);
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

  test('a lost reply, then a full server: its own changes come back and it is still itself', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    const device = a.phone.identity.device;
    server.weather = () => 'lost reply';
    await a.write(one, idA, 'taken, unheard');
    await a.phone.sync();
    await a.write(one, idB, 'second');
    server.weather = () => 'disk low';
    await a.phone.sync();
    await a.write(one, idB, 'third');
    server.weather = () => 'fine';
    await a.drain();
    expect(a.phone.identity.device).toBe(device);
    expect(a.memory.outbox.size).toBe(0);
    const logged = (server.logs.get(one) ?? []).map(l => (l.set as { name: string }).name);
    expect(logged).toEqual(['taken, unheard', 'second', 'third']);
  });

  test('a lost reply, then a refusal: what was taken is not set aside', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    const device = a.phone.identity.device;
    server.weather = () => 'lost reply';
    await a.write(one, idA, 'taken, unheard');
    await a.phone.sync();
    server.weather = () => 'too large';
    await a.phone.sync();
    server.weather = () => 'fine';
    await a.drain();
    expect(a.phone.identity.device).toBe(device);
    expect([a.memory.outbox.size, a.memory.parked.size]).toEqual([0, 0]);
    expect(server.logs.get(one)?.length).toBe(1);
  });

  test('a full server takes nothing and still gives what others wrote', async () => {
    const server = new TestServer();
    const [a, b] = (await rigs(server, 2)) as [Rig, Rig];
    await a.drain();
    await b.write(one, idB, 'from another');
    await b.drain();
    server.weather = () => 'disk low';
    await a.write(one, idA, 'kept here');
    await a.phone.sync();
    expect(a.phone.exchange.state.peek()).toMatchObject({ phase: 'pausing', trouble: 'read_only' });
    expect(a.words(one, idB)).toEqual(['from another']);
    expect(a.memory.outbox.size).toBe(1);
    server.weather = () => 'fine';
    await a.drain();
    expect(a.memory.outbox.size).toBe(0);
    expect(a.phone.exchange.state.peek().trouble).toBe('');
  });

  test('own changes are kept for 35 days and until a backup has them', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    for (const text of ['one', 'two']) await a.write(one, idA, text);
    server.stable = 1;
    await a.drain();
    const kept = () => a.phone.store.db.read(['kept'], tx => tx.keys('kept'));
    await a.phone.store.prune();
    expect(await kept()).toEqual([1, 2]);
    server.now += 36 * 86_400_000;
    await a.phone.store.prune();
    expect(await kept()).toEqual([2]);
    expect(a.memory.sync.backed).toBe(true);
  });

  test('only an answer tells that own changes are old', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    await a.write(one, idA, 'kept');
    await a.drain();
    const kept = () => a.phone.store.db.read(['kept'], tx => tx.keys('kept'));
    a.skew = 36 * 86_400_000;
    await a.kill();
    server.weather = () => 'lost request';
    await a.phone.sync();
    expect(await kept()).toEqual([1]);
    server.weather = () => 'fine';
    await a.drain();
    expect(await kept()).toEqual([]);
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

test('what stands on disk is what stands in memory', async () => {
  const server = new TestServer();
  const [a] = (await rigs(server, 1)) as [Rig];
  for (let i = 0; i < 150; i++) await a.write(one, ulid(server.now + i), `pot ${i}`);
  await a.drain();
  const before = base(a);
  await a.kill();
  expect(base(a)).toEqual(before);
  expect(Object.keys(before)).toHaveLength(150);
  const db = await openDb(openedFor(a.name));
  const packs = await db.read(['packs'], tx => tx.keys('packs'));
  expect(packs.length).toBe(2);
});
