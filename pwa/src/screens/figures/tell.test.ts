import { expect, test } from 'vitest';
import { lang, loadWords } from '../../words/index.ts';
import type { Curve } from './pages.ts';
import { quarterName, sentences, shareWords } from './tell.ts';

await loadWords(['figures']);

const curve = (people: number | '*', ...cells: [number, number | '*', number | '*'][]): Curve => ({
  people,
  scale: 'none_some_half_all',
  cells: cells.map(([at_least, people, percent]) => ({ at_least, people, percent })),
});

test('about half of the 40 people', () => {
  const told = sentences('attainment', curve(40, [1, 35, 88], [50, 20, 50], [100, 10, 25]));
  expect(told).toEqual([
    'About half of the 40 people had done at least half of what they set out to do by the end of the quarter.',
    'About a quarter of the 40 people had done all of what they set out to do by the end of the quarter.',
  ]);
});

test('a share without a word of its own is told as a percentage', () => {
  expect(shareWords(17)).toBe('about 17%');
  expect(shareWords(46)).toBe('about half');
  expect(shareWords(74)).toBe('about three quarters');
  expect(shareWords(0)).toBe('a few');
});

test('where percentages are withheld, counts are told', () => {
  expect(sentences('progress', curve(15, [50, 10, '*']))).toEqual([
    'About 10 people feel at least halfway with what they set out to do.',
  ]);
});

test('nothing is told of what is withheld', () => {
  expect(sentences('attainment', curve('*'))).toEqual([]);
  expect(sentences('attainment', curve(20, [50, '*', '*']))).toEqual([]);
});

test('quarters have names', () => {
  expect(quarterName('2026-Q3')).toBe('July to September 2026');
  expect(lang.value).toBe('en');
});
