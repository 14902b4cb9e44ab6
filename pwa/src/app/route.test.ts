import { describe, expect, test } from 'vitest';
import { href, match } from './route.ts';

describe('match', () => {
  test.each([
    ['', '', {}],
    ['p/:id', 'p/abc', { id: 'abc' }],
    ['p/:id/visit', 'p/abc', null],
    ['p/:id', 'p/', null],
    ['p/:id', 'p/a%2Fb', { id: 'a/b' }],
    ['p/:id', 'p/%', { id: '%' }],
    ['search', 'settings', null],
  ])('%s against %s', (pattern, path, params) => {
    expect(match(pattern, path)).toEqual(params);
  });

  test('undoes href', () => {
    const id = 'person:a/b c';
    expect(match('p/:id', href('p', id).slice(2))).toEqual({ id });
  });
});
