import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PieceRow } from '../model/own.ts';
import { surplus } from './pieces.ts';
import { planRelay } from './relay.ts';
import { base, folded, idA, idB, ids, one, type Rig, rigs, scopes, two } from './testrig.ts';
import { type Backup, TestServer } from './testserver.ts';

const pieces = (rig: Rig): Promise<PieceRow[]> =>
  rig.phone.store.db.read(['recent'], tx => tx.all<PieceRow>('recent'));

/** Every text that a log holds. */
const textsOf = (server: TestServer): string[] =>
  [...server.logs.values()].flat().map(l => String(Object.values(l.set as object)[0]));

describe('a restored server', () => {
  test('is healed by the phones that return, each with its own words', async () => {
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

  test('gets back from others what an author wrote who never returns', async () => {
    const server = new TestServer();
    const [absent, b] = (await rigs(server, 2)) as [Rig, Rig];
    await absent.write(one, idA, 'held by the backup');
    await absent.drain();
    const backup = server.backup();
    for (let i = 0; i < 20; i++) await absent.write(i % 2 ? one : two, idA, `lost ${i}`);
    await b.write(one, idB, 'mine');
    for (const rig of [absent, b, b]) await rig.drain();
    const stood = base(b);
    const before = textsOf(server);
    server.restoreFrom(backup);
    expect(textsOf(server)).toEqual(['held by the backup']);
    const rounds = server.asked.length;
    await b.drain();
    expect(textsOf(server).sort()).toEqual(before.sort());
    expect(base(b)).toEqual(stood);
    expect(server.relayed.every(r => r.ok)).toBe(true);
    expect(b.memory.sync.heal).toBeUndefined();
    expect((await pieces(b)).every(p => p.epoch === server.epoch)).toBe(true);
    // Relays go by themselves and first: a round that pulled might take scopes for lost.
    const relaying = server.asked.slice(rounds).filter(r => (r.push.relay?.length ?? 0) > 0);
    expect(relaying.length).toBeGreaterThan(0);
    for (const r of relaying) expect([r.pull, r.push.changes]).toEqual([undefined, []]);
    // An effective stamp is kept: nothing is judged again.
    const rebuilt = server.logs.get(one)?.find(l => l.device === b.phone.identity.device);
    expect(rebuilt?.n).toBe(1);
  });

  test('that falls back once more gets it again, though it had taken it already', async () => {
    const server = new TestServer();
    const [absent, b] = (await rigs(server, 2)) as [Rig, Rig];
    const backup = server.backup();
    await absent.write(one, idA, 'lost twice');
    for (const rig of [absent, b]) await rig.drain();
    server.restoreFrom(backup);
    const again = server.backup();
    let fell = 0;
    server.meanwhile = async () => {
      if (server.relayed.length > 0 && fell++ === 0) server.restoreFrom(again);
    };
    await b.drain();
    expect(fell).toBeGreaterThan(0);
    expect(server.relayed.map(r => r.ok)).toEqual([true, true]);
    expect(textsOf(server)).toEqual(['lost twice']);
    expect(base(b)).toEqual(folded(server));
  });

  test('refuses a stretch that was tampered with, once and for all', async () => {
    const server = new TestServer();
    const [absent, b] = (await rigs(server, 2)) as [Rig, Rig];
    const backup = server.backup();
    for (const text of ['one', 'two', 'three']) {
      await absent.write(one, idA, text);
      await absent.drain();
      await b.drain();
    }
    const { db } = b.phone.store;
    await db.write(['recent'], async tx => {
      const [, key] = await tx.keys('recent');
      const rows = await tx.all<PieceRow>('recent');
      const row = rows[1] as PieceRow;
      const entries = row.entries.replace('"n":2', '"n":7');
      expect(entries).not.toBe(row.entries);
      await tx.put('recent', String(key), { ...row, entries });
    });
    server.restoreFrom(backup);
    await b.drain();
    expect(server.relayed.filter(r => !r.ok).length).toBe(2);
    expect(textsOf(server).sort()).toEqual(['one', 'three']);
    // The words stay in sight here until their author returns.
    expect(b.words(one, idA)).toEqual(['three']);
    const told = server.relayed.length;
    await b.drain();
    expect(server.relayed.length).toBe(told);
    expect(b.memory.sync.heal).toBeUndefined();
  });

  test('that parked what it had taken before keeps the name by which others replaced it', async () => {
    const server = new TestServer();
    const [a, b] = (await rigs(server, 2)) as [Rig, Rig];
    const backup = server.backup();
    await a.write(one, idA, 'first');
    for (const rig of [a, b]) await rig.drain();
    server.now += 1_000;
    await b.write(one, idA, 'second');
    for (const rig of [b, a]) await rig.drain();
    server.restoreFrom(backup);
    // What was pulled is too old to be relayed, and the circle has yet to come back.
    for (const { phone } of [a, b])
      await phone.store.db.write(['recent'], tx => tx.clear('recent'));
    server.denied.set(a.phone.identity.device, new Set([one]));
    await a.write(two, idA, 'elsewhere');
    await a.drain();
    expect([...a.memory.parked.values()].map(p => p.code)).toEqual(['scope_denied']);
    await b.drain();
    server.now += 1_000;
    server.denied.clear();
    for (const rig of [a, a, b]) await rig.drain();
    expect(a.memory.parked.size).toBe(0);
    expect(textsOf(server).sort()).toEqual(['elsewhere', 'first', 'second']);
    for (const rig of [a, b]) expect(rig.words(one, idA)).toEqual(['second']);
    expect(base(a)).toEqual(folded(server));
  });

  test('that cannot read a stretch at all does not hold up what waits behind', async () => {
    const server = new TestServer();
    const [absent, b] = (await rigs(server, 2)) as [Rig, Rig];
    const backup = server.backup();
    for (let i = 0; i < 30; i++) await absent.write(i % 2 ? one : two, idA, `lost ${i}`);
    await absent.drain();
    await b.drain();
    server.restoreFrom(backup);
    await b.write(one, idB, 'behind');
    server.weather = () => 'no relays';
    await b.drain();
    expect(b.memory.outbox.size).toBe(0);
    expect(textsOf(server)).toEqual(['behind']);
    expect(b.memory.sync.heal).toBeUndefined();
  });
});

type Step =
  | { do: 'write'; who: number; scope: number; id: number }
  | { do: 'sync' | 'kill'; who: number; lost: boolean }
  | { do: 'backup' }
  | { do: 'restore'; old: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      who: fc.nat(2),
      scope: fc.nat(1),
      id: fc.nat(1),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('sync' as const, 'sync' as const, 'kill' as const),
      who: fc.nat(2),
      lost: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('backup' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), old: fc.nat(2) }) },
);

