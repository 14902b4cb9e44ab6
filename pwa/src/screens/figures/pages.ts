import { type Answer, api, cached } from '../../model/index.ts';

/** A number as it is told; `*` is one that is withheld. */
export type Count = number | '*';

/** One point of a curve: people who reached at least so many percent; 1 stands for some. */
export interface Cell {
  at_least: number;
  people: Count;
  percent: Count;
}

/** One answer, or several taken together (`of`). */
export interface AnswerCell {
  of: string[];
  people: Count;
  percent: Count;
}

/** A sum in minor units, of one thing or of several taken together (`of`). */
export interface SumCell {
  of: string[];
  people: Count;
  minor_units: Count;
}

/** How often a barrier was met; the key is `barrier:<id>` or `who:<name>`. */
export interface TimesCell {
  key: string;
  times: Count;
  minor_units: Count;
}

/** The same of what people judged alone. */
export interface Curve {
  people: Count;
  /** '' where no curve is told. */
  scale: string;
  cells: Cell[];
}

/** The place, or an organisation that chose to share. */
export interface Group<C = Cell> {
  group: string;
  name: string;
  people: Count;
  scale: string;
  cells: C[];
  left_out: Count;
  set_aside: Count;
  added?: Count;
  no_goal_yet?: Count;
  /** 4 where four quarters are taken together. */
  quarters?: number;
  self?: Curve;
  /** Tables of money: the total, and the currency of all sums. */
  currency?: string;
  minor_units?: Count;
  note: string;
}

/** One table of one quarter, as it was frozen. */
export interface FigurePage<C = Cell> {
  table: string;
  /** Such as `2026-Q3`. */
  quarter: string;
  release: string;
  /** RFC 3339 */
  released_at: string;
  complete: { goals_not_heard: Count; devices_not_heard: Count };
  groups: Group<C>[];
}

/** Everything that one release of a quarter says. */
export interface Letter {
  quarter: string;
  release: string;
  released_at: string;
  tables: Record<string, Partial<Record<'place' | 'org', FigurePage<unknown>>>>;
}

export interface FigureList {
  quarters: { quarter: string; release: string; released_at: string }[];
}

export type Table = 'attainment' | 'progress';

/** The quarters that are out, newest first. */
export function list(): Answer<FigureList> {
  return cached<FigureList>('/v1/figures').value.value;
}

/** A quarter (`2026-Q3`: as it stands) or a release of one (`2026-Q3.1`: as it was). */
export function letterOf(name: string): Answer<Letter> {
  return cached<Letter>(pathOf(name)).value.value;
}

/** Asks for everything on the page once more. */
export async function refreshAll(name: string | undefined): Promise<void> {
  await cached('/v1/figures').refresh();
  if (name) await cached(pathOf(name)).refresh();
}

function pathOf(name: string): string {
  return `/v1/letters/${name}`;
}

/** A table's page of a letter; undefined where the release is older than the table. */
export function pageIn<C>(
  letter: Letter | null,
  table: string,
  by: 'place' | 'org' = 'place',
): FigurePage<C> | undefined {
  return letter?.tables[table]?.[by] as FigurePage<C> | undefined;
}

/** The place's own group of a table. */
export function placeIn<C>(letter: Letter | null, table: string): Group<C> | undefined {
  return pageIn<C>(letter, table)?.groups.find(g => g.group === 'place');
}

/** A table as CSV, or what describes it (CSVW); throws ApiError. */
export async function sheet(
  letter: Letter,
  table: string,
  by: 'place' | 'org',
  format: 'csv' | 'csvw',
): Promise<string> {
  const asked = new URLSearchParams({
    quarter: letter.quarter,
    release: letter.release,
    by,
    format,
  });
  const got = await api('GET', `/v1/figures/${table}?${asked}`);
  return typeof got === 'string' ? got : JSON.stringify(got, null, 2);
}
