import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { Rig } from '../exchange/testrig.ts';
import { TestServer } from '../exchange/testserver.ts';
import { openDb } from '../local/db.ts';
import { ulid } from '../local/ids.ts';
import { openedFor } from '../lock/testring.ts';
import { stored } from '../session/identity.ts';
import { isEarlyPack } from './early.ts';
import { keyOf } from './memory.ts';
import type { SyncMeta } from './own.ts';
import { openPhone, reading } from './phone.ts';
import { save } from './save.ts';
import { Store } from './store.ts';

const [id = '', other = ''] = [1, 2].map(n => ulid(n));
const scope = 'person:01hzzzzzzzzzzzzzzzzzzzzzz1';
const thread = keyOf(scope, 'thread', id);
const visit = keyOf(scope, 'visit', id);

/** A phone that keeps a promise and so many visits. */
async function kept(visits = 2): Promise<Rig> {
  const rig = await new Rig(new TestServer()).open();
  const write = (kind: string, of: string, field: string) =>
    rig.phone.write({ scope, kind, id: of, set: { [field]: 'first' } });
  await write('visit', id, 'story');
  await write('thread', id, 'words');
  for (let i = 1; i < visits; i++) await write('visit', ulid(i + 10), 'story');
  await rig.drain();
  rig.phone.exchange.yield();
  return rig;
}

const reopened = async (rig: Rig) =>
  new Store(await openDb(openedFor(rig.name)), rig.phone.store.times);

test('what a home page shows is there first, and then all that was kept', async () => {
  const rig = await kept(120);
  const store = await reopened(rig);
  const { memory } = store;
  await store.open();
  expect([memory.whole.peek(), memory.entries.has(thread), memory.entries.has(visit)]).toEqual([
    false,
    true,
    false,
  ]);
  await store.settled();
  expect(memory.whole.peek()).toBe(true);
  expect(memory.entries).toEqual(rig.memory.entries);
});

test('what another tab writes meanwhile is not overlooked', async () => {
  const rig = await kept();
  const store = await reopened(rig);
  await store.open(undefined, async () => {
    await rig.phone.write({ scope, kind: 'thread', id: other, set: { words: 'since' } });
    await rig.drain();
  });
  await store.settled();
  expect(store.memory.entries.has(keyOf(scope, 'thread', other))).toBe(true);
  expect(store.memory.entries).toEqual(rig.memory.entries);
});

test('what an older version has kept in one heap is read whole, and sorted for the next start', async () => {
  const rig = await kept();
  const { db } = rig.phone.store;
  const heap = [...rig.memory.entries.values()].map(it => [it.scope, it.record, it.generation]);
  const pack = await db.cipher.sealAhead('packs', 1, JSON.stringify(heap));
  await db.write(['meta', 'packs'], async tx => {
    const { sorted: _, ...sync } = (await tx.get<SyncMeta>('meta', 'sync')) as SyncMeta;
    await tx.clear('packs');
    await tx.put('packs', 1, pack);
    await tx.put('meta', 'sync', sync);
  });
  const store = await reopened(rig);
  await store.open();
  expect(store.memory.whole.peek()).toBe(true);
  expect([...store.memory.entries.keys()].sort()).toEqual([...rig.memory.entries.keys()].sort());
  const packs = (await store.db.read(['packs'], tx => tx.keys('packs'))) as number[];
  expect(packs.map(isEarlyPack)).toEqual([false, true]);

  const next = await reopened(rig);
  await next.open();
  expect([...next.memory.entries.keys()]).toEqual([thread]);
  await next.settled();
  expect(next.memory.entries).toEqual(store.memory.entries);
});

test('words written before all was read replace what they were written over', async () => {
  const rig = await kept();
  const { db } = rig.phone.store;
  await db.write(['meta'], tx => tx.put('meta', 'identity', stored(rig.phone.identity)));
  await openPhone(openedFor(rig.name));
  expect(reading.peek()).toBe(true);
  await save([{ scope, kind: 'visit', id, set: { story: 'second' } }]);
  await rig.phone.store.catchUp();
  const { change } = [...rig.memory.outbox.values()].at(-1) ?? {};
  expect(change?.set).toEqual({ story: 'second' });
  expect(change?.over?.story).toHaveLength(1);
});
