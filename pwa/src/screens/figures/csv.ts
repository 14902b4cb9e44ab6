import { after } from '../../local/clock.ts';
import type { Cell, Curve, FigurePage, Group } from './pages.ts';

interface Row {
  page: FigurePage;
  group: Group;
  curve: Curve;
  voice: string;
  cell: Cell | undefined;
}

type Column = [name: string, title: string, type: 'string' | 'integer', read: (r: Row) => unknown];

/** The columns, as the server writes them too. */
const columns: Column[] = [
  ['table', 'Table', 'string', r => r.page.table],
  ['quarter', 'Quarter', 'string', r => r.page.quarter],
  ['release', 'Release', 'string', r => r.page.release],
  ['group', 'Group', 'string', r => r.group.group],
  ['name', 'Name of the group', 'string', r => r.group.name],
  ['people', 'People that the group’s curve is about', 'integer', r => r.curve.people],
  ['left_out', 'People who asked to be left out', 'integer', r => r.group.left_out],
  ['set_aside', 'People who set a goal aside in the quarter', 'integer', r => r.group.set_aside],
  ['added', 'People who added a goal in the quarter', 'integer', r => r.group.added ?? '*'],
  ['no_goal_yet', 'People without a goal that counts', 'integer', r => r.group.no_goal_yet ?? '*'],
  ['quarters', 'Quarters taken together', 'integer', r => r.group.quarters ?? 1],
  ['voice', 'Whose voice is heard: self_or_together, or self alone', 'string', r => r.voice],
  [
    'at_least',
    'At least so many percent; 1 stands for some',
    'integer',
    r => r.cell?.at_least ?? '*',
  ],
  ['cell_people', 'People who reached that', 'integer', r => r.cell?.people ?? '*'],
  [
    'cell_percent',
    'The same as a percentage of the people',
    'integer',
    r => r.cell?.percent ?? '*',
  ],
  ['note', 'What is withheld, and why', 'string', r => r.group.note],
  [
    'goals_not_heard',
    'Goals of the place that nobody was heard about',
    'integer',
    r => r.page.complete.goals_not_heard,
  ],
  [
    'devices_not_heard',
    'Devices of the place not in touch since',
    'integer',
    r => r.page.complete.devices_not_heard,
  ],
];

/** A page as CSV with a header (RFC 4180); `*` is a number that is withheld. */
export function csvOf(page: FigurePage): string {
  const lines = [columns.map(([name]) => name), ...rowsOf(page).map(asCells)];
  return `${lines.map(line => line.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/** What describes that CSV (W3C Tabular Data on the Web). */
export function csvwOf(page: FigurePage, title: string, file: string): string {
  const described = columns.map(([name, titles, datatype]) => ({
    name,
    titles,
    datatype,
    ...(datatype === 'integer' ? { null: '*' } : {}),
  }));
  return JSON.stringify(
    {
      '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
      url: file,
      'dc:title': title,
      'dc:identifier': page.release,
      'dc:issued': page.released_at,
      tableSchema: { columns: described },
    },
    null,
    2,
  );
}

function rowsOf(page: FigurePage): Row[] {
  return page.groups.flatMap(group => {
    const own = group.self && group.self.cells.length > 0 ? group.self : null;
    return [
      ...rowsOfCurve({ page, group, curve: group, voice: 'self_or_together' }),
      ...(own ? rowsOfCurve({ page, group, curve: own, voice: 'self' }) : []),
    ];
  });
}

function rowsOfCurve(row: Omit<Row, 'cell'>): Row[] {
  const { cells } = row.curve;
  return cells.length === 0 ? [{ ...row, cell: undefined }] : cells.map(cell => ({ ...row, cell }));
}

function asCells(row: Row): string[] {
  return columns.map(([, , type, read]) => {
    const text = String(read(row));
    return type === 'string' ? plain(text) : text;
  });
}

/** Takes from a text what makes spreadsheets run it. */
function plain(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a text, or bytes, to the browser's downloads. */
export function download(name: string, type: string, text: BlobPart): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  after(10_000, () => URL.revokeObjectURL(url));
}
