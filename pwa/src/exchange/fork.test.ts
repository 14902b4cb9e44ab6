import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { type Db, openDb, stores } from '../local/db.ts';
import { ulid } from '../local/ids.ts';
import { openedFor } from '../lock/testring.ts';
import { joinAgain } from './mend.ts';
import { base, folded, idA, idB, one, Rig, rigs, two } from './testrig.ts';
import { TestServer } from './testserver.ts';

/** All that a phone's database holds, as a backup of the phone would take it. */
async function image(db: Db): Promise<Map<string, [string | number, unknown][]>> {
  return db.read(stores, async tx => {
    const out = new Map<string, [string | number, unknown][]>();
    for (const name of stores) {
      const keys = await tx.keys(name);
      const values = await tx.all<unknown>(name);
      out.set(
        name,
        keys.map((key, i) => [key, values[i]]),
      );
    }
    return out;
  });
}

async function putBack(db: Db, from: Map<string, [string | number, unknown][]>): Promise<void> {
  await db.write(stores, async tx => {
    for (const name of stores) {
      await tx.clear(name);
      for (const [key, value] of from.get(name) ?? []) await tx.put(name, key, value);
    }
  });
}

/** The phone as its storage was at some earlier time. */
async function rolledBack(rig: Rig, from: Awaited<ReturnType<typeof image>>): Promise<void> {
  rig.phone.exchange.yield();
  await putBack(rig.phone.store.db, from);
  await rig.kill();
}

/** A second browser on a copy of the first one's profile. */
async function cloneOf(rig: Rig): Promise<Rig> {
  await rig.phone.store.db.write(['meta'], tx => tx.put('meta', 'identity', rig.phone.identity));
  const clone = new Rig(rig.server);
  const db = await openDb(openedFor(clone.name));
  await putBack(db, await image(rig.phone.store.db));
  db.close();
  clone.identity = rig.phone.identity;
  return clone.open();
}

const texts = (server: TestServer) =>
  [...server.logs.values()]
    .flat()
    .map(l => String(Object.values(l.set as object)[0]))
    .sort();

describe('two installations of one identity', () => {
  test('the same held change let go by both is one change, and waits for nothing', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    const { store, identity } = a.phone;
    const change = { scope: one, kind: 'pot', id: idA, set: { name: 'held' } };
    await store.add(identity.device, [change], server.now + 10_000);
    const clone = await cloneOf(a);
    server.now += 11_000;
    await a.drain();
    clone.skew = 1_000;
    await clone.drain();
    await clone.drain();
    expect(clone.phone.identity.device).toBe(a.phone.identity.device);
    expect(clone.memory.outbox.size).toBe(0);
    expect(server.logs.get(one)?.length).toBe(1);
  });

  test('both keep what they wrote, and one becomes a device of its own', async () => {
    const server = new TestServer();
    const [a, other] = (await rigs(server, 2)) as [Rig, Rig];
    await a.write(one, idA, 'before');
    await a.drain();
    const clone = await cloneOf(a);
    await a.write(one, idA, 'from the first');
    await clone.write(one, idB, 'from the clone');
    await clone.write(one, idB, 'and more');
    for (const rig of [a, clone, a, other]) await rig.drain();
    expect(clone.phone.identity.device).not.toBe(a.phone.identity.device);
    expect(texts(server)).toEqual(['and more', 'before', 'from the clone', 'from the first']);
    for (const rig of [a, clone, other]) {
      expect(rig.words(one, idA)).toEqual(['from the first']);
      expect(rig.words(one, idB)).toEqual(['and more']);
      expect(base(rig)).toEqual(folded(server));
      expect(rig.memory.outbox.size).toBe(0);
    }
  });

  test('what the clone holds back for undo keeps waiting, under the new identity', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    await a.write(one, idA, 'before');
    await a.drain();
    const clone = await cloneOf(a);
    await a.write(one, idA, 'from the first');
    await a.drain();
    const { store, identity } = clone.phone;
    const change = { scope: two, kind: 'pot', id: idB, set: { name: 'held' } };
    await store.add(identity.device, [change], server.now + 10_000);
    await clone.write(one, idB, 'at once');
    await clone.drain();
    expect(texts(server)).toEqual(['at once', 'before', 'from the first']);
    server.now += 11_000;
    await clone.drain();
    expect(texts(server)).toContain('held');
  });

  test('words saved while the answer is on its way are not taken for the other’s', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    await a.write(one, idA, 'before');
    await a.drain();
    const clone = await cloneOf(a);
    await a.write(one, idA, 'from the first');
    await a.drain();
    let once = true;
    server.meanwhile = async () => {
      if (!once) return;
      once = false;
      await clone.write(one, idB, 'in the meantime');
    };
    await clone.drain();
    expect(once).toBe(false);
    expect(texts(server)).toEqual(['before', 'from the first', 'in the meantime']);
    expect(clone.words(one, idB)).toEqual(['in the meantime']);
  });
});

