import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { openedFor } from '../lock/testring.ts';
import { enrol, finishJoining } from './line.ts';
import { identity, me, openPhone } from './phone.ts';

const ids = { device: '01hzzzzzzzzzzzzzzzzzzzzzza', member: '01hzzzzzzzzzzzzzzzzzzzzzzb' };
const known: Record<string, unknown> = {
  '/v1/devices': { ...ids, issuer: 'x' },
  '/v1/token': { access_token: 't', expires_in: 600 },
  '/v1/me': { member: ids.member, name: 'Ann', role: 'coach', place: '', teams: [], scopes: [] },
  '/v1/directory': { place: {}, orgs: [], teams: [], members: [], devices: {} },
};

const { fetch } = globalThis;
afterEach(() => {
  globalThis.fetch = fetch;
});

test('a network that goes just after enrolling leaves nobody outside', async () => {
  await openPhone(openedFor('line-test'));
  let reach = 1;
  const asked: string[] = [];
  globalThis.fetch = async path => {
    asked.push(String(path));
    if (reach-- <= 0) throw new TypeError('network');
    return Response.json(known[String(path)], { status: path === '/v1/devices' ? 201 : 200 });
  };
  await expect(enrol('abcd-efgh-jkmn-pqrs', 'phone')).rejects.toThrow('offline');
  expect(identity.peek()?.device).toBe(ids.device);
  reach = 10;
  await finishJoining();
  expect(me.peek()?.name).toBe('Ann');
  expect(asked.filter(path => path === '/v1/devices')).toHaveLength(1);
});
