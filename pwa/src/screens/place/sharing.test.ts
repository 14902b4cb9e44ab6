import { expect, test } from 'vitest';
import { noAnswers, type Reflection, shareable, sharedCopy } from './sharing.ts';

const own = { scope: 'self:m', id: '01j', kind: 'reflection' } as Reflection;

test('how it was for me never leaves', () => {
  const answers = { ...noAnswers, worked: ' We walked. ', how_it_was_for_me: 'I cried.' };
  const write = sharedCopy(own, 'place', answers);
  expect(shareable).not.toContain('how_it_was_for_me');
  expect(write.scope).toBe('place');
  expect(write.set).toEqual({ source: 'self:m/reflection/01j', worked: 'We walked.' });
});
