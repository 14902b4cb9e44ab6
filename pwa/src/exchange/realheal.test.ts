import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ulid } from '../local/ids.ts';
import * as engine from '../model/engine.ts';
import { keyOf } from '../model/memory.ts';
import { openPeer, type Phone } from './testpeer.ts';
import { noGo, RealServer } from './testreal.ts';

let server: RealServer;
let a: Phone;
let b: Phone;

/** A new person whom both coaches see, with as many visits by the phone. */
async function personWith(by: Phone, visits: number, story = 'Tea'): Promise<string> {
  const id = ulid(Date.now());
  const scope = `person:${id}`;
  const circle = [a, b].map(phone => `member:${phone.identity.member}`);
  await by.write({ scope, kind: 'person', id, set: { called: 'Nia' }, add: { circle } });
  for (let i = 0; i < visits; i++) await visit(by, scope, `${story} ${i}`);
  return scope;
}

async function visit(by: Phone, scope: string, story: string): Promise<string> {
  const id = ulid(Date.now());
  await by.write({ scope, kind: 'visit', id, set: { story } });
  return id;
}

function stories(phone: Phone, scope: string): string[] {
  const out: string[] = [];
  for (const [, entry] of phone.store.memory.entries) {
    if (entry.scope !== scope || entry.record.kind !== 'visit') continue;
    out.push(...engine.versions(entry.record, 'story').map(v => String(v.value)));
  }
  return out.sort();
}

/** Rounds until nothing is left to send or to heal. */
async function settle(...phones: Phone[]): Promise<void> {
  for (let i = 0; i < 6; i++) for (const phone of phones) await phone.sync();
  for (const { store } of phones) expect(store.memory.outbox.size).toBe(0);
}

/** What a phone's base has of a scope, and how far and by which digest. */
function stands({ store }: Phone, scope: string) {
  const { at, head, digest, differs } = store.memory.cursors.get(scope) ?? {};
  const records = [...store.memory.entries]
    .filter(([, entry]) => entry.scope === scope)
    .map(([key, { record, old }]) => [key, record, old])
    .sort(([x], [y]) => (String(x) < String(y) ? -1 : 1));
  return { at, head, digest, differs, records };
}

