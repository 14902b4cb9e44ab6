import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { idA, idB, one, type Rig, rigs, two } from './testrig.ts';
import { TestServer } from './testserver.ts';

const marker = 'the blue enamel teapot';

/** All that lies on the disk of a phone, as text. */
async function disk(rig: Rig): Promise<string> {
  const { db } = rig.phone.store;
  const names = [
    'packs',
    'cursors',
    'outbox',
    'held',
    'parked',
    'kept',
    'recent',
    'drafts',
  ] as const;
  const all = await db.read([...names], async tx => {
    const rows: unknown[] = [];
    for (const name of names) rows.push(await tx.keys(name), await tx.all(name));
    return rows;
  });
  return JSON.stringify(all);
}

/** A phone that keeps the marker in every store, of scope `one`. */
async function full(server: TestServer): Promise<Rig> {
  const [rig] = (await rigs(server, 1)) as [Rig];
  await rig.write(one, idA, marker);
  await rig.write(two, idA, 'somebody else');
  await rig.drain();
  await rig.write(one, idB, `${marker} unsent`);
  await rig.write(two, idB, 'somebody else, unsent');
  await rig.write(two, idB, `copied: ${marker}`);
  const change = { scope: one, kind: 'pot', id: idB, set: { name: `${marker} held` } };
  const { store, identity } = rig.phone;
  await store.add(identity.device, [change], server.now + 60_000);
  await store.db.write(['drafts'], tx => tx.put('drafts', `pot/${one}`, { words: marker }));
  await store.db.write(['drafts'], tx => tx.put('drafts', `pot/${two}`, { words: 'else' }));
  return rig;
}

test('what was erased leaves every store of a phone, and nothing else does', async () => {
  const server = new TestServer();
  const rig = await full(server);
  expect(rig.words(one, idA)).toEqual([marker]);
  for (const store of ['outbox', 'held', 'kept', 'recent', 'drafts'] as const) {
    const rows = await rig.phone.store.db.read([store], tx => tx.all(store));
    expect(JSON.stringify(rows), store).toContain(marker);
  }
  server.erased.add(one);
  const told: string[] = [];
  rig.phone.store.onErased = erased => told.push(...erased);
  await rig.drain();
  const left = await disk(rig);
  expect(left.replaceAll(`copied: ${marker}`, '')).not.toContain(marker);
  expect(left).not.toContain(one);
  expect(left).toContain('somebody else');
  expect(left).toContain('else');
  expect(told).toEqual([one]);
  expect(rig.memory.outbox.size).toBe(0);
  expect(rig.memory.parked.size).toBe(0);
  expect(rig.memory.cursors.has(one)).toBe(false);
  expect(rig.words(one, idA)).toEqual([]);
  expect(rig.words(two, idA)).toEqual(['somebody else']);
  expect(server.logs.get(two)?.length).toBe(3);
  await rig.kill();
  expect(rig.words(one, idA)).toEqual([]);
});

test('a phone that lost a scope before it was erased lets go of its own words in it', async () => {
  const server = new TestServer();
  const [rig] = (await rigs(server, 1)) as [Rig];
  await rig.write(one, idA, marker);
  await rig.drain();
  server.denied.set(rig.identity.device, new Set([one]));
  await rig.write(one, idB, `${marker} again`);
  await rig.drain();
  expect(rig.memory.parked.size).toBe(1);
  expect(await disk(rig)).toContain(marker);
  server.erased.add(one);
  await rig.drain();
  expect(await disk(rig)).not.toContain(marker);
  expect(rig.memory.parked.size).toBe(0);
  await rig.write(two, idA, 'goes on');
  await rig.drain();
  expect(server.logs.get(two)?.length).toBe(1);
});

test('words set aside in a scope that never came to this phone go when it is erased', async () => {
  const server = new TestServer();
  const [rig] = (await rigs(server, 1)) as [Rig];
  server.denied.set(rig.identity.device, new Set([one]));
  await rig.write(one, idA, marker);
  await rig.drain();
  expect(rig.memory.parked.size).toBe(1);
  expect(rig.memory.cursors.has(one)).toBe(false);
  server.erased.add(one);
  await rig.drain();
  expect(await disk(rig)).not.toContain(marker);
  expect(rig.memory.parked.size).toBe(0);
});
