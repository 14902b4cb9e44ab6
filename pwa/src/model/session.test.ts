import { expect, test } from 'vitest';
import { codeIn } from './session.ts';

test.each([
  ['abcd-efgh-jkmn-pqrs', 'abcdefghjkmnpqrs'],
  [' ABCD EFGH JKMN PQRS ', 'abcdefghjkmnpqrs'],
  ['https://here.example/#invite=abcdefghjkmnpqrs', 'abcdefghjkmnpqrs'],
  ['0oIL', '0011'],
])('the code in %s', (typed, code) => {
  expect(codeIn(typed)).toBe(code);
});
