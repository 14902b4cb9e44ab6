import { expect, test } from 'vitest';
import { parseMoney, typedMoney } from './money.ts';

test.each([
  ['6.40', 640],
  ['6.4', 640],
  ['6', 600],
  ['6.', 600],
  ['.5', 50],
  ['£6.40', 640],
  [' 1,600 ', 160_000],
  ['1,600.25', 160_025],
  ['6,40', 640],
  ['0', 0],
])('reads %s as pence', (typed, minor) => {
  expect(parseMoney(typed, 'GBP')).toBe(minor);
});

test.each(['', '-3', '6.405', 'six', '1.2.3', '1e3', '.'])('reads no sum in "%s"', typed => {
  expect(parseMoney(typed, 'GBP')).toBeNull();
});

test('knows currencies without small coins', () => {
  expect(parseMoney('500', 'JPY')).toBe(500);
  expect(parseMoney('5.5', 'JPY')).toBeNull();
  expect(typedMoney(500, 'JPY')).toBe('500');
});

test('writes a sum as it can be typed', () => {
  for (const minor of [0, 5, 64, 640, 160_039]) {
    expect(parseMoney(typedMoney(minor, 'GBP'), 'GBP')).toBe(minor);
  }
  expect(typedMoney(5, 'GBP')).toBe('0.05');
});