/** Plays the steps; what was restored from is older than the last backup only if `any` says so. */
async function play(server: TestServer, all: Rig[], steps: Step[], any: boolean): Promise<number> {
  const backups: Backup[] = [server.backup()];
  let written = 0;
  for (const s of steps) {
    server.now += 1;
    if (s.do === 'backup') backups.push(server.backup());
    else if (s.do === 'restore') {
      server.restoreFrom(backups.at(any ? -1 - s.old : -1) ?? (backups[0] as Backup));
      if (!any) backups.push(server.backup());
    } else {
      const rig = all[s.who] as Rig;
      if (s.do === 'write') {
        await rig.write(scopes[s.scope] ?? '', ids[s.id] ?? '', `w${written++}`);
        continue;
      }
      server.weather = () => (s.lost ? 'lost reply' : 'fine');
      const round = rig.phone.sync();
      if (s.do === 'kill') await rig.kill();
      await round;
      server.weather = () => 'fine';
    }
  }
  return written;
}

describe('restores in a row, with phones that are killed', () => {
  const steps = fc.array(step, { minLength: 10, maxLength: 40 });

  test('lose nothing once all phones are back, whichever backup it was', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async steps => {
        const server = new TestServer();
        const all = await rigs(server, 3);
        const written = await play(server, all, steps, true);
        for (let i = 0; i < 3; i++) for (const rig of all) await rig.drain();
        const texts = textsOf(server);
        expect(new Set(texts).size).toBe(written);
        expect(texts.length).toBe(written);
        const truth = folded(server);
        for (const rig of all) {
          expect(rig.memory.outbox.size).toBe(0);
          expect(base(rig)).toEqual(truth);
          rig.phone.store.db.close();
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('give back what a lost phone had sent and another had pulled', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async steps => {
        const server = new TestServer();
        const all = await rigs(server, 3);
        const [, b, c] = all as [Rig, Rig, Rig];
        await play(server, all, steps, false);
        // The first phone is lost from here on. What the others show must be there for all.
        const shown = new Set<string>();
        for (const rig of [b, c]) {
          for (const scope of scopes)
            for (const id of ids) {
              for (const words of rig.words(scope, id)) shown.add(words);
            }
        }
        for (let i = 0; i < 3; i++) for (const rig of [b, c]) await rig.drain();
        const there = textsOf(server);
        for (const words of shown) expect(there).toContain(words);
        expect(base(b)).toEqual(base(c));
        expect(base(b)).toEqual(folded(server));
        for (const rig of all) rig.phone.store.db.close();
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

describe('what is kept of the log', () => {
  const row = (from: number, to: number, scope = one, epoch = 'a'): PieceRow => ({
    scope,
    epoch,
    from,
    to,
    before: { digest: `d${from - 1}`, seal: `s${from - 1}` },
    digest: `d${to}`,
    seal: `s${to}`,
    entries: Array.from({ length: to - from + 1 }, (_, i) =>
      JSON.stringify({ seq: from + i, device: 'x', n: from + i }),
    ).join(','),
  });

  test('neighbours are relayed as one stretch, once, and never under their own epoch', () => {
    const rows = [row(4, 6), row(1, 3), row(2, 3), row(8, 9), row(1, 2, two), row(1, 9, one, 'b')];
    const plan = planRelay(
      rows.map((r, i) => [`${i}`, r] as const),
      'b',
      99,
    );
    expect(plan.map(s => [s.relay.scope, s.relay.from, s.relay.to])).toEqual([
      [one, 1, 6],
      [one, 8, 9],
      [two, 1, 2],
    ]);
    expect(plan.flatMap(s => s.keys).sort()).toEqual(['0', '1', '2', '3', '4']);
    for (const { relay } of plan) {
      const seqs = relay.changes.map(c => c.seq);
      expect(seqs).toEqual(seqs.map((_, i) => relay.from + i));
      expect([relay.before.seal, relay.seal]).toEqual([`s${relay.from - 1}`, `s${relay.to}`]);
    }
  });

  test('the newest stays within its bytes and its days', () => {
    const keys = fc.array(fc.tuple(fc.nat(2e9), fc.nat(600_000)), { maxLength: 60 });
    fc.assert(
      fc.property(keys, made => {
        const now = 2e9;
        const all = made
          .map(([at, bytes], i) => `${String(at).padStart(16, '0')}\n${bytes}\ne\ns\n${i}`)
          .sort();
        const gone = surplus(all, now);
        expect(all.slice(0, gone.length)).toEqual(gone);
        const left = all.slice(gone.length);
        const bytes = left.reduce((sum, key) => sum + Number(key.split('\n')[1]), 0);
        expect(bytes).toBeLessThanOrEqual(4 * 2 ** 20);
        for (const key of left)
          expect(Number(key.slice(0, 16))).toBeGreaterThanOrEqual(now - 1_209_600_000);
        // Nothing goes that might have stayed.
        const last = gone.at(-1);
        if (last) {
          const fits = bytes + Number(last.split('\n')[1]) <= 4 * 2 ** 20;
          expect(fits && Number(last.slice(0, 16)) >= now - 1_209_600_000).toBe(false);
        }
      }),
    );
  });
});
