import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ulid } from '../local/ids.ts';
import { base, folded, idA, idB, one, type Rig, rigs, two } from './testrig.ts';
import { TestServer } from './testserver.ts';

/** A log of some length, written by one phone, with records enough for several pages. */
async function longLog(server: TestServer, a: Rig, length: number): Promise<void> {
  for (let i = 0; i < length; i++) {
    await a.write(one, i % 3 ? ulid(server.now + (i % 20)) : idA, `words ${i}`);
    server.now += 1000;
  }
  await a.drain();
}

describe('a folded log', () => {
  test('fills a new phone page by page, with what was written since', async () => {
    const server = new TestServer();
    const [a, b] = (await rigs(server, 2)) as [Rig, Rig];
    await longLog(server, a, 30);
    server.folded.set(one, 24);
    await b.drain();
    const pages = server.asked.filter(r => JSON.stringify(r.pull).includes('"next"'));
    expect(pages.length).toBeGreaterThan(1);
    expect(base(b)).toEqual(folded(server));
    const row = b.memory.cursors.get(one);
    expect([row?.at, row?.digest]).toEqual([30, a.memory.cursors.get(one)?.digest]);
    expect(row?.pages).toBeUndefined();
    await a.write(one, idB, 'later');
    for (const rig of [a, b]) await rig.drain();
    expect(b.words(one, idB)).toEqual(['later']);
    expect(b.memory.cursors.get(one)?.generation).toBe(0);
  });

  test('replaces the base of a phone that was away, and keeps what it has not sent', async () => {
    const server = new TestServer();
    const [a, b] = (await rigs(server, 2)) as [Rig, Rig];
    await a.write(one, idA, 'old');
    for (const rig of [a, b]) await rig.drain();
    await b.write(one, idB, 'not sent yet');
    const { store, identity } = b.phone;
    const held = { scope: two, kind: 'pot', id: idB, set: { name: 'held' } };
    await longLog(server, a, 30);
    await store.add(identity.device, [held], server.now + 10_000);
    server.folded.set(one, 29);
    await b.phone.sync();
    expect(b.words(one, idB)).toEqual(['not sent yet']);
    expect(b.words(two, idB)).toEqual(['held']);
    await b.drain();
    expect(b.memory.held.size).toBe(1);
    expect(base(b)).toEqual(folded(server));
    expect(b.memory.cursors.get(one)?.rebuild).toBeUndefined();
  });

  test('ends an own change that was folded before it came back', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    await longLog(server, a, 12);
    server.weather = () => 'lost reply';
    await a.write(one, idA, 'taken, and nobody said so');
    await a.phone.sync();
    await a.kill();
    server.weather = () => 'fine';
    server.folded.set(one, 13);
    await a.drain();
    expect(a.memory.outbox.size).toBe(0);
    expect(a.words(one, idA)).toContain('taken, and nobody said so');
    expect(base(a)).toEqual(folded(server));
  });

  test('comes whole whatever happens between its pages', async () => {
    const event = fc.constantFrom('sync', 'kill', 'lost', 'fold', 'write');
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), async events => {
        const server = new TestServer();
        server.page = 3;
        const [a, b] = (await rigs(server, 2)) as [Rig, Rig];
        await longLog(server, a, 20);
        server.folded.set(one, 12);
        let horizon = 12;
        for (const what of events) {
          if (what === 'fold') server.folded.set(one, Math.min(++horizon, 20));
          if (what === 'write') await b.write(one, idB, `mine ${horizon}`);
          if (what === 'lost') server.weather = () => 'lost reply';
          const round = b.phone.sync();
          if (what === 'kill') await b.kill();
          await round;
          server.weather = () => 'fine';
        }
        for (const rig of [b, a, b]) await rig.drain();
        expect(base(b)).toEqual(folded(server));
        expect(base(a)).toEqual(folded(server));
        expect(b.memory.outbox.size).toBe(0);
        for (const rig of [a, b]) rig.phone.store.db.close();
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  test('is asked for anew when the server folded further between two pages', async () => {
    const server = new TestServer();
    server.page = 3;
    const [a, b] = (await rigs(server, 2)) as [Rig, Rig];
    await longLog(server, a, 20);
    server.folded.set(one, 12);
    let rounds = 0;
    server.meanwhile = async () => {
      if (++rounds === 2) server.folded.set(one, 18);
    };
    await b.drain();
    expect(rounds).toBeGreaterThan(3);
    expect(base(b)).toEqual(folded(server));
    expect(b.memory.cursors.get(one)?.generation).toBe(1);
  });
});
