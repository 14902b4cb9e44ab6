import 'fake-indexeddb/auto';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ulid } from '../local/ids.ts';
import * as engine from '../model/engine.ts';
import { keyOf } from '../model/memory.ts';
import { enrol, openPeer, type Phone } from './testpeer.ts';

const port = 18231;
const base = `http://127.0.0.1:${port}`;
const noGo = spawnSync('go', ['version']).status !== 0;

let dir = '';
let server: ChildProcess | undefined;
let links: { role: string; invite: string }[] = [];

const binary = () => process.env.ALONGSIDE_BIN ?? join(dir, 'alongside');

async function startServer(): Promise<void> {
  const args = ['--addr', `127.0.0.1:${port}`, '--data', join(dir, 'data'), '--demo'];
  server = spawn(binary(), [...args, '--links', join(dir, 'links.json')], {
    stdio: 'ignore',
  });
  for (let i = 0; i < 200; i++) {
    const ready = await fetch(`${base}/readyz`).catch(() => null);
    if (ready?.ok) return;
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error('the server did not start');
}

async function stopServer(signal: NodeJS.Signals): Promise<void> {
  const running = server;
  if (!running) return;
  const gone = new Promise(done => running.once('exit', done));
  running.kill(signal);
  await gone;
}

async function member(role: string, at = 0): Promise<Phone> {
  const invite = links.filter(l => l.role === role)[at]?.invite ?? '';
  const { net, identity } = await enrol(base, invite);
  return openPeer(`real-${ulid(Date.now())}`, net, identity);
}

function shown(phone: Phone, scope: string, kind: string, id: string, field: string): string[] {
  const record = phone.store.memory.record(keyOf(scope, kind, id));
  return record ? engine.versions(record, field).map(v => v.value) : [];
}

describe.skipIf(noGo)('against the real server', () => {
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'alongside-'));
    // ALONGSIDE_BIN names a server that was built already.
    if (!process.env.ALONGSIDE_BIN) execFileSync('go', ['build', '-o', binary(), './server']);
    await startServer();
    links = JSON.parse(readFileSync(join(dir, 'links.json'), 'utf8'));
  }, 120_000);

  afterAll(async () => {
    await stopServer('SIGTERM');
    rmSync(dir, { recursive: true, force: true });
  });

  test('two coaches see each other’s words, side by side and after a crash', async () => {
    const a = await member('coach', 0);
    const b = await member('coach', 1);
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
    await stopServer('SIGKILL');
    await a.sync();
    expect(a.exchange.state.peek().phase).toBe('pausing');
    await startServer();
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
    const c = await member('commissioner');
    await c.sync();
    const scopes = [...c.store.memory.cursors.keys()].filter(s => !/^(place$|self:)/.test(s));
    expect(scopes).toEqual([]);
  });
});
