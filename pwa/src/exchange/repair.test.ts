import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { CursorRow } from '../model/own.ts';
import { base, folded, idA, idB, one, type Rig, rigs } from './testrig.ts';
import { TestServer } from './testserver.ts';

const hour = 3_600_000;

/** Takes all records of the base out, on disk, as if they had never been written. */
async function corrupt(rig: Rig): Promise<void> {
  await rig.phone.store.db.write(['packs', 'cursors'], async tx => {
    await tx.clear('packs');
    for (const row of await tx.all<CursorRow>('cursors')) {
      await tx.put('cursors', row.scope, { ...row, digest: '0'.repeat(16) });
    }
  });
  await rig.kill();
}

describe('a base that is not what the server has', () => {
  test('comes again from the start', async () => {
    const server = new TestServer();
    const [a, b] = (await rigs(server, 2)) as [Rig, Rig];
    for (let i = 0; i < 3; i++) await a.write(one, i ? idA : idB, `${i}`);
    for (const rig of [a, b]) await rig.drain();
    await corrupt(b);
    expect(b.words(one, idA)).toEqual([]);
    await a.write(one, idA, 'news');
    for (const rig of [a, b]) await rig.drain();
    expect(b.words(one, idB)).toEqual(['0']);
    expect(base(b)).toEqual(folded(server));
    const row = b.memory.cursors.get(one);
    expect([row?.generation, row?.rebuild, row?.differs]).toEqual([1, undefined, undefined]);
  });

  test('that differs still is told, and fetched again by itself after an hour', async () => {
    const server = new TestServer();
    const [a, b] = (await rigs(server, 2)) as [Rig, Rig];
    await a.write(one, idA, 'first');
    for (const rig of [a, b]) await rig.drain();
    // The server's own sum is wrong for a while: it counts an entry that it does not give.
    const log = server.logs.get(one);
    const entry = log?.[0];
    server.lie = true;
    await a.write(one, idA, 'second');
    for (const rig of [a, b]) await rig.drain();
    expect(entry).toBeDefined();
    const told = () =>
      [...b.memory.cursors.values()].filter(c => c.differs?.stands).map(c => c.scope);
    expect(told()).toEqual([one]);
    expect(b.words(one, idA)).toEqual(['second']);
    const rounds = server.rounds;
    await b.drain();
    expect(server.rounds - rounds).toBeLessThan(3);
    server.lie = false;
    await b.drain();
    expect(told()).toEqual([one]);
    server.now += hour + 1;
    await b.drain();
    expect(told()).toEqual([]);
    expect(b.memory.cursors.get(one)?.rebuild).toBeUndefined();
    expect(base(b)).toEqual(folded(server));
  });

  test('waits longer each time that it did not help', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    server.lie = true;
    await a.write(one, idA, 'first');
    await a.drain();
    const times: number[] = [];
    for (let h = 0; h < 60; h++) {
      server.now += hour;
      const before = a.memory.cursors.get(one)?.generation;
      await a.drain();
      if (a.memory.cursors.get(one)?.generation !== before) times.push(h);
    }
    const gaps = times.slice(1).map((h, i) => h - (times[i] ?? 0));
    expect(gaps).toEqual([2, 4, 8, 16, 24]);
    expect(a.words(one, idA)).toEqual(['first']);
  });

  test('a pack that cannot be read any more costs nothing but a new fetch', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    for (let i = 0; i < 3; i++) await a.write(one, idA, `${i}`);
    await a.drain();
    await a.write(one, idB, 'not sent');
    const { db } = a.phone.store;
    const [pack] = await db.read(['packs'], tx => tx.keys('packs'));
    await db.write(['packs'], tx => tx.put('packs', pack ?? 1, '[["half'));
    await a.kill();
    expect(a.words(one, idB)).toEqual(['not sent']);
    await a.drain();
    expect(a.words(one, idA)).toEqual(['2']);
    expect(base(a)).toEqual(folded(server));
  });
});
