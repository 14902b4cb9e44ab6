import { expect, test } from 'vitest';
import { csvOf, csvwOf } from './csv.ts';
import type { FigurePage } from './pages.ts';

const page: FigurePage = {
  table: 'attainment',
  quarter: '2026-Q3',
  release: '2026-Q3.1',
  released_at: '2026-10-01T04:00:00Z',
  complete: { goals_not_heard: 20, devices_not_heard: '*' },
  groups: [
    {
      group: 'place',
      name: '=Ours, "all"',
      people: 40,
      scale: 'half',
      left_out: '*',
      set_aside: 10,
      quarters: 1,
      cells: [{ at_least: 50, people: 20, percent: 50 }],
      self: { people: 40, scale: '', cells: [] },
      note: '',
    },
    {
      group: '01j',
      name: 'Few',
      people: '*',
      scale: '',
      left_out: '*',
      set_aside: '*',
      cells: [],
      note: 'Nothing is shown here.',
    },
  ],
};

test('a withheld number stays a star, and a group without a curve has its line', () => {
  const [header, first, second, ...rest] = csvOf(page).trimEnd().split('\r\n');
  expect(header).toMatch(/^table,quarter,release,group,name,people,/);
  expect(first).toContain(',40,*,10,*,*,1,self_or_together,50,20,50,,20,*');
  expect(second).toContain(',Few,*,*,*,*,*,1,self_or_together,*,*,*,Nothing is shown here.,20,*');
  expect(rest).toEqual([]);
});

test('nothing in it runs in a spreadsheet, and quotes are doubled', () => {
  expect(csvOf(page)).toContain(`"'=Ours, ""all"""`);
});

test('its description names every column of the header', () => {
  const described = JSON.parse(csvwOf(page, 'A title', 'a.csv'));
  const names = described.tableSchema.columns.map((c: { name: string }) => c.name);
  expect(names.join(',')).toBe(csvOf(page).split('\r\n')[0]);
});
