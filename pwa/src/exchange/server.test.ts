import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ulid } from '../local/ids.ts';
import * as engine from '../model/engine.ts';
import { keyOf } from '../model/memory.ts';
import type { Phone } from './testpeer.ts';
import { noGo, RealServer } from './testreal.ts';

let server: RealServer;

function shown(phone: Phone, scope: string, kind: string, id: string, field: string): string[] {
  const record = phone.store.memory.record(keyOf(scope, kind, id));
  return record ? engine.versions(record, field).map(v => v.value) : [];
}

describe.skipIf(noGo)('against the real server', () => {
  beforeAll(async () => {
    server = new RealServer(18231);
    server.build();
    await server.start();
  }, 120_000);

  afterAll(() => server.end());

  test('two coaches see each other’s words, side by side and after a crash', async () => {
    const a = await server.member('coach', 0);
    const b = await server.member('coach', 1);
    await a.sync();
    await b.sync();
    expect(a.store.memory.entries.size).toBeGreaterThan(100);

    const id = ulid(Date.now());
    const scope = `person:${id}`;
    const team = [...a.store.memory.cursors.keys()].find(s => s.startsWith('team:')) ?? '';
    const circle = [`member:${a.identity.member}`, team];
    await a.write({ scope, kind: 'person', id, set: { called: 'Nia' }, add: { circle } });
    await a.sync();
    expect(a.store.memory.outbox.size).toBe(0);
    await b.sync();
    expect(shown(b, scope, 'person', id, 'called')).toEqual(['Nia']);

    const over = engine.versions(engine.blank('person', id), 'called').map(v => v.id);
    expect(over).toEqual([]);
    const first = a.store.memory.record(keyOf(scope, 'person', id));
    const seen = first ? engine.versions(first, 'called').map(v => v.id) : [];
    await a.write({ scope, kind: 'person', id, set: { called: 'Nia P' }, over: { called: seen } });
    await b.write({ scope, kind: 'person', id, set: { called: 'Nia Q' }, over: { called: seen } });
    await server.stop('SIGKILL');
    await a.sync();
    expect(a.exchange.state.peek().phase).toBe('pausing');
    await server.start();
    for (const phone of [a, b, a]) await phone.sync();
    const both = ['Nia P', 'Nia Q'];
    expect(shown(a, scope, 'person', id, 'called').sort()).toEqual(both);
    expect(shown(b, scope, 'person', id, 'called').sort()).toEqual(both);
    expect(a.store.memory.outbox.size + b.store.memory.outbox.size).toBe(0);
    expect(a.store.memory.cursors.get(scope)?.digest).toBe(
      b.store.memory.cursors.get(scope)?.digest,
    );
  }, 60_000);

  test('a commissioner holds no person', async () => {
    const c = await server.member('commissioner');
    await c.sync();
    const scopes = [...c.store.memory.cursors.keys()].filter(s => !/^(place$|self:)/.test(s));
    expect(scopes).toEqual([]);
  });
});
