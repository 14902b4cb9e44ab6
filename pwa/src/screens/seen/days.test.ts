import { expect, test } from 'vitest';
import { byDay, dayIn, type Item } from './days.ts';

const day = 24 * 3600_000;
const noon = Date.UTC(2026, 10, 27, 12);
const line = (over: Partial<Item>): Item => ({
  at: noon,
  who: 'a',
  name: 'Ann',
  role: 'coach',
  act: 'opened',
  offline: false,
  ...over,
});

test('lines become days, and on each day what everybody did once', () => {
  const days = byDay(
    [
      line({ at: noon + day, who: 'b', name: 'Bea' }),
      line({ what: 'visit', offline: true }),
      line({ what: 'visit', offline: true }),
      line({}),
      line({ act: 'wrote', what: 'visit' }),
      line({ at: noon - day, act: 'circle_add', whom: 'Cai' }),
      line({ at: noon - day, act: 'circle_add', whom: 'Dee' }),
    ],
    dayIn('Europe/London'),
  );
  expect(days.map(d => d.day)).toEqual(['2026-11-28', '2026-11-27', '2026-11-26']);
  expect(days[1]?.people).toHaveLength(1);
  const did = days[1]?.people[0]?.did ?? [];
  expect(did.map(d => [d.act, d.kinds, d.offline])).toEqual([
    ['opened', ['visit', ''], false],
    ['wrote', ['visit'], false],
  ]);
  expect(days[2]?.people[0]?.did[0]?.whom).toEqual(['Cai', 'Dee']);
});

test('each reason stands for itself, with until when', () => {
  const asked = (reason: string, until: number) => line({ act: 'inquired', reason, until });
  const [only] = byDay([asked('one', 5), asked('two', 7), asked('one', 6)], dayIn('UTC'));
  expect(only?.people[0]?.did.map(d => [d.reason, d.until])).toEqual([
    ['one', 6],
    ['two', 7],
  ]);
});

test('what was sent later belongs to the day on which it was', () => {
  const late = line({ at: noon - 3 * day, offline: true });
  const days = byDay([late, line({ at: noon - day })], dayIn('UTC'));
  expect(days.map(d => d.day)).toEqual(['2026-11-26', '2026-11-24']);
  expect(days[1]?.people[0]?.did[0]?.offline).toBe(true);
});

test('days are those of the place', () => {
  expect(dayIn('Pacific/Auckland')(Date.UTC(2026, 0, 1, 20))).toBe('2026-01-02');
});
