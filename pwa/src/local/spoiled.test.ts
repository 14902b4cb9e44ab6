import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decode, match } from '../app/route.ts';
import { parseMoney } from '../kit/money.ts';
import { readCanary } from '../model/canary.ts';
import { codeIn } from '../model/session.ts';
import { fetchNet } from './net.ts';

/** What the server below answers next. */
let next = { status: 200, headers: {} as Record<string, string>, body: '', cut: false };

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(next.status, next.headers);
  response.write(next.body);
  if (next.cut) response.destroy();
  else response.end();
});
let base = '';
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise(resolve => server.close(resolve)));

const answer = fc.record({
  status: fc.constantFrom(200, 201, 204, 301, 302, 304, 400, 401, 404, 409, 429, 500, 502, 507),
  headers: fc.dictionary(
    fc.constantFrom('Retry-After', 'Alongside-Time', 'Content-Type'),
    fc.constantFrom('', '-1', '1e400', 'NaN', 'soon', 'ffffffffffff', '000000000000', '7'),
  ),
  body: fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('<html>', '{"code":7}', '{"code":{"x":1}}', 'null', '{"code":'),
    fc
      .array(fc.constantFrom('data: ', 'data', '\n', '\n\n', ':', '{"scope":1}', '\u0000'), {
        maxLength: 9,
      })
      .map(parts => parts.join('')),
  ),
  cut: fc.boolean(),
});

test('no answer makes a call throw, and what it gives has its shape', async () => {
  let nothing = 0;
  await fc.assert(
    fc.asyncProperty(answer, async it => {
      next = it;
      const got = await fetchNet(base).call({ method: 'GET', path: '/', timeout: 2_000 });
      if (got.status === 0) nothing++;
      expect([0, it.status]).toContain(got.status);
      expect(typeof got.code).toBe('string');
      expect(typeof got.text).toBe('string');
      expect(got.retryAfter === null || got.retryAfter > 0).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(nothing).toBeGreaterThan(10);
});

test('no stream of events makes listening throw', async () => {
  await fc.assert(
    fc.asyncProperty(answer, async it => {
      next = it;
      const heard: string[] = [];
      const status = await fetchNet(base).events('/', 'token', data => heard.push(data));
      expect(status === 0 || status === it.status || it.status < 400).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test('what is typed, pasted or opened is read or refused', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('%', '%E0%A4%A', 'p/%/visit', '#invite=%', '1,,6', '£', '999999999999.99'),
  );
  fc.assert(
    fc.property(text, it => {
      decode(it);
      match('p/:id/visit', it);
      expect(codeIn(it)).toMatch(/^[0-9a-z]*$/);
      const sum = parseMoney(it, 'GBP');
      expect(sum === null || (Number.isSafeInteger(sum) && sum >= 0)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('a spoiled note of what lived here is no note', async () => {
  const kept = new Map<string, string>();
  const storage = { getItem: (name: string) => kept.get(name) ?? null };
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
  const note = (text: string) => kept.set('alongside.canary', text);
  note('{"device":"01hzzzzzzzzzzzzzzzzzzzzzza","unsent":2,"since":5}');
  const whole = { device: '01hzzzzzzzzzzzzzzzzzzzzzza', unsent: 2, since: 5 };
  expect(await readCanary(() => true)).toEqual(whole);
  note('{"x":{"device":"01hzzzzzzzzzzzzzzzzzzzzzza","unsent":2,"since":5}}');
  expect(await readCanary(id => id === 'x')).toEqual(whole);
  expect(await readCanary(id => id !== 'x')).toBeNull();
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), async text => {
      note(text);
      expect(await readCanary(() => true)).toBeNull();
    }),
    { numRuns: 300 },
  );
});
