import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Clock, deviceOf, make, msOf, next, parse, valid } from './hlc.ts';

const A = '01arz3ndektsv4rrffq69g5fav';
const B = '01bx5zzkbkactav9wevgemmvrz';

interface Vectors {
  valid: { text: string; ms: number; counter: number; device: string }[];
  invalid: string[];
  next: { after: string; now: number; device: string; gives: string }[];
  ascending: string[];
}

const vectors: Vectors = JSON.parse(
  readFileSync(new URL('../vectors/stamps.json', import.meta.url), 'utf8'),
);

test.each(vectors.valid)('reads and writes $text', ({ text, ms, counter, device }) => {
  expect(parse(text)).toEqual({ ms, counter, device });
  expect(make(ms, counter, device)).toBe(text);
});

test.each(vectors.invalid)('refuses %j', text => {
  expect(valid(text)).toBe(false);
  expect(parse(text)).toBeUndefined();
});

test.each(vectors.next)('after $after at $now comes $gives', ({ after, now, device, gives }) => {
  expect(next(after, now, device)).toBe(gives);
});

test('stamps sort as text', () => {
  expect([...vectors.ascending].sort()).toEqual(vectors.ascending);
});

test('a clock only rises, past all it saw and not before its time', () => {
  const ms = fc.integer({ min: 0, max: 50 });
  const counter = fc.constantFrom(0, 1, 65534, 65535);
  const see = fc.record({ ms, counter });
  const step = fc.oneof(see, fc.record({ now: ms }));
  fc.assert(
    fc.property(fc.array(step), steps => {
      const clock = new Clock(A);
      let highest = '';
      for (const s of steps) {
        if ('now' in s) {
          const stamp = clock.tick(s.now);
          expect(stamp > highest && valid(stamp) && msOf(stamp) >= s.now).toBe(true);
          expect(deviceOf(stamp)).toBe(A);
          highest = stamp;
        } else {
          const seen = make(s.ms, s.counter, B);
          clock.see(seen);
          if (seen > highest) highest = seen;
        }
      }
    }),
  );
});

test('a clock goes on from where it was stored', () => {
  const clock = new Clock(A);
  const first = clock.tick(5);
  expect(new Clock(A, clock.last).tick(0) > first).toBe(true);
});
