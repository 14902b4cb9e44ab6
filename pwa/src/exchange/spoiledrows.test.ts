import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { injuries, spoil, spoiledText } from '../../../sync/wire/testspoil.ts';
import type { Db, StoreName } from '../local/db.ts';
import { base, folded, idA, idB, one, Rig, two } from './testrig.ts';
import { TestServer } from './testserver.ts';

/** Puts something else in the place of every row of a store; answers how many. */
async function alter(db: Db, name: StoreName, to: (row: unknown) => unknown): Promise<number> {
  return db.write([name], async tx => {
    const keys = await tx.keys(name);
    for (const key of keys) await tx.put(name, key, to(await tx.get(name, key)));
    return keys.length;
  });
}

/** A phone that has sent and fetched a few words, and one more who wrote some of them. */
async function settled(server: TestServer): Promise<[Rig, string[]]> {
  const rig = await new Rig(server).open();
  const other = await new Rig(server).open();
  const written: string[] = [];
  for (let i = 0; i < 6; i++) {
    written.push(`words ${i}`);
    const by = i % 2 ? rig : other;
    await by.write(i % 3 ? one : two, i % 2 ? idA : idB, written.at(-1) ?? '');
    await by.drain();
  }
  await rig.drain();
  other.phone.exchange.yield();
  other.phone.store.db.close();
  return [rig, written];
}

const named = (server: TestServer) =>
  [...new Set([...server.logs.values()].flat().map(l => (l.set as { name: string }).name))].sort();

test('spoiled stretches hold up neither the healing nor the queue', async () => {
  const text = fc
    .nat(10_000)
    .chain(n => spoiledText('x'.repeat(400)).map(cut => [n, cut] as const));
  const harm = fc.oneof(
    injuries.map(by => (row: unknown) => spoil(row, by)),
    text.map(([from, cut]) => (row: unknown) => {
      const { entries } = row as { entries: string };
      const at = from % entries.length;
      return { ...(row as object), entries: entries.slice(0, at) + cut.slice(0, at % 5) };
    }),
  );
  let spoiled = 0;
  await fc.assert(
    fc.asyncProperty(harm, fc.constantFrom(0, 0.4, 1), async (to, kept) => {
      const server = new TestServer();
      const [rig, written] = await settled(server);
      spoiled += await alter(rig.phone.store.db, 'recent', to);
      server.restore(kept);
      written.push('after');
      await rig.write(one, idA, 'after');
      await rig.drain();
      expect(rig.phone.exchange.state.peek()).toMatchObject({ phase: 'resting', trouble: '' });
      expect(rig.memory.outbox.size).toBe(0);
      const own = written.filter((_, i) => i % 2 || i === 6).sort();
      expect(named(server)).toEqual(expect.arrayContaining(own));
      rig.phone.exchange.yield();
      rig.phone.store.db.close();
    }),
    { numRuns: 60 },
  );
  expect(spoiled).toBeGreaterThan(60);
}, 90_000);

test('records that cannot be read are fetched again, and what waits is sent', async () => {
  const harm = fc.oneof(
    fc.nat(2_000).map(from => (row: unknown) => String(row).slice(0, from % String(row).length)),
    fc.constantFrom<unknown>('', '5', 'null', '{}', '[null]', 7).map(to => () => to),
  );
  await fc.assert(
    fc.asyncProperty(harm, async to => {
      const server = new TestServer();
      const [rig, written] = await settled(server);
      server.weather = () => 'lost request';
      await rig.write(two, idB, 'not sent');
      server.weather = () => 'fine';
      rig.phone.exchange.yield();
      expect(await alter(rig.phone.store.db, 'packs', to)).toBeGreaterThan(0);
      await rig.kill();
      await rig.drain();
      expect(rig.memory.outbox.size).toBe(0);
      expect(named(server)).toEqual([...written, 'not sent'].sort());
      expect(Object.keys(base(rig)).sort()).toEqual(
        expect.arrayContaining(Object.keys(folded(server)).sort()),
      );
      rig.phone.exchange.yield();
      rig.phone.store.db.close();
    }),
    { numRuns: 60 },
  );
}, 90_000);