describe.skipIf(noGo)('with the real server', () => {
  beforeAll(async () => {
    server = new RealServer(18232);
    server.build('./scripts/fold');
    await server.start();
    a = await server.member('coach', 0);
    b = await server.member('coach', 1);
    await settle(a, b);
  }, 120_000);

  afterAll(() => server.end());

  test('a folded log comes in pages, to a new phone and to one that was away', async () => {
    const scope = await personWith(a, 20);
    await settle(a, b);
    const early = b.store.memory.cursors.get(scope)?.at ?? 0;
    expect(early).toBe(21);
    for (let i = 0; i < 230; i++) await visit(a, scope, `${'x'.repeat(4_000)} ${i}`);
    await settle(a);
    const away = b;
    await visit(away, scope, 'written while away');
    const held = { scope, kind: 'visit', id: ulid(Date.now()), set: { story: 'still held back' } };
    await away.store.add(away.identity.device, [held], Date.now() + 25_000);
    await server.fold(scope, 240);
    const before = server.asked.length;
    const fresh = await server.another(a.identity.member);
    await settle(fresh);
    const pages = server.asked.slice(before).filter(r => JSON.stringify(r.pull).includes('"next"'));
    expect(pages.length).toBeGreaterThan(0);
    expect(stands(fresh, scope)).toEqual(stands(a, scope));
    expect(stories(fresh, scope).length).toBe(250);

    const generation = away.store.memory.cursors.get(scope)?.generation ?? 0;
    await settle(away, a, fresh, away);
    expect(away.store.memory.cursors.get(scope)?.generation).toBe(generation + 1);
    expect(away.store.memory.held.size).toBe(1);
    expect(stories(a, scope)).toContain('written while away');
    for (const phone of [away, fresh]) expect(stands(phone, scope)).toEqual(stands(a, scope));
    await away.store.release(away.identity.device, true);
    await settle(away, a);
    expect(stories(a, scope)).toContain('still held back');
  }, 60_000);

  test('a server that was put back gets from others what its author never sends again', async () => {
    const scope = await personWith(a, 3, 'kept');
    await settle(a, b);
    const gone = await server.another(a.identity.member);
    await settle(gone);
    await server.copy('older');
    const lost = await visit(gone, scope, 'lost, and its author with it');
    await settle(gone);
    await settle(b);
    await visit(b, scope, 'lost, and sent again');
    await settle(b);
    await visit(b, scope, 'not sent before');
    const epoch = b.store.memory.sync.epoch;
    await server.putBack('older');
    const fresh = await server.another(b.identity.member);
    await settle(fresh);
    expect(stories(fresh, scope)).toEqual(['kept 0', 'kept 1', 'kept 2']);
    expect(fresh.store.memory.sync.epoch).not.toBe(epoch);

    const before = server.asked.length;
    await settle(b);
    expect(server.asked.slice(before).some(r => r.push.relay?.length)).toBe(true);
    expect(b.store.memory.sync.heal).toBeUndefined();
    await settle(fresh, a, b);
    expect(stories(fresh, scope)).toContain('lost, and its author with it');
    expect(stories(fresh, scope).length).toBe(6);
    for (const phone of [b, fresh]) expect(stands(phone, scope)).toEqual(stands(a, scope));
    const record = fresh.store.memory.record(keyOf(scope, 'visit', lost));
    expect(record?.first.endsWith(gone.identity.device)).toBe(true);

    await settle(gone);
    expect(stands(gone, scope)).toEqual(stands(a, scope));
    expect(gone.ended).toEqual([]);
  }, 60_000);

  test('what followed a snapshot is given back too', async () => {
    const scope = await personWith(a, 30);
    await settle(a, b);
    const fresh = await server.another(b.identity.member);
    await server.fold(scope, 25);
    await server.copy('folded');
    await visit(a, scope, 'lost with the server');
    await settle(a);
    await settle(fresh);
    await server.putBack('folded');
    const before = server.asked.length;
    await settle(fresh);
    const relayed = server.asked.slice(before).flatMap(r => r.push.relay ?? []) as {
      scope: string;
      from: number;
    }[];
    expect(relayed.find(piece => piece.scope === scope)?.from).toBe(26);
    const other = await server.another(b.identity.member);
    await settle(other);
    expect(stories(other, scope)).toContain('lost with the server');
    await settle(a, b);
    for (const phone of [a, b, fresh]) expect(stands(phone, scope)).toEqual(stands(other, scope));
  }, 60_000);

  test('a scope whose sum differs comes again from the start', async () => {
    const scope = await personWith(a, 5);
    await settle(a, b);
    const row = b.store.memory.cursors.get(scope);
    if (!row) throw new Error('b does not see the person');
    await b.store.putCursors([{ ...row, digest: 'f'.repeat(16) }]);
    await visit(a, scope, 'news');
    await settle(a);
    const before = server.asked.length;
    await settle(b);
    const cursors = server.asked
      .slice(before)
      .map(r => (r.pull as { cursors: Record<string, number> })?.cursors[scope]);
    expect(cursors).toContain(0);
    expect(b.store.memory.cursors.get(scope)?.generation).toBe(row.generation + 1);
    expect(stands(b, scope)).toEqual(stands(a, scope));
  });

  test('of many changes the one that nobody can read is set aside, and the rest goes', async () => {
    const scope = await personWith(a, 0);
    await settle(a, b);
    let deep: unknown = 'words';
    for (let i = 0; i < 40; i++) deep = [deep];
    for (let i = 0; i < 21; i++) {
      if (i === 13) {
        const bad = { scope, kind: 'visit', id: ulid(Date.now()), set: { on: deep as string } };
        await a.write(bad);
      }
      await visit(a, scope, `story ${i}`);
    }
    await visit(a, scope, 'y'.repeat(1_200_000));
    await visit(a, scope, 'after it');
    const before = server.asked.length;
    await settle(a);
    const sizes = server.asked.slice(before).map(r => r.push.changes.length);
    expect(sizes).toContain(1);
    const skips = server.asked.slice(before).flatMap(r => r.push.changes.filter(c => 'skip' in c));
    expect(new Set(skips.map(c => c.n)).size).toBe(2);
    expect([...a.store.memory.parked.values()].map(p => p.code).sort()).toEqual([
      'invalid',
      'too_large',
    ]);
    await settle(b);
    expect(stories(b, scope).length).toBe(22);
  });

  test('two phones under one identity part, and nobody’s words are lost', async () => {
    const scope = await personWith(a, 1);
    await settle(a, b);
    const one = await server.another(a.identity.member);
    const net = server.net();
    const two = await openPeer(`copied-${ulid(Date.now())}`, net, one.identity);
    await settle(one, two);
    await visit(one, scope, 'by the first');
    await visit(two, scope, 'by its copy');
    const device = two.identity.device;
    await settle(one, two, one);
    expect(two.identity.device).not.toBe(device);
    await settle(b);
    expect(stories(b, scope)).toEqual(['Tea 0', 'by its copy', 'by the first']);
    expect(stands(two, scope)).toEqual(stands(one, scope));
  });

  test('somebody who has left sends their last words, and hears no more', async () => {
    const member = (
      await server.admin('POST', '/v1/admin/members', {
        name: 'Leaver',
        role: 'coach',
        teams: [teamOf(a)],
      })
    ).body.id;
    const leaver = await server.another(member);
    await settle(leaver);
    const scope = `team:${teamOf(a)}`;
    const id = ulid(Date.now());
    await leaver.write({ scope, kind: 'pot', id, set: { name: 'last words' } });
    for (const row of leaver.store.memory.outbox.values()) await server.past(row.change?.at ?? '');
    const day = new Date().toISOString().slice(0, 10);
    await server.admin('PATCH', `/v1/admin/members/${member}`, { ended_on: day });
    await leaver.sync();
    await leaver.sync();
    expect(leaver.ended).toEqual(['device_revoked']);
    expect(leaver.store.memory.outbox.size).toBe(0);
    await settle(a);
    const pot = a.store.memory.record(keyOf(scope, 'pot', id));
    expect(pot && engine.versions(pot, 'name').map(v => v.value)).toEqual(['last words']);
  });

  test('somebody who has left gives back what the server lost of theirs', async () => {
    const body = { name: 'Gone', role: 'coach', teams: [teamOf(a)] };
    const member = (await server.admin('POST', '/v1/admin/members', body)).body.id;
    const leaver = await server.another(member);
    await settle(leaver);
    await server.copy('before');
    const id = ulid(Date.now());
    const scope = `team:${teamOf(a)}`;
    await leaver.write({ scope, kind: 'pot', id, set: { name: 'sent, and lost' } });
    await settle(leaver);
    await server.putBack('before');
    const day = new Date().toISOString().slice(0, 10);
    await server.admin('PATCH', `/v1/admin/members/${member}`, { ended_on: day });
    for (let i = 0; i < 6; i++) await leaver.sync();
    expect(leaver.ended).toEqual(['device_revoked']);
    await settle(a, b);
    const pot = a.store.memory.record(keyOf(scope, 'pot', id));
    expect(pot && engine.versions(pot, 'name').map(v => v.value)).toEqual(['sent, and lost']);
  }, 60_000);
});

function teamOf(phone: Phone): string {
  const scope = [...phone.store.memory.cursors.keys()].find(s => s.startsWith('team:')) ?? '';
  return scope.slice('team:'.length);
}