describe('a phone that was set back to an earlier state', () => {
  test('goes on as a new device and loses nothing that it has', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    await a.write(one, idA, 'one');
    await a.drain();
    await a.write(one, idA, 'two, not sent at the time');
    const then = await image(a.phone.store.db);
    await a.write(one, idB, 'three, after it');
    await a.drain();
    const device = a.phone.identity.device;
    await rolledBack(a, then);
    expect(a.words(one, idB)).toEqual([]);
    await a.drain();
    expect(a.phone.identity.device).not.toBe(device);
    await a.write(one, idB, 'four');
    await a.drain();
    expect(texts(server)).toEqual(['four', 'one', 'three, after it', 'two, not sent at the time']);
    expect(a.words(one, idA)).toEqual(['two, not sent at the time']);
    expect(base(a)).toEqual(folded(server));
  });

  test('hears what became of the changes before, although the next one is not its own', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    await a.write(one, idA, 'one');
    await a.drain();
    await a.write(one, idA, 'poison');
    const then = await image(a.phone.store.db);
    await a.write(one, idB, 'three');
    await a.drain();
    await rolledBack(a, then);
    await a.write(one, idB, 'another three');
    await a.drain();
    expect([...a.memory.parked.values()].map(p => p.change.set)).toEqual([{ name: 'poison' }]);
    expect(texts(server)).toEqual(['another three', 'one', 'three']);
  });

  test('also where the server was set back in between', async () => {
    const server = new TestServer();
    const [a] = (await rigs(server, 1)) as [Rig];
    await a.write(one, idA, 'one');
    await a.drain();
    const then = await image(a.phone.store.db);
    for (const text of ['two', 'three', 'four']) await a.write(one, idB, text);
    await a.drain();
    const backup = server.backup();
    await rolledBack(a, then);
    server.restoreFrom(backup);
    await a.write(one, idA, 'after both');
    await a.drain();
    expect(texts(server)).toEqual(['after both', 'four', 'one', 'three', 'two']);
    expect(base(a)).toEqual(folded(server));
  });
});

describe('a phone that the server no longer knows', () => {
  /** Enrols anew and goes on with all that the phone holds. */
  async function again(rig: Rig, relays: boolean): Promise<void> {
    rig.phone.exchange.yield();
    const device = ulid(rig.server.now + 77);
    const who = { ...rig.phone.identity, device };
    await joinAgain(rig.phone.store, who, relays);
    rig.phone.identity = who;
  }

  /** One phone that joined after the backup, with something in every state. */
  async function joinedSince(server: TestServer): Promise<Rig> {
    const [a] = (await rigs(server, 1)) as [Rig];
    const { db } = a.phone.store;
    await db.write(['meta'], tx => tx.put('meta', 'identity', a.phone.identity));
    await a.write(one, idA, 'pulled back');
    await a.write(one, idA, 'on top of it');
    await a.drain();
    server.weather = () => 'lost reply';
    await a.write(one, idB, 'taken, and nobody said so');
    await a.phone.sync();
    await a.write(two, idB, 'not sent');
    server.weather = () => 'fine';
    return a;
  }

  test('gives back what it had pulled, and sends the rest, under a new name', async () => {
    const server = new TestServer();
    const backup = server.backup();
    const a = await joinedSince(server);
    const shown = [a.words(one, idA), a.words(one, idB), a.words(two, idB)];
    const old = a.phone.identity.device;
    server.restoreFrom(backup);
    await again(a, true);
    expect([a.words(one, idA), a.words(one, idB), a.words(two, idB)]).toEqual(shown);
    await a.drain();
    expect([a.words(one, idA), a.words(one, idB), a.words(two, idB)]).toEqual(shown);
    expect(texts(server)).toEqual([
      'not sent',
      'on top of it',
      'pulled back',
      'taken, and nobody said so',
    ]);
    expect(server.logs.get(one)?.filter(l => l.device === old).length).toBe(2);
    expect(base(a)).toEqual(folded(server));
    expect(a.memory.outbox.size).toBe(0);
  });

  test('writes everything anew where nothing can be given back', async () => {
    const server = new TestServer();
    const backup = server.backup();
    const a = await joinedSince(server);
    const shown = [a.words(one, idA), a.words(one, idB), a.words(two, idB)];
    server.restoreFrom(backup);
    // As when the steward had to add the member anew.
    await again(a, false);
    expect([a.words(one, idA), a.words(one, idB), a.words(two, idB)]).toEqual(shown);
    await a.drain();
    expect(texts(server).length).toBe(4);
    expect(server.relayed).toEqual([]);
    expect([a.words(one, idA), a.words(one, idB), a.words(two, idB)]).toEqual(shown);
    expect(base(a)).toEqual(folded(server));
  });
});
